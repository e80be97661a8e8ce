// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.timertorture.plan.NearestNames;
import org.timertorture.progress.Progress;

/**
 * The kernels that can be raced, one folder each, filled from Debian's archive. A folder appears whole or not at all;
 * several processes may use the store at once.
 */
public final class KernelStore {
    private static final Path ETC_APT = Path.of("/etc/apt");

    private final Cache cache;
    private final ModuleSource source;
    private final KernelAssembly assembly;

    private KernelStore(Cache cache, Path home) {
        this.cache = cache;
        this.source = new ModuleSource(home);
        this.assembly = new KernelAssembly(cache, source);
    }

    /**
     * Opens a store; it need not exist yet.
     *
     * @param cache where kernels, headers and downloads are kept
     * @param home the checkout, for the source of our modules
     */
    public static KernelStore open(Cache cache, Path home) {
        return new KernelStore(cache, home);
    }

    /** Complete kernels, by release. */
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
     * Finds one kernel.
     *
     * @param name a release, a prefix of one that no other has, a suite, or {@code suite:flavour}; of several fetched
     *     from a suite the newest counts, and the cloud flavour before others
     * @throws StoreException (usage) if none or several are meant; names the nearest valid ones
     */
    public KernelEntry find(String name) throws StoreException {
        List<KernelEntry> entries = list();
        List<KernelEntry> exact = those(entries, release -> release.equals(name));
        if (!exact.isEmpty()) {
            return exact.get(0);
        }
        Optional<KernelEntry> ofSuite = entries.stream()
                .filter(entry -> comesFrom(entry, name))
                .min(Comparator.comparing((KernelEntry entry) ->
                                !entry.manifest().flavour().equals(KernelRequest.DEFAULT.flavour()))
                        .thenComparing(KernelEntry::release, new ReleaseOrder().reversed()));
        if (ofSuite.isPresent()) {
            return ofSuite.get();
        }
        // 6.1 means 6.1.0-56, not 6.12.
        List<KernelEntry> found = those(entries, release -> release.matches(Pattern.quote(name) + "\\D.*"));
        if (found.isEmpty()) {
            found = those(entries, release -> release.startsWith(name));
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            throw StoreException.usage("'" + name + "' is several kernels: "
                    + found.stream().map(KernelEntry::release).collect(Collectors.joining(", ")));
        }
        throw unknown(name, entries);
    }

    /**
     * The kernel that is raced if nothing is said: the newest in the store of {@link KernelRequest#DEFAULT}; it is
     * fetched if there is none. Its modules are fresh.
     */
    public KernelEntry defaultKernel(Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        Optional<KernelEntry> here = list().stream()
                .filter(entry -> comesFrom(entry, KernelRequest.DEFAULT.toString()))
                .reduce((older, newer) -> newer);
        return here.isPresent() ? ensureFresh(here.get(), progress) : fetch(KernelRequest.DEFAULT, progress);
    }

    /**
     * Brings the newest kernel of a suite into the store, with our modules built for it; does nothing but look if it
     * is there. What a failed or killed fetch has downloaded is used again.
     *
     * @throws StoreException if it cannot be had
     * @throws BuildFailedException if our module does not compile for it
     */
    public KernelEntry fetch(KernelRequest request, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
            assembly.clean(lock);
            AptArchive archive = new AptArchive(request.suite(), DebianMirrors.find(System.getenv(), ETC_APT), cache);
            archive.update(progress);
            KernelPackages packages = KernelPackages.resolve(request, archive::show);
            Optional<KernelEntry> here = read(folder(packages.release()));
            if (here.isPresent() && sameImage(here.get(), packages)) {
                return fresh(lock, here.get(), progress);
            }
            Path whole = assembly.assemble(lock, request, packages, archive, progress);
            Path folder = folder(packages.release());
            delete(lock, folder);
            Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
            assembly.dropDownloads(lock, packages);
            return read(folder).orElseThrow(() -> new IOException("no kernel in " + folder));
        } catch (IOException e) {
            throw StoreException.environment("cannot fetch " + request + ": " + Failures.cause(e), e);
        }
    }

    /**
     * Rebuilds our modules if their source is not the one they were built from.
     *
     * @return the entry as it is then
     */
    public KernelEntry ensureFresh(KernelEntry entry, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        try {
            if (isFresh(entry)) {
                return entry;
            }
            try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
                KernelEntry now = read(entry.folder())
                        .orElseThrow(() -> StoreException.environment(entry.release()
                                + " was removed from the store meanwhile: timertorture kernel fetch brings it back"));
                return fresh(lock, now, progress);
            }
        } catch (IOException e) {
            throw StoreException.environment(
                    "cannot rebuild the module for " + entry.release() + ": " + Failures.cause(e), e);
        }
    }

    /**
     * Takes a kernel out of the store, its headers too.
     *
     * @param release whole
     * @throws StoreException (usage) if the store has no such kernel
     */
    public void remove(String release, Progress progress) throws StoreException, InterruptedException {
        List<KernelEntry> entries = list();
        if (those(entries, known -> known.equals(release)).isEmpty()) {
            throw unknown(release, entries);
        }
        try (StoreLock lock = StoreLock.take(cache.kernels(), progress)) {
            delete(lock, folder(release));
            FileTree.delete(cache.headers().resolve(release));
        } catch (IOException e) {
            throw StoreException.environment("cannot remove " + release + ": " + Failures.cause(e), e);
        }
    }

    private KernelEntry fresh(StoreLock lock, KernelEntry entry, Progress progress)
            throws IOException, StoreException, BuildFailedException, InterruptedException {
        if (isFresh(entry)) {
            return entry;
        }
        KernelRequest request =
                new KernelRequest(entry.manifest().suite(), entry.manifest().flavour());
        assembly.rebuild(
                lock,
                entry,
                () -> new AptArchive(request.suite(), DebianMirrors.find(System.getenv(), ETC_APT), cache),
                progress);
        return read(entry.folder()).orElseThrow(() -> new IOException("no kernel in " + entry.folder()));
    }

    private boolean isFresh(KernelEntry entry) throws IOException, StoreException {
        return entry.manifest().source().equals(source.hash())
                && entry.ownModules().stream().allMatch(Files::isRegularFile);
    }

    private static boolean sameImage(KernelEntry entry, KernelPackages packages) {
        Set<String> had = entry.manifest().packages().stream()
                .map(KernelManifest.Source::sha256)
                .collect(Collectors.toSet());
        return packages.image().stream().allMatch(wanted -> had.contains(wanted.sha256()));
    }

    private static boolean comesFrom(KernelEntry entry, String name) {
        String suite = entry.manifest().suite();
        return name.equals(suite) || name.equals(suite + ":" + entry.manifest().flavour());
    }

    private static List<KernelEntry> those(List<KernelEntry> entries, Predicate<String> release) {
        return entries.stream().filter(entry -> release.test(entry.release())).toList();
    }

    private static StoreException unknown(String name, List<KernelEntry> entries) {
        int colon = name.indexOf(':');
        if (KernelRequest.SUITES.contains(colon < 0 ? name : name.substring(0, colon))) {
            return StoreException.usage(
                    "the store has no kernel of " + name + ": timertorture kernel fetch " + name + " brings it");
        }
        Set<String> valid = new LinkedHashSet<>();
        entries.forEach(entry -> {
            valid.add(entry.release());
            valid.add(entry.manifest().suite());
        });
        valid.addAll(KernelRequest.SUITES);
        String mend = entries.isEmpty() ? " in the store, which is empty" : " in the store";
        return StoreException.usage("no kernel '" + name + "'" + mend + NearestNames.among(valid, name));
    }

    private Optional<KernelEntry> read(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(KernelManifest.FILE))) {
            return Optional.empty();
        }
        KernelManifest manifest = KernelManifest.read(folder);
        return manifest.schema() == KernelManifest.SCHEMA
                ? Optional.of(new KernelEntry(folder, manifest))
                : Optional.empty();
    }

    private Path folder(String release) {
        return cache.kernels().resolve(release);
    }

    /** Out of sight first: a killed removal must not leave half a kernel that looks whole. */
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
        return StoreException.environment("cannot read the store " + cache.kernels() + ": " + Failures.cause(e), e);
    }

    /** Numbers in releases count as numbers: 6.9 is before 6.12. */
    static final class ReleaseOrder implements Comparator<String> {
        @Override
        public int compare(String one, String other) {
            List<String> left = parts(one);
            List<String> right = parts(other);
            for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                int order = comparePart(left.get(i), right.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(left.size(), right.size());
        }

        private static int comparePart(String left, String right) {
            boolean numbers = Character.isDigit(left.charAt(0)) && Character.isDigit(right.charAt(0));
            return numbers ? new BigInteger(left).compareTo(new BigInteger(right)) : left.compareTo(right);
        }

        private static List<String> parts(String release) {
            return Stream.of(release.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)"))
                    .filter(part -> !part.isEmpty())
                    .toList();
        }
    }
}
