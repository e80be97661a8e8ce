// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.timertorture.plan.Catalogue;
import org.timertorture.progress.Progress;
import org.timertorture.vm.Tool.Output;

/**
 * Makes entries of the store from packages, out of sight beside it: names that start with a dot are not listed, and
 * what a killed one left there is cleaned by the next.
 */
final class KernelAssembly {
    private static final Duration UNPACK = Duration.ofMinutes(10);

    private final Cache cache;
    private final ModuleSource source;

    KernelAssembly(Cache cache, ModuleSource source) {
        this.cache = cache;
        this.source = source;
    }

    /** Opens an archive when one is needed after all. */
    @FunctionalInterface
    interface ArchiveOpener {
        AptArchive open() throws StoreException;
    }

    Path hidden(String name) {
        return cache.kernels().resolve("." + name);
    }

    /** Deletes what killed ones left. */
    void clean(StoreLock lock) throws IOException {
        lock.mustBeHeld();
        for (Path folder : List.of(cache.kernels(), cache.headers())) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*")) {
                for (Path one : left) {
                    if (Files.isDirectory(one)) {
                        FileTree.delete(one);
                    }
                }
            }
        }
    }

    /**
     * Downloads, unpacks and builds.
     *
     * @return a hidden folder with the whole entry, to be renamed
     */
    Path assemble(StoreLock lock, KernelRequest request, KernelPackages packages, AptArchive archive, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        lock.mustBeHeld();
        String release = packages.release();
        List<Path> files = archive.download(packages.all(), progress);
        Path work = hidden(release + ".work");
        FileTree.delete(work);
        Path entry = hidden(release + ".entry");
        FileTree.delete(entry);
        try {
            Map<DebianPackage, Path> roots = new LinkedHashMap<>();
            for (DebianPackage one : packages.image()) {
                roots.put(one, work.resolve(one.name()));
            }
            unpack(files, List.copyOf(roots.values()), "unpacking " + release, progress);
            KernelHeaders headers = headers(packages, archive, progress);
            Files.createDirectories(entry.resolve(KernelEntry.MODULES));
            UnpackedKernel kernel = new UnpackedKernel(roots, release);
            Map<String, String> origins = new LinkedHashMap<>();
            UnpackedKernel.Part image = kernel.image();
            Files.copy(image.file(), entry.resolve(KernelEntry.IMAGE));
            origins.put(KernelEntry.IMAGE, image.from().pool());
            UnpackedKernel.Part configFile = kernel.config()
                    .orElse(new UnpackedKernel.Part(
                            headers.build().resolve(".config"),
                            packages.headers().get(0)));
            Files.copy(configFile.file(), entry.resolve(KernelEntry.CONFIG));
            origins.put(KernelEntry.CONFIG, configFile.from().pool());
            KernelConfig config = KernelConfig.read(entry.resolve(KernelEntry.CONFIG));
            List<String> modules = new ArrayList<>();
            for (UnpackedKernel.Part part : kernel.virtioModules(config)) {
                ModuleFile module = new ModuleFile(part.file());
                String name = module.name() + ".ko";
                module.unpackTo(entry.resolve(KernelEntry.MODULES).resolve(name));
                origins.put(KernelEntry.MODULES + "/" + name, part.from().pool());
                modules.add(name);
            }
            Own own = build(release, headers, entry, progress);
            own.modules().forEach(name -> origins.put(KernelEntry.OWN + "/" + name, "built from kmod/"));
            new KernelManifest(
                            KernelManifest.SCHEMA,
                            release,
                            request.suite(),
                            request.flavour(),
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                            packages.all().stream()
                                    .map(one -> new KernelManifest.Source(
                                            one.name(), one.version(), one.pool(), one.sha256()))
                                    .toList(),
                            config.hz(),
                            config.preemption(),
                            Hash.ofFile(entry.resolve(KernelEntry.CONFIG)),
                            modules,
                            origins,
                            own.modules(),
                            own.source(),
                            source.abi(),
                            own.compiler(),
                            own.catalogue())
                    .write(entry);
            return entry;
        } catch (IOException | StoreException | BuildFailedException | InterruptedException e) {
            FileTree.delete(entry);
            throw e;
        } finally {
            FileTree.delete(work);
        }
    }

    /** Builds our modules anew; the manifest is replaced last, in one step. */
    void rebuild(StoreLock lock, KernelEntry entry, ArchiveOpener archive, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        lock.mustBeHeld();
        String release = entry.release();
        KernelHeaders headers;
        try {
            headers = KernelHeaders.in(cache.headers().resolve(release), release);
        } catch (IOException e) {
            headers = headersAgain(entry, archive.open(), progress);
        }
        Path made = hidden(release + ".own");
        FileTree.delete(made);
        try {
            Files.createDirectories(made);
            Own own = build(release, headers, made, progress);
            Path from = KernelEntry.ownFolder(made, own.source());
            Path to = KernelEntry.ownFolder(entry.folder(), own.source());
            FileTree.delete(to);
            Files.createDirectories(to.getParent());
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            KernelManifest manifest = entry.manifest()
                    .rebuilt(own.modules(), own.source(), source.abi(), own.compiler(), own.catalogue());
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

    /** Deletes downloads that are unpacked by now. */
    void dropDownloads(StoreLock lock, KernelPackages packages) throws IOException {
        lock.mustBeHeld();
        for (DebianPackage one : packages.all()) {
            Files.deleteIfExists(cache.downloads().resolve(one.fileName()));
        }
    }

    private record Own(List<String> modules, String source, String compiler, Catalogue catalogue) {}

    private Own build(String release, KernelHeaders headers, Path entry, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        try (Progress.Step step = progress.begin("building the module for " + release, 0)) {
            step.at(0);
            Path work = hidden(release + ".build");
            FileTree.delete(work);
            try {
                String hash = source.hash();
                ModuleBuilder.Built built = new ModuleBuilder(cache.logs()).build(source, hash, release, headers, work);
                Path own = KernelEntry.ownFolder(entry, hash);
                Files.createDirectories(own);
                List<String> names = new ArrayList<>();
                List<Catalogue.Primitive> primitives = new ArrayList<>();
                List<Catalogue.Scenario> scenarios = new ArrayList<>();
                for (Path module : built.modules()) {
                    String name = module.getFileName().toString();
                    Files.copy(module, own.resolve(name));
                    names.add(name);
                    Catalogue says = new ModuleFile(module).catalogue();
                    primitives.addAll(says.primitives());
                    scenarios.addAll(says.scenarios());
                }
                return new Own(names, hash, built.compiler(), new Catalogue(primitives, scenarios));
            } catch (IllegalArgumentException e) {
                throw new BuildFailedException(
                        "the module's catalogue for " + release + " is malformed: " + e.getMessage(),
                        cache.logs().resolve("build-" + release + ".log"));
            } finally {
                FileTree.delete(work);
            }
        }
    }

    private KernelHeaders headers(KernelPackages packages, AptArchive archive, Progress progress)
            throws IOException, StoreException, InterruptedException {
        Path folder = cache.headers().resolve(packages.release());
        List<Path> files = archive.download(packages.headers(), progress);
        Path part = cache.headers().resolve("." + packages.release());
        FileTree.delete(part);
        unpack(files, Collections.nCopies(files.size(), part), "unpacking headers of " + packages.release(), progress);
        FileTree.delete(folder);
        Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        return KernelHeaders.in(folder, packages.release());
    }

    private KernelHeaders headersAgain(KernelEntry entry, AptArchive archive, Progress progress)
            throws IOException, StoreException, InterruptedException {
        archive.update(progress);
        List<String> names = entry.manifest().packages().stream()
                .filter(one ->
                        one.name().startsWith("linux-headers-") || one.name().startsWith("linux-kbuild-"))
                .map(one -> one.name() + "=" + one.version())
                .toList();
        List<DebianPackage> found = archive.show(names);
        if (found.size() < names.size()) {
            throw StoreException.environment("the archive no longer has the headers of " + entry.release()
                    + ", which are needed to rebuild the module: fetch "
                    + entry.manifest().suite() + ":" + entry.manifest().flavour() + " again");
        }
        return headers(new KernelPackages(entry.release(), List.of(), found), archive, progress);
    }

    private static void unpack(List<Path> packages, List<Path> targets, String what, Progress progress)
            throws IOException, StoreException, InterruptedException {
        try (Progress.Step step = progress.begin(what, targets.size())) {
            for (int i = 0; i < targets.size(); i++) {
                Files.createDirectories(targets.get(i));
                Output output = Tool.of(
                                "dpkg-deb",
                                "-x",
                                packages.get(i).toString(),
                                targets.get(i).toString())
                        .within(UNPACK)
                        .run();
                if (!output.ok()) {
                    throw StoreException.environment(
                            "cannot unpack " + packages.get(i) + ": " + output.lastLine("dpkg-deb:", "tar:"));
                }
                step.at(i + 1);
            }
        }
    }

    /** Keeps the build before this one: a VM of another process may be reading it. */
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
