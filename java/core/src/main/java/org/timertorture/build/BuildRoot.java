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
 * A folder with the compiler of another suite and the little that it needs: unpacked packages, of which nothing was
 * installed. Programs in it run behind a change of root.
 *
 * @param folder where it is
 * @param manifest what is in it
 */
public record BuildRoot(Path folder, Manifest manifest) {

    private static final String MANIFEST = "root.json";
    private static final String ENTER = "enter";
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * What is known of a root.
     *
     * @param schema of the writer
     * @param suite that the packages are from
     * @param wanted names of the packages that were asked for
     * @param packages files of the packages that are in it, those included that the wanted ones need
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Manifest(int schema, String suite, List<String> wanted, List<String> packages) {
        public static final int SCHEMA = 1;

        public Manifest {
            wanted = List.copyOf(wanted);
            packages = List.copyOf(packages);
        }
    }

    /** Empty if there is none, or one of another shape. */
    static Optional<BuildRoot> in(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
            return Optional.empty();
        }
        Manifest manifest = MAPPER.readValue(folder.resolve(MANIFEST).toFile(), Manifest.class);
        return manifest.schema() == Manifest.SCHEMA ? Optional.of(new BuildRoot(folder, manifest)) : Optional.empty();
    }

    /**
     * Makes a root of a folder that packages were unpacked in.
     *
     * @param folder it may be renamed afterwards
     */
    public static void complete(Path folder, Manifest manifest) throws IOException {
        for (String name : List.of("bin", "sbin", "lib", "lib64")) {
            if (!Files.exists(folder.resolve(name))) {
                // Newer suites have all below usr, and leave these links to a package that is not needed else.
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

    /** What a package's installation would do. */
    private static void link(Path folder, String name, String target) throws IOException {
        Path link = folder.resolve(name);
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, Path.of(target));
        }
    }

    /** Whether all of these packages were asked for when it was made. */
    public boolean has(Collection<String> packages) {
        return manifest.wanted().containsAll(packages);
    }

    public Toolchain toolchain(String compiler) {
        return new Inside(this, compiler);
    }

    private record Inside(BuildRoot root, String compiler) implements Toolchain {
        @Override
        public List<String> command(List<String> words, List<Path> visible) throws IOException {
            // Else a compiler goes on after a killed Java.
            List<String> all = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
            all.add(root.enter().toString());
            visible.forEach(path -> all.add(path.toString()));
            all.add("--");
            all.addAll(words);
            return all;
        }
    }

    /** The program that enters it; of the running version, whichever made the root. */
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
