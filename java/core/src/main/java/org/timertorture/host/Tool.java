// SPDX-License-Identifier: Apache-2.0
package org.timertorture.host;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.timertorture.words.FileProblem;

/**
 * Runs another program until it ends or a time limit passes. Its standard output and error output are kept together and
 * can be logged.
 */
public final class Tool {
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> unset = new ArrayList<>();
    private Duration limit = Duration.ofMinutes(1);
    private Path directory;
    private Path log;
    private Consumer<String> listener = line -> {};

    private Tool(List<String> command) {
        this.command = List.copyOf(command);
        environment.put("LC_ALL", "C");
    }

    public static Tool of(String... command) {
        return new Tool(Arrays.asList(command));
    }

    public static Tool of(List<String> command) {
        return new Tool(command);
    }

    /** The output and the exit status of a program. */
    public record Output(int exit, List<String> lines) {
        public boolean ok() {
            return exit == 0;
        }

        /** Returns why the program failed: that the disk is full, if any line says so, or else {@link #lastLine}. */
        public String cause(String... prefixes) {
            return toldOfFullDisk() ? Failures.diskFull() : lastLine(prefixes);
        }

        /** Returns whether a line says that a disk is full. The program has no other way to say so to its caller. */
        public boolean toldOfFullDisk() {
            return lines.stream().anyMatch(line -> line.contains(Failures.FULL));
        }

        /** Returns the last line that starts with one of the prefixes, or else the last line of all. */
        public String lastLine(String... prefixes) {
            return lines.stream()
                    .filter(line -> Arrays.stream(prefixes).anyMatch(line::startsWith))
                    .reduce((first, second) -> second)
                    .or(() -> lines.stream().filter(line -> !line.isBlank()).reduce((first, second) -> second))
                    .map(String::trim)
                    .orElse("it said nothing and exited with " + exit);
        }
    }

    public Tool with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs the program without these variables of the environment. */
    public Tool without(String... variables) {
        unset.addAll(List.of(variables));
        return this;
    }

    public Tool in(Path workingDirectory) {
        this.directory = workingDirectory;
        return this;
    }

    public Tool within(Duration limit) {
        this.limit = limit;
        return this;
    }

    /** Writes the output to this file, which is overwritten. */
    public Tool loggedTo(Path file) {
        this.log = file;
        return this;
    }

    /** Passes every line to the listener as soon as it is printed, on another thread. */
    public Tool onLine(Consumer<String> listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Runs the program.
     *
     * @throws IOException if the program cannot be started, does not end within the limit, or its log cannot be written
     */
    public Output run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(unset);
        builder.environment().putAll(environment);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        if (log != null) {
            Files.createDirectories(log.getParent());
        }
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        try (BufferedWriter writer = log == null ? null : Files.newBufferedWriter(log)) {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread reader = new Thread(() -> read(process, lines, writer), "output of " + command.get(0));
            reader.setDaemon(true);
            reader.start();
            boolean done = false;
            try {
                done = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                if (!done) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            }
            // A grandchild may hold the pipe open. The program's own output has arrived by then.
            reader.join(LAST_LINES.toMillis());
            if (!done) {
                throw new IOException(command.get(0) + " was not done within " + limit.toSeconds() + " s");
            }
            synchronized (lines) {
                return new Output(process.exitValue(), List.copyOf(lines));
            }
        }
    }

    private void read(Process process, List<String> lines, BufferedWriter writer) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (writer != null) {
                    writer.write(line);
                    writer.newLine();
                }
                listener.accept(line);
            }
        } catch (IOException e) {
            lines.add("output lost: " + FileProblem.of(e));
        }
    }
}
