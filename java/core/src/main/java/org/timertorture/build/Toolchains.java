// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.StoreException;

/** Finds a compiler for a kernel. */
public final class Toolchains {

    /** Finds a compiler when the host has no suitable one. */
    @FunctionalInterface
    public interface Elsewhere {
        Toolchain find(Gcc compiler) throws IOException, StoreException, InterruptedException;
    }

    private Toolchains() {}

    /**
     * Returns the gcc version that built the kernel, or else a later one, if the host has it; otherwise asks {@code
     * elsewhere}.
     *
     * @param target the kernel's architecture
     * @param wanted the major version of the gcc that built the kernel, if known
     * @throws StoreException if no compiler can be found
     */
    public static Toolchain find(String release, Architecture target, OptionalInt wanted, Elsewhere elsewhere)
            throws IOException, StoreException, InterruptedException {
        Optional<Toolchain> host = host(target, wanted);
        if (host.isPresent()) {
            return host.get();
        }
        if (wanted.isEmpty()) {
            throw StoreException.environment("no gcc to build the module for " + release + ": install "
                    + Gcc.packageOf(target, "gcc") + (target.isHost() ? "" : " libc6-dev-" + target + "-cross"));
        }
        return elsewhere.find(new Gcc(target, wanted.getAsInt()));
    }

    /** Returns whether the host has a gcc that can build modules for a kernel that this gcc built. */
    public static boolean onHost(Gcc wanted) throws IOException, InterruptedException {
        return host(wanted.target(), OptionalInt.of(wanted.major())).isPresent();
    }

    private static Optional<Toolchain> host(Architecture target, OptionalInt wanted)
            throws IOException, InterruptedException {
        String prefix = Gcc.prefix(target);
        if (!target.isHost() && !Files.isRegularFile(Path.of("/usr", target.triplet(), "lib", "libc.a"))) {
            // The agent is linked statically.
            return Optional.empty();
        }
        if (wanted.isPresent()) {
            String same = new Gcc(target, wanted.getAsInt()).command();
            if (works(same)) {
                return Optional.of(new Toolchain.Host(same, prefix));
            }
        }
        // An older gcc lacks options that the kernel's build uses.
        String gcc = prefix + "gcc";
        return works(gcc) && (wanted.isEmpty() || major(gcc) >= wanted.getAsInt())
                ? Optional.of(new Toolchain.Host(gcc, prefix))
                : Optional.empty();
    }

    private static int major(String gcc) throws IOException, InterruptedException {
        String version = Tool.of(gcc, "-dumpversion").run().lastLine();
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
