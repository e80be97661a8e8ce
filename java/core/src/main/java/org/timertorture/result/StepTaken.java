// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * A step of a forced race, as it was recorded.
 *
 * @param ns when it was taken, in ns after the trial's first step
 * @param cpu the CPU that took it
 * @param generation the timer's generation
 * @param algorithm the algorithm that the step belongs to
 * @param role who took it: arming, runner, handler or deleter
 * @param step the name of the step
 * @param does what the step does, in words
 */
public record StepTaken(long ns, int cpu, long generation, String algorithm, String role, String step, String does) {}
