// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Reads the histograms of results. */
public final class EncodedHistogram {
    private EncodedHistogram() {}

    /**
     * Decodes HdrHistogram's compressed encoding in base64.
     *
     * @throws IOException if it is damaged
     */
    public static Histogram decode(String base64) throws IOException {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(base64)), 0);
        } catch (DataFormatException | IllegalArgumentException | BufferUnderflowException e) {
            throw new IOException("a histogram of the result is damaged", e);
        }
    }

    /** Encodes a histogram in HdrHistogram's compressed encoding in base64. */
    static String encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        byte[] bytes = new byte[length];
        buffer.get(0, bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
