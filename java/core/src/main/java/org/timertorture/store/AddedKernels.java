// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.timertorture.build.BuildFailedException;
import org.timertorture.build.BuildRoots;
import org.timertorture.build.Toolchains;
import org.timertorture.host.FileTree;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelHeaders;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.kernel.KernelParts;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.StoreLock;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.AccelerationProbe;
import org.timertorture.qemu.BareBoot;
import org.timertorture.store.KernelAssembly.Provenance;
import org.timertorture.store.KernelAssembly.Workshop;

/**
 * Adds the user's own kernels. Their headers stay where they are, and a kernel is kept only if it boots and loads our
 * module.
 */
final class AddedKernels {
    private static final Duration TRIAL = Duration.ofSeconds(90);

    private final Cache cache;
    private final KernelAssembly assembly;
    private final BuildRoots roots;

    AddedKernels(Cache cache, KernelAssembly assembly) {
        this.cache = cache;
        this.assembly = assembly;
        this.roots = new BuildRoots(cache);
    }

    /**
     * Copies a kernel's files, builds our modules for it and boots it.
     *
     * @param name name of the new entry
     * @param kind kind of the {@link LocalKernel}
     * @return a hidden folder with the complete entry, to be renamed by the caller
     */
    Path assemble(StoreLock lock, String name, String kind, KernelParts parts, KernelHeaders headers, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        Provenance from = new Provenance(
                KernelManifest.ADDED, kind, "", List.of(), headers.build().toString(), List.of());
        Path whole = assembly.assemble(lock, name, parts, from, workshop(parts.release(), headers), progress);
        boolean good = false;
        try {
            mustBoot(new KernelEntry(whole, KernelManifest.read(whole)), name, progress);
            good = true;
            return whole;
        } finally {
            if (!good) {
                FileTree.delete(whole);
            }
        }
    }

    /**
     * Returns what builds our modules again.
     *
     * @throws StoreException if another kernel was built in the kernel's tree since
     */
    Workshop workshop(KernelEntry entry) throws IOException, StoreException, InterruptedException {
        KernelHeaders headers = KernelHeaders.of(Path.of(entry.manifest().headers()));
        if (!headers.release().equals(entry.release())) {
            throw StoreException.environment("the module for " + entry.name() + " must be built again, but its tree "
                    + headers.build() + " has become " + headers.release() + ": build " + entry.name()
                    + " again, or remove it by timertorture kernel rm " + entry.name());
        }
        return workshop(entry.release(), headers);
    }

    /** Returns the compiler of this machine, or that of an existing build root. */
    Workshop workshop(String release, KernelHeaders headers) throws IOException, StoreException, InterruptedException {
        return new Workshop(
                headers,
                Toolchains.find(
                        release,
                        headers.architecture(),
                        headers.compiler(),
                        compiler -> roots.having(compiler)
                                .orElseThrow(
                                        () -> StoreException.environment(
                                                release + " was built with " + compiler.command()
                                                        + ", and the gcc of this machine is older or missing: install "
                                                        + String.join(" ", compiler.packages())
                                                        + ", or fetch a kernel of a suite that has it (timertorture kernel fetch trixie)"))
                                .toolchain(compiler)));
    }

    private void mustBoot(KernelEntry entry, String name, Progress progress)
            throws IOException, StoreException, InterruptedException {
        Acceleration acceleration =
                new AccelerationProbe(cache).probe(entry, progress).best();
        Path console = cache.logs().resolve("boot-" + name + ".log");
        try (Progress.Step step = progress.begin("booting " + name, 0)) {
            step.at(0);
            BareBoot.Result boot = new BareBoot(cache).load(entry, acceleration, TRIAL, console);
            if (!boot.completed()) {
                throw StoreException.crashed(name + " does not come up with the module, so it was not added: "
                        + boot.reason() + "; build it anew, or name another image; see " + console);
            }
        }
        Files.deleteIfExists(console);
    }
}
