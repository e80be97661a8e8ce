// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.timertorture.host.FileTree;

/**
 * A folder with the compiler of another suite and the few packages that it needs. The packages are only unpacked, not
 * installed. Their programs run in a changed root.
 *
 * @param folder the root directory
 * @param manifest what the folder holds
 */
public record BuildRoot(Path folder, Manifest manifest) {

    private static final String MANIFEST = "root.json";
    private static final String ENTER = "enter";
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * The description of a build root, kept in the folder itself.
     *
     * @param schema version of the description's format
     * @param suite the suite that the packages come from
     * @param wanted names of the packages that were requested
     * @param packages file names of all packages in the folder, including the dependencies of the requested ones
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Manifest(int schema, String suite, List<String> wanted, List<String> packages) {
        public static final int SCHEMA = 1;

        public Manifest {
            wanted = List.copyOf(wanted);
            packages = List.copyOf(packages);
        }
    }

    /** Returns the build root in a folder; empty if there is none, or if its description has another format. */
    static Optional<BuildRoot> in(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
            return Optional.empty();
        }
        Manifest manifest = MAPPER.readValue(folder.resolve(MANIFEST).toFile(), Manifest.class);
        return manifest.schema() == Manifest.SCHEMA ? Optional.of(new BuildRoot(folder, manifest)) : Optional.empty();
    }

    /**
     * Turns a folder of unpacked packages into a build root.
     *
     * @param folder the folder, which may be renamed afterwards
     */
    public static void complete(Path folder, Manifest manifest) throws IOException {
        for (String name : List.of("bin", "sbin", "lib", "lib64")) {
            if (!Files.exists(folder.resolve(name))) {
                // Newer suites keep these directories below usr and leave the links to a package that nothing else here
                // needs.
                Files.createDirectories(folder.resolve("usr").resolve(name));
                Files.createSymbolicLink(folder.resolve(name), Path.of("usr", name));
            }
        }
        for (String name : List.of("proc", "dev", "tmp")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.createDirectories(folder.resolve("usr/bin"));
        link(folder, "bin/sh", "dash");
        link(folder, "usr/bin/awk", "mawk");
        for (String useless : List.of("doc", "info", "locale", "man")) {
            FileTree.delete(folder.resolve("usr/share").resolve(useless));
        }
        MAPPER.writeValue(folder.resolve(MANIFEST).toFile(), manifest);
    }

    /** Creates a link that the package's installation would create. */
    private static void link(Path folder, String name, String target) throws IOException {
        Path link = folder.resolve(name);
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, Path.of(target));
        }
    }

    /** Returns whether all of these packages were requested when the root was made. */
    public boolean has(Collection<String> packages) {
        return manifest.wanted().containsAll(packages);
    }

    /** Returns a compiler for this machine's architecture. */
    public Toolchain toolchain(String compiler) {
        return new Inside(this, compiler, "");
    }

    public Toolchain toolchain(Gcc gcc) {
        return new Inside(this, gcc.command(), Gcc.prefix(gcc.target()));
    }

    private record Inside(BuildRoot root, String compiler, String prefix) implements Toolchain {
        @Override
        public List<String> command(List<String> words, List<Path> visible) throws IOException {
            // Without this, a compiler would keep running after Java was killed.
            List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
            all.add(root.enter().toString());
            visible.forEach(path -> all.add(path.toString()));
            all.add("--");
            all.addAll(words);
            return all;
        }
    }

    /**
     * Returns the program that enters the root. It is always the running version's program, even if an older version
     * made the root.
     */
    private Path enter() throws IOException {
        Path program = folder.resolve(ENTER);
        byte[] now;
        try (InputStream in = BuildRoot.class.getResourceAsStream("enter-root.sh")) {
            now = in.readAllBytes();
        }
        if (!Files.isRegularFile(program) || !Arrays.equals(Files.readAllBytes(program), now)) {
            Path made = folder.resolve("." + ENTER);
            Files.write(made, now);
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(made, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }
}
