// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * {@code struct tt_victim}: what became of the victim module since the main one was loaded.
 *
 * @param exits how often it was unloaded
 * @param met how many of these began a deletion while that timer's handler ran
 * @param escaped timers that were pending, or in their handler, after their deletion
 * @param expiries handlers that ran
 */
public record VictimInfo(long exits, long met, long escaped, long expiries) {

    /** Reads the struct. */
    public static VictimInfo of(VictimStruct s) {
        return new VictimInfo(s.exits(), s.met(), s.escaped(), s.expiries());
    }

    /** Returns what has been added since. */
    public VictimInfo since(VictimInfo before) {
        return new VictimInfo(
                exits - before.exits, met - before.met, escaped - before.escaped, expiries - before.expiries);
    }
}
