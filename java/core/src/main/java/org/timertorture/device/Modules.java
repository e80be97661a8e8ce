// SPDX-License-Identifier: Apache-2.0
package org.timertorture.device;

import java.io.IOException;

/**
 * Rule over the device's file and the modules behind it, where somebody at the far end can exercise it. All throw
 * {@link ErrnoException} if the kernel refuses.
 */
public interface Modules {

    /** Opens the device again. */
    void open() throws IOException;

    /** Closes it; the {@link Device} answers EBADF until it is opened again. */
    void close() throws IOException;

    /** Lets a process of its own have the device; it reads the records. */
    void hold() throws IOException;

    /** Kills that process by SIGKILL; the device is closed on return. */
    void kill() throws IOException;

    /** Loads a module with the parameters that its machine was made with. */
    void load(String name) throws IOException;

    /** Loads a module. */
    void load(String name, String parameters) throws IOException;

    /** Unloads a module, at once or not at all. */
    void unload(String name) throws IOException;

    /** Bytes of memory that nobody uses. */
    long freeMemory() throws IOException;
}
