// SPDX-License-Identifier: Apache-2.0
package org.timertorture.judge;

import org.timertorture.result.ExitCode;
import org.timertorture.result.Oracle;
import org.timertorture.result.Trust;
import org.timertorture.result.Verdict;

/**
 * What a run is worth.
 *
 * @param oracle null if the plan has no planted defect
 */
public record Judgement(Verdict verdict, Trust trust, Oracle oracle, ExitCode exit) {}
