// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;

/**
 * Where a run took place. What is not known, since the kernel never answered, is null or 0.
 *
 * @param configHash of the kernel's configuration
 * @param commandLine of the kernel
 * @param cpus online
 * @param nodes memory nodes
 * @param distances between nodes, row by row
 * @param hz of the tick
 * @param preemption none, voluntary, full, lazy or rt
 * @param accel kvm, tcg or none
 * @param emulated whether the CPUs are emulated: nanoseconds then mean nothing outside the run
 * @param overcommitted whether the guest has more CPUs than the host
 * @param toolVersion of timertorture
 * @param moduleSource hash of the module's source
 * @param qemuCommand that started the VM; empty if there was none
 * @param started in UTC, ISO 8601
 */
public record Environment(
        String kernelRelease,
        String configHash,
        String commandLine,
        int cpus,
        int nodes,
        List<List<Integer>> distances,
        int hz,
        String preemption,
        ClockFacts clock,
        String accel,
        boolean emulated,
        boolean overcommitted,
        HostFacts host,
        String toolVersion,
        String moduleSource,
        List<String> qemuCommand,
        String started) {

    public Environment {
        distances = distances == null ? List.of() : List.copyOf(distances);
        qemuCommand = qemuCommand == null ? List.of() : List.copyOf(qemuCommand);
    }

    /**
     * The clock that the module reads.
     *
     * @param khz ticks in a millisecond
     * @param costNs of one read
     */
    public record ClockFacts(String name, long khz, double costNs) {}

    /**
     * The machine that the controller runs on.
     *
     * @param memoryMiB 0 if not known
     */
    public record HostFacts(String os, String model, int cpus, long memoryMiB, String java) {}
}
