// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.timertorture.progress.Progress;

/** The lock that lets only one thread of one process change the store at a time. */
public final class StoreLock implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock, up to half an hour.
     *
     * @throws StoreException if another process holds the lock all that time
     */
    public static StoreLock take(Path kernels, Progress progress)
            throws IOException, StoreException, InterruptedException {
        Files.createDirectories(kernels);
        Path file = kernels.resolve(".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = tryLock(channel);
            if (!taken) {
                taken = waitFor(channel, progress);
            }
            if (!taken) {
                throw StoreException.environment("another timertorture has been changing the store for "
                        + LIMIT.toMinutes() + " minutes: end it, it holds " + file);
            }
            return new StoreLock(channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static boolean waitFor(FileChannel channel, Progress progress) throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        try (Progress.Step step = progress.begin("waiting for another timertorture to fill the store", 0)) {
            for (long waited = 1; System.nanoTime() < end; waited++) {
                // Java can wait for a file lock, but not with a time limit. Try again.
                Thread.sleep(PAUSE.toMillis());
                if (tryLock(channel)) {
                    return true;
                }
                step.at(waited);
            }
        }
        return false;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Checks that the lock is held. Methods that change the store take the lock as an argument and call this. */
    public void mustBeHeld() {
        if (!channel.isOpen()) {
            throw new IllegalStateException("the store is changed without its lock");
        }
    }

    /** Releases the lock. The file stays, because deleting it would let two processes in. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
