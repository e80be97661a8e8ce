// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

/**
 * The name of a cell.
 *
 * @param id unique in its run, and the same in every run of its plan
 * @param variant what sets the cell apart from others of the same scenario, primitive, engine and placement; may be
 *     empty
 */
public record CellName(String id, String variant) {}
