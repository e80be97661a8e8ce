// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootWatchTest {

    @Test
    void aGuestThatFallsSilentIsEnded(@TempDir Path folder) throws Exception {
        Path console = Files.writeString(folder.resolve("console"), "sched_clock: Marking stable\n");
        CountDownLatch killed = new CountDownLatch(1);
        try (BootWatch watch = BootWatch.start(console, Duration.ofMillis(600), () -> 0, killed::countDown)) {
            assertTrue(killed.await(30, TimeUnit.SECONDS));
            assertTrue(watch.stalled());
        }
    }

    /** Another thread patches the code, so that the booting one may print two more lines before it stands still, too. */
    @Test
    void aGuestThatFallsSilentALittleLaterIsEnded(@TempDir Path folder) throws Exception {
        Path console = Files.writeString(folder.resolve("console"), """
                [    1.495250] sched_clock: Marking stable (1540211098, -46654289)->(1535950863, -42394054)
                [    1.501187] registered taskstats version 1
                [    1.502192] Loading compiled-in X.509 certificates
                """);
        CountDownLatch killed = new CountDownLatch(1);
        try (BootWatch watch = BootWatch.start(console, Duration.ofMillis(600), () -> 0, killed::countDown)) {
            assertTrue(killed.await(30, TimeUnit.SECONDS));
            assertTrue(watch.stalled());
        }
    }

    @Test
    void aGuestThatKeepsPrintingIsNotEnded(@TempDir Path folder) throws Exception {
        Path console = Files.writeString(folder.resolve("console"), "");
        CountDownLatch killed = new CountDownLatch(1);
        try (BootWatch watch = BootWatch.start(console, Duration.ofSeconds(20), () -> 0, killed::countDown)) {
            for (int i = 0; i < 8; i++) {
                Files.writeString(console, "line\n", StandardOpenOption.APPEND);
                assertFalse(killed.await(200, TimeUnit.MILLISECONDS));
            }
            assertFalse(watch.stalled());
        }
    }

    @Test
    void silenceAfterAnotherLineIsLeftToTheBootLimit(@TempDir Path folder) throws Exception {
        Path console = Files.writeString(folder.resolve("console"), """
                sched_clock: Marking stable
                registered taskstats version 1
                Loading compiled-in X.509 certificates
                Freeing unused kernel memory
                """);
        CountDownLatch killed = new CountDownLatch(1);
        try (BootWatch watch = BootWatch.start(console, Duration.ofMillis(600), () -> 0, killed::countDown)) {
            assertFalse(killed.await(2, TimeUnit.SECONDS));
            assertFalse(watch.stalled());
        }
    }

    @Test
    void aGuestThatCouldNotRunIsNotEnded(@TempDir Path folder) throws Exception {
        Path console = Files.writeString(folder.resolve("console"), "sched_clock: Marking stable\n");
        CountDownLatch killed = new CountDownLatch(1);
        try (BootWatch watch = BootWatch.start(console, Duration.ofMillis(600), System::nanoTime, killed::countDown)) {
            assertFalse(killed.await(2, TimeUnit.SECONDS));
            assertFalse(watch.stalled());
        }
    }

    @Test
    void anUnwatchedGuestIsNotEnded() {
        try (BootWatch watch = BootWatch.none()) {
            assertFalse(watch.stalled());
        }
    }
}
