// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.result.EndingKind;
import org.timertorture.uapi.InfoStruct;
import org.timertorture.uapi.Ioctl;

/** Tests guests that come up, that do not, and that die in each way that an autopsy distinguishes. */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(300)
class VmTargetTest {
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static KernelEntry kernel;

    @TempDir
    Path results;

    @BeforeAll
    static void fetch() throws Exception {
        kernel = StandIn.kernel();
    }

    private VmTarget target(KernelEntry entry, MachineShape shape) {
        return new VmTarget(StandIn.cache(), entry, shape, Optional.of(Acceleration.TCG), results);
    }

    private VmSession open() throws Exception {
        return (VmSession) target(kernel, new MachineShape(2, 1)).open(Progress.SILENT);
    }

    private String console() throws IOException {
        return Files.readString(results.resolve("console.log"));
    }

    private static Ending deathBy(VmSession session, int how) throws Exception {
        // The module may die before or after it answers; both are fine.
        CompletableFuture.runAsync(() -> {
            try {
                StandIn.ask(session.device(), how);
            } catch (IOException e) {
                return;
            }
        });
        ByteBuffer into = ByteBuffer.allocate(1 << 16);
        try {
            assertEquals(0, session.device().read(into, Duration.ofSeconds(4)), "only a hang lets the time run out");
        } catch (IOException e) {
            assertTrue(how != StandIn.HANG, e.getMessage());
        }
        return session.autopsy(WAIT);
    }

    @Test
    void a_guest_comes_up_answers_and_leaves_nothing_but_its_console() throws Exception {
        long pid;
        try (VmSession session = open()) {
            pid = session.pid();
            InfoStruct info = new InfoStruct(session.device().order());
            session.device().ioctl(Ioctl.GET_INFO, info);
            assertEquals(1, info.abi(), "the module is loaded with unsafe=1");
            assertEquals(Optional.of(Acceleration.TCG), session.startup().acceleration());
            assertTrue(session.startup().command().contains("qemu-system-x86_64"));
            try (Stream<Path> left = Files.walk(StandIn.cache().root().resolve("run"))) {
                assertEquals(
                        List.of("qemu.log"),
                        left.filter(Files::isRegularFile)
                                .map(file -> file.getFileName().toString())
                                .toList());
            }
        }
        assertFalse(ProcessHandle.of(pid).isPresent());
        try (Stream<Path> left = Files.list(StandIn.cache().root().resolve("run"))) {
            assertEquals(0, left.count());
        }
        assertTrue(console().contains("Linux version " + kernel.release()));
    }

    @Test
    void CPUs_and_nodes_are_those_that_were_asked_for() throws Exception {
        try (Session session = target(kernel, new MachineShape(5, 3)).open(Progress.SILENT)) {
            assertTrue(session.overcommitted() || Runtime.getRuntime().availableProcessors() >= 5);
            assertTrue(console().contains("Brought up 3 nodes, 5 CPUs"), console());
        }
    }

    @Test
    void eight_nodes_come_up() throws Exception {
        try (Session session = target(kernel, new MachineShape(16, 8)).open(Progress.SILENT)) {
            assertTrue(session.overcommitted() || Runtime.getRuntime().availableProcessors() >= 16);
            assertTrue(console().contains("Brought up 8 nodes, 16 CPUs"), console());
        }
    }

    @Test
    void a_panic_is_reported() throws Exception {
        try (VmSession session = open()) {
            Ending ending = deathBy(session, StandIn.PANIC);
            assertEquals(EndingKind.PANIC, ending.kind());
            assertEquals("Kernel panic - not syncing: stand-in: asked to", ending.summary());
            assertFalse(ending.console().isEmpty());
        }
    }

    @Test
    void an_oops_is_distinguished_from_a_panic() throws Exception {
        try (VmSession session = open()) {
            Ending ending = deathBy(session, StandIn.OOPS);
            assertEquals(EndingKind.OOPS, ending.kind());
            assertTrue(ending.summary().startsWith("BUG: kernel NULL pointer dereference"), ending.summary());
        }
    }

    @Test
    void an_oops_in_a_timers_handler_is_reported() throws Exception {
        try (VmSession session = open()) {
            assertEquals(EndingKind.OOPS, deathBy(session, StandIn.IN_TIMER).kind());
            assertTrue(console().contains("Fatal exception in interrupt"));
        }
    }

    @Test
    void a_hang_of_all_CPUs_is_reported_and_ended() throws Exception {
        long pid;
        try (VmSession session = open()) {
            pid = session.pid();
            assertEquals(EndingKind.HANG, deathBy(session, StandIn.HANG).kind());
        }
        assertFalse(ProcessHandle.of(pid).isPresent());
    }

    @Test
    void a_guest_that_is_killed_from_outside_is_not_to_blame() throws Exception {
        try (VmSession session = open()) {
            ProcessHandle.of(session.pid()).orElseThrow().destroyForcibly();
            Ending ending = session.autopsy(WAIT);
            assertEquals(EndingKind.KILLED, ending.kind());
            assertTrue(ending.summary().contains("killed by signal 9"), ending.summary());
        }
    }

    @Test
    void records_flow_whole_and_requests_get_through_between_them() throws Exception {
        try (VmSession session = open()) {
            assertEquals(0, StandIn.ask(session.device(), StandIn.FLOOD));
            ByteBuffer into =
                    ByteBuffer.allocate(1 << 20).order(session.device().order());
            long bytes = 0;
            while (bytes < 32 << 20) {
                int n = session.device().read(into.clear(), Duration.ofSeconds(10));
                assertTrue(n > 0 && n % 4096 == 0, "bytes: " + n);
                assertEquals(4096, into.getInt(4));
                bytes += n;
            }
            assertEquals(0, StandIn.ask(session.device(), StandIn.FLOOD));
        }
    }

    @Test
    void a_guest_that_never_serves_is_reported_with_its_last_console_line(@TempDir Path folder) throws Exception {
        KernelEntry broken = copy(folder);
        for (Path module : kernel.modules()) {
            // The file is a valid module under a wrong name, so the port's driver is missing.
            Files.copy(
                    kernel.modules().get(0),
                    folder.resolve("modules").resolve(module.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.copy(kernel.ownModules().get(0), folder.resolve(own()), StandardCopyOption.REPLACE_EXISTING);
        TargetException e = assertThrows(
                TargetException.class,
                () -> target(broken, new MachineShape(2, 1)).open(Progress.SILENT));
        assertEquals(ExitCode.CRASHED, e.exitCode());
        Ending ending = e.ending().orElseThrow();
        assertEquals(EndingKind.NEVER_BOOTED, ending.kind());
        assertTrue(ending.summary().contains("no virtio-serial port"), ending.summary());
    }

    @Test
    void a_module_that_does_not_load_is_an_error_of_the_environment(@TempDir Path folder) throws Exception {
        KernelEntry broken = copy(folder);
        Files.writeString(folder.resolve(own()), "this is no module");
        TargetException e = assertThrows(
                TargetException.class,
                () -> target(broken, new MachineShape(2, 1)).open(Progress.SILENT));
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
        assertTrue(e.getMessage().startsWith("the module does not load: /modules/timertorture.ko: "), e.getMessage());
        assertTrue(e.getMessage().contains(results.resolve("console.log").toString()), e.getMessage());
    }

    @Test
    void a_file_that_is_no_kernel_is_reported(@TempDir Path folder) throws Exception {
        KernelEntry broken = copy(folder);
        Files.writeString(folder.resolve("vmlinuz"), "this is no kernel");
        TargetException e = assertThrows(
                TargetException.class,
                () -> target(broken, new MachineShape(2, 1)).open(Progress.SILENT));
        assertTrue(
                e.getMessage().contains("linux kernel too old")
                        || e.getMessage().contains("kernel"),
                e.getMessage());
    }

    private static String own() {
        return kernel.folder().relativize(kernel.ownModules().get(0)).toString();
    }

    private static KernelEntry copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(kernel.folder())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = folder.resolve(kernel.folder().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return new KernelEntry(folder, kernel.manifest());
    }
}
