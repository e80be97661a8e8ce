// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/** {@code TT_REC_*} */
public final class RecordType {
    public static final int START = 1;
    public static final int PROGRESS = 2;
    public static final int VIOLATION = 3;
    public static final int SLICE = 4;
    public static final int CALIBRATION = 5;
    public static final int COUNTERS = 6;
    public static final int HISTOGRAM = 7;
    public static final int END = 8;
    public static final int EVENTS = 9;
    public static final int DEFEAT = 10;

    private RecordType() {}
}
