// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import java.util.Map;

/**
 * What became of a cell. Of a cell that did not run, all after {@code pairs} is null or empty.
 *
 * @param id unlike any other in its run, and the same in every run of its plan
 * @param reason why it did not run, or not to its end; else null
 * @param primitive today's name
 * @param kernelName what the running kernel calls it
 * @param kind native, historical, broken or null
 * @param aim the outcome that the scenario is made for
 * @param placement local or remote
 * @param expect pass, any or fail(RULE)
 * @param defect of a broken primitive, the rule that names it; else null
 * @param seconds of racing
 * @param expiries handlers that ran
 * @param rulesChecked how often, by the rule's name
 * @param unchecked rules that the cell claims to check and never did
 * @param phases where in its handler's time a deletion began: before, entry, body, last, after, far
 */
public record CellResult(
        String id,
        CellStatus status,
        String reason,
        String primitive,
        String kernelName,
        String kind,
        String scenario,
        String aim,
        String align,
        String placement,
        Settings settings,
        String expect,
        String defect,
        List<PairResult> pairs,
        double seconds,
        Attempts attempts,
        long expiries,
        Map<String, Long> rulesChecked,
        List<String> unchecked,
        List<Violation> violations,
        Map<String, Long> phases,
        List<SliceResult> slices,
        Latency latency,
        CalibrationResult calibration,
        Health health) {

    public CellResult {
        pairs = pairs == null ? List.of() : List.copyOf(pairs);
        attempts = attempts == null ? Attempts.NONE : attempts;
        rulesChecked = rulesChecked == null ? Map.of() : rulesChecked;
        unchecked = unchecked == null ? List.of() : List.copyOf(unchecked);
        violations = violations == null ? List.of() : List.copyOf(violations);
        phases = phases == null ? Map.of() : phases;
        slices = slices == null ? List.of() : List.copyOf(slices);
    }

    /** Encounters in a second of racing; 0 if it did not race. */
    public double encountersPerSecond() {
        return seconds > 0 ? attempts.encounter() / seconds : 0;
    }

    /** The share of expiries that a deletion met, 0 to 1; 0 if there were none. */
    public double shareMet() {
        return expiries > 0 ? (double) attempts.encounter() / expiries : 0;
    }

    /** Whether the kernel answered in it. */
    public boolean raced() {
        return status == CellStatus.RAN || status == CellStatus.CRASHED;
    }

    /** The latencies of the outcome that the scenario aims at; null if it never came. */
    public LatencySummary aimed() {
        if (latency == null) {
            return null;
        }
        return switch (aim) {
            case "early" -> latency.early();
            case "encounter" -> latency.encounter();
            default -> latency.late();
        };
    }
}
