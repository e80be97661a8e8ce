// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

/**
 * One time of one cell on both sides.
 *
 * @param row the kernel and machine, if the sides have several; else empty
 * @param cell the cell's id
 * @param metric which time
 * @param a the first side
 * @param b the second side
 * @param paired whether boots of the same round were compared with each other
 * @param ratio B divided by A
 * @param low the lower end of the ratio's 95 % interval; null if a side has one boot only
 * @param high its upper end; null if a side has one boot only
 * @param p the probability of such a difference by chance, corrected by Holm's method for the number of comparisons;
 *     null if a side has one boot only
 * @param rankP the same by a rank test over the boots (Mann-Whitney, or Wilcoxon for pairs), not corrected; null if a
 *     side has one boot only
 * @param decision what that says
 * @param missing how many more boots each side probably needs until the interval is as narrow as the tolerance; null
 *     unless the decision is {@link Decision#CANNOT_TELL}, or if nobody knows
 */
public record CellComparison(
        String row,
        String cell,
        Metric metric,
        Figure a,
        Figure b,
        boolean paired,
        double ratio,
        Double low,
        Double high,
        Double p,
        Double rankP,
        Decision decision,
        Integer missing) {}
