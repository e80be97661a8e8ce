// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

import java.util.Map;
import java.util.stream.Collectors;

/** The numbers of the device's requests, {@code TT_NR_*}. */
public final class Requests {
    /** {@code TT_ABI}: the version of the header that this class was written from. */
    public static final int ABI = 5;

    public static final int GET_INFO = 0;
    public static final int GET_CPU = 1;
    public static final int GET_NODE = 2;
    public static final int GET_PRIMITIVE = 3;
    public static final int GET_SCENARIO = 4;
    public static final int ADD_PAIR = 5;
    public static final int START = 6;
    public static final int STOP = 7;
    public static final int GET_VICTIM = 8;

    private static final Map<Integer, Layout> STRUCTS = Map.of(
            GET_INFO, Layouts.INFO,
            GET_CPU, Layouts.CPU,
            GET_NODE, Layouts.NODE,
            GET_PRIMITIVE, Layouts.PRIMITIVE,
            GET_SCENARIO, Layouts.SCENARIO,
            ADD_PAIR, Layouts.PAIR,
            START, Layouts.START,
            STOP, Layouts.STOP,
            GET_VICTIM, Layouts.VICTIM);

    private Requests() {}

    /** What each request carries. */
    public static Map<Integer, Layout> structs() {
        return STRUCTS;
    }

    /** How many bytes each request carries. */
    public static Map<Integer, Integer> sizes() {
        return STRUCTS.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, e -> e.getValue().size()));
    }
}
