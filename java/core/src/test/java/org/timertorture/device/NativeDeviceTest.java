// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.uapi.Uapi;

/** Uses devices that every machine has: /dev/null refuses all requests, and a FIFO yields what is written to it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NativeDeviceTest {
    private static final Path NULL = Path.of("/dev/null");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void a_device_that_is_not_there_is_named_with_its_errno() {
        ErrnoException e = assertThrows(ErrnoException.class, () -> NativeDevice.open(folder.resolve("none")));
        assertEquals(2, e.errno());
        assertEquals(folder.resolve("none") + ": ENOENT", e.getMessage());
    }

    @Test
    void a_request_that_the_device_does_not_know_is_ENOTTY_and_leaves_the_struct() throws IOException {
        try (NativeDevice device = NativeDevice.open(NULL)) {
            ByteBuffer arg = ByteBuffer.wrap("abcdefgh".getBytes(StandardCharsets.US_ASCII));
            ErrnoException e = assertThrows(ErrnoException.class, () -> device.ioctl(0, arg));
            assertEquals(25, e.errno());
            assertEquals("request 0: ENOTTY", e.getMessage());
            assertEquals("abcdefgh", new String(arg.array(), StandardCharsets.US_ASCII));
            assertEquals(0, arg.position());
        }
    }

    @Test
    void a_request_takes_the_buffer_from_its_beginning_to_its_limit_whatever_its_kind() throws IOException {
        try (NativeDevice device = NativeDevice.open(NULL)) {
            for (ByteBuffer arg : new ByteBuffer[] {
                ByteBuffer.allocate(4096), ByteBuffer.allocateDirect(64).position(8), ByteBuffer.allocate(0)
            }) {
                int position = arg.position();
                ErrnoException e = assertThrows(ErrnoException.class, () -> device.ioctl(7, arg));
                assertEquals(25, e.errno());
                assertEquals(position, arg.position());
            }
            ErrnoException e = assertThrows(ErrnoException.class, () -> device.ioctl(7, ByteBuffer.allocate(4097)));
            assertEquals(22, e.errno());
        }
    }

    @Test
    void records_are_stored_at_the_buffers_position() throws Exception {
        Path fifo = fifo();
        try (NativeDevice device = NativeDevice.open(fifo);
                OutputStream records = Files.newOutputStream(fifo)) {
            records.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
            ByteBuffer into = ByteBuffer.allocate(100).position(10);
            assertEquals(8, device.read(into, LONG));
            assertEquals(18, into.position());
            byte[] got = new byte[8];
            into.get(10, got);
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, got);
        }
    }

    @Test
    void a_read_larger_than_any_before_is_taken_whole() throws Exception {
        try (NativeDevice zeros = NativeDevice.open(Path.of("/dev/zero"))) {
            assertEquals(1 << 20, zeros.read(ByteBuffer.allocateDirect(1 << 20), LONG));
            assertEquals(16, zeros.read(ByteBuffer.allocate(16), Duration.ZERO));
        }
    }

    @Test
    void a_read_of_nothing_ends_with_its_timeout() throws Exception {
        try (NativeDevice device = NativeDevice.open(fifo())) {
            long begin = System.nanoTime();
            assertEquals(0, device.read(ByteBuffer.allocate(64), Duration.ofMillis(250)));
            long tookMillis = (System.nanoTime() - begin) / 1_000_000;
            assertTrue(tookMillis >= 250 && tookMillis < 5000, tookMillis + " ms");
            assertEquals(0, device.read(ByteBuffer.allocate(64), Duration.ZERO));
            assertEquals(0, device.read(ByteBuffer.allocate(64), Duration.ofNanos(1)));
            assertEquals(0, device.read(ByteBuffer.allocate(64), Duration.ofMillis(-1)));
        }
    }

    @Test
    void the_end_of_all_records_is_minus_one() throws IOException {
        try (NativeDevice device = NativeDevice.open(NULL)) {
            assertEquals(-1, device.read(ByteBuffer.allocate(64), LONG));
        }
    }

    @Test
    void a_full_buffer_cannot_be_read_into() throws IOException {
        try (NativeDevice device = NativeDevice.open(Path.of("/dev/zero"))) {
            ErrnoException e =
                    assertThrows(ErrnoException.class, () -> device.read(ByteBuffer.allocate(0), Duration.ZERO));
            assertEquals("/dev/zero: EMSGSIZE", e.getMessage());
        }
    }

    @Test
    void a_device_that_fails_says_so() throws IOException {
        try (NativeDevice device = NativeDevice.open(Path.of("/proc/self/mem"))) {
            ErrnoException e = assertThrows(ErrnoException.class, () -> device.read(ByteBuffer.allocate(64), LONG));
            assertEquals("/proc/self/mem: EIO", e.getMessage());
        }
    }

    @Test
    void records_come_in_the_order_of_this_machine() throws IOException {
        try (NativeDevice device = NativeDevice.open(NULL)) {
            assertEquals(ByteOrder.nativeOrder(), device.order());
        }
    }

    @Test
    void a_closed_device_refuses_and_may_be_closed_again() throws IOException {
        NativeDevice device = NativeDevice.open(NULL);
        device.close();
        device.close();
        IOException ioctl = assertThrows(IOException.class, () -> device.ioctl(0, ByteBuffer.allocate(8)));
        IOException read = assertThrows(IOException.class, () -> device.read(ByteBuffer.allocate(8), LONG));
        assertEquals("the device is closed", ioctl.getMessage());
        assertEquals("the device is closed", read.getMessage());
    }

    @Test
    void closing_ends_a_read_that_is_under_way() throws Exception {
        NativeDevice device = NativeDevice.open(fifo());
        CompletableFuture<Integer> read = reading(device);
        TimeUnit.MILLISECONDS.sleep(150);
        assertFalse(read.isDone());
        assertTimeoutPreemptively(Duration.ofSeconds(5), device::close);
        Throwable cause = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThrows(CompletionException.class, read::join).getCause());
        assertEquals("the device is closed", cause.getMessage());
    }

    @Test
    void a_request_does_not_wait_for_a_read() throws Exception {
        try (NativeDevice device = NativeDevice.open(fifo())) {
            CompletableFuture<Integer> read = reading(device);
            TimeUnit.MILLISECONDS.sleep(50);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(5),
                    () -> assertThrows(ErrnoException.class, () -> device.ioctl(0, ByteBuffer.allocate(8))));
            assertFalse(read.isDone());
        }
    }

    @Test
    void an_interrupt_ends_a_read_and_stays_set() throws Exception {
        try (NativeDevice device = NativeDevice.open(fifo())) {
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            CompletableFuture<Boolean> marked = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                ended.complete(assertThrows(IOException.class, () -> device.read(ByteBuffer.allocate(64), LONG)));
                marked.complete(Thread.currentThread().isInterrupted());
            });
            reader.start();
            reader.interrupt();
            assertInstanceOf(InterruptedIOException.class, ended.get(5, TimeUnit.SECONDS));
            assertTrue(marked.get(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void many_threads_that_race_with_the_close_see_only_a_closed_device() throws Exception {
        for (int round = 0; round < 20; round++) {
            NativeDevice device = NativeDevice.open(Path.of("/dev/zero"));
            CompletableFuture<?>[] users = new CompletableFuture<?>[4];
            for (int i = 0; i < users.length; i++) {
                boolean reader = i % 2 == 0;
                users[i] = CompletableFuture.runAsync(() -> useUntilClosed(device, reader));
            }
            TimeUnit.MILLISECONDS.sleep(5);
            device.close();
            CompletableFuture.allOf(users).get(10, TimeUnit.SECONDS);
        }
    }

    private static void useUntilClosed(NativeDevice device, boolean reader) {
        while (true) {
            try {
                if (reader) {
                    assertEquals(4096, device.read(ByteBuffer.allocate(4096), LONG));
                } else {
                    device.ioctl(0, ByteBuffer.allocate(64));
                }
            } catch (ErrnoException e) {
                assertEquals(25, e.errno());
            } catch (IOException e) {
                assertEquals("the device is closed", e.getMessage());
                return;
            }
        }
    }

    @Test
    void the_shim_is_built_from_the_header_that_the_bindings_are_made_of() throws IOException {
        assertEquals(Uapi.ABI, ShimLibrary.load().tt_abi());
    }

    @Test
    void errnos_have_their_names_and_unusual_ones_their_number() {
        assertEquals("start: EBUSY", new ErrnoException(16, "start").getMessage());
        assertEquals("start: errno 133", new ErrnoException(133, "start").getMessage());
    }

    private static CompletableFuture<Integer> reading(NativeDevice device) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return device.read(ByteBuffer.allocate(64), LONG);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    private Path fifo() throws IOException, InterruptedException {
        Path fifo = folder.resolve("fifo");
        Process mkfifo = new ProcessBuilder("mkfifo", fifo.toString()).start();
        assertEquals(0, mkfifo.waitFor());
        return fifo;
    }
}
