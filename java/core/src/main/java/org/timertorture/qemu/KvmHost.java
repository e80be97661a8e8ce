// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells from what a host shows why KVM cannot be used on it. Each answer is one line: the cause, a semicolon, and what
 * helps.
 */
final class KvmHost {
    private static final List<String> VENDOR_MODULES = List.of("kvm_intel", "kvm_amd");

    private final Path root;

    /**
     * Creates one.
     *
     * @param root the folder with {@code dev}, {@code proc} and {@code sys}
     */
    KvmHost(Path root) {
        this.root = root;
    }

    /** Returns why no program of this user can use KVM; empty if only trying shows whether it works. */
    Optional<String> obstacle() {
        Path device = root.resolve("dev/kvm");
        if (!Files.exists(device)) {
            return Optional.of("the host has no /dev/kvm, " + whyMissing());
        }
        return Files.isReadable(device) && Files.isWritable(device)
                ? Optional.empty()
                : Optional.of("no permission for /dev/kvm; " + whoMay(device));
    }

    private String whyMissing() {
        if (VENDOR_MODULES.stream().anyMatch(this::loaded)) {
            return "although its KVM is loaded; a container gets the device by --device /dev/kvm";
        }
        Set<String> flags = flags();
        if (flags.contains("vmx")) {
            return notLoaded("kvm_intel");
        }
        if (flags.contains("svm")) {
            return notLoaded("kvm_amd");
        }
        return flags.contains("hypervisor")
                ? "because it is a virtual machine without nested virtualization; switch that on in its hypervisor and"
                        + " give it the host's CPU model"
                : "because its CPU has no virtualization or the firmware switched it off; enable VT-x, AMD-V or SVM in"
                        + " the firmware's setup";
    }

    private static String notLoaded(String module) {
        return "because the module " + module + " is not loaded; sudo modprobe " + module
                + ", and if that is not supported, enable virtualization in the firmware's setup";
    }

    private static String whoMay(Path device) {
        try {
            String group = Files.readAttributes(device, PosixFileAttributes.class)
                    .group()
                    .getName();
            return "add this user to the group " + group + " by sudo usermod -aG " + group
                    + " \"$USER\", and log in again";
        } catch (IOException | UnsupportedOperationException e) {
            return "add this user to the group that owns it, and log in again";
        }
    }

    /**
     * Returns why a guest did not run although KVM can be opened.
     *
     * @param failure what became of the guest
     */
    String broken(String failure) {
        String cause = "KVM runs no guest here (" + failure + "); ";
        if (failure.contains("Device or resource busy")) {
            return cause + "end the other hypervisor that uses the CPU's virtualization, such as VirtualBox";
        }
        return cause
                + (flags().contains("hypervisor")
                        ? "this host is a virtual machine, so update its hypervisor, or use a host that is none"
                        : "see dmesg, and update the host's kernel, firmware and QEMU");
    }

    private boolean loaded(String module) {
        return Files.isDirectory(root.resolve("sys/module").resolve(module));
    }

    /** Returns the flags of the first CPU. */
    private Set<String> flags() {
        try (Stream<String> lines = Files.lines(root.resolve("proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(List.of(
                            line.substring(line.indexOf(':') + 1).strip().split("\\s+"))))
                    .orElse(Set.of());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
