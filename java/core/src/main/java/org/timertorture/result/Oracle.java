// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * Whether the checks can see: how many of the planted defects were.
 *
 * @param seen cells whose planted defect was caught by the rule that names it
 * @param planted cells with a planted defect that ran
 * @param note why some did not run, as in {@code not run (unsafe)}; else null
 */
public record Oracle(int seen, int planted, String note) {}
