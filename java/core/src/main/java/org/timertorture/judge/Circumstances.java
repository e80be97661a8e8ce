// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

/**
 * What a run is judged by, apart from its cells.
 *
 * @param interrupted by the user
 * @param died whether the target ended before its time
 * @param emulated whether the CPUs are emulated
 * @param overcommitted whether the guest has more CPUs than the host
 * @param noFreeCpu whether a local run had to take every CPU
 * @param strict whether a degraded verdict is not good enough
 * @param strictTiming whether degraded times are not good enough
 */
public record Circumstances(
        boolean interrupted,
        boolean died,
        boolean emulated,
        boolean overcommitted,
        boolean noFreeCpu,
        boolean strict,
        boolean strictTiming) {}
