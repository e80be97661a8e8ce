// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.timertorture.plan.Catalogue;

/**
 * What is known of a kernel in the store: its {@code manifest.json}.
 *
 * @param schema {@link #SCHEMA} of the writer
 * @param release as {@code uname -r} says
 * @param suite where it came from
 * @param flavour {@code cloud}, {@code amd64}, {@code rt}
 * @param fetched when, ISO 8601 in UTC
 * @param packages that it was taken from
 * @param hz ticks a second
 * @param preemption {@code none}, {@code voluntary}, {@code full}, {@code lazy} or {@code rt}
 * @param configSha256 of its config, in hex
 * @param modules file names of the kernel's own modules, in the order to load them
 * @param origins for each file of the entry, where it came from
 * @param ownModules file names of our modules under {@code own/<source>/}, in the order to load them
 * @param source SHA-256 of our modules' source, in hex
 * @param abi TT_ABI of that source
 * @param compiler that built our modules
 * @param catalogue what our module can do on this kernel
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KernelManifest(
        int schema,
        String release,
        String suite,
        String flavour,
        String fetched,
        List<Source> packages,
        int hz,
        String preemption,
        String configSha256,
        List<String> modules,
        Map<String, String> origins,
        List<String> ownModules,
        String source,
        int abi,
        String compiler,
        Catalogue catalogue) {

    /** Version of the file's shape. */
    public static final int SCHEMA = 1;

    static final String FILE = "manifest.json";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public KernelManifest {
        packages = List.copyOf(packages);
        modules = List.copyOf(modules);
        origins = Map.copyOf(origins);
        ownModules = List.copyOf(ownModules);
    }

    /**
     * A package that the kernel was taken from.
     *
     * @param pool its path in the archive
     * @param sha256 in hex
     */
    public record Source(String name, String version, String pool, String sha256) {}

    static KernelManifest read(Path folder) throws IOException {
        return MAPPER.readValue(folder.resolve(FILE).toFile(), KernelManifest.class);
    }

    void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), MAPPER.writeValueAsBytes(this));
    }

    KernelManifest rebuilt(List<String> builtModules, String hash, int builtAbi, String by, Catalogue says) {
        return new KernelManifest(
                schema,
                release,
                suite,
                flavour,
                fetched,
                packages,
                hz,
                preemption,
                configSha256,
                modules,
                origins,
                builtModules,
                hash,
                builtAbi,
                by,
                says);
    }
}
