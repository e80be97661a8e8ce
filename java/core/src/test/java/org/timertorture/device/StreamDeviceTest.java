// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class StreamDeviceTest {
    private static final Map<Integer, Integer> SIZES = Map.of(0, 16, 7, 8);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path folder;

    private FakeAgent agent;

    @BeforeEach
    void startAgent() throws IOException {
        agent = new FakeAgent(folder, ByteOrder.LITTLE_ENDIAN);
    }

    @AfterEach
    void endAgent() throws IOException {
        agent.close();
    }

    private StreamDevice open() throws IOException {
        return StreamDevice.open(agent.controllersEnd(), agent.controllersEnd(), 1, SIZES, LONG, () -> 0);
    }

    private StreamDevice opened() throws IOException {
        agent.hello(1, SIZES);
        return open();
    }

    @Test
    void a_request_carries_its_struct_there_and_the_answer_back() throws Exception {
        StreamDevice device = opened();
        ByteBuffer arg = ByteBuffer.allocate(16).order(device.order()).putInt(0, 42);
        CompletableFuture<Integer> answer = inBackground(() -> device.ioctl(0, arg));
        FakeAgent.Heard heard = agent.next();
        assertEquals(FakeAgent.IOCTL, heard.kind());
        assertEquals(0, heard.value());
        assertEquals(
                42,
                ByteBuffer.wrap(heard.payload()).order(ByteOrder.LITTLE_ENDIAN).getInt());
        heard.payload()[4] = 7;
        agent.frame(FakeAgent.REPLY, heard.id(), 3, heard.payload());
        assertEquals(3, answer.get());
        assertEquals(7, arg.get(4));
        assertEquals(0, arg.position());
    }

    @Test
    void a_refusal_is_reported_by_its_errno() throws Exception {
        StreamDevice device = opened();
        CompletableFuture<Integer> answer = inBackground(() -> device.ioctl(7, ByteBuffer.allocate(8)));
        agent.frame(FakeAgent.REPLY, agent.next().id(), -22, new byte[8]);
        assertEquals(
                22, assertThrows(ErrnoException.class, () -> result(answer)).errno());
    }

    @Test
    void a_line_that_the_kernel_is_to_print_ends_with_a_line_feed() throws Exception {
        StreamDevice device = opened();
        CompletableFuture<Integer> printed = inBackground(() -> {
            device.modules().print("a line");
            return 0;
        });
        FakeAgent.Heard heard = agent.next();
        assertEquals(WireFrame.MARK, heard.kind());
        assertEquals("a line\n", new String(heard.payload(), StandardCharsets.UTF_8));
        agent.frame(FakeAgent.REPLY, heard.id(), 0, new byte[0]);
        assertEquals(0, printed.get());
    }

    @Test
    void two_requests_at_once_each_get_their_own_answer() throws Exception {
        StreamDevice device = opened();
        CompletableFuture<Integer> one = inBackground(() -> device.ioctl(7, ByteBuffer.allocate(8)));
        FakeAgent.Heard first = agent.next();
        CompletableFuture<Integer> two = inBackground(() -> device.ioctl(7, ByteBuffer.allocate(8)));
        FakeAgent.Heard second = agent.next();
        agent.frame(FakeAgent.REPLY, second.id(), 2, new byte[8]);
        agent.frame(FakeAgent.REPLY, first.id(), 1, new byte[8]);
        assertEquals(1, one.get());
        assertEquals(2, two.get());
    }

    @Test
    void reads_split_only_between_records() throws Exception {
        StreamDevice device = opened();
        agent.frame(
                FakeAgent.RECORDS, 0, 0, joined(agent.record(1, 16, 1), agent.record(2, 24, 2), agent.record(3, 8, 3)));
        ByteBuffer into = ByteBuffer.allocate(45).order(device.order()).position(3);
        assertEquals(40, device.read(into, LONG));
        assertEquals(43, into.position());
        assertEquals(1, into.getInt(3));
        assertEquals(2, into.getInt(3 + 16));
        into.clear();
        assertEquals(8, device.read(into, LONG));
        assertEquals(3, into.getInt(0));
    }

    @Test
    void records_of_several_frames_come_together() throws Exception {
        StreamDevice device = opened();
        agent.frame(FakeAgent.RECORDS, 0, 0, agent.record(1, 16, 1));
        agent.frame(FakeAgent.RECORDS, 0, 0, agent.record(2, 16, 2));
        awaitReplyToPing(device);
        assertEquals(32, device.read(ByteBuffer.allocate(100), LONG));
    }

    @Test
    void no_record_in_time_is_zero_bytes() throws Exception {
        assertEquals(0, opened().read(ByteBuffer.allocate(100), SHORT));
    }

    @Test
    void a_buffer_too_short_for_a_record_is_EMSGSIZE_and_loses_nothing() throws Exception {
        StreamDevice device = opened();
        agent.frame(FakeAgent.RECORDS, 0, 0, agent.record(1, 64, 1));
        ErrnoException e = assertThrows(ErrnoException.class, () -> device.read(ByteBuffer.allocate(63), LONG));
        assertEquals(90, e.errno());
        assertTrue(e.getMessage().contains("64 bytes"), e.getMessage());
        assertEquals(64, device.read(ByteBuffer.allocate(64), LONG));
    }

    @Test
    void received_records_are_read_before_the_end_of_the_stream_is_reported() throws Exception {
        StreamDevice device = opened();
        agent.frame(FakeAgent.RECORDS, 0, 0, agent.record(1, 16, 1));
        agent.hangUp();
        assertEquals(16, device.read(ByteBuffer.allocate(100), LONG));
        assertThrows(IOException.class, () -> device.read(ByteBuffer.allocate(100), LONG));
        assertThrows(IOException.class, () -> device.ioctl(7, ByteBuffer.allocate(8)));
    }

    @Test
    void the_end_of_the_stream_ends_a_waiting_request() throws Exception {
        StreamDevice device = opened();
        CompletableFuture<Integer> answer = inBackground(() -> device.ioctl(7, ByteBuffer.allocate(8)));
        agent.next();
        agent.hangUp();
        IOException e = assertThrows(IOException.class, () -> result(answer));
        assertTrue(e.getMessage().contains("stream ended"), e.getMessage());
    }

    @Test
    void requests_are_answered_even_if_earlier_records_are_not_read() throws Exception {
        StreamDevice device = opened();
        CompletableFuture<Integer> answer = inBackground(() -> device.ioctl(7, ByteBuffer.allocate(8)));
        FakeAgent.Heard heard = agent.next();
        byte[] megabyte = agent.record(1, 1 << 20, 1);
        for (int i = 0; i < 80; i++) {
            agent.frame(FakeAgent.RECORDS, 0, 0, megabyte);
        }
        agent.frame(FakeAgent.REPLY, heard.id(), 5, new byte[8]);
        assertEquals(5, answer.get(30, TimeUnit.SECONDS));
        ByteBuffer into = ByteBuffer.allocate(1 << 20);
        for (int i = 0; i < 80; i++) {
            assertEquals(1 << 20, device.read(into.clear(), LONG));
        }
    }

    @Test
    void an_agent_whose_records_are_not_read_is_paused_until_they_are() throws Exception {
        StreamDevice device = opened();
        byte[] megabyte = agent.record(1, 1 << 20, 1);
        CompletableFuture<Void> flood = inBackground(() -> {
            for (int i = 0; i < 200; i++) {
                agent.frame(FakeAgent.RECORDS, 0, 0, megabyte);
            }
            return null;
        });
        ByteBuffer into = ByteBuffer.allocate(1 << 20);
        for (int i = 0; i < 200; i++) {
            if (i == 1) {
                assertFalse(flood.isDone(), "200 MiB would be in memory");
            }
            assertEquals(1 << 20, device.read(into.clear(), LONG));
        }
        flood.get();
    }

    @Test
    void an_agent_of_the_other_byte_order_is_understood(@TempDir Path another) throws Exception {
        try (FakeAgent big = new FakeAgent(another, ByteOrder.BIG_ENDIAN)) {
            big.hello(1, SIZES);
            StreamDevice device =
                    StreamDevice.open(big.controllersEnd(), big.controllersEnd(), 1, SIZES, LONG, () -> 0);
            assertEquals(ByteOrder.BIG_ENDIAN, device.order());
            big.frame(FakeAgent.RECORDS, 0, 0, big.record(1, 16, 1));
            ByteBuffer into = ByteBuffer.allocate(100).order(device.order());
            assertEquals(16, device.read(into, LONG));
            assertEquals(16, into.getInt(4));
        }
    }

    @Test
    void an_agents_reason_for_not_serving_is_reported() throws Exception {
        agent.frame(FakeAgent.ERROR, 0, 1, "/modules/a.ko: Invalid argument\n".getBytes(StandardCharsets.UTF_8));
        AgentException e = assertThrows(AgentException.class, this::open);
        assertEquals(AgentException.Stage.MODULE, e.stage());
        assertEquals("/modules/a.ko: Invalid argument", e.getMessage());
    }

    @Test
    void an_agent_that_fails_during_a_run_ends_requests_and_reads_with_its_message() throws Exception {
        StreamDevice device = opened();
        agent.frame(FakeAgent.ERROR, 0, 2, "reading records: Input/output error".getBytes(StandardCharsets.UTF_8));
        AgentException e = assertThrows(AgentException.class, () -> device.read(ByteBuffer.allocate(100), LONG));
        assertEquals(AgentException.Stage.DEVICE, e.stage());
        assertThrows(AgentException.class, () -> device.ioctl(7, ByteBuffer.allocate(8)));
    }

    @Test
    void a_stage_of_a_later_version_is_still_an_error() throws Exception {
        agent.frame(FakeAgent.ERROR, 0, 99, "new trouble".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                AgentException.Stage.UNKNOWN,
                assertThrows(AgentException.class, this::open).stage());
    }

    @Test
    void an_agent_of_another_ABI_is_refused_and_both_are_named() throws Exception {
        agent.hello(2, SIZES);
        String message = assertThrows(WireException.class, this::open).getMessage();
        assertTrue(message.contains("ABI is 2") && message.contains("and 1 here"), message);
    }

    @Test
    void a_struct_of_another_size_is_refused_and_both_are_named() throws Exception {
        agent.hello(1, Map.of(0, 16, 7, 12));
        String message = assertThrows(WireException.class, this::open).getMessage();
        assertTrue(message.contains("request 7 is 12") && message.contains("and 8 here"), message);
    }

    @Test
    void another_version_of_the_wire_is_refused() throws Exception {
        agent.hello("TTWIRE\0\0", WireHello.VERSION + 1, 1, SIZES);
        assertTrue(assertThrows(WireException.class, this::open)
                .getMessage()
                .contains("version is " + (WireHello.VERSION + 1)));
    }

    @Test
    void something_else_than_an_agent_is_refused() throws Exception {
        agent.hello("SSH-2.0-", 1, 1, SIZES);
        assertTrue(assertThrows(WireException.class, this::open).getMessage().contains("no timertorture-agent"));
    }

    @Test
    void silence_ends_after_the_timeout() throws Exception {
        IOException e = assertThrows(
                IOException.class,
                () -> StreamDevice.open(agent.controllersEnd(), agent.controllersEnd(), 1, SIZES, SHORT, () -> 0));
        assertTrue(e.getMessage().contains("did not speak"), e.getMessage());
        assertThrows(EOFException.class, agent::next);
    }

    @Test
    void a_frame_that_is_too_long_closes_the_stream() throws Exception {
        garbage(head((1 << 20) + 1, FakeAgent.RECORDS, 0));
    }

    @Test
    void a_negative_length_closes_the_stream() throws Exception {
        garbage(head(-1, FakeAgent.RECORDS, 0));
    }

    @Test
    void an_unknown_kind_closes_the_stream() throws Exception {
        garbage(head(0, 77, 0));
    }

    @Test
    void a_reserved_field_that_is_not_zero_closes_the_stream() throws Exception {
        garbage(head(0, FakeAgent.GOODBYE, 1));
    }

    @Test
    void half_a_record_closes_the_stream() throws Exception {
        byte[] frame = joined(head(12, FakeAgent.RECORDS, 0), new byte[] {1, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0});
        garbage(frame);
    }

    @Test
    void a_record_shorter_than_its_head_closes_the_stream() throws Exception {
        garbage(joined(head(8, FakeAgent.RECORDS, 0), new byte[] {1, 0, 0, 0, 0, 0, 0, 0}));
    }

    private void garbage(byte[] bytes) throws Exception {
        StreamDevice device = opened();
        agent.raw(bytes);
        WireException e = assertThrows(WireException.class, () -> device.read(ByteBuffer.allocate(100), LONG));
        assertTrue(e.getMessage().contains("garbage"), e.getMessage());
        assertThrows(IOException.class, agent::next, "the agent must see the stream closed");
    }

    @Test
    void closing_says_goodbye_and_waits_for_the_answer() throws Exception {
        StreamDevice device = opened();
        CompletableFuture<Void> closing = inBackground(() -> {
            device.close();
            return null;
        });
        assertEquals(FakeAgent.BYE, agent.next().kind());
        assertFalse(closing.isDone());
        agent.frame(FakeAgent.GOODBYE, 0, 0, new byte[0]);
        closing.get();
        assertEquals(-1, device.read(ByteBuffer.allocate(100), LONG));
        device.close();
    }

    @Test
    void closing_does_not_wait_for_ever() throws Exception {
        StreamDevice device = opened();
        long start = System.nanoTime();
        device.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(10)) < 0);
        assertThrows(IOException.class, () -> device.ioctl(7, ByteBuffer.allocate(8)));
    }

    @Test
    void an_interrupt_ends_a_read_and_leaves_the_device_usable() throws Exception {
        StreamDevice device = opened();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> device.read(ByteBuffer.allocate(100), LONG));
        assertTrue(Thread.interrupted());
        awaitReplyToPing(device);
    }

    /** When this returns, everything that was sent before has been received. */
    private void awaitReplyToPing(StreamDevice device) throws Exception {
        CompletableFuture<Integer> answer = inBackground(() -> device.ioctl(7, ByteBuffer.allocate(8)));
        agent.frame(FakeAgent.REPLY, agent.next().id(), 0, new byte[8]);
        assertEquals(0, answer.get());
    }

    private interface Action<T> {
        T run() throws Exception;
    }

    private static <T> CompletableFuture<T> inBackground(Action<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(action.run());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static <T> T result(CompletableFuture<T> future) throws Throwable {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private static byte[] head(int length, int kind, int reserved) {
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .putShort((short) kind)
                .putShort((short) reserved)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
