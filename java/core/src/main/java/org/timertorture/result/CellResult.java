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
 * @param oracle whether it went before the plan, to prove that its planted defect is seen
 * @param seconds of racing
 * @param expiries handlers that ran
 * @param rulesChecked how often, by the rule's name
 * @param unchecked rules that the cell claims to check and never did
 * @param phases where in its handler's time a deletion began: before, entry, body, last, after, far
 * @param phaseHistogram the same, finer; null if it did not come to its end
 * @param late rounds with a handler that began later than the bound of rule not-lost, but did begin
 * @param lateMaxJiffies a handler's start after its expiry and the granule of its level of the wheel, at most
 * @param third arms and deletions of the third CPU
 * @param shutdownArms arms that began after a shutdown had returned
 * @param hotplugs how often base CPUs went off line and came back
 * @param hotplugsRefused how often they would not go
 * @param drawn new expiries by what they were drawn as: past, now, next, near, below, edge, above, beyond
 * @param drawnLevels new expiries by the level of the timer wheel that they are on: level-0 and up
 * @param drawnMoments what the third CPU did, by how many handlers before its timer's own: ahead-0 with the one that ran
 * @param cycles of a cell in which modules are loaded and unloaded; else null
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
        boolean oracle,
        List<PairResult> pairs,
        double seconds,
        Attempts attempts,
        long expiries,
        Map<String, Long> rulesChecked,
        List<String> unchecked,
        List<Violation> violations,
        Map<String, Long> phases,
        PhaseHistogram phaseHistogram,
        long late,
        long lateMaxJiffies,
        long third,
        long shutdownArms,
        long hotplugs,
        long hotplugsRefused,
        Map<String, Long> drawn,
        Map<String, Long> drawnLevels,
        Map<String, Long> drawnMoments,
        List<SliceResult> slices,
        Latency latency,
        CalibrationResult calibration,
        Health health,
        Cycles cycles,
        List<ModelResult> models) {

    public CellResult {
        pairs = pairs == null ? List.of() : List.copyOf(pairs);
        attempts = attempts == null ? Attempts.NONE : attempts;
        rulesChecked = rulesChecked == null ? Map.of() : rulesChecked;
        unchecked = unchecked == null ? List.of() : List.copyOf(unchecked);
        violations = violations == null ? List.of() : List.copyOf(violations);
        phases = phases == null ? Map.of() : phases;
        drawn = drawn == null ? Map.of() : drawn;
        models = models == null ? List.of() : List.copyOf(models);
        drawnLevels = drawnLevels == null ? Map.of() : drawnLevels;
        drawnMoments = drawnMoments == null ? Map.of() : drawnMoments;
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

    /** The scenario, and what tells two cells of it apart: the engine of a race, the placement of all else. */
    public String setting() {
        return scenario + " " + (aim.equals("encounter") ? align : placement);
    }

    /** Whether the kernel answered in it. */
    public boolean raced() {
        return status == CellStatus.RAN || status == CellStatus.CRASHED || status == CellStatus.FAULTED;
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
