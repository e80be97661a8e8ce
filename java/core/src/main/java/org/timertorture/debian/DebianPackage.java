// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package as the archive's index describes it.
 *
 * @param pool path of the package's file in the archive
 * @param size size of the file in bytes
 * @param sha256 hash of the file in hex
 * @param depends one element per dependency, each a list of alternatives
 */
public record DebianPackage(
        String name, String version, String pool, long size, String sha256, List<List<Relation>> depends) {

    private static final Pattern RELATION =
            Pattern.compile("\\s*([a-z0-9][a-z0-9+.-]*)(?::\\S+)?\\s*(?:\\(\\s*(<<|<=|=|>=|>>)\\s*(\\S+?)\\s*\\))?.*");

    /** A required package, and the exact version if one is required. */
    record Relation(String name, Optional<String> exactly) {
        /** Returns the package in apt's notation, {@code name} or {@code name=version}. */
        String spelled() {
            return spelledAs(name);
        }

        /** Returns the same with another name. */
        String spelledAs(String qualified) {
            return exactly.map(version -> qualified + "=" + version).orElse(qualified);
        }
    }

    /** Returns this version of the package in apt's notation, {@code name:architecture=version}. */
    String spelled() {
        String architecture = fileName().replaceFirst(".*_([^_]*)\\.deb$", "$1");
        return (architecture.equals("all") ? name : name + ":" + architecture) + "=" + version;
    }

    /** Returns the name of the package's file in the archive. */
    public String fileName() {
        return pool.substring(pool.lastIndexOf('/') + 1);
    }

    /** Reads the output of {@code apt-cache show}. Stanzas without a file are left out. */
    static List<DebianPackage> parse(List<String> lines) {
        List<DebianPackage> packages = new ArrayList<>();
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            if (line.isBlank()) {
                add(fields, packages);
                fields.clear();
            } else if (!Character.isWhitespace(line.charAt(0)) && line.contains(": ")) {
                int colon = line.indexOf(':');
                fields.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        add(fields, packages);
        return packages;
    }

    private static void add(Map<String, String> fields, List<DebianPackage> packages) {
        if (!fields.containsKey("Package") || !fields.containsKey("Filename")) {
            return;
        }
        List<List<Relation>> depends = new ArrayList<>(relations(fields.getOrDefault("Pre-Depends", "")));
        depends.addAll(relations(fields.getOrDefault("Depends", "")));
        packages.add(new DebianPackage(
                fields.get("Package"),
                fields.getOrDefault("Version", ""),
                fields.get("Filename"),
                Long.parseLong(fields.getOrDefault("Size", "0")),
                fields.getOrDefault("SHA256", ""),
                depends));
    }

    private static List<List<Relation>> relations(String field) {
        List<List<Relation>> all = new ArrayList<>();
        for (String group : field.split(",")) {
            List<Relation> alternatives = new ArrayList<>();
            for (String alternative : group.split("\\|")) {
                Matcher matcher = RELATION.matcher(alternative);
                if (matcher.matches()) {
                    boolean exact = "=".equals(matcher.group(2));
                    alternatives.add(
                            new Relation(matcher.group(1), exact ? Optional.of(matcher.group(3)) : Optional.empty()));
                }
            }
            if (!alternatives.isEmpty()) {
                all.add(List.copyOf(alternatives));
            }
        }
        return all;
    }
}
