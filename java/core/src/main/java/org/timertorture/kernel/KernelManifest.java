// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.timertorture.plan.Catalogue;

/**
 * The description of a kernel in the store: its {@code manifest.json}, which has the fields of all parts in one object.
 *
 * @param schema the writer's {@link #SCHEMA}
 * @param release the release as {@code uname -r} prints it
 * @param architecture what it was built for; manifests of schema 2 do not say it, and their kernels are amd64
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KernelManifest(
        int schema,
        String release,
        Architecture architecture,
        @JsonUnwrapped Origin origin,
        @JsonUnwrapped Needs needs,
        @JsonUnwrapped Config config,
        @JsonUnwrapped Contents contents,
        @JsonUnwrapped OwnModules own) {

    /** Version of the manifest's format. */
    public static final int SCHEMA = 3;

    private static final int SCHEMA_WITHOUT_ARCHITECTURE = 2;

    /** The value of {@code suite} for kernels that are not from Debian's archive. */
    public static final String ADDED = "added";

    public static final String FILE = "manifest.json";

    private static final String BUILT = "built from kmod/";

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);

    /**
     * Where the kernel came from.
     *
     * @param suite the suite that the kernel came from; {@link #ADDED} if it is not from Debian's archive
     * @param flavour one of {@link KernelRequest#FLAVOURS}; for an added kernel {@code tree}, {@code image} or
     *     {@code host}
     * @param version the requested version; empty if the newest was requested
     * @param fetched when the kernel was fetched, ISO 8601 in UTC
     * @param packages the packages that the kernel was taken from
     */
    public record Origin(String suite, String flavour, String version, String fetched, List<Source> packages) {
        public Origin {
            packages = List.copyOf(packages);
        }
    }

    /**
     * What the build of a module needs.
     *
     * @param headers the directory to build modules with, if the user named it; empty for packages, whose headers are
     *     in the cache
     * @param toolchain names of the suite's packages that a build needs in addition to the headers
     */
    public record Needs(String headers, List<String> toolchain) {
        public Needs {
            toolchain = List.copyOf(toolchain);
        }
    }

    /**
     * How the kernel is configured.
     *
     * @param hz ticks per second
     * @param preemption {@code none}, {@code voluntary}, {@code full}, {@code lazy} or {@code rt}
     * @param configSha256 hash of the kernel's config, in hex
     */
    public record Config(int hz, String preemption, String configSha256) {}

    /**
     * The files of the entry.
     *
     * @param modules file names of the kernel's own modules, in the order to load them
     * @param origins for each file of the entry, where it came from
     * @param sha256 for each file of the entry, its hash in hex
     */
    public record Contents(List<String> modules, Map<String, String> origins, Map<String, String> sha256) {
        public Contents {
            modules = List.copyOf(modules);
            origins = Collections.unmodifiableMap(new TreeMap<>(origins));
            sha256 = Collections.unmodifiableMap(new TreeMap<>(sha256));
        }

        private Contents with(Built built) {
            Map<String, String> sums = new TreeMap<>(sha256);
            sums.keySet().removeIf(KernelEntry::isOwn);
            sums.putAll(built.sha256());
            Map<String, String> from = new TreeMap<>(origins);
            from.keySet().removeIf(KernelEntry::isOwn);
            built.sha256().keySet().forEach(file -> from.put(file, BUILT));
            return new Contents(modules, from, sums);
        }
    }

    /**
     * Our modules for the kernel.
     *
     * @param ownModules file names of our modules under {@code own/<source>/}, in the order to load them
     * @param source SHA-256 of the source of what is in that folder, in hex
     * @param abi TT_ABI of that source
     * @param compiler the compiler that built our modules
     * @param catalogue what our module can do on this kernel
     */
    public record OwnModules(List<String> ownModules, String source, int abi, String compiler, Catalogue catalogue) {
        public OwnModules {
            ownModules = List.copyOf(ownModules);
        }
    }

    /**
     * A package that the kernel was taken from.
     *
     * @param pool the package's path in the archive
     * @param sha256 the package's hash in hex
     */
    public record Source(String name, String version, String pool, String sha256) {}

    public KernelManifest {
        architecture = architecture == null ? Architecture.AMD64 : architecture;
    }

    /** Returns whether this program knows the format. */
    public boolean isReadable() {
        return schema == SCHEMA || schema == SCHEMA_WITHOUT_ARCHITECTURE;
    }

    public static KernelManifest read(Path folder) throws IOException {
        return MAPPER.readValue(folder.resolve(FILE).toFile(), KernelManifest.class);
    }

    public void write(Path folder) throws IOException {
        Files.write(folder.resolve(FILE), MAPPER.writeValueAsBytes(this));
    }

    /** Our modules as one build made them. */
    public record Built(
            List<String> modules, Map<String, String> sha256, String source, String compiler, Catalogue catalogue) {}

    /** Returns the manifest of the same kernel with modules of another build. */
    public KernelManifest rebuilt(Built built, int builtAbi) {
        return new KernelManifest(
                schema,
                release,
                architecture,
                origin,
                needs,
                config,
                contents.with(built),
                new OwnModules(built.modules(), built.source(), builtAbi, built.compiler(), built.catalogue()));
    }

    /** Returns the same manifest without a requested version. */
    public KernelManifest ofAnyVersion() {
        Origin any = new Origin(origin.suite, origin.flavour, "", origin.fetched, origin.packages);
        return new KernelManifest(schema, release, architecture, any, needs, config, contents, own);
    }

    /** Returns whether the kernel is from Debian's archive and can be fetched again. */
    public boolean fromArchive() {
        return !suite().equals(ADDED);
    }

    /** Returns the request that fetches this kernel: {@code SUITE:FLAVOUR}, with the version if one was requested. */
    public String request() {
        return suite() + ":" + flavour() + (version().isEmpty() ? "" : "=" + version());
    }

    /** Returns {@link Origin#suite}. */
    public String suite() {
        return origin.suite;
    }

    /** Returns {@link Origin#flavour}. */
    public String flavour() {
        return origin.flavour;
    }

    /** Returns {@link Origin#version}. */
    public String version() {
        return origin.version;
    }

    /** Returns {@link Origin#fetched}. */
    public String fetched() {
        return origin.fetched;
    }

    /** Returns {@link Origin#packages}. */
    public List<Source> packages() {
        return origin.packages;
    }

    /** Returns {@link Needs#headers}. */
    public String headers() {
        return needs.headers;
    }

    /** Returns {@link Needs#toolchain}. */
    public List<String> toolchain() {
        return needs.toolchain;
    }

    /** Returns {@link Config#hz}. */
    public int hz() {
        return config.hz;
    }

    /** Returns {@link Config#preemption}. */
    public String preemption() {
        return config.preemption;
    }

    /** Returns {@link Config#configSha256}. */
    public String configSha256() {
        return config.configSha256;
    }

    /** Returns {@link Contents#modules}. */
    public List<String> modules() {
        return contents.modules;
    }

    /** Returns {@link Contents#origins}. */
    public Map<String, String> origins() {
        return contents.origins;
    }

    /** Returns {@link Contents#sha256}. */
    public Map<String, String> sha256() {
        return contents.sha256;
    }

    /** Returns {@link OwnModules#ownModules}. */
    public List<String> ownModules() {
        return own.ownModules;
    }

    /** Returns {@link OwnModules#source}. */
    public String source() {
        return own.source;
    }

    /** Returns {@link OwnModules#abi}. */
    public int abi() {
        return own.abi;
    }

    /** Returns {@link OwnModules#compiler}. */
    public String compiler() {
        return own.compiler;
    }

    /** Returns {@link OwnModules#catalogue}. */
    public Catalogue catalogue() {
        return own.catalogue;
    }
}
