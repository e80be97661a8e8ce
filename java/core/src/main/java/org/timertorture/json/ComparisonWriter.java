// SPDX-License-Identifier: Apache-2.0
package org.timertorture.json;

import java.io.IOException;
import java.io.OutputStream;
import org.timertorture.compare.Comparison;

/** Writes a comparison as JSON. */
public final class ComparisonWriter {

    /** Writes the comparison, followed by a line feed. The stream stays open. */
    public void write(Comparison comparison, OutputStream out) throws IOException {
        Json.MAPPER.writeValue(out, comparison);
        out.write('\n');
        out.flush();
    }
}
