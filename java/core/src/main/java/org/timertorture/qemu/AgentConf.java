// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The agent's orders as the first process of a guest: the contents of {@code /timertorture.conf}. */
final class AgentConf {
    static final String PATH = "/timertorture.conf";

    private final List<String> lines = new ArrayList<>();

    /** Orders the agent to load a module at once. */
    AgentConf module(String path, String parameters) {
        return line(("module " + path + " " + parameters).strip());
    }

    /** Names a module that the agent loads when its peer asks for it. */
    AgentConf moduleOnRequest(String path) {
        return line("later " + path);
    }

    /** Orders the agent to serve the virtio-serial port of this name. */
    AgentConf port(String name) {
        return line("port " + name);
    }

    /** Orders the agent to serve this device. */
    AgentConf device(String path) {
        return line("device " + path);
    }

    /** Orders the agent to run a program instead of serving, and to power off when the program ends. */
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
