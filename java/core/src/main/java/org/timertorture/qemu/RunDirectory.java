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
 * A directory for the files that a VM needs while it starts. Its name identifies the process that made it, so that a
 * later process can clean up after one that was killed.
 *
 * @param path the directory
 */
record RunDirectory(Path path) {

    private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)-\\d+");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Makes a directory, and deletes those whose processes no longer run. */
    static RunDirectory make(Path parent) throws IOException {
        Files.createDirectories(parent);
        clean(parent);
        ProcessHandle self = ProcessHandle.current();
        Path path = parent.resolve(self.pid() + "-" + startOf(self) + "-" + COUNTER.incrementAndGet());
        return new RunDirectory(Files.createDirectory(path));
    }

    /** Returns the directory that {@link #make} would create, without creating it. */
    static RunDirectory planned(Path parent) {
        return new RunDirectory(parent.resolve("PID"));
    }

    Path initramfs() {
        return path.resolve("initramfs");
    }

    Path socket() {
        return path.resolve("port");
    }

    /** Returns the file for QEMU's own output. */
    Path qemuOutput() {
        return path.resolve("qemu.log");
    }

    /**
     * Starts a process that deletes the directory when this process ends, killed or not.
     *
     * @return the deleting process, which runs in its own session so that signals to ours do not reach it; destroy it
     *     when nothing is left to delete
     */
    Process deleteOnExit() throws IOException {
        // Its input reaches the end when this process, the only writer, ends.
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
        // Another process may have been given the same id since.
        return process.isPresent() && startOf(process.get()) == start;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
