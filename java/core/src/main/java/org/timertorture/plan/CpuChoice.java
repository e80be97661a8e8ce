// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of a machine's CPUs a run may use. */
public final class CpuChoice {
    private static final int FEWEST = 2;

    private final Optional<SortedSet<Integer>> only;
    private final boolean leavesOneFree;
    private final boolean shared;

    private CpuChoice(Optional<SortedSet<Integer>> only, boolean leavesOneFree, boolean shared) {
        this.only = only;
        this.leavesOneFree = leavesOneFree;
        this.shared = shared;
    }

    /** Returns the choice of every CPU of a machine that nobody else uses. */
    public static CpuChoice all() {
        return new CpuChoice(Optional.empty(), false, false);
    }

    /**
     * Returns the choice of some CPUs of a machine that others use. One of them, if there are more than two, is left to
     * the others.
     */
    public static CpuChoice among(SortedSet<Integer> cpus) {
        return new CpuChoice(Optional.of(new TreeSet<>(cpus)), true, true);
    }

    /** Returns the choice of exactly these CPUs of a machine that others use. */
    public static CpuChoice exactly(SortedSet<Integer> cpus) {
        return new CpuChoice(Optional.of(new TreeSet<>(cpus)), false, true);
    }

    /** Returns the CPUs of a machine that are chosen. */
    public Topology of(Topology machine) {
        Topology chosen = only.isEmpty() ? machine : machine.only(only.get());
        return leavesOneFree && chosen.cpus().size() > FEWEST ? chosen.withoutLast() : chosen;
    }

    /** Returns whether the other users of a machine are left without a CPU. */
    public boolean crowds(Topology machine) {
        return shared && of(machine).cpus().size() == machine.cpus().size();
    }
}
