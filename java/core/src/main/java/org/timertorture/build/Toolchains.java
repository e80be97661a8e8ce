// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.StoreException;

/** Finds a compiler for a kernel. */
public final class Toolchains {

    /** Finds a compiler when the host has no suitable one. */
    @FunctionalInterface
    public interface Elsewhere {
        Toolchain find(String compiler) throws IOException, StoreException, InterruptedException;
    }

    private Toolchains() {}

    /**
     * Returns the gcc version that built the kernel, or else a later one, if the host has it; otherwise asks {@code
     * elsewhere}.
     *
     * @param wanted the major version of the gcc that built the kernel, if known
     * @throws StoreException if no compiler can be found
     */
    public static Toolchain find(String release, OptionalInt wanted, Elsewhere elsewhere)
            throws IOException, StoreException, InterruptedException {
        Optional<Toolchain> host = host(wanted);
        if (host.isPresent()) {
            return host.get();
        }
        if (wanted.isEmpty()) {
            throw StoreException.environment("no gcc to build the module for " + release + ": install gcc");
        }
        return elsewhere.find(name(wanted.getAsInt()));
    }

    /** Returns whether the host has a gcc that can build modules for a kernel that this major version of gcc built. */
    public static boolean onHost(int wanted) throws IOException, InterruptedException {
        return host(OptionalInt.of(wanted)).isPresent();
    }

    private static Optional<Toolchain> host(OptionalInt wanted) throws IOException, InterruptedException {
        if (wanted.isPresent() && works(name(wanted.getAsInt()))) {
            return Optional.of(new Toolchain.Host(name(wanted.getAsInt())));
        }
        // An older gcc lacks options that the kernel's build uses.
        return works("gcc") && (wanted.isEmpty() || major() >= wanted.getAsInt())
                ? Optional.of(new Toolchain.Host("gcc"))
                : Optional.empty();
    }

    /** Returns the name that Debian gives both to the package and to the command of this gcc version. */
    public static String name(int major) {
        return "gcc-" + major;
    }

    private static int major() throws IOException, InterruptedException {
        String version = Tool.of("gcc", "-dumpversion").run().lastLine();
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    /** Returns whether a tool is there and can be called. */
    public static boolean works(String tool) throws InterruptedException {
        try {
            Output output = Tool.of(tool, "--version").run();
            return output.ok();
        } catch (IOException e) {
            return false;
        }
    }
}
