// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.List;
import org.timertorture.uapi.Preemption;

/**
 * Where a run took place. What only the kernel knows is missing or 0 if it never answered.
 *
 * @param kernel the kernel under test
 * @param machine the machine that it ran on
 * @param clock the clock that the module reads; null if the kernel never answered
 * @param host the machine that the controller ran on, or the one that was raced on over ssh
 * @param toolVersion the version of timertorture
 * @param qemuCommand the command that started the VM; empty if there was none
 * @param started when the run began, in UTC, ISO 8601
 */
public record Environment(
        KernelFacts kernel,
        MachineFacts machine,
        ClockFacts clock,
        HostFacts host,
        String toolVersion,
        List<String> qemuCommand,
        String started) {

    public Environment {
        qemuCommand = qemuCommand == null ? List.of() : List.copyOf(qemuCommand);
    }

    /**
     * The kernel under test.
     *
     * @param release as {@code uname -r} prints it; null if it is not known
     * @param configHash the hash of its configuration; null if it is not known
     * @param commandLine its command line; null if it is not known
     * @param moduleSource the hash of the module's source; null if the kernel never answered
     * @param hz the frequency of its tick, in Hz; 0 if the kernel never answered
     * @param preemption its preemption model; null if the kernel never answered
     * @param abi the version of the module's interface; 0 if the kernel never answered, and in results of schema 2.4 and
     *     earlier
     */
    public record KernelFacts(
            String release,
            String configHash,
            String commandLine,
            String moduleSource,
            int hz,
            Preemption preemption,
            int abi) {}

    /**
     * The machine that the kernel under test ran on.
     *
     * @param cpus the number of CPUs that were online
     * @param distances the distances between memory nodes, row by row
     * @param nodes the number of memory nodes
     * @param emulated whether the CPUs were emulated; then nanoseconds mean nothing outside the run
     * @param accel kvm, tcg or none
     * @param overcommitted whether the guest had more CPUs than the host
     */
    public record MachineFacts(
            int cpus, List<List<Integer>> distances, int nodes, boolean emulated, String accel, boolean overcommitted) {

        public MachineFacts {
            distances = distances == null ? List.of() : List.copyOf(distances);
        }
    }

    /**
     * The clock that the module reads.
     *
     * @param name the name of the clock
     * @param khz the number of ticks in a millisecond
     * @param costNs the cost of one read, in ns
     * @param bucketsPerOctave the number of buckets that the kernel's histograms have between a time and twice that time
     */
    public record ClockFacts(String name, long khz, double costNs, int bucketsPerOctave) {
        /** What results of schema 2.2 and earlier have without saying so. */
        private static final int UNSAID = 32;

        public ClockFacts {
            bucketsPerOctave = bucketsPerOctave == 0 ? UNSAID : bucketsPerOctave;
        }

        /** Returns how long a tick is, in ns. No time is measured more finely. */
        public double tickNs() {
            return 1e6 / khz;
        }
    }

    /**
     * The machine that the controller ran on, or the one that was raced on over ssh.
     *
     * @param os the operating system
     * @param model the processor; null if it is not known
     * @param cpus the number of its CPUs
     * @param memoryMiB its memory in MiB; 0 if not known
     * @param java the version of Java
     * @param name its name; null if it is not known, as in results of schema 2.4 and earlier
     */
    public record HostFacts(String os, String model, int cpus, long memoryMiB, String java, String name) {}

    /** Returns the release of the kernel under test, as {@code uname -r} prints it. */
    public String kernelRelease() {
        return kernel.release();
    }

    /** Returns kvm, tcg or none. */
    public String accel() {
        return machine.accel();
    }

    /** Returns whether the kernel ran in a VM. */
    public boolean inVm() {
        return !qemuCommand.isEmpty();
    }

    /** Returns whether the CPUs were emulated; then nanoseconds mean nothing outside the run. */
    public boolean emulated() {
        return machine.emulated();
    }

    /** Returns the number of memory nodes. */
    public int nodes() {
        return machine.nodes();
    }

    /** Returns the distances between memory nodes, row by row. */
    public List<List<Integer>> distances() {
        return machine.distances();
    }
}
