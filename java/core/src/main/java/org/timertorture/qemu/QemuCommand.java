// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command that boots a guest.
 *
 * @param shape its CPUs and nodes
 * @param acceleration how they are run
 * @param kernel the image
 * @param hz ticks a second of that kernel; 0 if not known
 * @param initramfs its archive
 * @param initramfsBytes how large that is: the guest gets memory for it
 * @param console the file that its serial console goes to
 * @param socket where we listen for its port, if it has one
 */
record QemuCommand(
        MachineShape shape,
        Acceleration acceleration,
        Path kernel,
        int hz,
        Path initramfs,
        long initramfsBytes,
        Path console,
        Optional<Path> socket) {

    static final String QEMU = "qemu-system-x86_64";

    /**
     * panic=-1 and oops=panic: with -no-reboot the machine ends at once, and what it said before tells an oops from a
     * panic. loglevel=7: all that our module says; it was measured to cost no boot time.
     */
    private static final String KERNEL_ARGUMENTS = "console=ttyS0 loglevel=7 panic=-1 oops=panic";

    /**
     * As the system takes it. QEMU dies with the thread that starts it, however that ends; a ^C at the terminal is for
     * Java alone, which first takes the last records.
     */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "KILL", QEMU));
        words.addAll(List.of(
                "-name",
                "timertorture,debug-threads=on",
                "-M",
                "q35",
                "-nodefaults",
                "-nic",
                "none",
                "-no-reboot",
                "-display",
                "none"));
        words.addAll(shape.options(initramfsBytes));
        words.addAll(acceleration.options());
        words.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString()));
        words.addAll(List.of("-append", (KERNEL_ARGUMENTS + " " + acceleration.kernelArguments(hz)).strip()));
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

    /** A comma ends a value of QEMU's. */
    private static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }
}
