// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

/**
 * What a run is worth.
 *
 * @param oracle null if the plan has no planted defect
 */
public record Judgement(Verdict verdict, Trust trust, Oracle oracle, ExitCode exit) {}
