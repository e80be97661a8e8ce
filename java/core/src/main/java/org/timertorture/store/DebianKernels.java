// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.timertorture.build.BuildFailedException;
import org.timertorture.build.BuildRoots;
import org.timertorture.build.Gcc;
import org.timertorture.build.Toolchain;
import org.timertorture.build.Toolchains;
import org.timertorture.debian.AptArchive;
import org.timertorture.debian.DebianMirrors;
import org.timertorture.debian.DebianPackage;
import org.timertorture.debian.KernelPackages;
import org.timertorture.debian.UnpackedKernel;
import org.timertorture.debian.Unpacking;
import org.timertorture.host.FileTree;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelHeaders;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.kernel.KernelParts;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.StoreLock;
import org.timertorture.progress.Progress;
import org.timertorture.store.KernelAssembly.Provenance;
import org.timertorture.store.KernelAssembly.Workshop;

/** Makes entries from Debian's archive, with the kernels' packages, their headers and the compilers of their suites. */
final class DebianKernels {
    private static final Path ETC_APT = Path.of("/etc/apt");

    private final Cache cache;
    private final KernelAssembly assembly;
    private final BuildRoots roots;

    DebianKernels(Cache cache, KernelAssembly assembly) {
        this.cache = cache;
        this.assembly = assembly;
        this.roots = new BuildRoots(cache);
    }

    /** Returns the archive of a suite on the configured mirror, with what runs on this machine. */
    AptArchive archive(String suite) throws StoreException {
        return archive(suite, Architecture.ofHost());
    }

    /** Returns the archive of a suite on the configured mirror, with kernels of an architecture. */
    AptArchive archive(String suite, Architecture kernels) throws StoreException {
        return new AptArchive(suite, kernels, DebianMirrors.find(System.getenv(), ETC_APT), cache);
    }

    /**
     * Downloads and unpacks a kernel's packages and builds our modules for it.
     *
     * @return a hidden folder with the complete entry, to be renamed by the caller
     */
    Path assemble(StoreLock lock, KernelRequest request, KernelPackages packages, AptArchive archive, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        lock.mustBeHeld();
        String release = packages.release();
        archive.download(packages.all(), progress);
        List<Path> files = archive.download(packages.image(), progress);
        Path work = assembly.hidden(release + ".work");
        FileTree.delete(work);
        try {
            Map<DebianPackage, Path> folders = new LinkedHashMap<>();
            for (DebianPackage one : packages.image()) {
                folders.put(one, work.resolve(one.name()));
            }
            Unpacking.into(List.copyOf(folders.values()), files, "unpacking " + release, progress);
            KernelHeaders headers = headers(packages, archive, progress);
            KernelParts parts = new UnpackedKernel(folders, release)
                    .parts(new KernelParts.Part(
                            headers.config(), packages.headers().get(0).pool()));
            Set<String> tools = new TreeSet<>(packages.libraries());
            headers.compiler().ifPresent(major -> tools.addAll(new Gcc(request.architecture(), major).packages()));
            Provenance from = new Provenance(
                    request.suite(),
                    request.flavour(),
                    request.version().orElse(""),
                    packages.all().stream()
                            .map(one -> new KernelManifest.Source(one.name(), one.version(), one.pool(), one.sha256()))
                            .toList(),
                    "",
                    List.copyOf(tools));
            return assembly.assemble(
                    lock, release, parts, from, workshop(lock, release, from, headers, progress), progress);
        } finally {
            FileTree.delete(work);
        }
    }

    /** Returns the headers and the toolchain for building an entry's modules again. Missing parts are fetched. */
    Workshop workshop(StoreLock lock, KernelEntry entry, Progress progress)
            throws IOException, StoreException, InterruptedException {
        KernelManifest manifest = entry.manifest();
        KernelHeaders headers;
        try {
            headers = KernelHeaders.in(cache.headers().resolve(manifest.release()), manifest.release());
        } catch (IOException e) {
            headers = headersAgain(manifest, archive(manifest.suite(), manifest.architecture()), progress);
        }
        Provenance from = new Provenance(
                manifest.suite(),
                manifest.flavour(),
                manifest.version(),
                manifest.packages(),
                manifest.headers(),
                manifest.toolchain());
        return workshop(lock, manifest.release(), from, headers, progress);
    }

    /** Deletes the downloads of packages that have been unpacked. */
    void dropDownloads(StoreLock lock, KernelPackages packages) throws IOException {
        lock.mustBeHeld();
        for (DebianPackage one : packages.all()) {
            Files.deleteIfExists(cache.downloads().resolve(one.fileName()));
        }
    }

    private Workshop workshop(StoreLock lock, String release, Provenance from, KernelHeaders headers, Progress progress)
            throws IOException, StoreException, InterruptedException {
        String suite = KernelRequest.compiledIn(from.suite());
        Toolchain toolchain = Toolchains.find(
                release,
                headers.architecture(),
                headers.compiler(),
                compiler -> roots.provide(lock, archive(suite), from.toolchain(), progress)
                        .toolchain(compiler));
        return new Workshop(headers, toolchain);
    }

    private KernelHeaders headers(KernelPackages packages, AptArchive archive, Progress progress)
            throws IOException, StoreException, InterruptedException {
        Path folder = cache.headers().resolve(packages.release());
        List<Path> files = archive.download(packages.headers(), progress);
        Path part = cache.headers().resolve("." + packages.release());
        FileTree.delete(part);
        try {
            Unpacking.into(part, files, "unpacking headers of " + packages.release(), progress);
            FileTree.delete(folder);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(part);
        }
        return KernelHeaders.in(folder, packages.release());
    }

    private KernelHeaders headersAgain(KernelManifest manifest, AptArchive archive, Progress progress)
            throws IOException, StoreException, InterruptedException {
        archive.update(progress);
        List<String> names = manifest.packages().stream()
                .filter(one -> KernelPackages.isForBuilding(one.name()))
                .map(one -> KernelPackages.qualified(one.name(), manifest.architecture()) + "=" + one.version())
                .toList();
        List<DebianPackage> found = archive.show(names);
        if (found.size() < names.size()) {
            throw StoreException.environment("the archive no longer has the headers of " + manifest.release()
                    + ", which are needed to rebuild the module: timertorture kernel fetch " + manifest.suite() + ":"
                    + manifest.flavour() + " brings a newer kernel");
        }
        return headers(new KernelPackages(manifest.release(), List.of(), found), archive, progress);
    }
}
