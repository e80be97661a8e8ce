// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuestConsoleTest {
    @TempDir
    Path folder;

    private GuestConsole console(String text) throws IOException {
        Path file = folder.resolve("console");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        return GuestConsole.read(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BUG: kernel NULL pointer dereference, address: 0000000000000000",
                "BUG: unable to handle page fault for address: ffffc90000000000",
                "kernel BUG at mm/slub.c:448!",
                "invalid opcode: 0000 [#1] PREEMPT SMP NOPTI",
                "Oops: 0002 [#1] SMP PTI",
                "Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI",
                "general protection fault, probably for non-canonical address 0xdead000000000122: 0000 [#1] SMP",
                "traps: PANIC: double fault, error_code: 0x0",
                "divide error: 0000 [#1] SMP",
                "Unable to handle kernel paging request at virtual address dead000000000122",
                "Internal error: Oops: 0000000096000044 [#1] SMP"
            })
    void an_oops_is_seen_in_all_its_forms(String line) throws IOException {
        assertEquals(
                Optional.of(line),
                console("[    1.5] all well\r\n[    2.000001] " + line + "\r\n").oops());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [swapper/1:0]",
                "BUG: workqueue lockup - pool cpus=0 node=0",
                "rcu: INFO: rcu_sched self-detected stall on CPU",
                "WARNING: CPU: 0 PID: 1 at kernel/time/timer.c:1234 x+0x1/0x2",
                "timertorture: violation rule=1"
            })
    void what_a_slow_host_or_a_warning_says_is_none(String line) throws IOException {
        GuestConsole console = console("[    2.000001] " + line + "\r\n");
        assertEquals(Optional.empty(), console.oops());
        assertEquals(Optional.empty(), console.panic());
    }

    @Test
    void a_panic_is_reported_without_its_time_stamp() throws IOException {
        GuestConsole console = console("[    9.1] Kernel panic - not syncing: timertorture: injected\r\n");
        assertEquals(Optional.of("Kernel panic - not syncing: timertorture: injected"), console.panic());
        assertEquals(Optional.empty(), console.oops());
    }

    @Test
    void an_oops_before_the_panic_is_the_cause_and_one_after_it_is_not() throws IOException {
        String oops = "[ 1.0] Oops: 0002 [#1] SMP\r\n";
        String panic = "[ 1.0] Kernel panic - not syncing: Fatal exception\r\n";
        assertTrue(console(oops + panic).oops().isPresent());
        assertTrue(console(panic + oops).oops().isEmpty());
    }

    @Test
    void an_oops_in_the_text_of_an_unloaded_module_names_it() throws IOException {
        String oops = "[ 8.7] BUG: unable to handle page fault for address: ffffffffc031d000\r\n"
                + "[ 8.7] #PF: supervisor instruction fetch in kernel mode\r\n";
        String linked = "[ 8.8] Modules linked in: timertorture(OE) [last unloaded: timertorture_victim(OE)]\r\n";
        String nameless = "[ 8.8] RIP: 0010:0xffffffffc031d000\r\n";
        assertEquals(
                Optional.of("timertorture_victim"),
                console(oops + nameless + linked).freed());
        assertEquals(
                Optional.empty(),
                console(oops + "[ 8.8] RIP: 0010:tt_monitor+0x1/0x2 [timertorture]\r\n" + linked)
                        .freed());
        String arm64 = "[ 8.7] Unable to handle kernel paging request at virtual address ffffffc031d000\r\n";
        assertEquals(
                Optional.of("timertorture_victim"),
                console(arm64 + linked + "[ 8.8] pc : 0xffffffc031d000\r\n").freed());
        assertEquals(
                Optional.empty(),
                console(arm64 + linked + "[ 8.8] pc : tt_monitor+0x1/0x2 [timertorture]\r\n")
                        .freed());
        assertEquals(Optional.empty(), console(oops + nameless).freed());
        assertEquals(Optional.empty(), console(nameless + linked).freed(), "no oops");
    }

    @Test
    void only_the_last_lines_are_kept() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("[    1.000000] line ").append(i).append("\r\n");
        }
        GuestConsole console = console(text.toString());
        assertEquals(60, console.tail().size());
        assertEquals(Optional.of("line 999"), console.lastMessage());
    }

    @Test
    void the_agents_last_line_is_preferred_to_the_kernels() throws IOException {
        GuestConsole console = console("timertorture-agent: no port\r\n[    3.1] reboot: Power down\r\n");
        assertEquals(Optional.of("timertorture-agent: no port"), console.lastMessage());
    }

    @Test
    void any_bytes_can_be_read() throws IOException {
        assertEquals(Optional.of("\u00ff\u0080x"), console("\u00ff\u0080x").lastMessage());
    }

    @Test
    void a_console_that_is_not_there_yet_is_empty() throws IOException {
        assertEquals(Optional.empty(), GuestConsole.read(folder.resolve("none")).lastMessage());
    }
}
