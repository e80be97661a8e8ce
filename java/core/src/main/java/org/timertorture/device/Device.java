// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * An open {@code /dev/timertorture}, wherever it is: the seam between the controller and a kernel. Structs and records
 * are those of {@code kmod/include/uapi/timertorture.h}.
 */
public interface Device extends Closeable {

    /**
     * Carries one request.
     *
     * @param nr the request's number, {@code TT_NR_*}
     * @param arg the struct, from position 0 to its limit; holds the answer afterwards
     * @return the request's own return value, not negative
     * @throws ErrnoException if the kernel refused
     * @throws IOException if the device cannot be reached any more
     */
    int ioctl(int nr, ByteBuffer arg) throws IOException;

    /**
     * Reads whole records into {@code into}, from its position on, and advances it.
     *
     * @param timeout how long to wait for the first one
     * @return bytes read; 0 if none came in time; -1 if none can come any more
     * @throws IOException if the device cannot be reached any more
     */
    int read(ByteBuffer into, Duration timeout) throws IOException;

    /** The byte order of structs and records. */
    ByteOrder order();
}
