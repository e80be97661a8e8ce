// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

/**
 * A time on one side: the geometric mean over its boots.
 *
 * @param ns the time, in ns
 * @param spread half of its 95 % interval, as a share of the time; null if there is one boot only
 * @param boots the number of boots
 * @param calls the number of calls that were timed in all of them
 */
public record Figure(double ns, Double spread, int boots, long calls) {}
