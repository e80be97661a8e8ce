// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the agent does as a guest's first process: its {@code /timertorture.conf}. */
final class AgentConf {
    static final String PATH = "/timertorture.conf";

    private final List<String> lines = new ArrayList<>();

    /** Loads a module. */
    AgentConf module(String path, String parameters) {
        return line(("module " + path + " " + parameters).strip());
    }

    /** Has a module ready for whoever asks for it. */
    AgentConf later(String path) {
        return line("later " + path);
    }

    /** Serves the port of virtio-serial that has this name. */
    AgentConf port(String name) {
        return line("port " + name);
    }

    /** Serves this device. */
    AgentConf device(String path) {
        return line("device " + path);
    }

    /** Runs a program instead of serving, and powers off when it ends. */
    AgentConf spawn(List<String> command) {
        return line("spawn " + String.join(" ", command));
    }

    byte[] bytes() {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private AgentConf line(String line) {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line of the agent's configuration has a line break: " + line);
        }
        lines.add(line);
        return this;
    }
}
