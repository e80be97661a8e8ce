// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.qemu.GuestConsole;
import org.timertorture.qemu.VirtualMachine;
import org.timertorture.result.EndingKind;
import org.timertorture.words.FileProblem;

/** Finds out why a guest fell silent. The console is read first, because QEMU's exit status is 0 after a panic, too. */
final class Autopsy {
    private final VirtualMachine machine;

    Autopsy(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Explains the silence of a guest that had been up. */
    Ending ofSilence(Duration waited) {
        GuestConsole console = console();
        return death(console).orElseGet(() -> {
            String last = console.lastMessage().orElse("the console is empty");
            if (machine.killedBy().isPresent()) {
                return killed(console);
            }
            return machine.alive()
                    ? ending(
                            EndingKind.HANG,
                            "no sign of life for " + waited.toMillis() + " ms; the console's last line: " + last,
                            console)
                    : ending(
                            EndingKind.GONE,
                            "the guest ended by itself, " + machineSays() + "; its last line: " + last,
                            console);
        });
    }

    /** Explains why a guest never came up. */
    Ending neverBooted(Duration limit) {
        GuestConsole console = console();
        return death(console).orElseGet(() -> {
            String last = console.lastMessage().orElse("the console is empty");
            if (machine.killedBy().isPresent()) {
                return killed(console);
            }
            String how = machine.alive()
                    ? "the guest did not come up within " + limit.toSeconds() + " s"
                    : "the guest ended before it was up, " + machineSays();
            return ending(EndingKind.NEVER_BOOTED, how + "; its last line: " + last, console);
        });
    }

    private Ending killed(GuestConsole console) {
        return ending(
                EndingKind.KILLED,
                "QEMU was killed by signal " + machine.killedBy().getAsInt() + ", which no guest does",
                console);
    }

    private static Optional<Ending> death(GuestConsole console) {
        // An oops ends in a panic, so the first report is the cause.
        return console.oops()
                .map(oops -> new Ending(EndingKind.OOPS, oops, console.freed(), console.tail()))
                .or(() -> console.panic().map(panic -> ending(EndingKind.PANIC, panic, console)));
    }

    private static Ending ending(EndingKind kind, String summary, GuestConsole console) {
        return new Ending(kind, summary, Optional.empty(), console.tail());
    }

    private String machineSays() {
        try {
            return machine.qemuOutput();
        } catch (IOException e) {
            return FileProblem.of(e);
        }
    }

    private GuestConsole console() {
        try {
            return machine.console();
        } catch (IOException e) {
            return new GuestConsole(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of("the console cannot be read: " + FileProblem.of(e)));
        }
    }
}
