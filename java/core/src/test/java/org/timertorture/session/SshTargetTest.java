// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.device.ErrnoException;
import org.timertorture.device.NativeDevice;
import org.timertorture.progress.Progress;
import org.timertorture.result.EndingKind;
import org.timertorture.ssh.SshHost;
import org.timertorture.uapi.InfoStruct;
import org.timertorture.uapi.Ioctl;

/**
 * Tests the real script and the real agent through a program that stands in for ssh: it runs on this machine what it
 * should run on the other one, with /dev/null for the device, which refuses all requests.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class SshTargetTest {
    private static final String RUN = """
            #!/bin/bash
            export TMPDIR=%1$s/there
            command=${@: -1}
            %2$s
            exec 3<&0
            { cat <&3 & echo $! >%1$s/line; wait; } |
                { bash -c "$command"; status=$?; kill "$(<%1$s/line)" 2>/dev/null; exit "$status"; }
            status=$?
            [[ ! -e %1$s/cut ]] || { rm %1$s/cut; echo 'Connection to big closed by remote host.' >&2; exit 255; }
            exit "$status"
            """;
    private static final String WITH_DEVICE = "command=${command//\\/dev\\/timertorture/\\/dev\\/null}";

    @TempDir
    Path folder;

    private SshHost host;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(folder.resolve("there"));
        host = new SshHost("root@big", folder.resolve("ssh").toString());
    }

    private void ssh(String script) throws IOException {
        Path program = folder.resolve("ssh");
        // A shell that still reads the old script keeps it.
        Files.deleteIfExists(program);
        Files.writeString(program, script);
        assertTrue(program.toFile().setExecutable(true));
    }

    private SshSession open() throws Exception {
        return new SshTarget(host).open(Progress.SILENT);
    }

    private String refusal() {
        return assertThrows(TargetException.class, this::open).getMessage();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("there"))) {
            return files.toList();
        }
    }

    /** Cuts the line as a network does that has broken down, and that ssh has noticed. */
    private void cut() throws Exception {
        Files.createFile(folder.resolve("cut"));
        long line = Long.parseLong(Files.readString(folder.resolve("line")).strip());
        ProcessHandle.of(line).orElseThrow().destroyForcibly();
    }

    @Test
    void the_agent_serves_the_device_and_nothing_of_it_lies_there() throws Exception {
        ssh(RUN.formatted(folder, WITH_DEVICE));
        try (SshSession session = open()) {
            assertEquals(List.of(), left());
            InfoStruct info = new InfoStruct(session.device().order());
            assertThrows(ErrnoException.class, () -> session.device().ioctl(Ioctl.GET_INFO, info));
            assertTrue(session.attended());
        }
        assertEquals(List.of(), left());
    }

    @Test
    void the_machine_tells_about_itself() throws Exception {
        ssh(RUN.formatted(folder, WITH_DEVICE + "\necho Welcome to big.; echo a banner >&2"));
        try (SshSession session = open()) {
            assertEquals(
                    Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(),
                    session.machine()
                            .file("/proc/sys/kernel/hostname")
                            .orElseThrow()
                            .strip());
            assertEquals(List.of("x86_64"), session.machine().output("uname", "-m"));
            assertFalse(session.machine().value("/proc/cpuinfo", "model name").isEmpty());
            assertFalse(session.machine()
                    .file("/sys/devices/system/cpu/no-such-file")
                    .isPresent());
        }
    }

    @Test
    void a_machine_without_the_module_is_refused_and_nothing_is_left() throws Exception {
        assumeFalse(Files.exists(NativeDevice.PATH), "the module is loaded on this machine");
        ssh(RUN.formatted(folder, ""));
        assertEquals(
                "there is no /dev/timertorture on root@big: load the module into the kernel of root@big first (there, as"
                        + " root: scripts/load), or leave --target ssh:root@big out to race in a VM",
                refusal());
        assertEquals(List.of(), left());
    }

    @Test
    void a_machine_of_another_architecture_is_refused_and_nothing_is_left() throws Exception {
        ssh(RUN.formatted(folder, "command=${command//uname -m 2>/echo aarch64 2>}"));
        assertEquals("root@big is a machine of architecture aarch64, and this timertorture is for x86_64", refusal());
        assertEquals(List.of(), left());
    }

    @Test
    void a_folder_that_cannot_be_made_is_told() throws Exception {
        ssh(RUN.formatted(folder, "TMPDIR=/no/such/folder"));
        String refusal = refusal();
        assertTrue(refusal.startsWith("cannot run a program on root@big: mktemp: "), refusal);
    }

    @Test
    void a_refusal_of_ssh_is_told() throws Exception {
        ssh("#!/bin/bash\necho 'ssh: connect to host big port 22: Connection refused' >&2\nexit 255\n");
        assertEquals("no sshd answers on root@big: ssh: connect to host big port 22: Connection refused", refusal());
    }

    @Test
    void a_line_that_is_cut_says_nothing_of_the_kernel() throws Exception {
        ssh(RUN.formatted(folder, WITH_DEVICE));
        try (SshSession session = open()) {
            cut();
            assertThrows(IOException.class, () -> read(session));
            Ending ending = session.autopsy(Duration.ZERO);
            assertEquals(EndingKind.LOST, ending.kind());
            assertEquals(
                    "the line to root@big was lost (Connection to big closed by remote host.); the kernel of root@big"
                            + " lives",
                    ending.summary());
        }
        assertEquals(List.of(), left());
    }

    @Test
    void a_machine_that_does_not_answer_may_have_crashed() throws Exception {
        ssh(RUN.formatted(folder, WITH_DEVICE));
        try (SshSession session = open()) {
            ssh("#!/bin/bash\nexit 255\n");
            cut();
            Ending ending = session.autopsy(Duration.ZERO);
            assertEquals(EndingKind.LOST, ending.kind());
            assertTrue(
                    ending.summary().endsWith("if its console shows a crash, the run has found it"), ending::summary);
        }
    }

    @Test
    void a_machine_that_has_booted_again_has_ended() throws Exception {
        ssh(RUN.formatted(folder, WITH_DEVICE));
        try (SshSession session = open()) {
            ssh("#!/bin/bash\necho another-boot-id\n");
            cut();
            Ending ending = session.autopsy(Duration.ZERO);
            assertEquals(EndingKind.GONE, ending.kind());
            assertTrue(ending.summary().contains("root@big has booted again"), ending::summary);
        }
    }

    private static void read(SshSession session) throws IOException {
        while (session.device().read(ByteBuffer.allocate(1 << 16), Duration.ofSeconds(20)) >= 0) {
            // /dev/null has no records, so that only the end of the line ends this.
            continue;
        }
        throw new IOException("the records ended");
    }
}
