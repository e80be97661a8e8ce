// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.kernel.Architecture;

/**
 * The command that boots a guest.
 *
 * @param architecture of the guest
 * @param shape the guest's CPUs and nodes
 * @param acceleration how QEMU runs the CPUs
 * @param furtherArguments arguments for the guest's kernel beside those that the tool needs; may be empty
 * @param kernel the kernel image
 * @param hz the kernel's ticks per second; 0 if unknown
 * @param initramfs the guest's initramfs
 * @param initramfsBytes size of the initramfs, from which the guest's memory is computed
 * @param console the file that the serial console is written to
 * @param socket the socket on which we listen for the guest's port; empty if the guest has none
 */
record QemuCommand(
        Architecture architecture,
        MachineShape shape,
        Acceleration acceleration,
        String furtherArguments,
        Path kernel,
        int hz,
        Path initramfs,
        long initramfsBytes,
        Path console,
        Optional<Path> socket) {

    /**
     * With panic=-1, oops=panic and -no-reboot the machine ends at once, and its console tells an oops from a panic.
     * With loglevel=7 the console shows everything that our module prints; it did not make the boot measurably slower.
     */
    private static final String KERNEL_ARGUMENTS = "loglevel=7 panic=-1 oops=panic";

    /**
     * Returns the words of the command. QEMU dies with the thread that starts it. A ^C at the terminal reaches Java
     * only, which first reads the last records.
     */
    List<String> words() {
        List<String> words = new ArrayList<>(
                List.of("setsid", "setpriv", "--pdeathsig", "KILL", machine().program()));
        words.addAll(List.of(
                "-name",
                "timertorture,debug-threads=on",
                "-nodefaults",
                "-nic",
                "none",
                "-no-reboot",
                "-display",
                "none"));
        words.addAll(shape.options(initramfsBytes));
        words.addAll(acceleration.options(machine()));
        words.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString()));
        words.addAll(List.of("-append", kernelArguments()));
        words.addAll(List.of("-chardev", "file,id=console,path=" + escaped(console), "-serial", "chardev:console"));
        socket.ifPresent(path -> words.addAll(List.of(
                "-device",
                "virtio-serial-pci",
                "-chardev",
                "socket,id=port,server=off,path=" + escaped(path),
                "-device",
                "virtserialport,chardev=port,name=" + GuestImage.PORT)));
        return words;
    }

    private GuestMachine machine() {
        return GuestMachine.of(architecture);
    }

    /** Returns the arguments of the guest's kernel. */
    String kernelArguments() {
        return Stream.of(
                        "console=" + machine().console(),
                        KERNEL_ARGUMENTS,
                        acceleration.kernelArguments(architecture, hz),
                        furtherArguments)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Doubles the commas, because a comma ends a value in QEMU's options. */
    private static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }
}
