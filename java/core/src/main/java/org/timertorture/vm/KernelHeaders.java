// SPDX-License-Identifier: Apache-2.0
package org.timertorture.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's headers of one kernel, unpacked anywhere. They name one file by its absolute path: the common Makefile,
 * which the flavour's Makefile includes. That path is kept pointing to where they are now.
 *
 * @param build the directory to hand to {@code make -C}
 */
record KernelHeaders(Path build) {

    private static final Pattern INCLUDE =
            Pattern.compile("(?m)^include .*?/usr/src/(linux-headers-[^/\\s]+)/Makefile");
    private static final Pattern COMPILER = Pattern.compile("(?m)^CC\\s*=.*\\bgcc-(\\d+)");

    /**
     * Looks into a directory of unpacked packages.
     *
     * @throws IOException if the headers of that release are not all there
     */
    static KernelHeaders in(Path unpacked, String release) throws IOException {
        Path build = unpacked.resolve("usr/src/linux-headers-" + release);
        Path makefile = build.resolve("Makefile");
        if (!Files.isRegularFile(makefile)) {
            throw new IOException("no headers of " + release + " in " + unpacked);
        }
        String text = Files.readString(makefile);
        Matcher matcher = INCLUDE.matcher(text);
        if (matcher.find()) {
            Path common = unpacked.resolve("usr/src").resolve(matcher.group(1)).resolve("Makefile");
            if (!Files.isRegularFile(common)) {
                throw new IOException("no " + common + ", which the headers of " + release + " include");
            }
            String moved = matcher.replaceFirst(Matcher.quoteReplacement("include " + common));
            if (!moved.equals(text)) {
                Files.writeString(makefile, moved);
            }
        }
        return new KernelHeaders(build);
    }

    /** The major version of the gcc that built the kernel, if the headers say. */
    OptionalInt compiler() throws IOException {
        Path variables = build.resolve(".kernelvariables");
        if (Files.isRegularFile(variables)) {
            Matcher matcher = COMPILER.matcher(Files.readString(variables));
            if (matcher.find()) {
                return OptionalInt.of(Integer.parseInt(matcher.group(1)));
            }
        }
        return OptionalInt.empty();
    }
}
