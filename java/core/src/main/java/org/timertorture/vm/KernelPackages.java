// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.timertorture.vm.DebianPackage.Relation;

/**
 * The packages that hold one kernel and what is needed to build modules for it.
 *
 * @param release as {@code uname -r} will say
 * @param image kernel and modules: one package, or since 7.x several
 * @param headers headers and build tools
 */
record KernelPackages(String release, List<DebianPackage> image, List<DebianPackage> headers) {

    private static final String IMAGE = "linux-image-";
    private static final String HEADERS = "linux-headers-";

    /** Answers with the packages that it knows of those named. */
    @FunctionalInterface
    interface Index {
        List<DebianPackage> show(List<String> names) throws IOException, InterruptedException;
    }

    List<DebianPackage> all() {
        List<DebianPackage> all = new ArrayList<>(image);
        headers.stream().filter(one -> !image.contains(one)).forEach(all::add);
        return all;
    }

    /**
     * Follows the metapackages of a flavour.
     *
     * @throws StoreException if the suite has no such kernel
     */
    static KernelPackages resolve(KernelRequest request, Index index)
            throws StoreException, IOException, InterruptedException {
        DebianPackage image = followed(IMAGE, request, index);
        DebianPackage headers = followed(HEADERS, request, index);
        String release = releaseOf(image, IMAGE);
        if (!release.equals(releaseOf(headers, HEADERS))) {
            throw StoreException.environment("image and headers of " + request + " are of two kernels just now, "
                    + image.name() + " and " + headers.name() + ": try again when the mirror has both");
        }
        return new KernelPackages(
                release,
                closure(image, index, name -> !name.startsWith(HEADERS)),
                closure(headers, index, name -> !name.startsWith(IMAGE)));
    }

    private static DebianPackage followed(String prefix, KernelRequest request, Index index)
            throws StoreException, IOException, InterruptedException {
        String metaName = prefix + request.packageFlavour();
        DebianPackage meta = index.show(List.of(metaName)).stream()
                .filter(found -> found.name().equals(metaName))
                .findFirst()
                .orElseThrow(() -> StoreException.environment(request.suite() + " has no package " + metaName
                        + ": ask for another flavour of " + String.join(", ", KernelRequest.FLAVOURS)));
        Relation target = meta.depends().stream()
                .map(alternatives -> alternatives.get(0))
                .filter(relation -> relation.name().startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> StoreException.environment(
                        metaName + " " + meta.version() + " of " + request.suite() + " names no kernel"));
        return index.show(List.of(target.spelled())).stream()
                .filter(found -> found.name().equals(target.name()))
                .findFirst()
                .orElseThrow(() -> StoreException.environment(
                        request.suite() + " has no package " + target.spelled() + ", which " + metaName + " names"));
    }

    private static String releaseOf(DebianPackage found, String prefix) {
        String release = found.name().substring(prefix.length());
        return release.endsWith("-unsigned") ? release.substring(0, release.length() - "-unsigned".length()) : release;
    }

    private static List<DebianPackage> closure(DebianPackage start, Index index, Predicate<String> follow)
            throws StoreException, IOException, InterruptedException {
        Map<String, DebianPackage> reached = new LinkedHashMap<>();
        List<DebianPackage> frontier = List.of(start);
        while (!frontier.isEmpty()) {
            frontier.forEach(one -> reached.put(one.name(), one));
            Map<String, Relation> next = frontier.stream()
                    .flatMap(one -> one.depends().stream())
                    .map(KernelPackages::kernelPart)
                    .flatMap(Optional::stream)
                    .filter(relation -> follow.test(relation.name()) && !reached.containsKey(relation.name()))
                    .collect(Collectors.toMap(Relation::name, relation -> relation, (a, b) -> a, LinkedHashMap::new));
            if (next.isEmpty()) {
                break;
            }
            frontier = index.show(next.values().stream().map(Relation::spelled).toList()).stream()
                    .filter(found -> next.containsKey(found.name()))
                    .toList();
            for (Relation relation : next.values()) {
                if (frontier.stream().noneMatch(found -> found.name().equals(relation.name()))) {
                    throw StoreException.environment("the archive has no package " + relation.spelled() + ", which "
                            + start.name() + " needs: try again later, the mirror may be in mid-update");
                }
            }
        }
        return List.copyOf(reached.values());
    }

    /** The first alternative that belongs to the kernel itself; compilers and the machine's own tools do not. */
    private static Optional<Relation> kernelPart(List<Relation> alternatives) {
        return alternatives.stream()
                .filter(relation -> relation.name().startsWith("linux-")
                        && !relation.name().equals("linux-base")
                        && !relation.name().equals("linux-initramfs-tool")
                        && !relation.name().startsWith("linux-compiler-"))
                .findFirst();
    }
}
