// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.timertorture.device.Device;
import org.timertorture.device.ErrnoException;
import org.timertorture.uapi.CpuInfo;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Layout;
import org.timertorture.uapi.Layouts;
import org.timertorture.uapi.MalformedRecordException;
import org.timertorture.uapi.NodeInfo;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.PrimitiveInfo;
import org.timertorture.uapi.RecordDecoder;
import org.timertorture.uapi.Requests;
import org.timertorture.uapi.ScenarioInfo;
import org.timertorture.uapi.Start;
import org.timertorture.uapi.Struct;
import org.timertorture.uapi.VictimInfo;

/** The device's requests and records as values. Not safe for use by several threads at once. */
public final class DeviceCalls {
    private static final int BUFFER = Math.max(1 << 16, Layouts.MAX_RECORD);

    private final Device device;
    private final ByteBuffer buffer;

    public DeviceCalls(Device device) {
        this.device = device;
        this.buffer = ByteBuffer.allocate(BUFFER).order(device.order());
    }

    /**
     * @throws ErrnoException if the kernel refused; so of all requests here
     * @throws IOException if the device cannot be reached any more, or answered what the header does not allow
     */
    public Info info() throws IOException {
        return answer(Requests.GET_INFO, Layouts.INFO, "", 0, Info::of);
    }

    public CpuInfo cpu(int cpu) throws IOException {
        return answer(Requests.GET_CPU, Layouts.CPU, "cpu", cpu, CpuInfo::of);
    }

    /**
     * @param nodes how many distances to take
     */
    public NodeInfo node(int node, int nodes) throws IOException {
        return answer(Requests.GET_NODE, Layouts.NODE, "node", node, s -> NodeInfo.of(s, nodes));
    }

    public PrimitiveInfo primitive(int index) throws IOException {
        return answer(Requests.GET_PRIMITIVE, Layouts.PRIMITIVE, "index", index, PrimitiveInfo::of);
    }

    public ScenarioInfo scenario(int index) throws IOException {
        return answer(Requests.GET_SCENARIO, Layouts.SCENARIO, "index", index, ScenarioInfo::of);
    }

    public VictimInfo victim() throws IOException {
        return answer(Requests.GET_VICTIM, Layouts.VICTIM, "", 0, VictimInfo::of);
    }

    /** Adds a pair to the next start. */
    public void addPair(Pair pair) throws IOException {
        device.ioctl(Requests.ADD_PAIR, pair.encode(device.order()));
    }

    public void start(Start start) throws IOException {
        device.ioctl(Requests.START, start.encode(device.order()));
    }

    public void stop() throws IOException {
        device.ioctl(Requests.STOP, Layouts.STOP.allocate(device.order()));
    }

    /**
     * The next records.
     *
     * @param timeout how long to wait for the first one
     * @return an empty list if none came in time; nothing if none can come any more
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

    private <T> T answer(int nr, Layout layout, String key, int index, Decoder<T> decoder) throws IOException {
        ByteBuffer arg = layout.allocate(device.order());
        if (!key.isEmpty()) {
            layout.at(arg, 0).putU32(key, index);
        }
        device.ioctl(nr, arg);
        try {
            return decoder.decode(layout.at(arg, 0));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedRecordException(layout.name() + ": " + e.getMessage());
        }
    }

    @FunctionalInterface
    private interface Decoder<T> {
        T decode(Struct struct);
    }
}
