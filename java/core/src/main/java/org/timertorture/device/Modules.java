// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;

/**
 * Opens and closes the device and loads and unloads modules through the agent. All methods throw {@link ErrnoException}
 * if the kernel refuses.
 */
public interface Modules {

    /** Opens the device again. */
    void open() throws IOException;

    /** Closes the device. The {@link Device} answers EBADF until it is opened again. */
    void close() throws IOException;

    /** Passes the device to a separate process, which reads the records. */
    void hold() throws IOException;

    /** Kills that process with SIGKILL. The device is closed when this method returns. */
    void kill() throws IOException;

    /** Loads a module with the parameters that the machine was started with. */
    void load(String name) throws IOException;

    /** Loads a module with these parameters. */
    void load(String name, String parameters) throws IOException;

    /** Unloads a module. Fails at once if the module is in use. */
    void unload(String name) throws IOException;

    /** Makes the kernel print all tasks with their stacks on the console. */
    void printTasks() throws IOException;

    /** Makes the kernel print a line on the console, after all that it has printed before. */
    void print(String line) throws IOException;

    /** Returns the free memory in bytes. */
    long freeMemory() throws IOException;
}
