// SPDX-License-Identifier: Apache-2.0
package org.timertorture.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.kernel.ReleaseOrder;
import org.timertorture.kernel.StoreException;
import org.timertorture.plan.NearestNames;

/** Finds kernels of the store by the names that a user may give. */
final class KernelNames {
    /**
     * Orders the kernels of a suite. A kernel that was fetched by its version represents the suite only if no kernel
     * was fetched without one.
     */
    private static final Comparator<KernelEntry> NEWEST = Comparator.comparing(
                    (KernelEntry entry) -> !entry.manifest().version().isEmpty())
            .thenComparing(KernelEntry::release, new ReleaseOrder().reversed());

    private final List<KernelEntry> entries;

    /**
     * Creates the names of these kernels.
     *
     * @param entries the kernels, ordered by release
     */
    KernelNames(List<KernelEntry> entries) {
        this.entries = entries;
    }

    /**
     * Finds the kernel with this name, of this suite, or whose name begins so. A suite alone means no kernel of another
     * architecture, and the beginning of a name means one only if no kernel of this machine's architecture begins so.
     *
     * @throws StoreException (usage) if no kernel or more than one matches
     */
    KernelEntry find(String name) throws StoreException {
        Optional<KernelEntry> exact = named(name);
        if (exact.isPresent()) {
            return exact.get();
        }
        Optional<KernelEntry> ofSuite = entries.stream()
                .filter(entry -> comesFrom(entry, name))
                .min(Comparator.comparing((KernelEntry entry) ->
                                !entry.manifest().flavour().equals(KernelRequest.DEFAULT.flavour()))
                        .thenComparing(NEWEST));
        if (ofSuite.isPresent()) {
            return ofSuite.get();
        }
        List<KernelEntry> found = matching(known -> KernelRequest.begins(known, name));
        if (found.size() == 1) {
            return found.get(0);
        }
        List<KernelEntry> ofHost =
                found.stream().filter(entry -> entry.architecture().isHost()).toList();
        if (ofHost.size() == 1) {
            return ofHost.get(0);
        }
        if (found.size() > 1) {
            throw StoreException.usage("'" + name + "' is several kernels: "
                    + found.stream().map(KernelEntry::name).collect(Collectors.joining(", ")));
        }
        throw unknown(name);
    }

    /**
     * Finds the kernel with exactly this name.
     *
     * @throws StoreException (usage) if there is none
     */
    KernelEntry withName(String name) throws StoreException {
        return named(name).orElseThrow(() -> notFound(name, List.of()));
    }

    /** Returns the newest of the kernels that match a request {@code SUITE[:FLAVOUR][=VERSION]}; empty if none does. */
    Optional<KernelEntry> newestOf(String request) {
        return entries.stream().filter(entry -> comesFrom(entry, request)).min(NEWEST);
    }

    private Optional<KernelEntry> named(String name) {
        return matching(name::equals).stream().findFirst();
    }

    private List<KernelEntry> matching(Predicate<String> name) {
        return entries.stream().filter(entry -> name.test(entry.name())).toList();
    }

    private static boolean comesFrom(KernelEntry entry, String name) {
        int equals = name.indexOf('=');
        String kernels = equals < 0 ? name : name.substring(0, equals);
        String suite = entry.manifest().suite();
        boolean kind = kernels.equals(suite) && entry.architecture().isHost()
                || kernels.equals(suite + ":" + entry.manifest().flavour());
        return entry.manifest().fromArchive() && kind && (equals < 0 || isOfVersion(entry, name.substring(equals + 1)));
    }

    private static boolean isOfVersion(KernelEntry entry, String version) {
        return KernelRequest.begins(entry.release(), version)
                || entry.manifest().packages().stream().anyMatch(one -> KernelRequest.begins(one.version(), version));
    }

    private StoreException unknown(String name) {
        if (KernelRequest.SUITES.contains(name.split("[:=]", 2)[0])) {
            return StoreException.usage(
                    "the store has no kernel of " + name + ": timertorture kernel fetch " + name + " brings it");
        }
        Set<String> words = new LinkedHashSet<>();
        entries.stream()
                .map(KernelEntry::manifest)
                .filter(KernelManifest::fromArchive)
                .forEach(manifest -> words.add(manifest.suite()));
        words.add(LocalKernel.HOST);
        words.addAll(KernelRequest.SUITES);
        return notFound(name, words);
    }

    /** Suggests the names of the store's kernels, and the given other words that are valid as well. */
    private StoreException notFound(String name, Collection<String> words) {
        Set<String> valid = new LinkedHashSet<>();
        entries.forEach(entry -> valid.add(entry.name()));
        valid.addAll(words);
        String where = entries.isEmpty() ? " in the store, which is empty" : " in the store";
        return StoreException.usage(
                "no kernel '" + name + "'" + where + (valid.isEmpty() ? "" : NearestNames.among(valid, name)));
    }
}
