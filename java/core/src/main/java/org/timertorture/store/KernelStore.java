// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.timertorture.build.BuildFailedException;
import org.timertorture.build.GuestSource;
import org.timertorture.debian.AptArchive;
import org.timertorture.debian.KernelPackages;
import org.timertorture.exit.ExitCode;
import org.timertorture.host.Failures;
import org.timertorture.host.FileTree;
import org.timertorture.host.Hash;
import org.timertorture.kernel.BuildKind;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelHeaders;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.kernel.KernelParts;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.KernelTree;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.kernel.ReleaseOrder;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.StoreLock;
import org.timertorture.kernel.TreeException;
import org.timertorture.progress.Progress;

/**
 * The kernels that can be raced, one folder each. They come from Debian's archive or are the user's own. A folder
 * appears only when it is complete, and several processes may use the store at once.
 */
public final class KernelStore {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Cache cache;
    private final GuestSource source;
    private final KernelAssembly assembly;
    private final DebianKernels debian;
    private final AddedKernels added;

    private KernelStore(Cache cache, Path home) {
        this.cache = cache;
        this.source = new GuestSource(home);
        this.assembly = new KernelAssembly(cache, source);
        this.debian = new DebianKernels(cache, assembly);
        this.added = new AddedKernels(cache, assembly);
    }

    /**
     * Opens a store, which need not exist yet.
     *
     * @param cache where kernels, headers and downloads are kept
     * @param home the checkout that holds the source of our modules
     */
    public static KernelStore open(Cache cache, Path home) {
        return new KernelStore(cache, home);
    }

    /** Returns all complete kernels, ordered by release. */
    public List<KernelEntry> list() throws StoreException {
        if (!Files.isDirectory(cache.kernels())) {
            return List.of();
        }
        List<KernelEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache.kernels(), "[!.]*")) {
            for (Path folder : folders) {
                read(folder).ifPresent(entries::add);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        entries.sort(Comparator.comparing(KernelEntry::release, new ReleaseOrder()));
        return entries;
    }

    /**
     * Finds one kernel. If several of a suite match, the cloud flavour comes before the others and the newest kernel
     * first.
     *
     * @param name the name of an entry, an unambiguous beginning of one, a suite or {@code suite:flavour}, either with
     *     or without {@code =version}, or {@code host}
     * @throws StoreException (usage) if no kernel or more than one matches; the message suggests the nearest valid
     *     names
     */
    public KernelEntry find(String name) throws StoreException {
        return new KernelNames(list()).find(name.equals(LocalKernel.HOST) ? hostName() : name);
    }

    /**
     * Returns the kernel that is raced when the user names none: the newest kernel of {@link KernelRequest#DEFAULT} in
     * the store. It is fetched if the store has none, and its modules are rebuilt if their source changed.
     */
    public KernelEntry defaultKernel(Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        Optional<KernelEntry> here = newest(KernelRequest.DEFAULT);
        return here.isPresent() ? ensureFresh(here.get(), progress) : fetch(KernelRequest.DEFAULT, progress);
    }

    /** Returns the newest kernel of the store that matches a request. Nothing is fetched. */
    public Optional<KernelEntry> newest(KernelRequest request) throws StoreException {
        return new KernelNames(list()).newestOf(request.toString());
    }

    /**
     * Brings a kernel of a suite into the store and builds our modules for it. If the kernel is already there and the
     * index is younger than a day, the mirror is not asked. Packages that a failed or killed fetch downloaded are used
     * again.
     *
     * @param anew whether to ask the mirror in any case
     * @throws StoreException if the kernel cannot be fetched
     * @throws BuildFailedException if our module does not compile for it
     */
    public KernelEntry fetch(KernelRequest request, boolean anew, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
            assembly.clean(lock);
            AptArchive archive = debian.archive(request.suite(), request.architecture());
            Optional<KernelEntry> known = anew ? Optional.empty() : findUpToDate(request, archive);
            if (known.isPresent()) {
                return rebuildIfStale(lock, representSuite(known.get(), request), progress);
            }
            if (anew) {
                archive.update(Duration.ZERO, progress);
            } else {
                archive.update(progress);
            }
            KernelPackages packages = KernelPackages.resolve(request, archive);
            Optional<KernelEntry> here = read(folder(packages.release()));
            if (here.isPresent() && !here.get().manifest().fromArchive()) {
                throw StoreException.environment("the store has a kernel of your own that is called "
                        + packages.release() + ": timertorture kernel rm " + packages.release() + " makes room");
            }
            if (here.isPresent() && isWhole(here.get(), packages)) {
                return rebuildIfStale(lock, representSuite(here.get(), request), progress);
            }
            Path whole = debian.assemble(lock, request, packages, archive, progress);
            KernelEntry entry = putInPlace(lock, whole, packages.release());
            debian.dropDownloads(lock, packages);
            return entry;
        } catch (IOException e) {
            throw StoreException.environment("cannot fetch " + request + ": " + Failures.cause(e, cache.root()), e);
        }
    }

    /**
     * Adds a kernel of this machine to the store. The kernel is booted once first and must load our module.
     *
     * @param name the name of the new entry; if empty, a name is made from the release
     * @throws StoreException if the kernel cannot be used; the store is then unchanged
     * @throws BuildFailedException if our module does not compile for it
     */
    public KernelEntry add(LocalKernel kernel, Optional<String> name, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        try {
            KernelHeaders headers = KernelHeaders.of(kernel.headers());
            KernelParts parts = kernel.parts(headers);
            try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
                assembly.clean(lock);
                String called = name.isPresent() ? name.get() : freeName(kernel, parts.release());
                if (isOfDebian(called)) {
                    throw StoreException.usage(
                            "the store has a kernel of Debian's that is called " + called + ": give another --name");
                }
                Path whole = added.assemble(lock, called, kernel.kind(), parts, headers, progress);
                return putInPlace(lock, whole, called);
            }
        } catch (IOException e) {
            throw StoreException.environment(
                    "cannot add " + kernel.image() + ": " + Failures.cause(e, cache.root()), e);
        }
    }

    /**
     * Adds the kernel of packages to the store, as {@link #add(LocalKernel, Optional, Progress)} does. The packages are
     * not installed; what is unpacked is kept, because the module is built with their headers.
     *
     * @param packages of the image, the headers and, unless virtio is built in, the modules
     * @throws StoreException if the packages do not make one kernel, or it cannot be used
     * @throws BuildFailedException if our module does not compile for it
     */
    public KernelEntry add(List<Path> packages, Optional<String> name, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        try {
            Path unpacked = new PackageFiles(cache).unpack(packages, progress);
            return add(LocalKernel.unpacked(unpacked), name, progress);
        } catch (IOException e) {
            throw StoreException.environment(
                    "cannot add the kernel of " + packages.get(0) + ": " + Failures.cause(e, cache.root()), e);
        }
    }

    /**
     * Builds a kernel from the newest source of a suite and adds it to the store. What is built already is not built
     * again.
     *
     * @throws StoreException if it cannot be built, or does not boot
     * @throws BuildFailedException if our module does not compile for it
     */
    public KernelEntry build(BuildKind kind, String suite, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        try {
            BuiltKernels.Built built = new BuiltKernels(cache, debian).build(kind, suite, progress);
            return add(LocalKernel.tree(built.tree()), Optional.of(built.name()), progress);
        } catch (IOException e) {
            throw StoreException.environment(
                    "cannot build " + kind.word() + " from " + suite + ": " + Failures.cause(e, cache.root()), e);
        }
    }

    /**
     * Builds a tree of the user's and adds its kernel to the store under the name of the commit.
     *
     * @throws TreeException if the source does not become a kernel that can be raced
     * @throws StoreException if this machine lacks something, or the tree is none
     */
    public KernelEntry build(KernelTree tree, Progress progress)
            throws StoreException, TreeException, InterruptedException {
        try {
            UserTrees.Built built = new UserTrees(cache).build(tree.checked(), progress);
            return addBuilt(built, progress);
        } catch (IOException e) {
            throw StoreException.environment(
                    "cannot build " + tree.folder() + ": " + Failures.cause(e, cache.trees()), e);
        }
    }

    private KernelEntry addBuilt(UserTrees.Built built, Progress progress)
            throws StoreException, TreeException, InterruptedException {
        try {
            return add(LocalKernel.tree(built.output()), Optional.of(built.name()), progress);
        } catch (BuildFailedException e) {
            throw TreeException.unusable(e);
        } catch (StoreException e) {
            if (e.exitCode() == ExitCode.CRASHED) {
                throw TreeException.unusable(e);
            }
            throw e;
        }
    }

    /**
     * Returns the running kernel. It is added to the store if it is not there.
     *
     * @throws StoreException if its image or headers are not on this machine
     */
    public KernelEntry host(Progress progress) throws StoreException, BuildFailedException, InterruptedException {
        LocalKernel running = LocalKernel.host(Path.of("/"), hostRelease());
        try {
            Optional<KernelEntry> here = read(folder(hostName()));
            if (here.isPresent()
                    && Hash.ofFile(running.image())
                            .equals(here.get().manifest().sha256().get(KernelEntry.IMAGE))) {
                return ensureFresh(here.get(), progress);
            }
        } catch (IOException e) {
            throw StoreException.environment(
                    "cannot read " + running.image() + ": " + Failures.cause(e, cache.root()), e);
        }
        return add(running, Optional.of(hostName()), progress);
    }

    /** Checks all entries and returns the problems found, each with its remedy. */
    public List<StoreCheck.Problem> verify() throws StoreException {
        try {
            return new StoreCheck(cache, source).problems(list());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Finds the kernels that can be fetched again and were not used for a long time, and the files that belong to no
     * kernel, and deletes them.
     *
     * @param unused how long a kernel must not have been used
     * @param dryRun whether to delete nothing
     * @return what was deleted, or what would be
     */
    public List<StorePruner.Item> prune(Duration unused, boolean dryRun, Progress progress)
            throws StoreException, InterruptedException {
        try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
            StorePruner pruner = new StorePruner(cache, assembly);
            List<StorePruner.Item> items = pruner.find(list(), Instant.now().minus(unused));
            if (!dryRun) {
                pruner.delete(lock, items);
            }
            return items;
        } catch (IOException e) {
            throw StoreException.environment(
                    "cannot prune " + cache.root() + ": " + Failures.cause(e, cache.root()), e);
        }
    }

    /**
     * Rebuilds our modules if their source has changed since they were built.
     *
     * @return the entry after the rebuild
     */
    public KernelEntry ensureFresh(KernelEntry entry, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        try {
            if (isFresh(entry)) {
                recordUse(entry);
                return entry;
            }
            try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
                KernelEntry now = read(entry.folder())
                        .orElseThrow(() -> StoreException.environment(entry.name()
                                + " was removed from the store meanwhile: timertorture kernel fetch brings it back"));
                return rebuildIfStale(lock, now, progress);
            }
        } catch (IOException e) {
            throw StoreException.environment(
                    "cannot rebuild the module for " + entry.release() + ": " + Failures.cause(e, cache.root()), e);
        }
    }

    /**
     * Deletes a kernel and its headers from the store.
     *
     * @param name the exact name of the entry
     * @throws StoreException (usage) if the store has no such kernel
     */
    public void remove(String name, Progress progress) throws StoreException, InterruptedException {
        new KernelNames(list()).withName(name);
        try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
            delete(lock, folder(name));
            FileTree.delete(cache.headers().resolve(name));
            FileTree.delete(cache.trees().resolve(name));
        } catch (IOException e) {
            throw StoreException.environment("cannot remove " + name + ": " + Failures.cause(e, cache.root()), e);
        }
    }

    private KernelEntry rebuildIfStale(StoreLock lock, KernelEntry entry, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        if (!isFresh(entry)) {
            KernelAssembly.Workshop workshop =
                    entry.manifest().fromArchive() ? debian.workshop(lock, entry, progress) : added.workshop(entry);
            assembly.rebuild(lock, entry, workshop, progress);
        }
        recordUse(entry);
        return read(entry.folder()).orElseThrow(() -> new IOException("no kernel in " + entry.folder()));
    }

    /** Records the last use as the manifest's modification time, which {@link #prune} reads. */
    private static void recordUse(KernelEntry entry) {
        try {
            Files.setLastModifiedTime(entry.folder().resolve(KernelManifest.FILE), FileTime.from(Instant.now()));
        } catch (IOException e) {
            // The store belongs to another user, who also prunes it.
            return;
        }
    }

    /** Returns the best name that no kernel of Debian's has. */
    private String freeName(LocalKernel kernel, String release) throws IOException {
        List<String> names = kernel.names(release);
        for (String name : names) {
            if (!isOfDebian(name)) {
                return name;
            }
        }
        return names.get(0);
    }

    private boolean isOfDebian(String name) throws IOException {
        return read(folder(name)).filter(here -> here.manifest().fromArchive()).isPresent();
    }

    private KernelEntry putInPlace(StoreLock lock, Path whole, String name) throws IOException {
        Path folder = folder(name);
        delete(lock, folder);
        Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
        return read(folder).orElseThrow(() -> new IOException("no kernel in " + folder));
    }

    private static String hostRelease() {
        return System.getProperty("os.version");
    }

    private static String hostName() {
        return LocalKernel.HOST + "-" + hostRelease();
    }

    private boolean isFresh(KernelEntry entry) throws IOException, StoreException {
        return entry.manifest().source().equals(source.hash(entry.architecture()))
                && entry.ownModules().stream().allMatch(Files::isRegularFile);
    }

    /** Calls {@link #fetch(KernelRequest, boolean, Progress)} and accepts a kernel that is already there. */
    public KernelEntry fetch(KernelRequest request, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        return fetch(request, false, progress);
    }

    /** Returns the requested kernel if today's index can resolve the request and the store has that kernel. */
    private Optional<KernelEntry> findUpToDate(KernelRequest request, AptArchive archive)
            throws IOException, InterruptedException {
        if (!archive.isWithin(A_DAY)) {
            return Optional.empty();
        }
        try {
            KernelPackages packages = KernelPackages.resolve(request, archive);
            return read(folder(packages.release())).filter(entry -> isWhole(entry, packages));
        } catch (StoreException e) {
            // A newer index may have the kernel.
            return Optional.empty();
        }
    }

    /**
     * Drops the version from an entry's manifest if the entry turns out to be the suite's newest kernel. It then
     * represents its suite.
     */
    private KernelEntry representSuite(KernelEntry entry, KernelRequest request) throws IOException {
        if (request.version().isPresent()
                || entry.manifest().version().isEmpty()
                || !request.suite().equals(entry.manifest().suite())) {
            return entry;
        }
        KernelManifest manifest = entry.manifest().ofAnyVersion();
        Path made = assembly.hidden(entry.name() + ".asked");
        try {
            Files.createDirectories(made);
            manifest.write(made);
            Files.move(
                    made.resolve(KernelManifest.FILE),
                    entry.folder().resolve(KernelManifest.FILE),
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(made);
        }
        return new KernelEntry(entry.folder(), manifest);
    }

    private static boolean isWhole(KernelEntry entry, KernelPackages packages) {
        return entry.manifest().fromArchive() && sameImage(entry, packages) && entry.isWhole();
    }

    private static boolean sameImage(KernelEntry entry, KernelPackages packages) {
        Set<String> had = entry.manifest().packages().stream()
                .map(KernelManifest.Source::sha256)
                .collect(Collectors.toSet());
        return packages.image().stream().allMatch(wanted -> had.contains(wanted.sha256()));
    }

    private Optional<KernelEntry> read(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(KernelManifest.FILE))) {
            return Optional.empty();
        }
        try {
            KernelManifest manifest = KernelManifest.read(folder);
            return manifest.isReadable() ? Optional.of(new KernelEntry(folder, manifest)) : Optional.empty();
        } catch (JacksonException e) {
            // The manifest is damaged or has another format. The entry counts as missing, and verify reports it.
            return Optional.empty();
        }
    }

    private Path folder(String release) {
        return cache.kernels().resolve(release);
    }

    /**
     * Renames the folder before it is deleted, so that a killed removal does not leave an incomplete kernel that looks
     * complete.
     */
    private void delete(StoreLock lock, Path folder) throws IOException {
        lock.mustBeHeld();
        if (Files.exists(folder)) {
            Path gone = assembly.hidden(folder.getFileName() + ".gone");
            FileTree.delete(gone);
            Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
            FileTree.delete(gone);
        }
    }

    private StoreException unreadable(IOException e) {
        return StoreException.environment(
                "cannot read the store " + cache.kernels() + ": " + Failures.cause(e, cache.root()), e);
    }
}
