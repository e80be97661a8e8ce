// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.timertorture.device.Device;
import org.timertorture.device.ErrnoException;
import org.timertorture.plan.Catalogue;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Named;
import org.timertorture.uapi.Outcome;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.RecordWriter;
import org.timertorture.uapi.Requests;
import org.timertorture.uapi.Struct;

/**
 * A device whose answers are written by the test. It stands beside the real one: the tests in VMs come after. Its
 * clock runs at 1 tick a ns and moves only when somebody waits for records.
 */
final class FakeKernel implements Device {
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final Catalogue catalogue;
    private final int cpus;
    private final Deque<byte[]> records = new ArrayDeque<>();
    private final Map<Integer, Integer> refusals = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<StartSeen> starts = new ArrayList<>();
    private IntConsumer onStart = cell -> {};
    private Runnable onStop = () -> {};
    private boolean unsafe = true;
    private boolean ended;
    private long nanoTime;

    FakeKernel(Catalogue catalogue, int cpus) {
        this.catalogue = catalogue;
        this.cpus = cpus;
    }

    /** A start as the kernel saw it. */
    record StartSeen(String primitive, long durationMs, long seed, long flags, List<Pair> pairs) {}

    /** What happens when a cell is started. */
    FakeKernel onStart(IntConsumer action) {
        onStart = action;
        return this;
    }

    FakeKernel onStop(Runnable action) {
        onStop = action;
        return this;
    }

    FakeKernel safe() {
        unsafe = false;
        return this;
    }

    /** A request that is refused. */
    FakeKernel refuse(int nr, int errno) {
        refusals.put(nr, errno);
        return this;
    }

    /** Records to be read next, one read for each call of this. */
    FakeKernel say(RecordWriter writer) {
        records.add(writer.bytes());
        return this;
    }

    /** Nothing can be read any more. */
    FakeKernel hangUp() {
        ended = true;
        return this;
    }

    List<StartSeen> starts() {
        return starts;
    }

    long nanoTime() {
        return nanoTime;
    }

    @Override
    public int ioctl(int nr, ByteBuffer arg) throws IOException {
        if (refusals.containsKey(nr)) {
            throw new ErrnoException(refusals.get(nr), "request " + nr);
        }
        Struct s = Requests.structs().get(nr).at(arg, 0);
        switch (nr) {
            case Requests.GET_INFO -> info(s);
            case Requests.GET_CPU -> s.putU32("flags", 3).putU32("node", 0);
            case Requests.GET_NODE -> s.putU32("flags", 1).putU32("cpus", cpus);
            case Requests.GET_PRIMITIVE -> primitive(s, catalogue.primitives().get(s.u32("index")));
            case Requests.GET_SCENARIO -> scenario(s, catalogue.scenarios().get(s.u32("index")));
            case Requests.ADD_PAIR ->
                pairs.add(new Pair(
                        s.u32("deleter_cpu"), s.u32("base_cpu"), s.u32("node"), (int) s.u32AsLong("third_cpu")));
            case Requests.START -> start(s);
            case Requests.STOP -> onStop.run();
            default -> throw new ErrnoException(25, "request " + nr);
        }
        return 0;
    }

    private void start(Struct s) {
        starts.add(new StartSeen(
                s.text("primitive"), s.u32("duration_ms"), s.u64("seed"), s.u32("flags"), List.copyOf(pairs)));
        pairs.clear();
        onStart.accept(s.u32("cell"));
    }

    private void info(Struct s) {
        s.putU32("abi", Requests.ABI)
                .putU32("hz", 250)
                .putU32("preemption", 1)
                .putU32("clock", 0)
                .putU32("clock_khz", 1_000_000)
                .putU32("clock_cost", 20)
                .putU32("cpus_possible", cpus)
                .putU32("cpus_online", cpus)
                .putU32("nodes", 1)
                .putU32("primitives", catalogue.primitives().size())
                .putU32("scenarios", catalogue.scenarios().size())
                .putU32("flags", unsafe ? 1 : 0)
                .putText("release", "6.1.0-fake")
                .putText("source", "abc");
    }

    private static void primitive(Struct s, Catalogue.Primitive p) {
        s.putU32("kind", Named.parse(Kind.values(), p.kind()).orElseThrow().ordinal())
                .putU32(
                        "flags",
                        bits(
                                List.of("available", "sync", "tri", "shutdown", "unsafe", "inside", "outlives"),
                                p.flags()))
                .putU32("defect", p.defect())
                .putText("name", p.name())
                .putText("kernel_name", p.kernelName())
                .putText("aliases", String.join(" ", p.aliases()))
                .putText("shows_in", p.showsIn())
                .putText("description", p.description())
                .putText("reason", p.reason());
    }

    private static void scenario(Struct s, Catalogue.Scenario c) {
        s.putU32("aim", Named.parse(Outcome.values(), c.aim()).orElseThrow().ordinal())
                .putU32("aligns", bits(Named.labels(Align.values()), c.aligns()))
                .putU32(
                        "flags",
                        bits(
                                List.of(
                                        "available",
                                        "unsafe",
                                        "local",
                                        "remote",
                                        "third",
                                        "shutdown",
                                        "sync",
                                        "hotplug",
                                        "calibrate",
                                        "teardown",
                                        "victim",
                                        "models",
                                        "forced",
                                        "model-only"),
                                c.flags()))
                .putText("name", c.name())
                .putText("description", c.description())
                .putText("reason", c.reason())
                .putU32("rules", rules(c, ""))
                .putU32("rules_call", rules(c, ":call"))
                .putU32("rules_sync", rules(c, ":sync"))
                .putU32("rules_shutdown", rules(c, ":shutdown"))
                .putU32("handshakes", c.handshakes());
    }

    private static int rules(Catalogue.Scenario c, String need) {
        return c.rules().stream()
                .filter(word -> word.replaceFirst("[0-9]+", "").equals(need))
                .mapToInt(word -> 1 << Integer.parseInt(word.split(":")[0]))
                .sum();
    }

    private static int bits(List<String> words, List<String> set) {
        int bits = 0;
        for (String word : set) {
            bits |= 1 << words.indexOf(word);
        }
        return bits;
    }

    @Override
    public int read(ByteBuffer into, Duration timeout) {
        if (records.isEmpty()) {
            nanoTime += timeout.toNanos();
            return ended ? -1 : 0;
        }
        nanoTime += Duration.ofMillis(100).toNanos();
        byte[] next = records.remove();
        into.put(next);
        return next.length;
    }

    @Override
    public ByteOrder order() {
        return ORDER;
    }

    @Override
    public void close() {
        ended = true;
    }
}
