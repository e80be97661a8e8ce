// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.timertorture.host.Failures;
import org.timertorture.kernel.KernelParts.Part;

/**
 * A kernel on this machine that can be added to the store.
 *
 * @param kind {@code tree}, {@code image}, {@code packages} or {@code host}
 * @param image a bzImage, or an Image of arm64
 * @param headers the directory to pass to {@code make -C}
 * @param modules a directory with the kernel's modules, if one is known
 */
public record LocalKernel(String kind, Path image, Path headers, Optional<Path> modules) {

    /** The name of the running kernel. */
    public static final String HOST = "host";

    private static final String IMAGE_PREFIX = "vmlinuz-";
    private static final List<String> MODULES = List.of("usr/lib/modules", "lib/modules");

    /** The config options that a guest needs. */
    private static final List<String> NEEDED = List.of(
            "64BIT",
            "MODULES",
            "BLK_DEV_INITRD",
            "BINFMT_ELF",
            "PRINTK",
            "TTY",
            "PCI",
            "SYSFS",
            "DEVTMPFS",
            "VIRTIO_PCI",
            "VIRTIO_CONSOLE");

    /**
     * Returns the kernel of a built tree. The argument is the folder in which {@code make} ran, or its {@code O=}
     * folder.
     */
    public static LocalKernel tree(Path tree) {
        Path image = Arrays.stream(Architecture.values())
                .map(architecture -> tree.resolve(architecture.image()))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(tree.resolve(Architecture.AMD64.image()));
        return new LocalKernel(
                "tree", image, tree, Optional.of(tree.resolve("drivers")).filter(Files::isDirectory));
    }

    /** Returns a kernel given as an image and the headers to build modules with. */
    public static LocalKernel image(Path image, Path headers, Optional<Path> modules) {
        return new LocalKernel("image", image, headers, modules);
    }

    /**
     * Returns the kernel of packages that are unpacked in one folder, in the layout of Debian, of Fedora, or of the
     * kernel's own {@code make bindeb-pkg} and {@code make binrpm-pkg}.
     *
     * @throws StoreException if the packages do not have the image and the headers of one kernel
     */
    public static LocalKernel unpacked(Path root) throws IOException, StoreException {
        Map<String, Path> images = new TreeMap<>();
        collect(root.resolve("boot"), IMAGE_PREFIX, "", images);
        for (String modules : MODULES) {
            collect(root.resolve(modules), "", "vmlinuz", images);
        }
        if (images.size() != 1) {
            throw StoreException.usage(
                    images.isEmpty()
                            ? "these packages have no image of a kernel: name the package with vmlinuz, too"
                            : "these packages have several kernels: " + String.join(", ", images.keySet())
                                    + "; name those of one");
        }
        String release = images.keySet().iterator().next();
        return new LocalKernel(
                "packages",
                images.get(release),
                headers(root, release),
                MODULES.stream()
                        .map(modules -> root.resolve(modules).resolve(release))
                        .filter(Files::isDirectory)
                        .findFirst());
    }

    /** Adds the image of each release that has one in a folder. */
    private static void collect(Path folder, String prefix, String within, Map<String, Path> images)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path one : found) {
                Path image = within.isEmpty() ? one : one.resolve(within);
                if (Files.isRegularFile(image)) {
                    images.putIfAbsent(one.getFileName().toString().substring(prefix.length()), image);
                }
            }
        }
    }

    private static Path headers(Path root, String release) throws IOException, StoreException {
        if (Files.isDirectory(root.resolve("usr/src/linux-headers-" + release))) {
            return KernelHeaders.in(root, release).build();
        }
        Path folder = root.resolve("usr/src/kernels").resolve(release);
        if (!Files.isDirectory(folder)) {
            throw StoreException.usage("these packages have no headers of " + release
                    + ": name the package with them, too, such as linux-headers-" + release + " or kernel-devel-"
                    + release);
        }
        return folder;
    }

    /**
     * Returns the running kernel.
     *
     * @param root the root of the file system
     * @param release the release of the running kernel
     * @throws StoreException if its image or its headers are not there
     */
    public static LocalKernel host(Path root, String release) throws StoreException {
        Path modules = root.resolve("lib/modules").resolve(release);
        List<Path> images = List.of(
                root.resolve("boot/vmlinuz-" + release),
                root.resolve("usr/lib/modules").resolve(release).resolve("vmlinuz"),
                modules.resolve("vmlinuz"));
        Path image = images.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> StoreException.environment("the image of the running kernel " + release
                        + " is not on this machine (no " + images.get(0) + ", no " + images.get(1)
                        + "): timertorture kernel fetch brings one of Debian's"));
        if (!Files.isReadable(image)) {
            throw StoreException.environment("only root may read " + image + ": call timertorture kernel add --image"
                    + " with a copy that you may read, and --headers " + modules.resolve("build"));
        }
        if (!Files.isDirectory(modules.resolve("build"))) {
            throw StoreException.environment("no headers of the running kernel in " + modules.resolve("build")
                    + ": install linux-headers-" + release);
        }
        return new LocalKernel(
                HOST,
                image,
                modules.resolve("build"),
                Optional.of(modules.resolve("kernel")).filter(Files::isDirectory));
    }

    /**
     * Checks that image, headers and modules belong together.
     *
     * @throws StoreException if they do not, or if a guest cannot run the kernel; the message says what to do
     */
    public KernelParts parts(KernelHeaders build) throws IOException, StoreException, InterruptedException {
        if (!Files.isRegularFile(image)) {
            throw StoreException.usage("there is no image " + image
                    + (kind.equals("tree") ? ": run 'make bzImage modules' in " + headers : ""));
        }
        KernelConfig config = KernelConfig.read(build.config());
        String release = BootImage.release(image, config.architecture())
                .orElseThrow(
                        () -> StoreException.usage(image + " is no image of " + BootImage.kind(config.architecture())));
        if (!release.equals(build.release())) {
            throw StoreException.usage(image + " is " + release + ", but " + headers + " belongs to " + build.release()
                    + ": a module built there would not load; name the two of one kernel");
        }
        List<String> missing = missing(config);
        if (!missing.isEmpty()) {
            throw StoreException.environment(release + " was configured without " + String.join(", ", missing)
                    + ", which a guest needs: choose it in " + build.config() + " and build the kernel again");
        }
        if (config.chosen("CC_IS_CLANG")) {
            throw StoreException.environment(
                    release + " was built with clang: only modules built with gcc are supported, build it with gcc");
        }
        return new KernelParts(
                release,
                new Part(image, image.toString()),
                new Part(build.config(), build.config().toString()),
                modules(release, config));
    }

    /** Returns the options that a guest needs and the configuration lacks, as in {@code CONFIG_MODULES}. */
    public static List<String> missing(KernelConfig config) {
        return Stream.concat(NEEDED.stream(), Stream.of(config.architecture().consoleOption()))
                .filter(option -> !config.chosen(option))
                .map(option -> "CONFIG_" + option)
                .toList();
    }

    private List<Part> modules(String release, KernelConfig config)
            throws IOException, StoreException, InterruptedException {
        List<String> wanted = VirtioModules.wanted(config);
        if (!wanted.isEmpty() && modules.isEmpty()) {
            throw StoreException.usage(release + " has " + String.join(" and ", wanted)
                    + " as modules: name the directory that they are in by --modules, as in --modules /lib/modules/"
                    + release);
        }
        if (!wanted.isEmpty() && !Files.isDirectory(modules.get())) {
            throw StoreException.usage("there is no directory " + modules.get());
        }
        List<Path> found;
        try {
            found = wanted.isEmpty() ? List.of() : VirtioModules.in(modules.get(), config);
        } catch (IOException e) {
            throw StoreException.environment(release + ": " + Failures.cause(e, modules.get()), e);
        }
        List<Part> parts = new ArrayList<>();
        for (Path file : found) {
            String of = new ModuleFile(file).release();
            if (!of.equals(release)) {
                throw StoreException.usage(file + " is a module of " + of + ", not of " + release);
            }
            parts.add(new Part(file, file.toString()));
        }
        return parts;
    }

    /** Returns the names that the kernel may have in the store, the best first. */
    public List<String> names(String release) {
        return List.of(kind.equals(HOST) ? HOST + "-" + release : release, kind + "-" + release);
    }
}
