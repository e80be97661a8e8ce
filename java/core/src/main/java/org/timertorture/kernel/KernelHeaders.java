// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that modules of one kernel are built with: Debian's headers, unpacked anywhere, or a kernel tree.
 *
 * @param build the directory to pass to {@code make -C}
 * @param visible all directories that a build reads
 */
public record KernelHeaders(Path build, List<Path> visible) {

    /**
     * Matches absolute paths in the flavour's Makefile: the common Makefile that it includes and, since 7.x, its own
     * folder.
     */
    private static final Pattern PLACE =
            Pattern.compile("(?m)(?<=[=\\s])(/\\S*)?/usr/src/(?=(linux-headers-[^/\\s]+))");

    private static final Pattern COMPILER = Pattern.compile("(?m)^CC\\s*=.*\\bgcc-(\\d+)");
    private static final Pattern RELEASE = Pattern.compile("#define\\s+UTS_RELEASE\\s+\"([^\"]+)\"");

    public KernelHeaders {
        visible = List.copyOf(visible);
    }

    /**
     * Finds the headers in a directory of unpacked packages. The flavour's Makefile contains absolute paths, which are
     * rewritten to where the files are now.
     *
     * @throws IOException if the headers of that release are incomplete
     */
    public static KernelHeaders in(Path unpacked, String release) throws IOException {
        Path build = unpacked.resolve("usr/src/linux-headers-" + release);
        Path makefile = build.resolve("Makefile");
        if (!Files.isRegularFile(makefile)) {
            throw new IOException("no headers of " + release + " in " + unpacked);
        }
        String text = Files.readString(makefile);
        Path sources = unpacked.resolve("usr/src");
        for (String folder : named(text)) {
            if (!Files.isRegularFile(sources.resolve(folder).resolve("Makefile"))) {
                throw new IOException(
                        "no " + sources.resolve(folder) + ", which the headers of " + release + " include");
            }
        }
        String moved = PLACE.matcher(text).replaceAll(Matcher.quoteReplacement(sources + "/"));
        if (!moved.equals(text)) {
            Files.writeString(makefile, moved);
        }
        return new KernelHeaders(build, List.of(unpacked));
    }

    /**
     * Returns the headers in a built kernel tree or of an installed kernel.
     *
     * @throws StoreException if modules cannot be built with it; the message says what to do
     */
    public static KernelHeaders of(Path given) throws IOException, StoreException {
        if (!Files.isDirectory(given)) {
            throw StoreException.usage("there is no directory " + given);
        }
        Path build = given.toRealPath();
        if (!Files.isRegularFile(build.resolve("Makefile"))) {
            throw StoreException.usage(given + " holds no kernel: it has no Makefile");
        }
        for (String made : List.of(
                ".config",
                "include/generated/autoconf.h",
                "include/generated/utsrelease.h",
                "include/config/auto.conf",
                "scripts/mod/modpost")) {
            if (!Files.exists(build.resolve(made))) {
                throw StoreException.environment("modules cannot be built with " + given + ", it has no " + made
                        + ": run 'make olddefconfig' and 'make' in it");
            }
        }
        if (!Files.isRegularFile(build.resolve("Module.symvers")) && !Files.isRegularFile(symbolsOfImage(build))) {
            throw StoreException.environment(
                    given + " has no Module.symvers: 'make modules_prepare' does not make it," + " run 'make' in it");
        }
        List<Path> visible = new ArrayList<>(List.of(build));
        for (String link : List.of("source", "scripts", "tools")) {
            if (Files.isSymbolicLink(build.resolve(link))) {
                // Debian's links point to the folder of one of two packages.
                Path there = build.resolve(link).toRealPath();
                visible.add(link.equals("source") ? there : there.getParent());
            }
        }
        Matcher place = PLACE.matcher(Files.readString(build.resolve("Makefile")));
        while (place.find()) {
            visible.add(Path.of(place.group() + place.group(2)));
        }
        return new KernelHeaders(build, visible.stream().distinct().toList());
    }

    /** Returns the release that {@code uname -r} will print, and that modules built with these headers require. */
    public String release() throws IOException {
        Matcher matcher = RELEASE.matcher(Files.readString(build.resolve("include/generated/utsrelease.h")));
        if (!matcher.find()) {
            throw new IOException("no UTS_RELEASE in " + build.resolve("include/generated/utsrelease.h"));
        }
        return matcher.group(1);
    }

    public Path config() {
        return build.resolve(".config");
    }

    /**
     * Returns the image's symbol file, if the symbols are not in Module.symvers because no modules were built with it.
     */
    public Optional<Path> extraSymbols() {
        Path symbols = symbolsOfImage(build);
        return !Files.isRegularFile(build.resolve("Module.symvers")) && Files.isRegularFile(symbols)
                ? Optional.of(symbols)
                : Optional.empty();
    }

    /** Returns the architecture that modules are built for. */
    public Architecture architecture() throws IOException {
        return Files.isRegularFile(config()) ? KernelConfig.read(config()).architecture() : Architecture.AMD64;
    }

    /** Returns the major version of the gcc that built the kernel, if the headers name it. */
    public OptionalInt compiler() throws IOException {
        Path variables = build.resolve(".kernelvariables");
        if (Files.isRegularFile(variables)) {
            Matcher matcher = COMPILER.matcher(Files.readString(variables));
            if (matcher.find()) {
                return OptionalInt.of(Integer.parseInt(matcher.group(1)));
            }
        }
        return Files.isRegularFile(config()) ? KernelConfig.read(config()).gcc() : OptionalInt.empty();
    }

    private static List<String> named(String makefile) {
        return PLACE.matcher(makefile).results().map(found -> found.group(2)).toList();
    }

    private static Path symbolsOfImage(Path build) {
        return build.resolve("vmlinux.symvers");
    }
}
