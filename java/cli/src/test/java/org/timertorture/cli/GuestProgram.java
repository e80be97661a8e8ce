// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.GuestImage;
import org.timertorture.qemu.Initramfs;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.VirtualMachine;

/** A C program of {@code native/src/test/c/guest} as the only program of a guest. */
final class GuestProgram {
    private static final Pattern FAILURE = Pattern.compile("^FAILED |\\.c:\\d+: ");
    private static final int TAIL = 30;

    private final String name;
    private final String parameters;
    private final List<String> arguments;
    private final Map<String, Path> files = new LinkedHashMap<>();

    /**
     * Names a program. Nothing is started.
     *
     * @param parameters the parameters of our module
     */
    GuestProgram(String name, String parameters, List<String> arguments) {
        this.name = name;
        this.parameters = parameters;
        this.arguments = List.copyOf(arguments);
    }

    /** Adds a file to the guest. */
    GuestProgram with(String pathInGuest, Path file) {
        files.put(pathInGuest, file);
        return this;
    }

    /** What the guest's console showed. */
    record Console(boolean ended, List<String> lines) {
        /** Whether a line of the program begins with these words. */
        boolean says(String words) {
            return lines.stream().anyMatch(line -> line.startsWith(words));
        }

        /** What failed, and the end, for the message of a test that fails. */
        String tail() {
            return (ended ? "" : "the guest did not end in time\n")
                    + lines.stream()
                            .filter(line -> FAILURE.matcher(line).find())
                            .map(line -> line + "\n")
                            .collect(Collectors.joining())
                    + lines.stream().skip(Math.max(0, lines.size() - TAIL)).collect(Collectors.joining("\n"));
        }
    }

    /** Boots a guest, and waits until the program has ended and the guest has powered off. */
    Console run(KernelEntry kernel, MachineShape shape, Path folder, Duration limit) throws Exception {
        Path program = Path.of(System.getProperty("basedir", System.getProperty("user.dir")))
                .resolve("../../native/target/guest")
                .resolve(name)
                .normalize();
        assertTrue(Files.exists(program), program + " was not built");
        Path console = folder.resolve("console.log");
        List<String> command = new ArrayList<>(List.of("/" + name));
        command.addAll(arguments);
        VirtualMachine.Setup setup = new VirtualMachine.Setup(kernel, shape, Acceleration.TCG, console, false);
        boolean ended;
        Initramfs image = GuestImage.running(kernel, parameters, command).file("/" + name, 0755, program);
        files.forEach((path, file) -> image.file(path, 0644, file));
        try (VirtualMachine machine = VirtualMachine.start(Cache.of(System.getenv()), setup, image)) {
            ended = machine.awaitEnd(limit);
        }
        return new Console(
                ended,
                Files.readString(console, StandardCharsets.ISO_8859_1)
                        .lines()
                        .map(String::stripTrailing)
                        .toList());
    }
}
