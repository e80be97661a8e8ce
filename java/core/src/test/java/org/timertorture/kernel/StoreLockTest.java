// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.progress.Progress;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(60)
class StoreLockTest {
    @TempDir
    Path kernels;

    @Test
    void the_second_reports_that_it_waits_and_continues_after_the_first() throws Exception {
        StoreLock first = StoreLock.take(kernels, Progress.SILENT);
        CountDownLatch waiting = new CountDownLatch(1);
        Progress progress = (what, total) -> {
            waiting.countDown();
            return amount -> {};
        };
        CompletableFuture<StoreLock> second = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                second.complete(StoreLock.take(kernels, progress));
            } catch (Exception e) {
                second.completeExceptionally(e);
            }
        });
        thread.start();
        assertTrue(waiting.await(30, TimeUnit.SECONDS));
        first.close();
        second.get(30, TimeUnit.SECONDS).close();
    }

    @Test
    void a_released_lock_does_not_count_as_held() throws Exception {
        StoreLock lock = StoreLock.take(kernels, Progress.SILENT);
        lock.mustBeHeld();
        lock.close();
        assertThrows(IllegalStateException.class, lock::mustBeHeld);
    }
}
