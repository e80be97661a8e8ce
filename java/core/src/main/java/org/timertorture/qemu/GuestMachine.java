// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.util.List;
import org.timertorture.kernel.Architecture;

/**
 * What QEMU calls the machine and the CPUs of an architecture.
 *
 * @param program QEMU's program
 * @param debianPackage the package of Debian's that has it
 * @param console the kernel's name of the serial console
 * @param virtualized QEMU's options under KVM
 * @param emulated QEMU's options without KVM
 * @param emulatedArguments arguments for a kernel that runs without KVM; may be empty
 */
record GuestMachine(
        String program,
        String debianPackage,
        String console,
        List<String> virtualized,
        List<String> emulated,
        String emulatedArguments) {

    private static final GuestMachine AMD64 = new GuestMachine(
            "qemu-system-x86_64",
            "qemu-system-x86",
            "ttyS0",
            List.of("-M", "q35", "-cpu", "host"),
            // QEMU 7.2 corrupts the flags register in an emulated cmpxchg16b, which crashed half of the boots of 6.12.
            List.of("-M", "q35", "-cpu", "max,cx16=off"),
            // Without this, the kernel judges the emulated TSC unstable and uses a clock that is slow to read.
            "tsc=reliable");

    private static final GuestMachine ARM64 = new GuestMachine(
            "qemu-system-aarch64",
            "qemu-system-arm",
            "ttyAMA0",
            List.of("-M", "virt,gic-version=host", "-cpu", "host"),
            // The kernel authenticates pointers in every function, and QEMU computes QARMA in software: with it, a race
            // is a hundred times slower.
            List.of("-M", "virt,gic-version=3", "-cpu", "max,pauth=off"),
            "");

    static GuestMachine of(Architecture architecture) {
        return architecture == Architecture.ARM64 ? ARM64 : AMD64;
    }
}
