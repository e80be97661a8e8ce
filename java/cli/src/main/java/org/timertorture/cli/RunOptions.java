// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import org.timertorture.plan.PlanException;
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

    /**
     * Checks what needs no plan and no kernel.
     *
     * @throws PlanException naming the range that was left
     */
    void check() throws PlanException {
        Ranges.oneOf("--target", TARGETS, target);
        vm.check();
        race.check();
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

    boolean local() {
        return target.equals("local");
    }

    private static void notWithLocal(String option, Object given) throws PlanException {
        if (given != null) {
            throw new PlanException(option + " means nothing with --target local: the machine is what it is");
        }
    }
}
