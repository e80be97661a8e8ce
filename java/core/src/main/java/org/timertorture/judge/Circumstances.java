// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import org.timertorture.result.HostKind;

/**
 * What a run is judged by, apart from its cells.
 *
 * @param interrupted whether the user interrupted the run
 * @param died whether the target ended early
 * @param emulated whether the CPUs are emulated
 * @param noKvm why they are emulated although nobody demanded so; empty if they are not, or if somebody did
 * @param overcommitted whether the guest has more CPUs than the host
 * @param noFreeCpu whether a local run had to use every CPU
 * @param host what runs the CPUs of the host
 * @param strict whether a degraded verdict changes the exit code
 * @param strictTiming whether degraded times change the exit code
 * @param hidesReordering whether the host keeps an order of memory accesses that the emulated CPUs need not keep
 */
public record Circumstances(
        boolean interrupted,
        boolean died,
        boolean emulated,
        String noKvm,
        boolean overcommitted,
        boolean noFreeCpu,
        HostKind host,
        boolean strict,
        boolean strictTiming,
        boolean hidesReordering) {}
