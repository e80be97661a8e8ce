// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * One record of the stream that {@code read()} yields. "Ticks" are raw reads of the module's clock. Arrays are indexed
 * by the numbers of an enum, such as {@link Outcome}, {@link Phase} or {@link Rule}.
 */
public interface KernelRecord {

    /** The number that {@code TT_START} was given for the cell that the record belongs to; -1 if it is not known. */
    int cell();
}
