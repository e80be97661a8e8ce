// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timertorture.host.FileTree;

/**
 * A directory for what a VM needs while it starts. Its name says which process made it, so that the next one cleans up
 * after one that was killed.
 *
 * @param path where it is
 */
record RunDirectory(Path path) {

    private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)-\\d+");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Makes one, and deletes those of processes that are gone. */
    static RunDirectory make(Path parent) throws IOException {
        Files.createDirectories(parent);
        clean(parent);
        ProcessHandle self = ProcessHandle.current();
        Path path = parent.resolve(self.pid() + "-" + startOf(self) + "-" + COUNTER.incrementAndGet());
        return new RunDirectory(Files.createDirectory(path));
    }

    /** What {@link #make} would make, for telling. */
    static RunDirectory supposed(Path parent) {
        return new RunDirectory(parent.resolve("PID"));
    }

    Path initramfs() {
        return path.resolve("initramfs");
    }

    Path socket() {
        return path.resolve("port");
    }

    /** What QEMU itself says. */
    Path complaints() {
        return path.resolve("qemu.log");
    }

    /**
     * Has it deleted when this process ends, killed or not.
     *
     * @return who waits for that, in a session of its own so that what is sent to ours does not reach it; to be destroyed
     *     when nothing is left to delete
     */
    Process deleteAfterUs() throws IOException {
        // Its input ends with the last who could write to it, which is this process.
        return new ProcessBuilder("setsid", "sh", "-c", "read -r _; rm -rf -- \"$1\"", "sh", path.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    void delete() throws IOException {
        FileTree.delete(path);
    }

    private static void clean(Path parent) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent)) {
            for (Path one : found) {
                Matcher name = NAME.matcher(one.getFileName().toString());
                if (name.matches() && !lives(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))) {
                    FileTree.delete(one);
                }
            }
        }
    }

    private static boolean lives(long pid, long start) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        // Another process may have got the number since.
        return process.isPresent() && startOf(process.get()) == start;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
