// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * The plan that ran.
 *
 * @param source the file it was read from
 * @param seconds of racing that were asked for
 */
public record PlanResult(String name, String description, String source, double seconds) {}
