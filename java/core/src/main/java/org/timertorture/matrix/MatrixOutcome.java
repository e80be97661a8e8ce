// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

/**
 * How one run of a matrix ended, apart from its result.
 *
 * @param number number of the run
 * @param row id of the row
 * @param exit the exit code that {@code run} would have returned
 * @param reason why there is no result; null if there is one
 * @param console path of the kernel's console within the matrix's folder; null if there is none
 * @param started when the run began, ISO 8601 in UTC
 * @param bootSeconds time until the kernel answered; null if it never did
 * @param wallSeconds duration of the whole run
 */
public record MatrixOutcome(
        int number,
        String row,
        int repeat,
        int exit,
        String reason,
        String console,
        String started,
        Double bootSeconds,
        double wallSeconds) {}
