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
import org.timertorture.plan.CheckedRule;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CheckTextStruct;
import org.timertorture.uapi.Clock;
import org.timertorture.uapi.CpuFlag;
import org.timertorture.uapi.CpuStruct;
import org.timertorture.uapi.Errno;
import org.timertorture.uapi.InfoFlag;
import org.timertorture.uapi.InfoStruct;
import org.timertorture.uapi.Ioctl;
import org.timertorture.uapi.NodeFlag;
import org.timertorture.uapi.NodeStruct;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PairStruct;
import org.timertorture.uapi.Preemption;
import org.timertorture.uapi.PrimitiveFlag;
import org.timertorture.uapi.PrimitiveStruct;
import org.timertorture.uapi.RecordWriter;
import org.timertorture.uapi.RefusalStruct;
import org.timertorture.uapi.Requests;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.ScenarioFlag;
import org.timertorture.uapi.ScenarioStruct;
import org.timertorture.uapi.StartStruct;
import org.timertorture.uapi.Uapi;

/**
 * A device whose answers the test writes. Its clock has one tick per ns, and advances only while somebody waits for
 * records.
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
    private String release = "6.1.0-fake";
    private boolean ended;
    private long nanoTime;

    FakeKernel(Catalogue catalogue, int cpus) {
        this.catalogue = catalogue;
        this.cpus = cpus;
    }

    /** A request to start a cell, as the kernel received it. */
    record StartSeen(String primitive, long durationMs, long seed, long flags, List<Pair> pairs) {}

    /** Sets what {@code uname -r} prints. */
    FakeKernel release(String value) {
        release = value;
        return this;
    }

    /** Sets the action that each start of a cell triggers. */
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

    /** Makes the kernel refuse a request. */
    FakeKernel refuse(Ioctl request, Errno errno) {
        refusals.put(Requests.nr(request), errno.number());
        return this;
    }

    /** Adds records that one read returns. Each call adds another read. */
    FakeKernel say(RecordWriter writer) {
        records.add(writer.bytes());
        return this;
    }

    /** Ends the stream of records. */
    FakeKernel hangUp() {
        ended = true;
        return this;
    }

    List<StartSeen> starts() {
        return starts;
    }

    /** Lets time pass. */
    void pass(Duration time) {
        nanoTime += time.toNanos();
    }

    long nanoTime() {
        return nanoTime;
    }

    @Override
    public int ioctl(int nr, ByteBuffer arg) throws IOException {
        if (refusals.containsKey(nr)) {
            throw new ErrnoException(refusals.get(nr), "request " + nr);
        }
        switch (Requests.numbered(nr).orElseThrow()) {
            case GET_INFO -> info(new InfoStruct(arg));
            case GET_CPU ->
                new CpuStruct(arg)
                        .flags(CpuFlag.mask(List.of(CpuFlag.POSSIBLE, CpuFlag.ONLINE)))
                        .node(0);
            case GET_NODE -> new NodeStruct(arg).flags(NodeFlag.ONLINE.bit()).cpus(cpus);
            case GET_PRIMITIVE -> primitive(new PrimitiveStruct(arg));
            case GET_SCENARIO -> scenario(new ScenarioStruct(arg));
            case ADD_PAIR -> {
                PairStruct pair = new PairStruct(arg);
                pairs.add(new Pair(pair.deleterCpu(), pair.baseCpu(), pair.node(), pair.thirdCpu()));
            }
            case START -> start(new StartStruct(arg));
            case GET_CHECK -> check(new CheckTextStruct(arg));
            case GET_REFUSAL -> refusal(new RefusalStruct(arg));
            case STOP -> onStop.run();
            default -> throw new ErrnoException(Errno.ENOTTY.number(), "request " + nr);
        }
        return 0;
    }

    private void start(StartStruct s) {
        starts.add(new StartSeen(s.primitive(), s.durationMs(), s.seed(), s.flags(), List.copyOf(pairs)));
        pairs.clear();
        onStart.accept(s.cell());
    }

    private void check(CheckTextStruct s) throws ErrnoException {
        if (s.index() >= catalogue.checks().size()) {
            throw new ErrnoException(Errno.EINVAL.number(), "check " + s.index());
        }
        s.text(catalogue.checks().get(s.index()).text());
    }

    private void refusal(RefusalStruct s) throws ErrnoException {
        Integer errno = refusals.get(Requests.nr(Ioctl.START));
        if (errno == null) {
            throw new ErrnoException(Errno.ENODATA.number(), "no refusal");
        }
        s.error(errno).value(5000).max(4096).name("batch_range").setting("batch");
    }

    private void info(InfoStruct s) {
        s.abi(Uapi.ABI)
                .hz(catalogue.hz())
                .preemption(Preemption.VOLUNTARY.number())
                .clock(Clock.TSC.number())
                .clockKhz(1_000_000)
                .clockCost(20)
                .cpusPossible(cpus)
                .cpusOnline(cpus)
                .nodes(1)
                .primitives(catalogue.primitives().size())
                .scenarios(catalogue.scenarios().size())
                .flags(unsafe ? InfoFlag.UNSAFE.bit() : 0)
                .release(release)
                .source("abc");
    }

    private void primitive(PrimitiveStruct s) {
        Catalogue.Primitive p = catalogue.primitives().get(s.index());
        s.kind(p.kind().number())
                .flags(PrimitiveFlag.mask(p.flags()))
                .defect(p.defect())
                .name(p.name())
                .kernelName(p.kernelName())
                .aliases(String.join(" ", p.aliases()))
                .showsIn(p.showsIn())
                .description(p.description())
                .reason(p.reason());
    }

    private void scenario(ScenarioStruct s) {
        Catalogue.Scenario c = catalogue.scenarios().get(s.index());
        s.aim(c.aim().number())
                .aligns(Align.mask(c.aligns()))
                .flags(ScenarioFlag.mask(c.flags()))
                .name(c.name())
                .description(c.description())
                .reason(c.reason())
                .rules(rules(c, CheckedRule.Of.ALL))
                .rulesCall(rules(c, CheckedRule.Of.CALL))
                .rulesSync(rules(c, CheckedRule.Of.SYNC))
                .rulesShutdown(rules(c, CheckedRule.Of.SHUTDOWN))
                .handshakes(c.handshakes())
                .unforced(unforced(c));
    }

    private int unforced(Catalogue.Scenario forced) {
        return 1
                + catalogue.scenarios().stream()
                        .map(Catalogue.Scenario::name)
                        .toList()
                        .indexOf(forced.unforced());
    }

    private static int rules(Catalogue.Scenario c, CheckedRule.Of of) {
        return Rule.mask(c.rules().stream()
                .filter(r -> r.of() == of)
                .map(CheckedRule::rule)
                .toList());
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
