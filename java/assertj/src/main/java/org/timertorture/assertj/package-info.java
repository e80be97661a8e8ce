// SPDX-License-Identifier: Apache-2.0

/**
 * Assertions about the results of runs, for AssertJ. Start at {@link org.timertorture.assertj.TimertortureAssertions}, or
 * for soft assertions at {@link org.timertorture.assertj.TimertortureSoftAssertions}.
 *
 * <p>The message of a failed assertion is the evidence: the broken rule, the promise, what was seen, the events that led
 * to it, and the command that races the same again.
 */
package org.timertorture.assertj;
