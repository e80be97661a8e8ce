// SPDX-License-Identifier: Apache-2.0
package org.timertorture.grade;

/**
 * A grade and its reason.
 *
 * @param promise a sentence of the kernel's documentation, in quotation marks, or {@code no promise}
 * @param source where the sentence stands; {@code none} if there is none
 */
public record Graded(Grade grade, String promise, String source) {}
