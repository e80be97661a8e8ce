// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.timertorture.words.FileProblem;

/**
 * A plan as it is written.
 *
 * @param location by which {@link Plans#find} finds it again, from any folder
 * @param source the file's name, for messages
 * @param defaultName the plan's name if it does not give one
 */
public record PlanText(String location, String source, String defaultName, String text) {

    /** Reads the plan from the text. */
    public Plan plan() throws PlanException {
        try {
            return PlanReader.read(source, defaultName, new StringReader(text));
        } catch (IOException e) {
            throw new PlanException("cannot read " + source + ": " + FileProblem.of(e), e);
        }
    }

    /** Returns the hash of the text in hex. */
    public String sha256() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
