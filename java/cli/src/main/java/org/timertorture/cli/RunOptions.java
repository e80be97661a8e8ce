// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.util.List;
import java.util.Optional;
import org.timertorture.app.RaceRequest;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelTree;
import org.timertorture.plan.DurationText;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.StallsText;
import org.timertorture.uapi.Uapi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code run}, and their ranges. */
final class RunOptions {
    static final String BISECT = "--bisect";

    private static final String SSH = "ssh:";
    private static final List<String> TARGETS = List.of("vm", "local", "ssh:HOST");

    @Mixin
    private RaceOptions race;

    @Mixin
    private VmOptions vm;

    @Option(
            names = "--target",
            paramLabel = "vm|local|ssh:HOST",
            description =
                    "Race in a VM, in the kernel of this machine, or in that of a machine which ssh logs in to as root without a"
                            + " password. On machines, --cpus names the CPUs to use, such as 0-3,6; without it, isolated and"
                            + " nohz_full CPUs are left out, and one CPU is left free. Default: ${DEFAULT-VALUE}.",
            defaultValue = "vm")
    private String target;

    @Option(
            names = "--remote-ns",
            paramLabel = "X",
            description = {
                "Simulate distance: models of old kernels wait X (300 or 300ns) for each cache line of a node at twice the"
                        + " local distance, and in proportion for lines of other nodes. Simulated costs have a table"
                        + " of their own."
            })
    private String remote;

    @Mixin
    private TreeOptions trees;

    @Option(names = BISECT, description = "Exit as 'git bisect run' expects, see below.")
    private boolean bisect;

    @Option(
            names = "--stalls",
            paramLabel = "off|sweep|PLACE",
            description =
                    "Stall the kernel's timer code for 1 to 20 us, now and then, while each cell races: at one instruction"
                            + " after the other (sweep), or at a place such as mod_timer+0x1a. Default: as the plan says.")
    private String stalls;

    /**
     * Checks the options, as far as that is possible without the plan and without a kernel.
     *
     * @throws TimertortureException if an option is out of its range; the message names both
     */
    void check() throws TimertortureException {
        if (!overSsh()) {
            Ranges.oneOf("--target", TARGETS, target);
        }
        if (inVm()) {
            vm.check();
        }
        if (bisect && race.hasBaseline()) {
            throw new PlanException(
                    "--baseline cannot be used with " + BISECT + ": one run of a commit decides nothing");
        }
        race.check();
        remoteNs();
        stalls();
        if (trees.tree().isPresent()) {
            vm.refuseKernel("--tree, which names the kernel");
        }
        if (!inVm()) {
            vm.refuse(this::onlyInVm);
            vm.namedCpus();
            onlyInVm("--tree", trees.tree().orElse(null));
            onlyInVm("--accel", race.acceleration().orElse(null));
        }
        trees.check();
    }

    /** Returns the options that other commands have, too. */
    RaceOptions race() {
        return race;
    }

    /**
     * Returns the simulated penalty in nanoseconds; empty if nothing is simulated.
     *
     * @throws PlanException if the option is not a duration or is out of its range
     */
    Optional<Long> remoteNs() throws PlanException {
        if (remote == null) {
            return Optional.empty();
        }
        long ns;
        try {
            ns = DurationText.nanos(remote, "ns");
        } catch (PlanException e) {
            throw new PlanException("--remote-ns " + remote + ": " + e.getMessage(), e);
        }
        if (ns < 1 || ns > Uapi.MAX_REMOTE_NS) {
            throw new PlanException(
                    "--remote-ns " + remote + ": expected 1ns to " + DurationText.of(Uapi.MAX_REMOTE_NS));
        }
        return Optional.of(ns);
    }

    /**
     * Returns the request that these options describe.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    RaceRequest request() throws PlanException {
        RaceRequest request = RaceRequest.plan(race.plan()).with(race.settings());
        request = inVm() ? request.on(vm.machine(race.acceleration())) : onLoaded(request);
        if (stalls().isPresent()) {
            request = request.withStalls(stalls().get());
        }
        return remoteNs().isEmpty() ? request : request.withRemoteNs(remoteNs().get());
    }

    private RaceRequest onLoaded(RaceRequest request) throws PlanException {
        RaceRequest there = overSsh() ? request.onMachine(target.substring(SSH.length())) : request.onThisMachine();
        return vm.namedCpus().map(there::withCpus).orElse(there);
    }

    /**
     * Returns the request that these options describe, for another kernel.
     *
     * @throws PlanException if an option is out of its range; the message names both
     */
    RaceRequest requestOn(String kernel) throws PlanException {
        return request().on(vm.machine(race.acceleration()).withKernel(kernel));
    }

    /** Returns the tree to build the kernel from; empty if the kernel is one of the store. */
    Optional<KernelTree> tree() {
        return trees.tree();
    }

    /** Returns whether the exit code is for {@code git bisect run}. */
    boolean bisects() {
        return bisect;
    }

    /** Returns where the kernel's timer code is stalled; empty if the plan decides. */
    private Optional<String> stalls() throws PlanException {
        try {
            return stalls == null ? Optional.empty() : Optional.of(StallsText.parse(stalls));
        } catch (PlanException e) {
            throw new PlanException("--stalls: " + e.getMessage(), e);
        }
    }

    private boolean inVm() {
        return target.equals("vm");
    }

    private boolean overSsh() {
        return target.startsWith(SSH);
    }

    private void onlyInVm(String option, Object given) throws PlanException {
        if (given != null) {
            throw new PlanException(
                    option + " cannot be used with --target " + target + ", which races on a machine as it is");
        }
    }
}
