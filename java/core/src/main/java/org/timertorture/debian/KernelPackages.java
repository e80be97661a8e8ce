// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.timertorture.debian.DebianPackage.Relation;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.ReleaseOrder;
import org.timertorture.kernel.StoreException;

/**
 * The packages that hold one kernel and everything needed to build modules for it.
 *
 * @param release the release as {@code uname -r} will print it
 * @param image the kernel and its modules: one package, or several since 7.x
 * @param headers the headers and the build tools
 */
public record KernelPackages(String release, List<DebianPackage> image, List<DebianPackage> headers) {

    private static final String IMAGE = "linux-image-";
    private static final String HEADERS = "linux-headers-";
    private static final String KBUILD = "linux-kbuild-";
    private static final String UNSIGNED = "-unsigned";
    private static final Pattern LIBRARY = Pattern.compile("(lib|zlib).*");

    /** The package index of a suite. */
    interface Index {
        /**
         * Describes the named packages, each given as {@code name} or {@code name=version}; unknown ones are left out.
         */
        List<DebianPackage> show(List<String> names) throws IOException, InterruptedException;

        /** Returns the names of all packages that start with the given prefix. */
        List<String> names(String beginning) throws IOException, InterruptedException;
    }

    /** Returns whether modules are built with the package of this name. */
    public static boolean isForBuilding(String name) {
        return name.startsWith(HEADERS) || name.startsWith(KBUILD);
    }

    /**
     * Returns how apt is asked for a package. The build tools run on this machine, whatever the kernel's architecture
     * is.
     */
    public static String qualified(String name, Architecture kernel) {
        return kernel.isHost() || !name.startsWith(KBUILD) ? name : name + ":" + Architecture.ofHost();
    }

    /** Returns the names of the shared libraries that the programs in the headers are linked with. */
    public List<String> libraries() {
        return headers.stream()
                .filter(one -> isForBuilding(one.name()))
                .flatMap(one -> one.depends().stream())
                .map(alternatives -> alternatives.get(0).name())
                .filter(name -> LIBRARY.matcher(name).matches())
                .distinct()
                .toList();
    }

    public List<DebianPackage> all() {
        List<DebianPackage> all = new ArrayList<>(image);
        headers.stream().filter(one -> !image.contains(one)).forEach(all::add);
        return all;
    }

    /**
     * Finds the packages of a kernel. Without a version it follows the flavour's metapackages; with a version it
     * searches all kernels of the suite.
     *
     * @throws StoreException if the suite has no such kernel; the message names the kernels that it has
     */
    public static KernelPackages resolve(KernelRequest request, Index index)
            throws StoreException, IOException, InterruptedException {
        DebianPackage image =
                request.version().isPresent() ? ofVersion(request, index) : followed(IMAGE, request, index);
        DebianPackage headers = request.version().isPresent()
                ? headersOf(releaseOf(image, IMAGE), request, index)
                : followed(HEADERS, request, index);
        String release = releaseOf(image, IMAGE);
        if (!release.equals(releaseOf(headers, HEADERS))) {
            throw StoreException.environment(
                    "image and headers of " + request + " belong to two different kernels at the moment, "
                            + image.name() + " and " + headers.name() + ": try again when the mirror has both");
        }
        return new KernelPackages(
                release,
                closure(image, request.architecture(), index, name -> !name.startsWith(HEADERS)),
                closure(headers, request.architecture(), index, name -> !name.startsWith(IMAGE)));
    }

    private static DebianPackage followed(String prefix, KernelRequest request, Index index)
            throws StoreException, IOException, InterruptedException {
        String metaName = prefix + request.packageFlavour();
        DebianPackage meta = index.show(List.of(metaName)).stream()
                .filter(found -> found.name().equals(metaName))
                .findFirst()
                .orElseThrow(() -> StoreException.environment(
                        request.suite() + " has no package " + metaName + ": ask for another flavour of "
                                + String.join(", ", KernelRequest.flavoursOf(request.architecture()))));
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

    private static DebianPackage ofVersion(KernelRequest request, Index index)
            throws StoreException, IOException, InterruptedException {
        // The name linux-image-6.1.0-56-cloud-amd64 does not belong to the flavour amd64.
        Pattern name =
                Pattern.compile(IMAGE + "\\d.*(?<!-cloud|-rt)-" + request.packageFlavour() + "(" + UNSIGNED + ")?");
        List<String> names = index.names(IMAGE).stream()
                .filter(found -> name.matcher(found).matches())
                .toList();
        List<DebianPackage> images = names.isEmpty() ? List.of() : index.show(names);
        // An archive keeps images longer than headers. Without headers no module can be built for an image.
        Set<String> headers = Set.copyOf(index.names(HEADERS));
        List<DebianPackage> kernels = images.stream()
                .filter(one -> headers.contains(HEADERS + releaseOf(one, IMAGE)))
                .toList();
        String wanted = request.version().orElseThrow();
        return kernels.stream()
                .filter(one -> isOf(one, wanted))
                .max(Comparator.comparing(DebianPackage::version, new ReleaseOrder())
                        .thenComparing(one -> !one.name().endsWith(UNSIGNED)))
                .orElseThrow(() ->
                        noVersion(request, wanted, kernels, images.stream().anyMatch(one -> isOf(one, wanted))));
    }

    private static boolean isOf(DebianPackage image, String version) {
        return KernelRequest.begins(image.version(), version) || KernelRequest.begins(releaseOf(image, IMAGE), version);
    }

    private static StoreException noVersion(
            KernelRequest request, String wanted, List<DebianPackage> kernels, boolean withoutHeaders) {
        if (kernels.isEmpty()) {
            return StoreException.environment(request.suite() + " has no kernel of the flavour " + request.flavour()
                    + ": ask for another flavour of "
                    + String.join(", ", KernelRequest.flavoursOf(request.architecture())));
        }
        List<String> versions = kernels.stream()
                .map(DebianPackage::version)
                .distinct()
                .sorted(new ReleaseOrder().reversed())
                .toList();
        String kind = request.suite() + ":" + request.flavour();
        return withoutHeaders
                ? StoreException.environment("the mirror has images of " + kind + " " + wanted
                        + " but their headers no longer: ask for one of " + String.join(", ", versions))
                : StoreException.usage("there is no kernel " + wanted + " of " + kind + ": ask for one of "
                        + String.join(", ", versions));
    }

    private static DebianPackage headersOf(String release, KernelRequest request, Index index)
            throws StoreException, IOException, InterruptedException {
        return index.show(List.of(HEADERS + release)).stream()
                .findFirst()
                .orElseThrow(() -> StoreException.environment(request.suite() + " has the image of " + release
                        + " but no package " + HEADERS + release + ": ask for another version"));
    }

    private static String releaseOf(DebianPackage found, String prefix) {
        String release = found.name().substring(prefix.length());
        return release.endsWith(UNSIGNED) ? release.substring(0, release.length() - UNSIGNED.length()) : release;
    }

    private static List<DebianPackage> closure(
            DebianPackage start, Architecture architecture, Index index, Predicate<String> follow)
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
            List<String> names = next.values().stream()
                    .map(relation -> relation.spelledAs(qualified(relation.name(), architecture)))
                    .toList();
            frontier = index.show(names).stream()
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

    /** Returns the first alternative that is part of the kernel; compilers and the machine's own tools are not. */
    private static Optional<Relation> kernelPart(List<Relation> alternatives) {
        return alternatives.stream()
                .filter(relation -> relation.name().startsWith("linux-")
                        && !relation.name().equals("linux-base")
                        && !relation.name().equals("linux-initramfs-tool")
                        && !relation.name().startsWith("linux-compiler-"))
                .findFirst();
    }
}
