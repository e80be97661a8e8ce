// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.uapi.InfoStruct;
import org.timertorture.uapi.Ioctl;
import org.timertorture.uapi.Requests;
import org.timertorture.uapi.Uapi;

/** Tests the real agent over its standard streams. /dev/null stands in for the device; it refuses all requests. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class AgentStdioTest {
    private static final int ENOTTY = 25;

    @TempDir
    Path folder;

    private Process agent;

    private StreamDevice start(String device) throws IOException {
        Path file = folder.resolve("timertorture-agent");
        try (InputStream in = getClass().getResourceAsStream("/" + Platform.RESOURCE_PREFIX + "/timertorture-agent")) {
            assertNotNull(in, "native/ is not on the class path");
            Files.copy(in, file);
        }
        assertTrue(file.toFile().setExecutable(true));
        agent = new ProcessBuilder(file.toString(), "--stdio", "--device", device)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return StreamDevice.open(
                Channels.newChannel(agent.getInputStream()),
                flushed(agent.getOutputStream()),
                Uapi.ABI,
                Requests.sizes(),
                Duration.ofSeconds(20),
                () -> 0);
    }

    /** The stream to a process is buffered, and a channel over it does not flush it. */
    private static WritableByteChannel flushed(OutputStream out) {
        WritableByteChannel channel = Channels.newChannel(out);
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                int written = channel.write(source);
                out.flush();
                return written;
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @AfterEach
    void endAgent() {
        if (agent != null) {
            agent.destroyForcibly();
        }
    }

    @Test
    void its_hello_agrees_with_what_Java_was_built_with() throws Exception {
        StreamDevice device = start("/dev/null");
        assertEquals(ByteOrder.nativeOrder(), device.order());
        device.close();
        assertTrue(agent.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, agent.exitValue());
    }

    @Test
    void a_refusal_is_carried() throws Exception {
        StreamDevice device = start("/dev/null");
        InfoStruct arg = new InfoStruct(device.order());
        ErrnoException e = assertThrows(ErrnoException.class, () -> device.ioctl(Ioctl.GET_INFO, arg));
        assertEquals(ENOTTY, e.errno());
        device.close();
    }

    @Test
    void a_missing_device_is_reported() {
        AgentException e = assertThrows(AgentException.class, () -> start("/dev/not-there"));
        assertEquals(AgentException.Stage.DEVICE, e.stage());
        assertTrue(e.getMessage().contains("/dev/not-there"), e.getMessage());
    }
}
