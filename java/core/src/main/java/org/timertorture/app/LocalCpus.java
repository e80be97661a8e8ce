// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.timertorture.plan.CpuRanges;
import org.timertorture.plan.PlanException;

/**
 * The CPUs of this machine that a run may use unless the user names others: those that this process may run on, for
 * example by its cgroup, without those that the machine's administrator has isolated for other work.
 *
 * @param usable the numbers of those that may be used
 * @param notes why the others may not be used, a sentence for each reason
 */
record LocalCpus(SortedSet<Integer> usable, List<String> notes) {
    private static final Path ROOT = Path.of("/");
    private static final String CPUS = "sys/devices/system/cpu";

    static LocalCpus read() throws IOException {
        return read(ROOT);
    }

    /**
     * Reads what the kernel says.
     *
     * @param root the folder that contains {@code sys} and {@code proc}
     */
    static LocalCpus read(Path root) throws IOException {
        SortedSet<Integer> online = cpus(root.resolve(CPUS).resolve("online"));
        SortedSet<Integer> usable = new TreeSet<>(online);
        List<String> notes = new ArrayList<>();
        SortedSet<Integer> forbidden = new TreeSet<>(online);
        forbidden.removeAll(allowed(root));
        leaveOut(usable, forbidden, "this process may not run there, see its cgroup", notes);
        leaveOut(usable, cpus(root.resolve(CPUS).resolve("isolated")), "isolated", notes);
        leaveOut(usable, cpus(root.resolve(CPUS).resolve("nohz_full")), "nohz_full", notes);
        return new LocalCpus(usable, List.copyOf(notes));
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

    private static SortedSet<Integer> allowed(Path root) throws IOException {
        try (Stream<String> lines = Files.lines(root.resolve("proc/self/status"))) {
            String list = lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1))
                    .orElse("");
            return parse(list, root.resolve("proc/self/status"));
        }
    }

    /** A kernel that cannot isolate CPUs has no such file, and one that could but does not may say {@code (null)}. */
    private static SortedSet<Integer> cpus(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new TreeSet<>();
        }
        String text = Files.readString(file).strip();
        return text.startsWith("(") ? new TreeSet<>() : parse(text, file);
    }

    private static SortedSet<Integer> parse(String text, Path file) throws IOException {
        try {
            return CpuRanges.parse(text);
        } catch (PlanException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
