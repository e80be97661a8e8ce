// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.timertorture.device.Device;
import org.timertorture.device.ErrnoException;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.StartCheck;
import org.timertorture.uapi.CheckTextStruct;
import org.timertorture.uapi.CodeStruct;
import org.timertorture.uapi.CpuStruct;
import org.timertorture.uapi.Errno;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.InfoStruct;
import org.timertorture.uapi.Ioctl;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.MalformedRecordException;
import org.timertorture.uapi.Mark;
import org.timertorture.uapi.MarksStruct;
import org.timertorture.uapi.NodeInfo;
import org.timertorture.uapi.NodeStruct;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PrimitiveStruct;
import org.timertorture.uapi.RecordDecoder;
import org.timertorture.uapi.RefusalStruct;
import org.timertorture.uapi.ScenarioStruct;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.StopStruct;
import org.timertorture.uapi.Struct;
import org.timertorture.uapi.Uapi;
import org.timertorture.uapi.VictimInfo;
import org.timertorture.uapi.VictimStruct;

/** Turns the device's requests and records into values. Not safe for use by several threads at once. */
public final class DeviceCalls {
    private static final int BUFFER = Math.max(1 << 16, Uapi.REC_MAX);

    private final Device device;
    private final ByteBuffer buffer;

    public DeviceCalls(Device device) {
        this.device = device;
        this.buffer = ByteBuffer.allocate(BUFFER).order(device.order());
    }

    /**
     * Asks what the module and its kernel are.
     *
     * @throws ErrnoException if the kernel refused, as all requests here do
     * @throws IOException if the device cannot be reached any more, or answered what the header does not allow
     */
    public Info info() throws IOException {
        return answer(Ioctl.GET_INFO, new InfoStruct(device.order()), Info::of);
    }

    /** Asks about a CPU. */
    public CpuStruct cpu(int cpu) throws IOException {
        return answer(Ioctl.GET_CPU, new CpuStruct(device.order()).cpu(cpu), s -> s);
    }

    /**
     * Asks about a memory node.
     *
     * @param nodes how many distances to take
     */
    public NodeInfo node(int node, int nodes) throws IOException {
        return answer(Ioctl.GET_NODE, new NodeStruct(device.order()).node(node), s -> NodeInfo.of(s, nodes));
    }

    /** Asks about a primitive. */
    public Catalogue.Primitive primitive(int index) throws IOException {
        return answer(Ioctl.GET_PRIMITIVE, new PrimitiveStruct(device.order()).index(index), Catalogue.Primitive::of);
    }

    /**
     * Asks about a scenario.
     *
     * @param before the answers about all scenarios with a smaller index
     */
    public Catalogue.Scenario scenario(int index, List<Catalogue.Scenario> before) throws IOException {
        return answer(
                Ioctl.GET_SCENARIO,
                new ScenarioStruct(device.order()).index(index),
                s -> Catalogue.Scenario.of(s, before));
    }

    /** Asks what became of the victim module so far. */
    public VictimInfo victim() throws IOException {
        return answer(Ioctl.GET_VICTIM, new VictimStruct(device.order()), VictimInfo::of);
    }

    /** The checks that a start has to pass, in the order in which the kernel makes them. */
    public List<StartCheck> checks() throws IOException {
        List<StartCheck> checks = new ArrayList<>();
        for (int i = 0; ; i++) {
            try {
                checks.add(answer(
                        Ioctl.GET_CHECK,
                        new CheckTextStruct(device.order()).index(i),
                        s -> StartCheck.parse(s.text())));
            } catch (ErrnoException e) {
                if (e.error() == Errno.EINVAL) {
                    return checks;
                }
                throw e;
            }
        }
    }

    /**
     * Asks for a part of the machine code of a function of the kernel's timer code.
     *
     * @param index number of the function
     * @param offset where the part begins, in bytes from the function's beginning
     */
    public CodeStruct code(int index, int offset) throws IOException {
        return answer(
                Ioctl.GET_CODE, new CodeStruct(device.order()).index(index).offset(offset), s -> s);
    }

    /**
     * Tells where instructions begin in a part of a function.
     *
     * @param index number of the function
     * @param offset of the byte that the first mark is for
     * @param marks at most {@link Uapi#CODE_LEN}
     */
    public void putMarks(int index, int offset, List<Mark> marks) throws IOException {
        int[] numbers = new int[Uapi.CODE_LEN];
        for (int i = 0; i < marks.size(); i++) {
            numbers[i] = marks.get(i).number();
        }
        device.ioctl(
                Ioctl.PUT_MARKS,
                new MarksStruct(device.order())
                        .index(index)
                        .offset(offset)
                        .length(marks.size())
                        .marks(numbers));
    }

    /** Returns why the last start was refused; empty if the kernel reports no reason. */
    public Optional<RefusalStruct> refusal() throws IOException {
        try {
            return Optional.of(answer(Ioctl.GET_REFUSAL, new RefusalStruct(device.order()), s -> s));
        } catch (ErrnoException e) {
            if (e.error() == Errno.ENODATA) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Adds a pair for the next start. */
    public void addPair(Pair pair) throws IOException {
        device.ioctl(Ioctl.ADD_PAIR, pair.encode(device.order()));
    }

    /** Starts a cell. */
    public void start(Start start) throws IOException {
        device.ioctl(Ioctl.START, start.encode(device.order()));
    }

    /** Ends the running cell early. */
    public void stop() throws IOException {
        device.ioctl(Ioctl.STOP, new StopStruct(device.order()));
    }

    /**
     * Reads the next records.
     *
     * @param timeout how long to wait for the first record
     * @return a list that is empty if none came in time; no list if no more can come
     */
    public Optional<List<KernelRecord>> read(Duration timeout) throws IOException {
        buffer.clear();
        int count = device.read(buffer, timeout);
        if (count < 0) {
            return Optional.empty();
        }
        buffer.flip();
        return Optional.of(RecordDecoder.decode(buffer));
    }

    private <S extends Struct, T> T answer(Ioctl request, S struct, Function<S, T> read) throws IOException {
        device.ioctl(request, struct);
        try {
            return read.apply(struct);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedRecordException(struct.structName() + ": " + e.getMessage());
        }
    }
}
