// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.List;
import java.util.Optional;
import org.timertorture.judge.Circumstances;
import org.timertorture.judge.Judge;
import org.timertorture.plan.Plan;
import org.timertorture.result.Analysis;
import org.timertorture.result.CellResult;
import org.timertorture.result.EndingResult;
import org.timertorture.result.Environment;
import org.timertorture.result.Judgement;
import org.timertorture.result.PlanResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.Schema;
import org.timertorture.session.Ending;
import org.timertorture.session.Startup;
import org.timertorture.stats.HeadlineFinder;
import org.timertorture.stats.ModelGrowthFinder;
import org.timertorture.uapi.Buckets;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.NodeInfo;

/** Combines a run's cells, environment and verdict. */
final class RunAssembler {
    private final RunRequest request;
    private final Machine machine;
    private final Startup startup;
    private final boolean overcommitted;

    /**
     * Creates an assembler.
     *
     * @param machine the kernel's description; null if the kernel never answered
     */
    RunAssembler(RunRequest request, Machine machine, Startup startup, boolean overcommitted) {
        this.request = request;
        this.machine = machine;
        this.startup = startup;
        this.overcommitted = overcommitted;
    }

    RunResult assemble(List<CellResult> cells, Optional<Ending> ending, boolean interrupted) {
        Judgement judgement = Judge.judge(
                cells,
                new Circumstances(
                        interrupted,
                        ending.filter(e -> e.kind().ofTheKernel()).isPresent(),
                        startup.emulated(),
                        startup.noKvm().orElse(""),
                        overcommitted,
                        machine != null && request.cpus().crowds(machine.topology()),
                        request.facts().hostKind(),
                        request.strict(),
                        request.strictTiming(),
                        startup.hidesReordering()));
        Plan plan = request.expanded().plan();
        Environment environment = machine == null ? unknown() : environment(machine.info());
        return new RunResult(
                Schema.CURRENT,
                judgement,
                ending.map(RunAssembler::ending).orElse(null),
                environment,
                request.expanded().seed(),
                new PlanResult(plan.name(), plan.description(), plan.source(), request.seconds()),
                new Analysis(
                        HeadlineFinder.find(cells).orElse(null),
                        ModelGrowthFinder.find(cells, environment).orElse(null)),
                cells);
    }

    private static EndingResult ending(Ending ending) {
        return new EndingResult(ending.kind(), ending.summary(), ending.console());
    }

    /** Returns the kernel's command line, either as given to QEMU or as known. */
    private String commandLine() {
        return startup.kernelArguments().orElse(request.facts().commandLine());
    }

    private Environment environment(Info info) {
        RunFacts facts = request.facts();
        return new Environment(
                new Environment.KernelFacts(
                        info.release(),
                        facts.configHash(),
                        commandLine(),
                        info.source(),
                        info.hz(),
                        info.preemption(),
                        info.abi()),
                machine(
                        info.cpusOnline(),
                        machine.nodes().stream().map(NodeInfo::distances).toList()),
                new Environment.ClockFacts(
                        info.clock().label(), info.clockKhz(), info.nanos(info.clockCost()), Buckets.PER_OCTAVE),
                facts.host(),
                facts.toolVersion(),
                startup.command(),
                facts.started());
    }

    /** Returns the environment of a kernel that never answered, as far as it is known. */
    private Environment unknown() {
        RunFacts facts = request.facts();
        return new Environment(
                new Environment.KernelFacts(facts.kernelRelease(), facts.configHash(), commandLine(), null, 0, null, 0),
                machine(0, List.of()),
                null,
                facts.host(),
                facts.toolVersion(),
                startup.command(),
                facts.started());
    }

    private Environment.MachineFacts machine(int cpus, List<List<Integer>> distances) {
        return new Environment.MachineFacts(
                cpus, distances, distances.size(), startup.emulated(), startup.accelerationLabel(), overcommitted);
    }
}
