// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each host is a folder with the files that show the state of KVM. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KvmHostTest {
    @TempDir
    Path root;

    private KvmHost host;

    @BeforeEach
    void a_host() throws IOException {
        host = new KvmHost(root);
        for (String folder : new String[] {"dev", "proc", "sys/module"}) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    private void cpu(String flags) throws IOException {
        Files.writeString(root.resolve("proc/cpuinfo"), "processor\t: 0\nflags\t\t: " + flags + "\nbugs\t\t:\n");
    }

    private void loaded(String module) throws IOException {
        Files.createDirectories(root.resolve("sys/module").resolve(module));
    }

    private Path device() throws IOException {
        return Files.createFile(root.resolve("dev/kvm"));
    }

    private String obstacle() {
        String line = host.obstacle().orElseThrow();
        assertTrue(line.startsWith("the host has no /dev/kvm, "), line);
        assertFalse(line.contains("\n"), line);
        return line;
    }

    @Test
    void a_device_that_may_be_opened_is_no_obstacle() throws IOException {
        device();
        assertEquals(Optional.empty(), host.obstacle());
    }

    @Test
    void a_device_of_a_group_names_the_group() throws IOException {
        Path device = device();
        Files.setPosixFilePermissions(device, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(device), "root may open everything");
        String line = host.obstacle().orElseThrow();
        String group = Files.readAttributes(device, java.nio.file.attribute.PosixFileAttributes.class)
                .group()
                .getName();
        assertTrue(line.startsWith("no permission for /dev/kvm; "), line);
        assertTrue(line.contains("usermod -aG " + group + " "), line);
    }

    @ParameterizedTest
    @CsvSource({"fpu vmx sse, kvm_intel", "fpu svm sse, kvm_amd", "vmx hypervisor, kvm_intel"})
    void a_module_that_is_not_loaded_is_named(String flags, String module) throws IOException {
        cpu(flags);
        assertTrue(obstacle().contains("the module " + module + " is not loaded; sudo modprobe " + module));
    }

    @Test
    void a_virtual_machine_without_nested_virtualization_is_told_so() throws IOException {
        cpu("fpu sse hypervisor");
        assertTrue(obstacle().contains("without nested virtualization; "));
    }

    @Test
    void virtualization_that_the_firmware_switched_off_is_told() throws IOException {
        cpu("fpu sse");
        assertTrue(obstacle().contains("firmware switched it off; enable "));
    }

    @Test
    void a_container_is_told_how_to_get_the_device() throws IOException {
        cpu("fpu vmx");
        loaded("kvm_intel");
        assertTrue(obstacle().contains("; a container gets the device by --device /dev/kvm"));
    }

    @Test
    void an_unreadable_host_has_an_answer_too() {
        assertTrue(obstacle().contains("firmware"));
    }

    @Test
    void a_guest_that_did_not_run_says_what_became_of_it() throws IOException {
        cpu("fpu vmx");
        assertEquals(
                "KVM runs no guest here (a guest was not up within 8 s: its console is empty); see dmesg, and update the"
                        + " host's kernel, firmware and QEMU",
                host.broken("a guest was not up within 8 s: its console is empty"));
        cpu("fpu vmx hypervisor");
        assertTrue(host.broken("it died").contains("(it died); this host is a virtual machine"));
    }

    @Test
    void another_hypervisor_that_holds_the_CPU_is_told() {
        String failure = "QEMU ended before the guest was up: ioctl(KVM_CREATE_VM) failed: 16 Device or resource busy";
        assertTrue(host.broken(failure).contains("; end the other hypervisor"));
    }
}
