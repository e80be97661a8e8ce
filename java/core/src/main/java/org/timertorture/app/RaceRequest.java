// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.timertorture.grade.KnownFinding;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.Plans;
import org.timertorture.plan.StallsText;
import org.timertorture.ssh.SshHost;

/**
 * A request for one run: what to race, where, and how to judge it. Requests are immutable; each {@code with} or
 * {@code on} method returns a changed copy.
 */
public final class RaceRequest {
    private static final String HISTORY_PLAN = "history";

    /** What is raced, which decides what is refused before anything is started. */
    enum Kind {
        /** A plan; refused if none of its cells can run. */
        PLAN,
        /** The planted defects and their controls; refused if one of the defects cannot run. */
        SELFTEST,
        /** The plan {@code history}; refused if one of the old algorithms cannot run. */
        HISTORY,
        /** The plan of a known finding; refused on kernels that do not have it. */
        REPLAY
    }

    private final Kind kind;
    private final Plan plan;
    private final KnownFinding finding;
    private final Vm vm;
    private final RaceSettings settings;
    private final OptionalLong remoteNs;
    private final SshHost host;
    private final Optional<SortedSet<Integer>> cpus;

    private RaceRequest(
            Kind kind, Plan plan, KnownFinding finding, Vm vm, RaceSettings settings, OptionalLong remoteNs) {
        this(kind, plan, finding, vm, null, settings, remoteNs, Optional.empty());
    }

    private RaceRequest(
            Kind kind,
            Plan plan,
            KnownFinding finding,
            Vm vm,
            SshHost host,
            RaceSettings settings,
            OptionalLong remoteNs,
            Optional<SortedSet<Integer>> cpus) {
        this.kind = kind;
        this.plan = plan;
        this.finding = finding;
        this.vm = vm;
        this.host = host;
        this.settings = Objects.requireNonNull(settings);
        this.remoteNs = remoteNs;
        this.cpus = cpus;
    }

    private static RaceRequest of(Kind kind, Plan plan, KnownFinding finding) {
        return new RaceRequest(kind, plan, finding, Vm.DEFAULT, RaceSettings.DEFAULT, OptionalLong.empty());
    }

    /** Requests a run of a plan. */
    public static RaceRequest of(Plan plan) {
        return of(Kind.PLAN, Objects.requireNonNull(plan), null);
    }

    /**
     * Requests a run of a plan that ships, or of a plan in a YAML file.
     *
     * @param nameOrFile such as {@code quick} or {@code ./mine.yaml}
     * @throws PlanException if there is no such plan, or it makes no sense
     */
    public static RaceRequest plan(String nameOrFile) throws PlanException {
        return of(Plans.load(nameOrFile));
    }

    /** Requests a selftest: every planted defect must be caught, and no primitive of the kernel may be accused. */
    public static RaceRequest selftest() {
        return of(Kind.SELFTEST, null, null);
    }

    /**
     * Requests the plan {@code history}, which times the old algorithms and forces their races.
     *
     * @throws PlanException never, unless the build lacks that plan
     */
    public static RaceRequest history() throws PlanException {
        return of(Kind.HISTORY, Plans.load(HISTORY_PLAN), null);
    }

    /**
     * Requests the smallest run that shows a known finding again. Unless a kernel is named, the newest kernel of the
     * store that has the finding is used.
     */
    public static RaceRequest replay(KnownFinding finding) {
        return of(Kind.REPLAY, finding.replay(), finding);
    }

    /** Returns the same request for a virtual machine. */
    public RaceRequest on(Vm machine) {
        return new RaceRequest(kind, plan, finding, Objects.requireNonNull(machine), settings, remoteNs);
    }

    /**
     * Returns the same request for this machine's own kernel. Its administrator must have loaded the module, and the
     * process must run as root.
     *
     * @throws IllegalStateException unless this is the request of a plan
     */
    public RaceRequest onThisMachine() {
        return onLoaded(null);
    }

    /**
     * Returns the same request for the kernel that another machine runs. Its administrator must have loaded the module,
     * and ssh must be able to log in there as root without a password.
     *
     * @param name such as {@code root@big} or a name of the user's ssh configuration
     * @throws PlanException if this cannot be the name of a machine
     * @throws IllegalStateException unless this is the request of a plan
     */
    public RaceRequest onMachine(String name) throws PlanException {
        return onLoaded(SshHost.parse(name));
    }

    private RaceRequest onLoaded(SshHost machine) {
        if (kind != Kind.PLAN) {
            throw new IllegalStateException("only a plan can race on a machine that is up already");
        }
        return new RaceRequest(kind, plan, finding, null, machine, settings, remoteNs, cpus);
    }

    /**
     * Returns the same request for these CPUs of a machine that is no VM. Without it, a run uses those that the machine's
     * administrator has not isolated for other work, and leaves one of them free.
     *
     * @throws IllegalStateException if this is the request for a VM
     */
    public RaceRequest withCpus(SortedSet<Integer> these) {
        if (vm != null) {
            throw new IllegalStateException("the CPUs of a VM cannot be named");
        }
        return new RaceRequest(kind, plan, finding, null, host, settings, remoteNs, Optional.of(new TreeSet<>(these)));
    }

    /** Returns the same request with other settings. */
    public RaceRequest with(RaceSettings other) {
        return new RaceRequest(kind, plan, finding, vm, host, other, remoteNs, cpus);
    }

    /**
     * Returns the same request with simulated distance: each model of an old kernel waits for every line of another
     * NUMA node that it reads.
     *
     * @param ns the wait in nanoseconds for a line at twice the local distance, above 0; others are in proportion
     */
    public RaceRequest withRemoteNs(long ns) {
        return new RaceRequest(kind, plan, finding, vm, host, settings, OptionalLong.of(ns), cpus);
    }

    /**
     * Returns the same request with other stalls of the kernel's timer code in each cell of the plan.
     *
     * @param stalls {@code off}, {@code sweep}, or a place such as {@code mod_timer+0x1a}
     * @throws PlanException if it is none of these
     * @throws IllegalStateException if this is the request of a selftest, which has no plan yet
     */
    public RaceRequest withStalls(String stalls) throws PlanException {
        if (plan == null) {
            throw new IllegalStateException("a selftest has no plan whose cells could be stalled");
        }
        return new RaceRequest(
                kind, plan.withStalls(StallsText.parse(stalls)), finding, vm, host, settings, remoteNs, cpus);
    }

    Kind kind() {
        return kind;
    }

    /** Absent for a selftest, whose plan comes from the kernel's catalogue. */
    Optional<Plan> plan() {
        return Optional.ofNullable(plan);
    }

    Optional<KnownFinding> finding() {
        return Optional.ofNullable(finding);
    }

    /** Absent for a machine that is up already. */
    Optional<Vm> vm() {
        return Optional.ofNullable(vm);
    }

    /** The machine to reach over ssh; absent for a VM and for this machine. */
    Optional<SshHost> host() {
        return Optional.ofNullable(host);
    }

    /** The CPUs of the machine to use; empty if none were named. */
    Optional<SortedSet<Integer>> cpus() {
        return cpus;
    }

    RaceSettings settings() {
        return settings;
    }

    OptionalLong remoteNs() {
        return remoteNs;
    }
}
