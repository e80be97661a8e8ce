// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Controls the device's file and the modules through the agent. */
final class AgentModules implements Modules {
    private final StreamDevice device;

    AgentModules(StreamDevice device) {
        this.device = device;
    }

    @Override
    public void open() throws IOException {
        ask(WireFrame.OPEN, "opening the device", "");
    }

    @Override
    public void close() throws IOException {
        ask(WireFrame.CLOSE, "closing the device", "");
    }

    @Override
    public void hold() throws IOException {
        ask(WireFrame.HOLD, "handing the device over", "");
    }

    @Override
    public void kill() throws IOException {
        ask(WireFrame.KILL, "killing the device's holder", "");
    }

    @Override
    public void load(String name) throws IOException {
        ask(WireFrame.LOAD, "loading " + name, name);
    }

    @Override
    public void load(String name, String parameters) throws IOException {
        ask(WireFrame.LOAD, "loading " + name, name + "\0" + parameters);
    }

    @Override
    public void unload(String name) throws IOException {
        ask(WireFrame.UNLOAD, "unloading " + name, name);
    }

    @Override
    public void printTasks() throws IOException {
        ask(WireFrame.TASKS, "printing the tasks", "");
    }

    @Override
    public void print(String line) throws IOException {
        // Without a line feed the kernel holds the line back until it prints the next one.
        ask(WireFrame.MARK, "printing a line", line + "\n");
    }

    @Override
    public long freeMemory() throws IOException {
        ByteBuffer answer = ask(WireFrame.MEMORY, "asking for the free memory", "");
        if (answer.limit() != Long.BYTES) {
            throw new WireException("the agent told its free memory in " + answer.limit() + " bytes");
        }
        return answer.order(device.order()).getLong(0);
    }

    private ByteBuffer ask(int kind, String doing, String text) throws IOException {
        WireFrame answer = device.request(kind, 0, StandardCharsets.UTF_8.encode(text), doing);
        if (answer.value() < 0) {
            throw new ErrnoException(-answer.value(), doing);
        }
        return answer.payload();
    }
}
