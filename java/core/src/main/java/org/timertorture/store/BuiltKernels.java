// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.timertorture.build.BuildRoots;
import org.timertorture.build.KernelBuilder;
import org.timertorture.build.Toolchain;
import org.timertorture.debian.AptArchive;
import org.timertorture.debian.KernelSource;
import org.timertorture.kernel.BuildKind;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.StoreLock;
import org.timertorture.progress.Progress;

/** Builds kernels from Debian's source, with the compiler of the same suite in its build root. */
final class BuiltKernels {
    /** What a kernel's build calls besides the compiler. */
    private static final List<String> TOOLS = List.of("bc", "bison", "flex", "gzip", "libc6-dev", "libelf-dev");

    private final Cache cache;
    private final DebianKernels debian;

    BuiltKernels(Cache cache, DebianKernels debian) {
        this.cache = cache;
        this.debian = debian;
    }

    /**
     * A built kernel.
     *
     * @param name its name in the store
     * @param tree the folder that it was built in
     */
    record Built(String name, Path tree) {}

    /** Builds a kernel. The lock of the store is held only while the source and the compiler are fetched. */
    Built build(BuildKind kind, String suite, Progress progress)
            throws IOException, StoreException, InterruptedException {
        String compiledIn = KernelRequest.compiledIn(suite);
        Path source;
        Toolchain toolchain;
        String name;
        try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
            AptArchive archive = debian.archive(suite);
            AptArchive compilers = compiledIn.equals(suite) ? archive : debian.archive(compiledIn);
            archive.update(progress);
            compilers.update(progress);
            KernelSource newest = KernelSource.resolve(suite, archive, compilers);
            name = kind.word() + "-" + newest.version();
            source = newest.provide(cache.sources(), archive, progress);
            List<String> packages = new ArrayList<>(TOOLS);
            packages.add(newest.compiler());
            toolchain = new BuildRoots(cache)
                    .provide(lock, compilers, packages, progress)
                    .toolchain(newest.compiler());
        }
        Path tree = cache.trees().resolve(name);
        try (StoreLock alone = StoreLock.take(tree, progress)) {
            alone.mustBeHeld();
            new KernelBuilder(cache.logs()).build(name, kind, source, tree, toolchain, progress);
        }
        return new Built(name, tree);
    }
}
