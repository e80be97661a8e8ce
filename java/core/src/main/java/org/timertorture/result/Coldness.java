// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * What reading one cache line costs, as a multiple of the cost of a line that this CPU holds in its own cache. Both
 * values are medians over the probes of all cells.
 *
 * @param flushed the cost of a line that was flushed from all caches; 0 if it could not be measured
 * @param dirty the cost of a line that another CPU has just written; 0 if it could not be measured
 * @param emulated whether the CPUs are emulated
 */
public record Coldness(double flushed, double dirty, boolean emulated) {}
