// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.timertorture.json.Json;
import org.timertorture.json.ResultSchema;
import org.timertorture.result.RunResult;

/**
 * The outcome of one call of the command line.
 *
 * @param result the JSON result, read back; empty if there is none
 */
record CommandLineRun(int exit, String out, String err, Optional<RunResult> result) {

    /**
     * Calls {@code timertorture run} for a plan in an emulated VM.
     *
     * @param folder the folder for its files
     * @param cpus number of CPUs of the VM
     */
    static CommandLineRun ofPlan(Path folder, int cpus, String plan) throws Exception {
        Path file = Files.writeString(folder.resolve("plan.yaml"), plan);
        return of(folder, "run", file.toString(), "--cpus", String.valueOf(cpus));
    }

    /**
     * Calls any command that races, in an emulated VM.
     *
     * @param folder the folder for its files
     */
    static CommandLineRun of(Path folder, String... command) throws Exception {
        JavaGuest.defaultKernel();
        Path json = folder.resolve("result.json");
        Captured captured = new Captured();
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--accel", "tcg", "--json", json.toString()));
        int exit = captured.run(all.toArray(String[]::new));
        Optional<RunResult> result = Optional.empty();
        if (Files.exists(json)) {
            try (InputStream in = Files.newInputStream(json)) {
                // A prediction's JSON holds several runs, and has a schema of its own.
                if (command[0].equals("predict")) {
                    ResultSchema.PREDICTION_RESULT.check(Json.MAPPER.readTree(in));
                } else {
                    result = Optional.of(ResultSchema.read(in));
                }
            }
        }
        dropResults(captured.out());
        return new CommandLineRun(exit, captured.out(), captured.err(), result);
    }

    /** Deletes the result folder, which a test that has read the JSON does not need. */
    private static void dropResults(String out) throws IOException {
        Matcher line = Pattern.compile("(?m)^results: (/\\S+)$").matcher(out);
        if (line.find()) {
            Path kept = Path.of(line.group(1));
            try (Stream<Path> files = Files.walk(kept)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Returns everything that the command printed, for assertion messages. */
    String said() {
        return "exit " + exit + "\n" + out + err;
    }
}
