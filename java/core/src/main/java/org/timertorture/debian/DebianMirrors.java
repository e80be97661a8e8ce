// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.timertorture.kernel.StoreException;
import org.timertorture.words.FileProblem;

/**
 * The mirrors that this machine uses for Debian. They are read from its apt sources, in the one-line and the deb822
 * format.
 *
 * @param main address of the mirror for the suites themselves
 * @param security address of the mirror for the {@code -security} suites, if known
 */
public record DebianMirrors(String main, Optional<String> security) {

    /**
     * Environment variable that overrides the machine's sources. It holds the mirror, optionally followed by a space
     * and the security mirror.
     */
    static final String VARIABLE = "TIMERTORTURE_MIRROR";

    private static final Set<String> CODENAMES = Set.of(
            "wheezy",
            "jessie",
            "stretch",
            "buster",
            "bullseye",
            "bookworm",
            "trixie",
            "forky",
            "duke",
            "sid",
            "experimental",
            "oldoldstable",
            "oldstable",
            "stable",
            "testing",
            "unstable");
    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*:/.*");
    private static final String SECURITY = "-security";
    private static final List<String> SUFFIXES = List.of(SECURITY, "-updates", "-backports", "-proposed-updates");
    private static final String DEBIAN_KEYS = "debian-archive";

    /** One line or stanza of a sources file, with one of its addresses. */
    private record Source(String uri, List<String> suites, String signedBy) {
        boolean isDebian() {
            boolean signed = signedBy.isEmpty() || signedBy.contains(DEBIAN_KEYS);
            return signed && !uri.startsWith("cdrom:") && suites.stream().anyMatch(s -> CODENAMES.contains(base(s)));
        }

        boolean isSecurity() {
            return suites.stream().allMatch(s -> s.endsWith(SECURITY) || s.endsWith("/updates"));
        }

        private static String base(String suite) {
            String name = suite.endsWith("/updates") ? suite.substring(0, suite.indexOf('/')) : suite;
            for (String suffix : SUFFIXES) {
                if (name.endsWith(suffix)) {
                    return name.substring(0, name.length() - suffix.length());
                }
            }
            return name;
        }
    }

    /**
     * Finds the mirrors of this machine.
     *
     * @param environment the environment of the process
     * @param etcApt the directory {@code /etc/apt}
     * @throws StoreException if no Debian source is configured, or {@link #VARIABLE} is malformed
     */
    public static DebianMirrors find(Map<String, String> environment, Path etcApt) throws StoreException {
        String named = environment.getOrDefault(VARIABLE, "").trim();
        if (!named.isEmpty()) {
            String[] words = named.split("\\s+");
            for (String word : words) {
                if (words.length > 2 || !ADDRESS.matcher(word).matches()) {
                    throw StoreException.environment(VARIABLE + " is '" + named + "': expected a mirror's address, and"
                            + " after a space that of its security archive, as in http://deb.debian.org/debian");
                }
            }
            return of(words[0], words.length > 1 ? Optional.of(words[1]) : Optional.empty());
        }
        List<Source> sources = new ArrayList<>();
        try {
            for (Path file : files(etcApt)) {
                sources.addAll(
                        file.toString().endsWith(".sources")
                                ? deb822(Files.readString(file))
                                : oneLine(Files.readString(file)));
            }
        } catch (IOException e) {
            throw StoreException.environment("cannot read the apt sources of this machine: " + FileProblem.of(e), e);
        }
        List<Source> debian = sources.stream()
                .filter(Source::isDebian)
                .sorted(Comparator.comparing((Source s) -> !s.signedBy().contains(DEBIAN_KEYS)))
                .toList();
        Optional<String> main =
                debian.stream().filter(s -> !s.isSecurity()).map(Source::uri).findFirst();
        Optional<String> security =
                debian.stream().filter(Source::isSecurity).map(Source::uri).findFirst();
        if (main.isEmpty()) {
            throw StoreException.environment("no source of Debian in " + etcApt
                    + " to fetch kernels from: add one, or set " + VARIABLE + " to a mirror's address");
        }
        return of(main.get(), security);
    }

    private static DebianMirrors of(String main, Optional<String> security) {
        String uri = trimmed(main);
        Optional<String> usual = uri.endsWith("/debian") ? Optional.of(uri + SECURITY) : Optional.empty();
        return new DebianMirrors(uri, security.map(DebianMirrors::trimmed).or(() -> usual));
    }

    /** Returns whether Debian has, or once had, a suite of that name. */
    static boolean isDebian(String suite) {
        return CODENAMES.contains(Source.base(suite));
    }

    private static String trimmed(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static List<Path> files(Path etcApt) throws IOException {
        List<Path> files = new ArrayList<>();
        Path parts = etcApt.resolve("sources.list.d");
        if (Files.isDirectory(parts)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(parts, "*.{list,sources}")) {
                found.forEach(files::add);
            }
            files.sort(Comparator.naturalOrder());
        }
        Path list = etcApt.resolve("sources.list");
        if (Files.isRegularFile(list)) {
            files.add(0, list);
        }
        return files;
    }

    private static List<Source> oneLine(String text) {
        List<Source> sources = new ArrayList<>();
        for (String line : text.split("\n")) {
            String entry = line.replaceFirst("#.*", "").trim();
            if (!entry.matches("deb\\s.*")) {
                continue;
            }
            String options = "";
            String rest = entry.substring(3).trim();
            if (rest.startsWith("[") && rest.contains("]")) {
                options = rest.substring(1, rest.indexOf(']'));
                rest = rest.substring(rest.indexOf(']') + 1).trim();
            }
            String[] words = rest.split("\\s+");
            String signedBy = Arrays.stream(options.trim().split("\\s+"))
                    .filter(option -> option.startsWith("signed-by="))
                    .map(option -> option.substring("signed-by=".length()))
                    .findFirst()
                    .orElse("");
            if (words.length > 1) {
                sources.add(new Source(words[0], List.of(words[1]), signedBy));
            }
        }
        return sources;
    }

    private static List<Source> deb822(String text) {
        List<Source> sources = new ArrayList<>();
        for (Map<String, String> stanza : stanzas(text)) {
            boolean binary =
                    List.of(stanza.getOrDefault("types", "").split("\\s+")).contains("deb");
            boolean enabled = !stanza.getOrDefault("enabled", "yes").matches("(?i)no|false|0");
            String uris = stanza.getOrDefault("uris", "").trim();
            if (binary && enabled && !uris.isEmpty()) {
                List<String> suites =
                        List.of(stanza.getOrDefault("suites", "").trim().split("\\s+"));
                for (String uri : uris.split("\\s+")) {
                    sources.add(new Source(
                            uri, suites, stanza.getOrDefault("signed-by", "").trim()));
                }
            }
        }
        return sources;
    }

    private static List<Map<String, String>> stanzas(String text) {
        List<Map<String, String>> stanzas = new ArrayList<>();
        Map<String, String> stanza = new LinkedHashMap<>();
        String field = null;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.isBlank()) {
                stanzas.add(stanza);
                stanza = new LinkedHashMap<>();
                field = null;
            } else if (Character.isWhitespace(line.charAt(0)) && field != null) {
                stanza.merge(field, line.trim(), (a, b) -> a + " " + b);
            } else if (line.indexOf(':') > 0) {
                field = line.substring(0, line.indexOf(':')).trim().toLowerCase(Locale.ROOT);
                stanza.put(field, line.substring(line.indexOf(':') + 1).trim());
            }
        }
        stanzas.add(stanza);
        return stanzas;
    }
}
