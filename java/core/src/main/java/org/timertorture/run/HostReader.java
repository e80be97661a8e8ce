// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.util.SortedSet;
import org.timertorture.host.MachineView;
import org.timertorture.host.ThisMachine;
import org.timertorture.plan.CpuRanges;
import org.timertorture.plan.PlanException;
import org.timertorture.result.Environment;
import org.timertorture.result.HostKind;

/** Reads the properties of a machine. */
public final class HostReader {
    private static final long KIB_PER_MIB = 1024;
    private static final String CPUINFO = "/proc/cpuinfo";

    private HostReader() {}

    /** Returns what the machine that the controller runs on reports. Unknown properties are empty. */
    public static Environment.HostFacts read() {
        return read(new ThisMachine());
    }

    /** Returns what a machine reports. Unknown properties are empty. */
    public static Environment.HostFacts read(MachineView machine) {
        String memory = machine.value("/proc/meminfo", "MemTotal");
        return new Environment.HostFacts(
                String.join("", machine.output("uname", "-sr")),
                machine.value(CPUINFO, "model name"),
                cpus(machine),
                memory.isEmpty() ? 0 : Long.parseLong(memory.split(" ")[0]) / KIB_PER_MIB,
                System.getProperty("java.version"),
                machine.file("/proc/sys/kernel/hostname").map(String::strip).orElse(null));
    }

    /** Returns the number of CPUs that our process may run on; 0 if it is not known. */
    public static int cpus(MachineView machine) {
        try {
            SortedSet<Integer> cpus = CpuRanges.parse(machine.value("/proc/self/status", "Cpus_allowed_list"));
            // CPUs that could be plugged in may be among them.
            cpus.retainAll(CpuRanges.parse(
                    machine.file("/sys/devices/system/cpu/online").orElse("")));
            return cpus.size();
        } catch (PlanException e) {
            return 0;
        }
    }

    /** Returns what runs the CPUs of the machine that the controller runs on. */
    public static HostKind kind() {
        return kind(new ThisMachine());
    }

    /**
     * Returns what runs a machine's CPUs. The processor says whether it is a virtual one, and systemd knows emulators by
     * their names; where it is missing, the usual name of QEMU's emulated processor must do.
     */
    public static HostKind kind(MachineView machine) {
        if (!(" " + machine.value(CPUINFO, "flags") + " ").contains(" hypervisor ")) {
            return HostKind.BARE;
        }
        String hypervisor = machine.output("systemd-detect-virt", "--vm").stream()
                .findFirst()
                .orElse("");
        return kind(machine.value(CPUINFO, "model name"), hypervisor);
    }

    /**
     * Returns what runs virtual CPUs.
     *
     * @param model the name of the processor
     * @param hypervisor its name as systemd prints it; may be empty
     */
    static HostKind kind(String model, String hypervisor) {
        return hypervisor.equals("qemu") || model.startsWith("QEMU TCG") ? HostKind.EMULATED : HostKind.GUEST;
    }
}
