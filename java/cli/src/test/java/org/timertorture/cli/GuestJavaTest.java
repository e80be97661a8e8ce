// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.result.CellResult;
import org.timertorture.result.CellStatus;
import org.timertorture.result.ResultReader;
import org.timertorture.result.RunResult;
import org.timertorture.result.Verdict;
import org.timertorture.vm.Acceleration;
import org.timertorture.vm.Cache;
import org.timertorture.vm.GuestImage;
import org.timertorture.vm.Initramfs;
import org.timertorture.vm.KernelEntry;
import org.timertorture.vm.MachineShape;
import org.timertorture.vm.VirtualMachine;

/**
 * Java itself inside a guest, on a runtime made by jlink, with the real shim over the real device: the path of a real
 * machine, {@code --target local}.
 */
@Tag("vm")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(400)
class GuestJavaTest {
    private static final int UNLOADS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private static String console;

    @BeforeAll
    static void runAll(@TempDir Path folder) throws Exception {
        KernelEntry kernel = RealKernel.entry();
        Path runtime = folder.resolve("jre");
        jlink(runtime);
        Initramfs image = GuestImage.running(
                kernel,
                "",
                List.of(
                        "/jre/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx200m",
                        "-Dtimertorture.home=/",
                        "-Djna.tmpdir=/tmp",
                        "-Duser.home=/tmp",
                        "-cp",
                        classPath(),
                        GuestMain.class.getName(),
                        String.valueOf(UNLOADS)));
        image.tree(runtime, "/jre");
        addClasses(image);
        for (Path library : libraries(runtime)) {
            image.file(library.toString(), 0755, library.toRealPath());
        }
        Path log = folder.resolve("console.log");
        VirtualMachine.Setup setup =
                new VirtualMachine.Setup(kernel.image(), new MachineShape(4, 1), Acceleration.TCG, log, false);
        try (VirtualMachine machine = VirtualMachine.start(Cache.of(System.getenv()), setup, image)) {
            boolean ended = machine.awaitEnd(LIMIT);
            console = Files.readString(log);
            assertTrue(ended, console);
        }
    }

    private static void jlink(Path runtime) throws Exception {
        Process jlink = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                        "--add-modules",
                        "java.base,java.logging,java.xml,java.desktop,java.sql,java.management,jdk.unsupported",
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        runtime.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(jlink.getInputStream().readAllBytes());
        assertTrue(jlink.waitFor(120, TimeUnit.SECONDS) && jlink.exitValue() == 0, said);
    }

    private static List<Path> hostClassPath() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(":"))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static String guestPath(int number) {
        Path host = hostClassPath().get(number);
        return "/app/" + number + (Files.isDirectory(host) ? "" : ".jar");
    }

    private static String classPath() {
        return Stream.iterate(0, i -> i + 1)
                .limit(hostClassPath().size())
                .map(GuestJavaTest::guestPath)
                .collect(Collectors.joining(":"));
    }

    private static void addClasses(Initramfs image) throws IOException {
        for (int i = 0; i < hostClassPath().size(); i++) {
            Path host = hostClassPath().get(i);
            if (Files.isDirectory(host)) {
                image.tree(host, guestPath(i));
            } else {
                image.file(guestPath(i), 0644, host);
            }
        }
    }

    /** What the runtime's programs and libraries are linked with, and C for JNA. */
    private static Set<Path> libraries(Path runtime) throws Exception {
        Set<Path> found = new TreeSet<>();
        List<Path> linked;
        try (Stream<Path> files = Files.walk(runtime)) {
            linked = files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                    .filter(f -> f.toString().endsWith(".so") || f.endsWith("bin/java"))
                    .toList();
        }
        for (Path file : linked) {
            Process ldd = new ProcessBuilder("ldd", file.toString())
                    .redirectErrorStream(true)
                    .start();
            Matcher m = LIBRARY.matcher(new String(ldd.getInputStream().readAllBytes()));
            assertTrue(ldd.waitFor(30, TimeUnit.SECONDS));
            while (m.find()) {
                if (!m.group(1).startsWith(runtime.toString())) {
                    found.add(Path.of(m.group(1)));
                }
            }
        }
        return found;
    }

    @Test
    void a_whole_run_on_the_machine_itself_passes_through_JNA_and_the_shim() throws Exception {
        Matcher lines = Pattern.compile("(?m)^json: (\\S+)\\s*$").matcher(console);
        String text = lines.results().map(m -> m.group(1)).collect(Collectors.joining());
        assertTrue(!text.isEmpty(), console);
        RunResult result;
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            result = new ResultReader().read(in);
        }
        assertEquals(Verdict.PASS, result.verdict());
        assertEquals("none", result.environment().accel());
        assertEquals(4, result.environment().cpus());
        for (CellResult cell : result.cells()) {
            boolean planted = "broken".equals(cell.kind());
            assertEquals(planted ? CellStatus.SKIPPED : CellStatus.RAN, cell.status(), cell.id());
            assertTrue(cell.violations().isEmpty(), cell.id());
            if (planted) {
                assertNotNull(cell.reason(), "skipped, and why");
            }
        }
        assertTrue(console.contains("oracle: not run (unsafe)"), console);
    }

    @Test
    void closing_the_device_in_the_middle_leaves_no_thread_and_the_module_goes() {
        assertTrue(console.contains("guest: unloaded " + UNLOADS + " times"), console);
    }

    @Test
    void a_CPU_that_goes_offline_ends_the_cell_and_comes_back() {
        assertTrue(console.contains("guest: offline ended the cell by HOTPLUG"), console);
        assertTrue(console.contains("guest: online again ended by TIME"), console);
        assertTrue(console.contains("guest: all done"), console);
    }
}
