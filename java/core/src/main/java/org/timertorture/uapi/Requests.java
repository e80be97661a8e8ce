// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the number of an {@link Ioctl} says, as {@code linux/ioctl.h} lays it out. */
public final class Requests {
    private static final int NR_MASK = 0xff;
    private static final int SIZE_SHIFT = 16;
    private static final int SIZE_MASK = 0x3fff;

    private Requests() {}

    /** Returns the number of a request, which is unique and below 256. */
    public static int nr(Ioctl request) {
        return request.number() & NR_MASK;
    }

    /** Returns the number of bytes that a request carries. */
    public static int size(Ioctl request) {
        return request.number() >> SIZE_SHIFT & SIZE_MASK;
    }

    /** Returns the request that has a {@linkplain #nr number}, if the header has one. */
    public static Optional<Ioctl> numbered(int nr) {
        return Arrays.stream(Ioctl.values()).filter(r -> nr(r) == nr).findFirst();
    }

    /** Returns the number of bytes that each request carries, by its {@linkplain #nr number}. */
    public static Map<Integer, Integer> sizes() {
        return Arrays.stream(Ioctl.values()).collect(Collectors.toUnmodifiableMap(Requests::nr, Requests::size));
    }
}
