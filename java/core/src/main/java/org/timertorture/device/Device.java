// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.timertorture.uapi.Ioctl;
import org.timertorture.uapi.Requests;
import org.timertorture.uapi.Struct;

/**
 * An open {@code /dev/timertorture} on this machine or another. It is the interface between the controller and a
 * kernel. Structs and records are those of {@code kmod/include/uapi/timertorture.h}.
 */
public interface Device extends Closeable {

    /**
     * Executes one request.
     *
     * @param nr the request's number, as {@link Requests#nr} gives it
     * @param arg the struct, from position 0 to the limit; holds the answer afterwards
     * @return the request's own return value, which is not negative
     * @throws ErrnoException if the kernel refuses the request
     * @throws IOException if the device can no longer be reached
     */
    int ioctl(int nr, ByteBuffer arg) throws IOException;

    /**
     * Executes one request of the header.
     *
     * @param arg the struct that the request carries; holds the answer afterwards
     * @return the request's own return value, which is not negative
     * @throws ErrnoException if the kernel refuses the request
     * @throws IOException if the device can no longer be reached
     */
    default int ioctl(Ioctl request, Struct arg) throws IOException {
        return ioctl(Requests.nr(request), arg.bytes());
    }

    /**
     * Reads whole records into {@code into}, starting at its position, and advances the position.
     *
     * @param timeout how long to wait for the first record
     * @return bytes read; 0 if no record came in time; -1 if no more can come
     * @throws IOException if the device can no longer be reached
     */
    int read(ByteBuffer into, Duration timeout) throws IOException;

    /** Returns the byte order of structs and records. */
    ByteOrder order();
}
