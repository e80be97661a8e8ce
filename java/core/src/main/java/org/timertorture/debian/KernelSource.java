// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.timertorture.host.FileTree;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.ReleaseOrder;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/**
 * The source of a suite's newest kernel, with Debian's patches.
 *
 * @param source the package that holds it
 * @param compiler the package of the suite's gcc, for example {@code gcc-14}
 */
public record KernelSource(DebianPackage source, String compiler) {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final String PREFIX = "linux-source-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+\\.\\d+");
    private static final Pattern COMPILER = Pattern.compile("gcc-\\d+");
    private static final int VERSION_LENGTH = 3;

    /**
     * Finds the packages.
     *
     * @param suite for messages
     * @throws StoreException if the suite has none
     */
    public static KernelSource resolve(String suite, KernelPackages.Index kernels, KernelPackages.Index compilers)
            throws StoreException, IOException, InterruptedException {
        String newest = kernels.names(PREFIX).stream()
                .filter(name -> NAME.matcher(name).matches())
                .max(new ReleaseOrder())
                .orElseThrow(() -> StoreException.environment(
                        suite + " has no package " + PREFIX + "*: name another suite, as in --from trixie"));
        DebianPackage source = kernels.show(List.of(newest)).stream()
                .max(Comparator.comparing(DebianPackage::version, new ReleaseOrder()))
                .orElseThrow(() -> StoreException.environment(suite + " has no package " + newest));
        String compiler = compilers.show(List.of("gcc")).stream()
                .flatMap(gcc -> gcc.depends().stream())
                .map(alternatives -> alternatives.get(0).name())
                .filter(name -> COMPILER.matcher(name).matches())
                .findFirst()
                .orElseThrow(() -> StoreException.environment(suite + " has no package gcc"));
        return new KernelSource(source, compiler);
    }

    /** Returns the kernel's version, for example {@code 6.12.94}. */
    public String version() {
        String upstream = source.version().replaceFirst("[-~+].*", "");
        String[] numbers = upstream.split("\\.");
        return numbers.length <= VERSION_LENGTH
                ? upstream
                : String.join(".", List.of(numbers).subList(0, VERSION_LENGTH));
    }

    /**
     * Downloads and unpacks the source, unless it is there.
     *
     * @param folder the folder of all sources
     * @return the top folder of the source
     */
    public Path provide(Path folder, AptArchive archive, Progress progress)
            throws StoreException, IOException, InterruptedException {
        Path whole = folder.resolve(source.name() + "-" + source.version().replaceAll("[^A-Za-z0-9.+-]", "-"));
        if (Files.isDirectory(whole)) {
            return whole;
        }
        List<Path> files = archive.download(List.of(source), progress);
        Path part = folder.resolve("." + whole.getFileName());
        FileTree.delete(part);
        try {
            Unpacking.into(part, files, "unpacking " + source.name(), progress);
            Path packed = part.resolve("usr/src/" + source.name() + ".tar.xz");
            try (Progress.Step step = progress.begin("unpacking " + packed.getFileName(), 0)) {
                step.at(0);
                Output output = Tool.of("tar", "-xf", packed.toString(), "-C", part.toString())
                        .within(LIMIT)
                        .run();
                if (!output.ok()) {
                    throw StoreException.environment("cannot unpack " + packed + ": " + output.cause("tar:", "xz:"));
                }
            }
            Files.move(top(part), whole, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(files.get(0));
            return whole;
        } finally {
            FileTree.delete(part);
        }
    }

    private static Path top(Path unpacked) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(unpacked, PREFIX + "*")) {
            for (Path one : found) {
                return one;
            }
        }
        throw new IOException("no source in " + unpacked);
    }
}
