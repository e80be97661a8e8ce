// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * A step of a forced race, as it was recorded.
 *
 * @param ns since the trial's first step
 * @param cpu that took it
 * @param generation of the timer
 * @param algorithm whose step it is
 * @param role arming, runner, handler or deleter
 * @param step its name
 * @param does what it does, in words
 */
public record StepTaken(long ns, int cpu, long generation, String algorithm, String role, String step, String does) {}
