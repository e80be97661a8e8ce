// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.timertorture.plan.Catalogue;

/**
 * The description of a kernel in the store: its {@code manifest.json}.
 *
 * @param schema the writer's {@link #SCHEMA}
 * @param release the release as {@code uname -r} prints it
 * @param suite the suite that the kernel came from; {@link #ADDED} if it is not from Debian's archive
 * @param flavour {@code cloud}, {@code amd64} or {@code rt}; for an added kernel {@code tree}, {@code image} or {@code
 *     host}
 * @param version the requested version; empty if the newest was requested
 * @param fetched when the kernel was fetched, ISO 8601 in UTC
 * @param packages the packages that the kernel was taken from
 * @param headers the directory to build modules with, if the user named it; empty for packages, whose headers are in
 *     the cache
 * @param toolchain names of the suite's packages that a build needs in addition to the headers
 * @param hz ticks per second
 * @param preemption {@code none}, {@code voluntary}, {@code full}, {@code lazy} or {@code rt}
 * @param configSha256 hash of the kernel's config, in hex
 * @param modules file names of the kernel's own modules, in the order to load them
 * @param origins for each file of the entry, where it came from
 * @param sha256 for each file of the entry, its hash in hex
 * @param ownModules file names of our modules under {@code own/<source>/}, in the order to load them
 * @param source SHA-256 of our modules' source, in hex
 * @param abi TT_ABI of that source
 * @param compiler the compiler that built our modules
 * @param catalogue what our module can do on this kernel
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KernelManifest(
        int schema,
        String release,
        String suite,
        String flavour,
        String version,
        String fetched,
        List<Source> packages,
        String headers,
        List<String> toolchain,
        int hz,
        String preemption,
        String configSha256,
        List<String> modules,
        Map<String, String> origins,
        Map<String, String> sha256,
        List<String> ownModules,
        String source,
        int abi,
        String compiler,
        Catalogue catalogue) {

    /** Version of the manifest's format. */
    public static final int SCHEMA = 2;

    /** The value of {@code suite} for kernels that are not from Debian's archive. */
    public static final String ADDED = "added";

    public static final String FILE = "manifest.json";

    private static final String BUILT = "built from kmod/";

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public KernelManifest {
        packages = List.copyOf(packages);
        modules = List.copyOf(modules);
        toolchain = List.copyOf(toolchain);
        origins = new TreeMap<>(origins);
        sha256 = new TreeMap<>(sha256);
        ownModules = List.copyOf(ownModules);
    }

    /**
     * A package that the kernel was taken from.
     *
     * @param pool the package's path in the archive
     * @param sha256 the package's hash in hex
     */
    public record Source(String name, String version, String pool, String sha256) {}

    public static KernelManifest read(Path folder) throws IOException {
        return MAPPER.readValue(folder.resolve(FILE).toFile(), KernelManifest.class);
    }

    public void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), MAPPER.writeValueAsBytes(this));
    }

    /** Our modules as one build made them. */
    public record Own(
            List<String> modules, Map<String, String> sha256, String source, String compiler, Catalogue catalogue) {}

    public KernelManifest rebuilt(Own own, int builtAbi) {
        Map<String, String> sums = new TreeMap<>(sha256);
        sums.keySet().removeIf(KernelEntry::isOwn);
        sums.putAll(own.sha256());
        Map<String, String> from = new TreeMap<>(origins);
        from.keySet().removeIf(KernelEntry::isOwn);
        own.sha256().keySet().forEach(file -> from.put(file, BUILT));
        return new KernelManifest(
                schema,
                release,
                suite,
                flavour,
                version,
                fetched,
                packages,
                headers,
                toolchain,
                hz,
                preemption,
                configSha256,
                modules,
                from,
                sums,
                own.modules(),
                own.source(),
                builtAbi,
                own.compiler(),
                own.catalogue());
    }

    /** Returns the same manifest without a requested version. */
    public KernelManifest ofAnyVersion() {
        return new KernelManifest(
                schema,
                release,
                suite,
                flavour,
                "",
                fetched,
                packages,
                headers,
                toolchain,
                hz,
                preemption,
                configSha256,
                modules,
                origins,
                sha256,
                ownModules,
                source,
                abi,
                compiler,
                catalogue);
    }

    /** Returns whether the kernel is from Debian's archive and can be fetched again. */
    public boolean fromArchive() {
        return !suite.equals(ADDED);
    }

    /** Returns the request that fetches this kernel: {@code SUITE:FLAVOUR}, with the version if one was requested. */
    public String request() {
        return suite + ":" + flavour + (version.isEmpty() ? "" : "=" + version);
    }
}
