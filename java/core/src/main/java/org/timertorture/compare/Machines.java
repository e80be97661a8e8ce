// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.timertorture.result.Environment;

/** Finds what differs between the machines of runs, so that their times cannot be compared. */
final class Machines {
    /** Each boot measures its clock anew. */
    private static final double SAME_CLOCK = 0.01;

    /** The VM's delay loop, which is derived from the host's clock as it is measured. */
    private static final String MEASURED = "\\s*\\blpj=\\d+";

    private Machines() {}

    /** Returns a sentence for each thing that differs. The kernels may differ; that is what is compared. */
    static List<String> mismatches(List<RecordedRun> runs) {
        Set<String> mismatches = new LinkedHashSet<>();
        RecordedRun first = runs.get(0);
        for (RecordedRun run : runs) {
            differ("machines", first, run, Machines::host, mismatches);
            differ("accelerators", first, run, Environment::accel, mismatches);
            differ("shapes", first, run, Machines::shape, mismatches);
            differ("clocks", first, run, e -> clock(e, first.environment()), mismatches);
            differ("bucket layouts", first, run, Machines::buckets, mismatches);
            differ("kernel arguments", first, run, Machines::arguments, mismatches);
        }
        return List.copyOf(mismatches);
    }

    private static void differ(
            String what,
            RecordedRun first,
            RecordedRun other,
            Function<Environment, String> fact,
            Set<String> mismatches) {
        String one = fact.apply(first.environment());
        String two = fact.apply(other.environment());
        if (!one.equals(two)) {
            mismatches.add("different " + what + ": " + one + " (" + first.file() + ") and " + two + " (" + other.file()
                    + ")");
        }
    }

    /** Describes the machine for the reader of a comparison. */
    static String describe(Environment e) {
        return host(e) + ", " + shape(e) + ", " + e.accel() + (e.emulated() ? " (emulated)" : "");
    }

    private static String host(Environment e) {
        return e.host().model() + ", " + e.host().cpus() + " host CPUs, "
                + e.host().os();
    }

    private static String shape(Environment e) {
        return e.machine().cpus() + " CPUs on " + e.nodes() + (e.nodes() == 1 ? " node" : " nodes");
    }

    private static String clock(Environment e, Environment first) {
        if (e.clock() == null) {
            return "unknown";
        }
        boolean same = first.clock() != null
                && Math.abs(e.clock().khz() - first.clock().khz())
                        <= SAME_CLOCK * first.clock().khz();
        return e.clock().name() + " of "
                + (same ? first.clock().khz() : e.clock().khz()) + " kHz";
    }

    private static String buckets(Environment e) {
        return e.clock() == null ? "unknown" : e.clock().bucketsPerOctave() + " buckets an octave";
    }

    private static String arguments(Environment e) {
        String line = e.kernel().commandLine();
        return line == null ? "unknown" : "\"" + line.replaceAll(MEASURED, "") + "\"";
    }
}
