// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.timertorture.app.RaceSettings;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;
import org.timertorture.plan.Plans;
import org.timertorture.result.RunResult;

/**
 * A kernel that is booted in a virtual machine, as a test sees it. Several threads may use a target; its kernel races
 * one plan at a time.
 *
 * <p>A kernel that crashes or hangs is a result, not an exception; the next run boots it again.
 */
public final class Target {
    private final Machines machines;
    private final MachineKey key;
    private final TimertortureException missing;
    private final RaceSettings settings;
    private final Log log;

    private Target(Machines machines, MachineKey key, TimertortureException missing, RaceSettings settings, Log log) {
        this.machines = machines;
        this.key = key;
        this.missing = missing;
        this.settings = settings;
        this.log = log;
    }

    static Target of(Machines machines, MachineKey key) {
        return new Target(machines, key, null, RaceSettings.DEFAULT, new Log());
    }

    /** Returns a target that aborts the test that uses it. */
    static Target missing(TimertortureException reason) {
        return new Target(null, null, reason, RaceSettings.DEFAULT, new Log());
    }

    /**
     * A run, and the thread that asked for it.
     *
     * @param machine what it raced on
     */
    record Run(Thread thread, Machine machine, Machine.Raced raced) {}

    /** What happened through a target, until somebody reports it. */
    private static final class Log {
        private final List<Run> runs = new ArrayList<>();
        private final List<String> taskDumps = new ArrayList<>();
        private final AtomicInteger racing = new AtomicInteger();
    }

    /** Returns the release of the kernel, as {@code uname -r} prints it. */
    public String kernel() {
        return machine().kernel();
    }

    /** Returns the primitives and scenarios of the kernel. */
    public Catalogue catalogue() {
        return machine().catalogue();
    }

    /** Returns the file with everything that the console of the kernel printed since its boot. */
    public Path console() {
        return machine().console();
    }

    /** Returns a target of the same kernel whose runs repeat every random choice of a seed, 0 to 2^53 - 1. */
    public Target withSeed(long seed) {
        return with(settings.withSeed(seed));
    }

    /** Returns a target of the same kernel with other settings for its runs. */
    public Target with(RaceSettings other) {
        return new Target(machines, key, missing, other, log);
    }

    /**
     * Begins a plan.
     *
     * @param name the plan's name: letters, digits, and {@code . _ -}
     */
    public PlanBuilder plan(String name) {
        return new PlanBuilder(this, name);
    }

    /**
     * Races a plan that ships, or a plan in a YAML file.
     *
     * @param nameOrFile such as {@code quick} or {@code src/test/resources/mine.yaml}
     * @throws PlanRefusedException if there is no such plan, or it does not fit this kernel and its CPUs
     */
    public RunResult run(String nameOrFile) {
        try {
            return run(Plans.load(nameOrFile));
        } catch (TimertortureException e) {
            throw new PlanRefusedException(e.getMessage(), e);
        }
    }

    /**
     * Races a plan, as soon as the kernel is free. A test that is interrupted ends the race in order.
     *
     * @throws PlanRefusedException if the plan does not fit this kernel and its CPUs
     */
    public RunResult run(Plan plan) {
        Machine machine = machine();
        log.racing.incrementAndGet();
        try {
            return logged(machine, machines.race(key, plan, settings)).result();
        } catch (InterruptedRaceException e) {
            e.raced().ifPresent(raced -> logged(machine, raced));
            throw interrupted(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (TimertortureException e) {
            if (e.exitCode() == ExitCode.USAGE) {
                throw new PlanRefusedException(e.getMessage(), e);
            }
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            log.racing.decrementAndGet();
        }
    }

    private Machine.Raced logged(Machine machine, Machine.Raced raced) {
        synchronized (log) {
            log.runs.add(new Run(Thread.currentThread(), machine, raced));
        }
        return raced;
    }

    private static IllegalStateException interrupted(Exception cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the test was interrupted", cause);
    }

    private Machine machine() {
        if (missing != null) {
            Assumptions.abort(missing.getMessage());
        }
        try {
            return machines.get(key);
        } catch (TimertortureException e) {
            if (e.exitCode() == ExitCode.ENVIRONMENT) {
                Assumptions.abort(e.getMessage());
            }
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns where the plans that tests build are kept. */
    Path plans() {
        machine();
        return machines.laboratory().plans();
    }

    /** Takes the runs that nobody has taken yet, those of one thread or, if it is absent, all of them. */
    List<Run> takeRuns(Optional<Thread> thread) {
        synchronized (log) {
            List<Run> taken = log.runs.stream()
                    .filter(run -> thread.isEmpty() || run.thread() == thread.get())
                    .toList();
            log.runs.removeAll(taken);
            return taken;
        }
    }

    /** Returns whether the kernel races for this target now. */
    boolean racing() {
        return log.racing.get() > 0;
    }

    /** Makes the kernel print its tasks, and keeps what it prints. */
    void dumpTasks() {
        String dump;
        try {
            Machine machine = machines.get(key);
            Path console = machine.console();
            long begin = Files.size(console);
            machine.printTasks();
            byte[] all = Files.readAllBytes(console);
            int from = (int) Math.min(begin, all.length);
            // A console may have any byte, and this charset decodes them all.
            dump = new String(all, from, all.length - from, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException | TimertortureException e) {
            dump = "the kernel does not print its tasks: " + e.getMessage() + "\n";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (log) {
            log.taskDumps.add(dump);
        }
    }

    /** Takes the lists of tasks that nobody has taken yet. */
    List<String> takeTaskDumps() {
        synchronized (log) {
            List<String> taken = List.copyOf(log.taskDumps);
            log.taskDumps.clear();
            return taken;
        }
    }

    /** Returns the kernel's name, for display. */
    @Override
    public String toString() {
        return key == null
                ? "no kernel: " + missing.getMessage()
                : key.kernel().isEmpty() ? "the default kernel" : key.kernel();
    }
}
