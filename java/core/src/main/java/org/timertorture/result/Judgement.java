// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import org.timertorture.exit.ExitCode;

/**
 * What a run is worth.
 *
 * @param verdict whether the rules held
 * @param trust what the outcome can be relied on for
 * @param exit the exit code
 * @param oracle which planted defects were seen; null if none was planted
 */
public record Judgement(Verdict verdict, Trust trust, ExitCode exit, Oracle oracle) {}
