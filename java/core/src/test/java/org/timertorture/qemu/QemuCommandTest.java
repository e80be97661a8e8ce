// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.kernel.Architecture;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class QemuCommandTest {

    private static List<String> words(Acceleration acceleration, Optional<Path> socket) {
        return words(Architecture.AMD64, acceleration, socket);
    }

    private static List<String> words(Architecture guest, Acceleration acceleration, Optional<Path> socket) {
        return new QemuCommand(
                        guest,
                        new MachineShape(2, 1),
                        acceleration,
                        "",
                        Path.of("/k/vmlinuz"),
                        250,
                        Path.of("/r/initramfs"),
                        0,
                        Path.of("/results/a,b/console.log"),
                        socket)
                .words();
    }

    private static String after(List<String> words, String option) {
        return words.get(words.indexOf(option) + 1);
    }

    @Test
    void QEMU_dies_with_the_thread_that_started_it() {
        assertEquals(
                List.of("setsid", "setpriv", "--pdeathsig", "KILL", "qemu-system-x86_64"),
                words(Acceleration.TCG, Optional.empty()).subList(0, 5));
    }

    @Test
    void an_emulated_guest_is_told_to_trust_its_clock() {
        List<String> words = words(Acceleration.TCG, Optional.empty());
        assertEquals("tcg,thread=multi", after(words, "-accel"));
        assertTrue(after(words, "-append").contains("tsc=reliable"));
    }

    @Test
    void an_accelerated_guest_has_the_hosts_CPU_and_finds_its_clock_itself() {
        List<String> words = words(Acceleration.KVM, Optional.empty());
        assertEquals("host", after(words, "-cpu"));
        assertFalse(after(words, "-append").contains("tsc="));
    }

    @Test
    void a_guest_of_arm64_has_another_machine_and_console_and_does_not_authenticate_pointers() {
        List<String> words = words(Architecture.ARM64, Acceleration.TCG, Optional.empty());
        assertTrue(words.contains("qemu-system-aarch64"));
        assertEquals("virt,gic-version=3", after(words, "-M"));
        assertEquals("max,pauth=off", after(words, "-cpu"));
        assertEquals("console=ttyAMA0 loglevel=7 panic=-1 oops=panic", after(words, "-append"));
    }

    @Test
    void the_guest_ends_by_itself_when_its_kernel_dies() {
        List<String> words = words(Acceleration.TCG, Optional.empty());
        assertTrue(words.contains("-no-reboot"));
        assertTrue(after(words, "-append").contains("panic=-1"));
        assertTrue(after(words, "-append").contains("oops=panic"));
    }

    @Test
    void commas_in_paths_are_doubled() {
        assertTrue(
                words(Acceleration.TCG, Optional.empty()).contains("file,id=console,path=/results/a,,b/console.log"));
    }

    @Test
    void only_a_guest_with_a_port_has_one() {
        assertTrue(words(Acceleration.TCG, Optional.of(Path.of("/r/port")))
                .contains("virtserialport,chardev=port,name=org.timertorture.0"));
        assertTrue(words(Acceleration.TCG, Optional.empty()).stream().noneMatch(word -> word.contains("virtserial")));
    }
}
