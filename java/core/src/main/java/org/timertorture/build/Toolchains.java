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

    /** Where the host has no compiler that serves. */
    @FunctionalInterface
    public interface Elsewhere {
        Toolchain find(String compiler) throws IOException, StoreException, InterruptedException;
    }

    private Toolchains() {}

    /**
     * The very gcc that built the kernel, or a later one of the host; else one elsewhere.
     *
     * @param wanted the major version that built the kernel, if known
     * @throws StoreException if there is none
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

    /** Whether the host has one that serves a kernel of that gcc. */
    public static boolean onHost(int wanted) throws IOException, InterruptedException {
        return host(OptionalInt.of(wanted)).isPresent();
    }

    private static Optional<Toolchain> host(OptionalInt wanted) throws IOException, InterruptedException {
        if (wanted.isPresent() && works(name(wanted.getAsInt()))) {
            return Optional.of(new Toolchain.Host(name(wanted.getAsInt())));
        }
        // An older one lacks options that the kernel's build uses.
        return works("gcc") && (wanted.isEmpty() || major() >= wanted.getAsInt())
                ? Optional.of(new Toolchain.Host("gcc"))
                : Optional.empty();
    }

    /** Debian's package and its command. */
    public static String name(int major) {
        return "gcc-" + major;
    }

    private static int major() throws IOException, InterruptedException {
        String version = Tool.of("gcc", "-dumpversion").run().lastLine();
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    private static boolean works(String compiler) throws InterruptedException {
        try {
            Output output = Tool.of(compiler, "--version").run();
            return output.ok();
        } catch (IOException e) {
            return false;
        }
    }
}
