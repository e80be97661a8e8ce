// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * {@code struct tt_refusal}: why the last start was refused.
 *
 * @param error the errno that the start returned
 * @param value the fact that the check found
 * @param min the least value that would have passed
 * @param max the greatest
 * @param name of the check
 * @param setting what has to be changed, in the words of a plan
 */
public record RefusalInfo(int error, long value, long min, long max, String name, String setting) {

    /** Reads the struct. */
    public static RefusalInfo of(RefusalStruct s) {
        return new RefusalInfo(s.error(), s.value(), s.min(), s.max(), s.name(), s.setting());
    }
}
