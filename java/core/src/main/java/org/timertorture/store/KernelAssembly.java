// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.timertorture.build.BuildFailedException;
import org.timertorture.build.GuestSource;
import org.timertorture.build.Toolchain;
import org.timertorture.host.FileTree;
import org.timertorture.host.Hash;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelConfig;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelHeaders;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.kernel.KernelParts;
import org.timertorture.kernel.ModuleFile;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.StoreLock;
import org.timertorture.plan.Catalogue;
import org.timertorture.progress.Progress;

/**
 * Makes entries of the store from a kernel's files, in hidden folders of the store. Names that start with a dot are not
 * listed, and the next process deletes what a killed one left there.
 */
final class KernelAssembly {
    private final Cache cache;
    private final GuestSource source;

    KernelAssembly(Cache cache, GuestSource source) {
        this.cache = cache;
        this.source = source;
    }

    /** The headers and the toolchain that build modules for a kernel. */
    record Workshop(KernelHeaders headers, Toolchain toolchain) {}

    /** The part of a manifest that states where a kernel came from. */
    record Provenance(
            String suite,
            String flavour,
            String version,
            List<KernelManifest.Source> packages,
            String headers,
            List<String> toolchain) {}

    Path hidden(String name) {
        return cache.kernels().resolve("." + name);
    }

    /** Deletes the hidden folders that killed processes left. */
    void clean(StoreLock lock) throws IOException {
        lock.mustBeHeld();
        for (Path one : leftOvers()) {
            // A compiler that outlived a killed Java may still write to this folder. Renaming it first makes its path
            // invalid.
            Path gone = one.resolveSibling(one.getFileName() + ".gone");
            FileTree.delete(gone);
            Files.move(one, gone, StandardCopyOption.ATOMIC_MOVE);
            FileTree.delete(gone);
        }
    }

    /**
     * Returns the hidden folders that killed processes left. While the lock is held, no process works on any of them.
     */
    List<Path> leftOvers() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(cache.kernels(), cache.headers(), cache.roots())) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*")) {
                for (Path one : left) {
                    if (Files.isDirectory(one)) {
                        found.add(one);
                    }
                }
            }
        }
        return found;
    }

    /**
     * Copies the files and builds our modules.
     *
     * @param name name of the new entry
     * @return a hidden folder with the complete entry, to be renamed by the caller
     */
    Path assemble(StoreLock lock, String name, KernelParts parts, Provenance from, Workshop workshop, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        lock.mustBeHeld();
        Path entry = hidden(name + ".entry");
        FileTree.delete(entry);
        boolean whole = false;
        try {
            Files.createDirectories(entry.resolve(KernelEntry.MODULES));
            Map<String, String> origins = new TreeMap<>();
            Files.copy(parts.image().file(), entry.resolve(KernelEntry.IMAGE));
            origins.put(KernelEntry.IMAGE, parts.image().origin());
            Files.copy(parts.config().file(), entry.resolve(KernelEntry.CONFIG));
            origins.put(KernelEntry.CONFIG, parts.config().origin());
            List<String> modules = new ArrayList<>();
            for (KernelParts.Part part : parts.modules()) {
                ModuleFile module = new ModuleFile(part.file());
                String file = module.name() + ".ko";
                module.unpackTo(entry.resolve(KernelEntry.MODULES).resolve(file));
                origins.put(KernelEntry.MODULES + "/" + file, part.origin());
                modules.add(file);
            }
            Map<String, String> sums = new TreeMap<>();
            for (String file : origins.keySet()) {
                sums.put(file, Hash.ofFile(entry.resolve(file)));
            }
            KernelConfig config = KernelConfig.read(entry.resolve(KernelEntry.CONFIG));
            KernelManifest.Built own = build(parts.release(), name, workshop, entry, progress);
            new KernelManifest(
                            KernelManifest.SCHEMA,
                            parts.release(),
                            config.architecture(),
                            new KernelManifest.Origin(
                                    from.suite(),
                                    from.flavour(),
                                    from.version(),
                                    Instant.now()
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString(),
                                    from.packages()),
                            new KernelManifest.Needs(from.headers(), from.toolchain()),
                            new KernelManifest.Config(config.hz(), config.preemption(), sums.get(KernelEntry.CONFIG)),
                            new KernelManifest.Contents(modules, origins, sums),
                            new KernelManifest.OwnModules(List.of(), "", 0, "", own.catalogue()))
                    .rebuilt(own, source.abi())
                    .write(entry);
            whole = true;
            return entry;
        } finally {
            if (!whole) {
                FileTree.delete(entry);
            }
        }
    }

    /** Builds our modules again. The manifest is replaced last, in one step. */
    void rebuild(StoreLock lock, KernelEntry entry, Workshop workshop, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        lock.mustBeHeld();
        Path made = hidden(entry.name() + ".own");
        FileTree.delete(made);
        try {
            Files.createDirectories(made);
            KernelManifest.Built own = build(entry.release(), entry.name(), workshop, made, progress);
            Path from = KernelEntry.ownFolder(made, own.source());
            Path to = KernelEntry.ownFolder(entry.folder(), own.source());
            FileTree.delete(to);
            Files.createDirectories(to.getParent());
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            KernelManifest manifest = entry.manifest().rebuilt(own, source.abi());
            manifest.write(made);
            Files.move(
                    made.resolve(KernelManifest.FILE),
                    entry.folder().resolve(KernelManifest.FILE),
                    StandardCopyOption.ATOMIC_MOVE);
            dropOlder(entry, manifest);
        } finally {
            FileTree.delete(made);
        }
    }

    private KernelManifest.Built build(String release, String name, Workshop workshop, Path entry, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        try (Progress.Step step = progress.begin("building the module for " + name, 0)) {
            step.at(0);
            // A folder of another process may still be written to; see clean().
            Path work = hidden(name + ".build." + ProcessHandle.current().pid());
            FileTree.delete(work);
            try {
                String hash = source.hash(workshop.headers().architecture());
                GuestSource.Built built =
                        source.build(release, workshop.headers(), workshop.toolchain(), work, cache.logs());
                Path own = KernelEntry.ownFolder(entry, hash);
                Files.createDirectories(own);
                List<String> names = new ArrayList<>();
                Map<String, String> sums = new TreeMap<>();
                Catalogue catalogue = new Catalogue(0, List.of(), List.of(), List.of(), List.of());
                if (built.agent().isPresent()) {
                    Path agent = built.agent().get();
                    Files.copy(agent, own.resolve(KernelEntry.AGENT));
                    sums.put(KernelEntry.OWN + "/" + KernelEntry.AGENT, Hash.ofFile(agent));
                }
                for (Path module : built.module().modules()) {
                    String file = module.getFileName().toString();
                    Files.copy(module, own.resolve(file));
                    names.add(file);
                    sums.put(KernelEntry.OWN + "/" + file, Hash.ofFile(module));
                    catalogue = catalogue.plus(new ModuleFile(module).catalogue());
                }
                return new KernelManifest.Built(
                        names, sums, hash, built.module().compiler(), catalogue);
            } catch (IllegalArgumentException e) {
                throw new BuildFailedException(
                        "the module's catalogue for " + name + " is malformed: " + e.getMessage(),
                        cache.logs().resolve("build-" + release + ".log"));
            } finally {
                FileTree.delete(work);
            }
        }
    }

    /** Deletes all builds but this one and the one before it, which a VM of another process may still read. */
    private static void dropOlder(KernelEntry before, KernelManifest now) throws IOException {
        Path current = KernelEntry.ownFolder(before.folder(), now.source());
        Path previous = KernelEntry.ownFolder(before.folder(), before.manifest().source());
        try (DirectoryStream<Path> builds = Files.newDirectoryStream(current.getParent())) {
            for (Path build : builds) {
                if (!build.equals(current) && !build.equals(previous)) {
                    FileTree.delete(build);
                }
            }
        }
    }
}
