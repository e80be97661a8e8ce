// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

/**
 * What one run came to, apart from its result.
 *
 * @param number of the run
 * @param row its id
 * @param exit the exit code that {@code run} would have had
 * @param reason why there is no result; null if there is one
 * @param console the kernel's, a path within the matrix's folder; null if there is none
 * @param started in UTC, ISO 8601
 * @param bootSeconds until the kernel answered; null if it never did
 * @param wallSeconds of all of it
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
