// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.Optional;
import org.timertorture.plan.PlanException;
import org.timertorture.uapi.ModelSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code run}, and their ranges. */
final class RunOptions {
    private static final List<String> TARGETS = List.of("vm", "local");

    @Mixin
    private RaceOptions race;

    @Mixin
    private VmOptions vm;

    @Option(
            names = "--target",
            paramLabel = "vm|local",
            description = "Where: a VM, or this machine's own kernel.",
            defaultValue = "vm")
    private String target;

    @Option(
            names = "--remote-ns",
            paramLabel = "X",
            description = {
                "Simulate distance: models of old kernels pay X ns for each line of another node at twice the local"
                        + " distance, in proportion. Such costs are marked and kept apart."
            })
    private Long remoteNs;

    /**
     * Checks what needs no plan and no kernel.
     *
     * @throws PlanException naming the range that was left
     */
    void check() throws PlanException {
        Ranges.oneOf("--target", TARGETS, target);
        vm.check();
        race.check();
        if (remoteNs != null && (remoteNs < 1 || remoteNs > ModelSettings.MAX_REMOTE_NS)) {
            throw new PlanException("--remote-ns " + remoteNs + ": expected 1 to " + ModelSettings.MAX_REMOTE_NS);
        }
        if (local()) {
            vm.refuse(RunOptions::notWithLocal);
            notWithLocal("--accel", race.acceleration().orElse(null));
        }
    }

    /** Those that other commands have too. */
    RaceOptions race() {
        return race;
    }

    VmOptions vm() {
        return vm;
    }

    /** The simulated penalty, if there is to be one. */
    Optional<Long> remoteNs() {
        return Optional.ofNullable(remoteNs);
    }

    boolean local() {
        return target.equals("local");
    }

    private static void notWithLocal(String option, Object given) throws PlanException {
        if (given != null) {
            throw new PlanException(option + " means nothing with --target local: the machine is what it is");
        }
    }
}
