// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

/**
 * What could not be compared.
 *
 * @param row the kernel and machine, if the sides have several; else empty
 * @param cell the cell's id; empty for a whole row
 * @param metric which time; null if it is about all of them
 * @param reason why not
 */
public record Incomparable(String row, String cell, Metric metric, String reason) {}
