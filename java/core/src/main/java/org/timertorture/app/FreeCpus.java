// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.timertorture.host.MachineView;
import org.timertorture.plan.CpuRanges;
import org.timertorture.plan.PlanException;

/**
 * The CPUs of a machine that a run may use unless the user names others: those that our process there may run on, for
 * example by its cgroup, without those that the machine's administrator has isolated for other work.
 *
 * @param usable the numbers of those that may be used
 * @param notes why the others may not be used, a sentence for each reason
 */
record FreeCpus(SortedSet<Integer> usable, List<String> notes) {
    private static final String CPUS = "/sys/devices/system/cpu/";
    private static final String STATUS = "/proc/self/status";

    /**
     * Reads what the kernel says.
     *
     * @throws IOException if it says what no kernel says
     */
    static FreeCpus read(MachineView machine) throws IOException {
        SortedSet<Integer> online = cpus(machine, CPUS + "online");
        SortedSet<Integer> usable = new TreeSet<>(online);
        List<String> notes = new ArrayList<>();
        SortedSet<Integer> forbidden = new TreeSet<>(online);
        forbidden.removeAll(parse(machine.value(STATUS, "Cpus_allowed_list"), STATUS));
        leaveOut(usable, forbidden, "this process may not run there, see its cgroup", notes);
        leaveOut(usable, cpus(machine, CPUS + "isolated"), "isolated", notes);
        leaveOut(usable, cpus(machine, CPUS + "nohz_full"), "nohz_full", notes);
        return new FreeCpus(usable, List.copyOf(notes));
    }

    private static void leaveOut(SortedSet<Integer> usable, SortedSet<Integer> cpus, String why, List<String> notes) {
        SortedSet<Integer> left = new TreeSet<>(usable);
        left.retainAll(cpus);
        if (!left.isEmpty()) {
            usable.removeAll(left);
            notes.add("leaves out CPU " + CpuRanges.of(List.copyOf(left)) + " (" + why
                    + "); --cpus names the CPUs to use");
        }
    }

    /** A kernel that cannot isolate CPUs has no such file, and one that could but does not may say {@code (null)}. */
    private static SortedSet<Integer> cpus(MachineView machine, String file) throws IOException {
        String text = machine.file(file).orElse("").strip();
        return text.startsWith("(") ? new TreeSet<>() : parse(text, file);
    }

    private static SortedSet<Integer> parse(String text, String file) throws IOException {
        try {
            return CpuRanges.parse(text);
        } catch (PlanException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
