// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** A processor architecture, with the names that Debian, gcc and a kernel's tree have for it. */
public enum Architecture {
    AMD64("amd64", "x86_64-linux-gnu", "X86_64", "arch/x86/boot/bzImage", "SERIAL_8250_CONSOLE", false),
    ARM64("arm64", "aarch64-linux-gnu", "ARM64", "arch/arm64/boot/Image", "SERIAL_AMBA_PL011_CONSOLE", true);

    private final String label;
    private final String triplet;
    private final String option;
    private final String image;
    private final String consoleOption;
    private final boolean weaklyOrdered;

    Architecture(
            String label, String triplet, String option, String image, String consoleOption, boolean weaklyOrdered) {
        this.label = label;
        this.triplet = triplet;
        this.option = option;
        this.image = image;
        this.consoleOption = consoleOption;
        this.weaklyOrdered = weaklyOrdered;
    }

    /** Returns the architecture of this machine. */
    public static Architecture ofHost() {
        return "aarch64".equals(System.getProperty("os.arch")) ? ARM64 : AMD64;
    }

    /** Returns the name of every architecture. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Architecture::label).toList();
    }

    /** Returns the architecture that a kernel is configured for. */
    static Architecture of(KernelConfig config) {
        return config.builtIn(ARM64.option) ? ARM64 : AMD64;
    }

    public boolean isHost() {
        return this == ofHost();
    }

    /** Returns Debian's name of it. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Returns what gcc's packages and cross tools are named by, such as {@code aarch64-linux-gnu}. */
    public String triplet() {
        return triplet;
    }

    /** Returns the path of the bootable image in a kernel's tree. */
    String image() {
        return image;
    }

    /** Returns the kernel's option for the console of QEMU's machine. */
    String consoleOption() {
        return consoleOption;
    }

    /** Returns whether its CPUs may reorder memory accesses in ways that an x86 CPU never does. */
    public boolean weaklyOrdered() {
        return weaklyOrdered;
    }

    @Override
    public String toString() {
        return label;
    }
}
