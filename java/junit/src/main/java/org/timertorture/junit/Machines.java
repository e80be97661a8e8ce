// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.timertorture.app.Control;
import org.timertorture.app.RaceSettings;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Workspace;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Plan;

/**
 * The machines of a launcher session, one for each kernel, shape and arguments. A machine whose kernel died is replaced
 * when it is wanted again.
 *
 * <p>A boot takes one CPU of the host, and a race takes as many as its machine has. What finds no CPU free waits, so
 * that neither boots nor other races disturb a race.
 */
final class Machines implements AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.create(Machines.class);
    private static final long STOP_SECONDS = 15;
    private static final long CLOSE_SECONDS = 15;

    private final Laboratory laboratory;
    private final int cpus;
    private final Semaphore freeCpus;
    private final Map<MachineKey, Place> places = new HashMap<>();
    private final Map<String, String> found = new ConcurrentHashMap<>();
    private boolean closed;

    Machines(Laboratory laboratory, int cpus) {
        this.laboratory = laboratory;
        this.cpus = cpus;
        this.freeCpus = new Semaphore(cpus, true);
    }

    /** Returns the machines of the launcher session that a context belongs to. */
    static Machines of(ExtensionContext context) {
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(
                        Machines.class,
                        key -> new Machines(
                                new VmLaboratory(new Timertorture(Workspace.ofThisProcess())),
                                Runtime.getRuntime().availableProcessors()),
                        Machines.class);
    }

    /** Makes these the machines of the launcher session, unless it has some. */
    Machines orThoseOf(ExtensionContext context) {
        return context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Machines.class, key -> this, Machines.class);
    }

    Laboratory laboratory() {
        return laboratory;
    }

    /**
     * Returns the key of the machine that a test wants. Nothing is started.
     *
     * @throws TimertortureException if nobody knows the kernel, or the store lacks it
     */
    MachineKey key(Wanted wanted) throws TimertortureException {
        String kernel = wanted.kernel();
        // Each test asks, and the store reads the manifests of all its kernels to answer.
        String whole = found.getOrDefault(kernel, "");
        if (whole.isEmpty()) {
            whole = laboratory.find(kernel).orElse("");
            found.put(kernel, whole);
        }
        if (whole.isEmpty() && !kernel.isEmpty()) {
            throw new EnvironmentException(
                    "the store has no kernel of " + kernel + ": timertorture kernel fetch " + kernel + " brings it");
        }
        return new MachineKey(whole, wanted.cpus(), wanted.nodes(), wanted.arguments());
    }

    /** Begins to boot a machine, unless it is up or booting already. */
    void prepare(MachineKey key) {
        place(key).booting();
    }

    /** Returns a machine that is up, and waits for its boot if necessary. */
    Machine get(MachineKey key) throws TimertortureException, InterruptedException {
        return place(key).machine();
    }

    /**
     * Races a plan, as soon as the machine and enough CPUs of the host are free. If the thread is interrupted, the race
     * ends in order.
     *
     * @throws InterruptedRaceException if the thread was interrupted while the kernel raced; it has the result
     * @throws InterruptedException if the thread was interrupted before
     */
    Machine.Raced race(MachineKey key, Plan plan, RaceSettings settings)
            throws TimertortureException, InterruptedException, InterruptedRaceException {
        return place(key).race(plan, settings);
    }

    private synchronized Place place(MachineKey key) {
        if (closed) {
            throw new IllegalStateException("the launcher session is over");
        }
        return places.computeIfAbsent(key, Place::new);
    }

    /** Shuts all machines down at the same time. The call is bounded. */
    @Override
    public void close() {
        List<Place> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(places.values());
            places.clear();
        }
        Stream<CompletableFuture<Void>> ends = all.stream()
                .map(place -> CompletableFuture.runAsync(place::close, task -> thread("end of a machine", task)));
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a machine did not end; it ends with Java", e);
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, "timertorture: " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** One machine, or the reason why there is none. */
    private final class Place {
        private final MachineKey key;
        private final ReentrantLock lease = new ReentrantLock(true);
        private CompletableFuture<Machine> boot;
        private Control control;
        private boolean over;

        Place(MachineKey key) {
            this.key = key;
        }

        synchronized CompletableFuture<Machine> booting() {
            boolean dead = boot != null
                    && boot.isDone()
                    && !boot.isCompletedExceptionally()
                    && !boot.join().usable();
            if (dead) {
                boot.join().close();
            }
            if (boot == null || dead) {
                CompletableFuture<Machine> next = new CompletableFuture<>();
                Control ofNext = Control.silent();
                boot = next;
                control = ofNext;
                thread("boot of " + key.kernel(), () -> boot(next, ofNext));
            }
            return boot;
        }

        private void boot(CompletableFuture<Machine> done, Control ofThis) {
            try {
                freeCpus.acquire();
                Machine machine;
                try {
                    machine = laboratory.boot(key, ofThis);
                } finally {
                    freeCpus.release();
                }
                synchronized (this) {
                    if (!over) {
                        done.complete(machine);
                        return;
                    }
                }
                machine.close();
                done.completeExceptionally(new IllegalStateException("the launcher session is over"));
            } catch (TimertortureException | InterruptedException | RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        }

        Machine machine() throws TimertortureException, InterruptedException {
            try {
                return booting().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TimertortureException refused) {
                    throw refused;
                }
                throw new IllegalStateException("the boot of " + key.kernel() + " failed", e.getCause());
            }
        }

        Machine.Raced race(Plan plan, RaceSettings settings)
                throws TimertortureException, InterruptedException, InterruptedRaceException {
            lease.lockInterruptibly();
            try {
                Machine machine = machine();
                int taken = Math.min(cpus, key.cpus());
                freeCpus.acquire(taken);
                try {
                    return race(machine, plan, settings);
                } finally {
                    freeCpus.release(taken);
                }
            } finally {
                lease.unlock();
            }
        }

        private Machine.Raced race(Machine machine, Plan plan, RaceSettings settings)
                throws TimertortureException, InterruptedException, InterruptedRaceException {
            Control stop = Control.silent();
            FutureTask<Machine.Raced> race = new FutureTask<>(() -> machine.race(plan, settings, stop));
            thread("race of " + plan.name(), race);
            try {
                return race.get();
            } catch (InterruptedException e) {
                stop.stop();
                throw new InterruptedRaceException(lastResult(machine, race), e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TimertortureException refused) {
                    throw refused;
                }
                if (e.getCause() instanceof InterruptedException interrupted) {
                    throw interrupted;
                }
                throw new IllegalStateException("the race of plan " + plan.name() + " failed", e.getCause());
            }
        }

        /** Returns the result of a race that was stopped; null if it did not end, and then the machine is ended. */
        private Machine.Raced lastResult(Machine machine, FutureTask<Machine.Raced> race) {
            try {
                return race.get(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                machine.close();
                return null;
            }
        }

        void close() {
            CompletableFuture<Machine> last;
            synchronized (this) {
                over = true;
                last = boot;
                if (control != null) {
                    control.stop();
                }
            }
            if (last != null && last.isDone() && !last.isCompletedExceptionally()) {
                last.join().close();
            }
        }
    }
}
