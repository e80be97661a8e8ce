// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.timertorture.app.Control;
import org.timertorture.app.RaceSettings;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.StoreException;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.NearestNames;
import org.timertorture.plan.Plan;
import org.timertorture.result.CellResults;
import org.timertorture.result.EndingKind;
import org.timertorture.result.EndingResult;
import org.timertorture.result.RunResult;
import org.timertorture.result.RunResults;

/** Kernels without machines, which do what a test tells them. */
final class FakeLaboratory implements Laboratory {
    static final String KERNEL = "6.1.0-56-cloud-amd64";
    static final String OTHER = "6.12.95+deb12-cloud-amd64";
    private static final List<String> KERNELS = List.of(KERNEL, OTHER);
    /** A suite that the store lacks. */
    static final String NOT_FETCHED = "trixie";

    private final Path folder;
    final List<FakeMachine> boots = new CopyOnWriteArrayList<>();
    final AtomicInteger booting = new AtomicInteger();
    final AtomicInteger mostBooting = new AtomicInteger();
    final AtomicInteger racing = new AtomicInteger();
    final AtomicInteger mostRacing = new AtomicInteger();
    Optional<String> missing = Optional.empty();
    Duration bootTime = Duration.ofMillis(1);
    Supplier<RunResult> result = () -> RunResults.of(CellResults.good());

    FakeLaboratory(Path folder) {
        this.folder = folder;
    }

    /** Makes every race end with the death of the kernel. */
    void crash() {
        result = () -> RunResults.of(
                new EndingResult(EndingKind.PANIC, "Kernel panic", List.of("Kernel panic")), CellResults.good());
    }

    @Override
    public List<String> kernels() {
        return KERNELS;
    }

    @Override
    public Optional<String> find(String kernel) throws TimertortureException {
        if (kernel.equals(NOT_FETCHED)) {
            return Optional.empty();
        }
        List<String> found = KERNELS.stream()
                .filter(name -> kernel.isEmpty() || name.equals(kernel) || name.startsWith(kernel + "."))
                .toList();
        if (found.isEmpty()) {
            throw StoreException.usage("no kernel '" + kernel + "' in the store" + NearestNames.among(KERNELS, kernel));
        }
        return Optional.of(found.get(0));
    }

    @Override
    public Catalogue catalogue(String kernel) {
        return Catalogues.whole();
    }

    @Override
    public Machine boot(MachineKey key, Control control) throws TimertortureException, InterruptedException {
        if (missing.isPresent()) {
            throw new EnvironmentException(missing.get());
        }
        mostBooting.accumulateAndGet(booting.incrementAndGet(), Math::max);
        Thread.sleep(bootTime.toMillis());
        booting.decrementAndGet();
        FakeMachine machine = new FakeMachine(key);
        boots.add(machine);
        return machine;
    }

    @Override
    public Path plans() {
        return folder.resolve("plans");
    }

    /** A machine that makes up its results. */
    final class FakeMachine implements Machine {
        private final MachineKey key;
        private final Path console;
        final CountDownLatch hang = new CountDownLatch(1);
        final AtomicInteger runs = new AtomicInteger();
        volatile boolean usable = true;
        volatile boolean closed;
        boolean hangs;

        private FakeMachine(MachineKey key) {
            this.key = key;
            try {
                Path own = Files.createDirectories(folder.resolve("vm-" + boots.size()));
                this.console = Files.writeString(own.resolve("console.log"), "booted\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String kernel() {
            return key.kernel();
        }

        @Override
        public Catalogue catalogue() {
            return Catalogues.whole();
        }

        @Override
        public Duration boot() {
            return Duration.ofMillis(1_500);
        }

        @Override
        public Path console() {
            return console;
        }

        @Override
        public boolean usable() {
            return usable;
        }

        @Override
        public Raced race(Plan plan, RaceSettings settings, Control control) throws InterruptedException {
            mostRacing.accumulateAndGet(racing.incrementAndGet(), Math::max);
            try {
                if (plan.name().equals("endless")) {
                    hang.await(10, TimeUnit.SECONDS);
                }
                Thread.sleep(5);
                RunResult made = RunResults.named(plan.name(), result.get());
                usable = made.ending() == null;
                Path own =
                        Files.createDirectories(folder.resolve("run-" + key.kernel() + "-" + runs.incrementAndGet()));
                Files.writeString(own.resolve("result.json"), "{}");
                return new Raced(made, own);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                racing.decrementAndGet();
            }
        }

        @Override
        public void printTasks() throws IOException {
            Files.writeString(console, "task:timertorture state:R\n", StandardOpenOption.APPEND);
            hang.countDown();
        }

        @Override
        public void close() {
            usable = false;
            closed = true;
            hang.countDown();
        }
    }
}
