// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.CheckedRule;
import org.timertorture.plan.StartCheck;
import org.timertorture.plan.Topology;
import org.timertorture.uapi.CpuFlag;
import org.timertorture.uapi.CpuStruct;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.NodeInfo;
import org.timertorture.uapi.Uapi;

/**
 * The kernel under test as it describes itself.
 *
 * @param cpus the CPUs that are online
 * @param nodes the nodes that are online
 * @param checks the checks that the module makes before it starts a cell
 */
public record Machine(
        Info info,
        List<CpuStruct> cpus,
        List<NodeInfo> nodes,
        List<Catalogue.Primitive> primitives,
        List<Catalogue.Scenario> scenarios,
        List<StartCheck> checks) {

    private static final Comparator<CheckedRule> RULES =
            Comparator.comparing(CheckedRule::rule).thenComparing(CheckedRule::of);

    public Machine {
        cpus = List.copyOf(cpus);
        nodes = List.copyOf(nodes);
        primitives = List.copyOf(primitives);
        scenarios = List.copyOf(scenarios);
        checks = List.copyOf(checks);
    }

    /**
     * Asks the kernel for its description.
     *
     * @throws CatalogueMismatchException if the module uses another version of the header
     */
    public static Machine read(DeviceCalls calls) throws IOException {
        Info info = calls.info();
        if (info.abi() != Uapi.ABI) {
            throw new CatalogueMismatchException(
                    "the module speaks ABI " + info.abi() + ", this controller " + Uapi.ABI);
        }
        List<CpuStruct> cpus = new ArrayList<>();
        for (int i = 0; i < info.cpusPossible() && cpus.size() < info.cpusOnline(); i++) {
            CpuStruct cpu = calls.cpu(i);
            if (CpuFlag.ONLINE.in(cpu.flags())) {
                cpus.add(cpu);
            }
        }
        Set<Integer> used = new HashSet<>(cpus.stream().map(CpuStruct::node).toList());
        List<NodeInfo> nodes = new ArrayList<>();
        for (int i = 0; i < info.nodes(); i++) {
            NodeInfo node = calls.node(i, info.nodes());
            if (node.online() || used.contains(i)) {
                nodes.add(node);
            }
        }
        List<Catalogue.Primitive> primitives = new ArrayList<>();
        for (int i = 0; i < info.primitives(); i++) {
            primitives.add(calls.primitive(i));
        }
        List<Catalogue.Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < info.scenarios(); i++) {
            scenarios.add(calls.scenario(i, scenarios));
        }
        return new Machine(info, cpus, nodes, primitives, scenarios, calls.checks());
    }

    /** Returns the CPUs that are online and their nodes. */
    public Topology topology() {
        List<List<Integer>> distances = new ArrayList<>(Collections.nCopies(info.nodes(), List.of()));
        nodes.forEach(node -> distances.set(node.node(), node.distances()));
        return new Topology(
                        cpus.stream()
                                .map(c -> new Topology.Cpu(c.cpu(), c.node()))
                                .toList(),
                        info.nodes())
                .withDistances(distances);
    }

    /** Returns the kernel's abilities as a catalogue. */
    public Catalogue catalogue() {
        return new Catalogue(info.hz(), primitives, scenarios, List.of(), checks);
    }

    /**
     * Compares the kernel with the catalogue that was read from its module file.
     *
     * @throws CatalogueMismatchException if they differ; the message names both
     */
    public void hold(Catalogue expected) {
        compare(expected.primitives(), primitives);
        compare(
                expected.scenarios().stream().map(Machine::unordered).toList(),
                scenarios.stream().map(Machine::unordered).toList());
        compare(expected.checks(), checks);
        compare(List.of(expected.hz()), List.of(info.hz()));
    }

    private static void compare(List<?> expected, List<?> found) {
        if (expected.size() != found.size()) {
            throw new CatalogueMismatchException("the catalogue has " + expected.size()
                    + " entries, the running module " + found.size() + ": catalogue " + expected + ", module " + found);
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                throw new CatalogueMismatchException(
                        "the catalogue has " + expected.get(i) + ", the running module " + found.get(i));
            }
        }
    }

    /** Sorts the engines and rules, whose order the module does not report. */
    private static Catalogue.Scenario unordered(Catalogue.Scenario s) {
        return new Catalogue.Scenario(
                s.name(),
                s.aim(),
                s.aligns().stream().sorted().toList(),
                s.flags(),
                s.description(),
                s.reason(),
                s.rules().stream().sorted(RULES).toList(),
                s.handshakes(),
                s.unforced());
    }
}
