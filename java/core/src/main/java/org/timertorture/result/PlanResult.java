// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * The plan that ran.
 *
 * @param name the name of the plan
 * @param description what the plan says about itself
 * @param source the file that the plan was read from
 * @param seconds the requested racing time of all cells together, in seconds
 */
public record PlanResult(String name, String description, String source, double seconds) {}
