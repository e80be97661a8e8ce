// SPDX-License-Identifier: Apache-2.0
package org.timertorture.explain;

/**
 * A statement that one cell of the explanation's plan shows.
 *
 * @param sentence the statement
 * @param cell the primitive and the scenario of the cell, such as {@code timer_delete_sync in running}
 */
public record Claim(String sentence, String cell) {}
