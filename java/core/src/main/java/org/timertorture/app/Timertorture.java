// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.timertorture.archive.MatrixFolder;
import org.timertorture.compare.Comparer;
import org.timertorture.compare.RecordedRun;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.TimertortureException;
import org.timertorture.explain.Explainer;
import org.timertorture.explain.Explanation;
import org.timertorture.finding.ReproducerModule;
import org.timertorture.grade.KnownFinding;
import org.timertorture.grade.KnownFindings;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.matrix.MergedRun;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.OracleCells;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Plans;
import org.timertorture.qemu.AccelerationProbe;
import org.timertorture.result.RunResult;
import org.timertorture.run.HostReader;
import org.timertorture.shrink.Offence;
import org.timertorture.shrink.Reproducer;
import org.timertorture.shrink.Shrinker;
import org.timertorture.words.FileProblem;

/**
 * Everything that the command line can do, as calls. Calls block until they are done; an object may be used by several
 * threads, each with a {@link Control} of its own.
 *
 * <p>All calls throw {@link TimertortureException} for what a person can mend, with a message in one line; anything
 * unchecked is a bug.
 */
public final class Timertorture {
    private final Workspace workspace;

    /** Creates one that works in the given folders. They need not exist yet. */
    public Timertorture(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Returns the folders. */
    public Workspace workspace() {
        return workspace;
    }

    /**
     * Runs what is requested and saves the result in its folder.
     *
     * @throws TimertortureException if the request makes no sense, the environment lacks something, or the result
     *     cannot be written
     * @throws InterruptedException if the call is ended before the device is up
     */
    public FinishedRun run(RaceRequest request, Control control) throws TimertortureException, InterruptedException {
        try (PreparedRun prepared = prepare(request, control)) {
            FinishedRun finished = prepared.run(control);
            finished.save();
            return finished;
        }
    }

    /**
     * Finds the kernel, builds the module if its source changed, and expands the plan into cells. The default kernel is
     * fetched if the store lacks it. The caller closes what is returned.
     *
     * @throws TimertortureException if the request makes no sense or the environment lacks something
     * @throws InterruptedException if the call is ended early
     */
    public PreparedRun prepare(RaceRequest request, Control control)
            throws TimertortureException, InterruptedException {
        control.beginInterruptible();
        try {
            return request.vm().isPresent() ? inVm(request, request.vm().get(), control) : loaded(request, control);
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Returns what a matrix would run; fetches and builds nothing.
     *
     * @throws TimertortureException if the request makes no sense
     */
    public MatrixSchedule schedule(MatrixRequest request) throws TimertortureException {
        CheckedMatrix matrix = CheckedMatrix.of(request);
        return new MatrixPreparation(workspace, kernels().store()).schedule(matrix);
    }

    /**
     * Begins a matrix: fetches kernels, builds modules, and makes a folder. The caller closes what is returned.
     *
     * @throws TimertortureException if the request makes no sense or the environment lacks something
     * @throws InterruptedException if the call is ended early
     */
    public OpenMatrix begin(MatrixRequest request, Control control) throws TimertortureException, InterruptedException {
        return begin(request, MatrixLauncher.local(), control);
    }

    /**
     * Begins a matrix whose runs a launcher executes.
     *
     * @throws TimertortureException if the request makes no sense, the environment lacks something, or the launcher
     *     cannot execute runs
     * @throws InterruptedException if the call is ended early
     */
    public OpenMatrix begin(MatrixRequest request, MatrixLauncher launcher, Control control)
            throws TimertortureException, InterruptedException {
        long begun = System.nanoTime();
        CheckedMatrix matrix = CheckedMatrix.of(request);
        PreparedMatrix prepared;
        control.beginInterruptible();
        try {
            launcher.check();
            prepared = new MatrixPreparation(workspace, kernels().store()).begin(matrix, control.progress());
        } finally {
            control.endInterruptible();
        }
        try {
            MatrixFolder folder = MatrixFolder.make(workspace.results(), prepared.state(), workspace.ownership());
            try {
                launcher.keep(folder);
            } catch (IOException e) {
                folder.close();
                throw e;
            }
            return new OpenMatrix(this, folder, launcher, Optional.of(prepared), begun);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot make a folder for the results in " + workspace.results() + ": " + FileProblem.of(e), e);
        }
    }

    /**
     * Opens a matrix that has runs left. The caller closes what is returned.
     *
     * @param folder of the matrix; empty for the latest one that has runs left and that no process is at work on
     * @throws TimertortureException if there is no such matrix, or another process is at work on it
     */
    public OpenMatrix resume(Optional<Path> folder) throws TimertortureException {
        long begun = System.nanoTime();
        try {
            MatrixFolder found = folder.isPresent()
                    ? MatrixFolder.open(folder.get(), workspace.ownership())
                    : MatrixFolder.latestUnfinished(workspace.results(), workspace.ownership())
                            .orElseThrow(() ->
                                    new PlanException("no matrix in " + workspace.results() + " has runs left to do"));
            return new OpenMatrix(this, found, MatrixLauncher.of(found), Optional.empty(), begun);
        } catch (IOException e) {
            throw new EnvironmentException("cannot go on: " + FileProblem.of(e), e);
        }
    }

    /**
     * Opens one run of a matrix, which other processes may have open for its other runs. The caller closes what is
     * returned.
     *
     * @param number the run's position in the order of running, from 1
     * @throws TimertortureException if there is no such matrix or run, or another process is at work on it
     */
    public OpenMatrix resume(Path folder, int number) throws TimertortureException {
        long begun = System.nanoTime();
        try {
            MatrixFolder found = MatrixFolder.openRun(folder, number, workspace.ownership());
            return new OpenMatrix(this, found, MatrixLauncher.local(), Optional.empty(), begun);
        } catch (IOException e) {
            throw new EnvironmentException("cannot go on: " + FileProblem.of(e), e);
        }
    }

    /**
     * Compares the times of recorded runs.
     *
     * @throws PlanException if a file is not the result of a run or a matrix, if a run is on both sides, or if the
     *     machines of the runs differ and the request is not forced
     */
    public FinishedComparison compare(ComparisonRequest request) throws PlanException {
        List<RecordedRun> a = RecordedRuns.read(request.a());
        List<RecordedRun> b = RecordedRuns.read(request.b());
        Optional<String> twice = Comparer.onBothSides(a, b);
        if (twice.isPresent()) {
            throw new PlanException("a run of " + twice.get()
                    + " is on both sides; FILE@KERNEL takes the runs of one kernel from a matrix");
        }
        List<String> mismatches = Comparer.mismatches(a, b);
        if (!mismatches.isEmpty() && !request.forced()) {
            throw new PlanException("these runs cannot be compared: " + String.join("; ", mismatches)
                    + "; --force compares them anyway");
        }
        return new FinishedComparison(new Comparer(request.tolerance(), request.seed()).compare(a, b));
    }

    /**
     * Adds up the cells of recorded runs: their counters, histograms and violations.
     *
     * @param pool whether runs of different hosts are added up, too, if their machines have one shape
     * @throws PlanException if a file is not the result of a run or a matrix, or if the runs are of different kernels or
     *     builds of the module
     */
    public FinishedMerge merge(List<ResultSource> sources, boolean pool) throws PlanException {
        List<MergedRun.Part> parts = new ArrayList<>();
        for (ResultSource source : sources) {
            RecordedRuns.results(source).forEach(run -> parts.add(new MergedRun.Part(source.toString(), run)));
        }
        List<String> obstacles = MergedRun.obstacles(parts);
        if (!obstacles.isEmpty()) {
            throw new PlanException("these runs cannot be added up: " + String.join("; ", obstacles)
                    + "; FILE@KERNEL takes the runs of one kernel from a matrix");
        }
        try {
            return new FinishedMerge(MergedRun.of(parts, pool), workspace.ownership());
        } catch (IOException e) {
            throw new PlanException("these runs cannot be added up: " + FileProblem.of(e), e);
        }
    }

    /**
     * Writes one HTML page with the results of files. The page needs nothing else, and contains the results.
     *
     * @param files the JSON of runs and matrices, or such pages
     * @param page appears whole or not at all
     * @throws PlanException if a file is not the result of a run or a matrix
     * @throws EnvironmentException if the page cannot be written
     */
    public void report(List<Path> files, Path page) throws PlanException, EnvironmentException {
        HtmlReport.write(files, page, workspace.ownership());
    }

    /**
     * Finds the kernel of a prediction and expands the plans of its first runs.
     *
     * @throws TimertortureException if the request makes no sense or the environment lacks something
     * @throws InterruptedException if the call is ended early
     */
    public PreparedPrediction prepare(PredictionRequest request, Control control)
            throws TimertortureException, InterruptedException {
        request.check();
        return new PreparedPrediction(workspace, request, kernels().usable(request.kernel(), control));
    }

    /**
     * Boots a virtual machine that races one plan after another. Unless the number of CPUs is demanded, it has
     * {@link Vm#DEFAULT_CPUS}. The caller closes what is returned.
     *
     * @throws TimertortureException if the request makes no sense, the environment lacks something, or the kernel does
     *     not boot
     * @throws InterruptedException if the call is ended early
     */
    public OpenVm open(Vm vm, Control control) throws TimertortureException, InterruptedException {
        control.beginInterruptible();
        try {
            KernelEntry kernel = kernels().usable(vm.kernel(), control.progress());
            return OpenVm.boot(
                    workspace,
                    new VmTestbed(workspace, kernel, vm.shape(), vm.acceleration(), vm.kernelArguments()),
                    control);
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Races one plan on each commit of a range, the oldest first. The tree is only read: the commits are checked out in
     * a clone in the cache. A commit that does not build or boot is a row like any other. Results are saved as they
     * come.
     *
     * @throws TimertortureException if there is no such tree or range
     * @throws InterruptedException if the call is ended before the first commit is checked out
     */
    public FinishedSeries series(SeriesRequest request, Control control)
            throws TimertortureException, InterruptedException {
        Vm vm = request.race().vm().orElseThrow();
        RaceRequest race = request.race().with(request.race().settings().withSeedDrawn());
        try {
            Series series;
            control.beginInterruptible();
            try {
                series = Series.of(
                        request.tree().checkedSource(),
                        request.range(),
                        workspace.kernelCache().sources());
            } finally {
                control.endInterruptible();
            }
            Kernels kernels = kernels();
            boolean whole = series.run(tree ->
                    run(race.on(vm.withKernel(kernels.build(tree, control).name())), control));
            return new FinishedSeries(
                    race.plan().orElseThrow().name(),
                    request.range(),
                    series.rows(),
                    series.folders(),
                    !whole,
                    workspace.ownership());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot go through the commits of " + request.tree().folder() + ": " + FileProblem.of(e), e);
        }
    }

    /**
     * Returns the commits of a series, the oldest first, each with its subject; builds nothing.
     *
     * @throws TimertortureException if there is no such tree or range
     */
    public List<String> commits(SeriesRequest request) throws TimertortureException, InterruptedException {
        try {
            return Series.commits(request.tree().checkedSource(), request.range()).stream()
                    .map(commit -> commit.shortHash() + " " + commit.subject())
                    .toList();
        } catch (IOException e) {
            throw new EnvironmentException(
                    "cannot read the commits of " + request.tree().folder() + ": " + FileProblem.of(e), e);
        }
    }

    /** Returns the kernel store. */
    public Kernels kernels() throws EnvironmentException {
        return new Kernels(workspace);
    }

    /**
     * Returns the primitives and scenarios of a kernel, and builds its module first if its source changed.
     *
     * @param kernel as for {@link Vm#kernel()}
     * @throws TimertortureException if there is no such kernel
     * @throws InterruptedException if the call is ended early
     */
    public Catalogue catalogue(Optional<String> kernel, Control control)
            throws TimertortureException, InterruptedException {
        return kernels().usable(kernel, control).manifest().catalogue();
    }

    /**
     * Explains a rule, a known finding, a scenario, or the teardown of a driver.
     *
     * @param name such as {@code no-run-after-sync}, {@code rearm} or {@code teardown}
     * @param kernel whose primitives and scenarios show it, as for {@link Vm#kernel()}
     * @throws TimertortureException if nothing has that name, or there is no such kernel
     * @throws InterruptedException if the call is ended early
     */
    public Explanation explain(String name, Optional<String> kernel, Control control)
            throws TimertortureException, InterruptedException {
        return new Explainer(catalogue(kernel, control)).explain(name);
    }

    /**
     * Finds the smallest cell in which a rule still breaks as it did in a run. Candidates race in virtual machines; each
     * race has a result of its own.
     *
     * @throws TimertortureException if the run broke no rule, its kernel is not in the store, or the environment lacks
     *     something
     * @throws InterruptedException if the call is ended early
     */
    public FinishedShrink shrink(ShrinkRequest request, Control control)
            throws TimertortureException, InterruptedException {
        RunResult run = guilty(RecordedRuns.results(request.source()));
        Offence.Seen seen = Offence.in(run, request.cell());
        Offence offence = seen.offence();
        String kernel = request.kernel().orElse(run.environment().kernelRelease());
        Catalogue catalogue = catalogue(Optional.of(kernel), control);
        double first = offence.firstIn(seen.cell()).orElse(seen.cell().seconds());
        Vm vm = Vm.DEFAULT.withKernel(kernel);
        try (CandidateRacer racer = new CandidateRacer(this, vm, offence, control)) {
            Shrinker.Outcome outcome = new Shrinker(racer, offence)
                    .shrink(
                            Reproducer.of(run, seen.cell()),
                            catalogue,
                            first,
                            offence.stallIn(seen.cell()),
                            request.budgetSeconds());
            return new FinishedShrink(seen.cell().id(), kernel, offence, outcome);
        }
    }

    /**
     * Finds what a run found, and what other runs say of it.
     *
     * @throws PlanException if a file is not the result of a run or a matrix, or if the run broke no rule
     */
    public Finding finding(FindingRequest request) throws PlanException {
        List<RunResult> runs = new ArrayList<>(RecordedRuns.results(request.source()));
        RunResult run = guilty(runs);
        Offence.Seen seen = Offence.in(run, request.cell());
        runs.remove(run);
        for (ResultSource other : request.others()) {
            runs.addAll(RecordedRuns.results(other));
        }
        return new Finding(
                run, seen, runs, ReproducerModule.of(seen.cell(), seen.offence().rule()));
    }

    /** Returns the first run that broke a rule, or the first one of all. */
    private static RunResult guilty(List<RunResult> runs) {
        return runs.stream()
                .filter(r -> r.cells().stream()
                        .anyMatch(c -> !c.oracle() && !c.violations().isEmpty()))
                .findFirst()
                .orElse(runs.get(0));
    }

    /** Returns the plans that ship. */
    public List<Plan> plans() throws PlanException {
        List<Plan> plans = new ArrayList<>();
        for (String name : Plans.shipped()) {
            plans.add(Plans.load(name));
        }
        return plans;
    }

    /** Returns the known findings: races of real kernels that explain an outcome. */
    public List<KnownFinding> findings() {
        return KnownFindings.committed().all();
    }

    /**
     * Returns what would be used now.
     *
     * @throws TimertortureException if the store cannot be read
     */
    public Installation installation() throws TimertortureException, InterruptedException {
        Kernels kernels = kernels();
        return new Installation(
                Workspace.version(),
                HostReader.read(),
                workspace,
                kernels.list(),
                kernels.defaultIfPresent(),
                new AccelerationProbe(workspace.kernelCache()).known());
    }

    private PreparedRun loaded(RaceRequest request, Control control)
            throws TimertortureException, InterruptedException {
        Testbed testbed = request.host().isPresent()
                ? LoadedTestbed.on(request.host().get(), request.cpus(), control.progress())
                : LoadedTestbed.here(request.cpus(), control.progress());
        return prepared(request, request.plan().orElseThrow(), testbed);
    }

    private PreparedRun inVm(RaceRequest request, Vm vm, Control control)
            throws TimertortureException, InterruptedException {
        if (request.plan().isEmpty()) {
            KernelEntry kernel = kernels().usable(vm.kernel(), control.progress());
            Plan plan = OracleCells.selftest(kernel.manifest().catalogue());
            return prepared(request, plan, testbed(kernel, vm, plan));
        }
        Plan plan = request.plan().get();
        // The shape is checked before the store is looked for.
        vm.shape(plan);
        Kernels kernels = kernels();
        KernelEntry kernel = request.finding().isPresent()
                ? withFinding(kernels, request.finding().get(), vm, control)
                : kernels.usable(vm.kernel(), control.progress());
        return prepared(request, plan, testbed(kernel, vm, plan));
    }

    private VmTestbed testbed(KernelEntry kernel, Vm vm, Plan plan) throws PlanException {
        return new VmTestbed(
                workspace,
                kernel,
                vm.shape(plan, kernel.manifest().catalogue()),
                vm.acceleration(),
                plan.kernelArguments().plus(vm.kernelArguments()));
    }

    private PreparedRun prepared(RaceRequest request, Plan plan, Testbed testbed) throws PlanException {
        boolean good = false;
        try {
            OptionalLong remoteNs = request.remoteNs();
            Plan asked = remoteNs.isEmpty() ? plan : plan.withRemoteNs(remoteNs.getAsLong(), testbed.catalogue());
            PreparedRun run =
                    PreparedRun.of(workspace, asked, request.settings().withSeedDrawn(), testbed);
            switch (request.kind()) {
                case PLAN -> {
                    run.requireCellsThatRun();
                    run.requireModelsThatRun();
                }
                case HISTORY -> run.requireModelsThatRun();
                case SELFTEST -> run.requireEveryPlantedDefect();
                case REPLAY -> {}
            }
            good = true;
            return run;
        } finally {
            if (!good) {
                testbed.close();
            }
        }
    }

    /** The named kernel, or the newest of the store on which the finding was seen. */
    private static KernelEntry withFinding(Kernels kernels, KnownFinding finding, Vm vm, Control control)
            throws TimertortureException, InterruptedException {
        Optional<String> named = vm.kernel();
        if (named.isEmpty()) {
            named = kernels.list().stream()
                    .map(KernelEntry::release)
                    .filter(finding.kernels()::holds)
                    .reduce((older, newer) -> newer);
            if (named.isEmpty()) {
                throw new EnvironmentException(finding.id() + " was seen on kernels " + finding.kernels()
                        + ", and the store has none of them; fetch one, as by: timertorture kernel fetch"
                        + " bookworm-backports");
            }
        }
        return kernels.usable(named, control.progress());
    }
}
