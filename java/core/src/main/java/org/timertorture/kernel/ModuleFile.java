// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.plan.Catalogue;

/**
 * The file of a kernel module, compressed or not.
 *
 * @param path path of the file
 */
public record ModuleFile(Path path) {

    private static final long UNPACK_SECONDS = 30;
    private static final List<String> CATALOGUE =
            List.of("tt_hz", "tt_primitive", "tt_scenario", "tt_step", "tt_check");

    /** Returns the module's name as the kernel writes it, with underscores. */
    public String name() {
        return path.getFileName().toString().replaceFirst("\\.ko(\\..*)?$", "").replace('-', '_');
    }

    /** Returns the names of the modules that must be loaded before this one. */
    List<String> depends() throws IOException, InterruptedException {
        return info("depends").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .map(name -> name.replace('-', '_'))
                .toList();
    }

    /** Returns the release of the kernel that the module was built for. */
    String release() throws IOException, InterruptedException {
        return info("vermagic").stream().findFirst().orElse("").split(" ")[0];
    }

    /** Returns what our module states that it can do. */
    public Catalogue catalogue() throws IOException, InterruptedException {
        Map<String, List<String>> values = new HashMap<>();
        for (String tag : CATALOGUE) {
            values.put(tag, info(tag));
        }
        return Catalogue.parse(values::get);
    }

    /** Writes the uncompressed module to a file. */
    public void unpackTo(Path target) throws IOException, InterruptedException {
        String file = path.getFileName().toString();
        if (file.endsWith(".ko")) {
            Files.copy(path, target);
            return;
        }
        String unpacker = file.endsWith(".xz") ? "xz" : file.endsWith(".zst") ? "zstd" : "gzip";
        Process process = new ProcessBuilder(unpacker, "-dc", path.toString())
                .redirectOutput(target.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(UNPACK_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(unpacker + " was not done with " + path + " within " + UNPACK_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(unpacker + " cannot unpack " + path);
        }
    }

    private List<String> info(String field) throws IOException, InterruptedException {
        Output output = Tool.of(modinfo(), "-F", field, path.toString()).run();
        if (!output.ok()) {
            throw new IOException("modinfo cannot read " + path + ": " + output.lastLine("modinfo:"));
        }
        return output.lines();
    }

    /** Returns the path of modinfo, whose directory is only in root's PATH. */
    private static String modinfo() {
        return List.of("/usr/sbin/modinfo", "/sbin/modinfo", "/usr/bin/modinfo").stream()
                .filter(candidate -> Files.isExecutable(Path.of(candidate)))
                .findFirst()
                .orElse("modinfo");
    }
}
