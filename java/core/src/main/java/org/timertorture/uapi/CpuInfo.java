// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * {@code struct tt_cpu}.
 *
 * @param cpu its number
 * @param node its memory node
 * @param nohzFull whether it runs without a tick when it can
 */
public record CpuInfo(int cpu, int node, boolean possible, boolean online, boolean nohzFull) {

    /**
     * Reads the struct.
     *
     * @throws IllegalArgumentException if a field has a value that the header does not allow
     */
    public static CpuInfo of(CpuStruct s) {
        return new CpuInfo(
                s.cpu(),
                s.node(),
                CpuFlag.POSSIBLE.in(s.flags()),
                CpuFlag.ONLINE.in(s.flags()),
                CpuFlag.NOHZ_FULL.in(s.flags()));
    }
}
