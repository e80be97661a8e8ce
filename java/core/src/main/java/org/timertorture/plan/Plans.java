// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.timertorture.words.FileProblem;

/** Finds the plans that ship with the tool and the user's own files. */
public final class Plans {
    /** The plan that runs when the user names none. */
    public static final String DEFAULT = "quick";

    private static final List<String> SHIPPED = List.of(
            "quick",
            "floor",
            "arming",
            "numa",
            "study",
            "headline",
            "calibration",
            "batches",
            "torture",
            "remove",
            "locks",
            "defeats",
            "gustafson",
            "history");

    /** The plan whose scenarios can also be run alone. */
    private static final String DEFEATS = "defeats";

    private static final double SECONDS_A_RACE = 3;

    private Plans() {}

    /** Returns the names of the plans that ship with the tool. */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * Reads the plan that {@link #find} finds. The name of a race in the plan {@code defeats} selects that race alone.
     */
    public static Plan load(String nameOrFile) throws PlanException {
        return !SHIPPED.contains(nameOrFile) && races().contains(nameOrFile)
                ? race(nameOrFile)
                : find(nameOrFile).plan();
    }

    private static Plan race(String scenario) throws PlanException {
        Plan all = find(DEFEATS).plan();
        List<CellSpec> cells =
                all.cells().stream().filter(c -> c.scenario().equals(scenario)).toList();
        return new Plan(
                scenario,
                all.description(),
                all.source(),
                cells.size() * SECONDS_A_RACE,
                all.cpus(),
                all.nodes(),
                all.kernelArguments(),
                0,
                false,
                cells);
    }

    private static List<String> races() throws PlanException {
        return find(DEFEATS).plan().cells().stream()
                .filter(c -> c.variants().stream().anyMatch(v -> v.model().trials() != 0))
                .map(CellSpec::scenario)
                .distinct()
                .toList();
    }

    /**
     * Finds a plan by its name or its file. A word with a slash, or one that ends in .yaml or .yml, is a file. Any
     * other word is a file only if it names no shipped plan and the file exists.
     *
     * @throws PlanException if there is no such plan, or the file is not text
     */
    public static PlanText find(String nameOrFile) throws PlanException {
        try {
            if (SHIPPED.contains(nameOrFile)) {
                return new PlanText(nameOrFile, nameOrFile + ".yaml", nameOrFile, shipped(nameOrFile));
            }
            Path file = Path.of(nameOrFile);
            if (!looksLikeFile(nameOrFile) && !Files.isRegularFile(file)) {
                throw new PlanException("there is no plan \"" + nameOrFile + "\""
                        + NearestNames.among(SHIPPED, races(), nameOrFile) + " (or give the path of a YAML file)");
            }
            return new PlanText(file.toAbsolutePath().toString(), nameOrFile, baseName(file), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new PlanException("there is no file " + nameOrFile, e);
        } catch (CharacterCodingException e) {
            throw new PlanException(nameOrFile + ": expected YAML in UTF-8, found other bytes", e);
        } catch (IOException | InvalidPathException e) {
            throw new PlanException(
                    "cannot read " + nameOrFile + ": "
                            + (e instanceof IOException io ? FileProblem.of(io) : "no such path"),
                    e);
        }
    }

    private static String shipped(String name) throws IOException {
        String resource = "/plans/" + name + ".yaml";
        try (InputStream in = Plans.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static boolean looksLikeFile(String word) {
        return word.contains("/") || word.endsWith(".yaml") || word.endsWith(".yml");
    }

    private static String baseName(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }
}
