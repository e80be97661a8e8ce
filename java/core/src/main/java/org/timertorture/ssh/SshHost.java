// SPDX-License-Identifier: Apache-2.0
package org.timertorture.ssh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.timertorture.plan.PlanException;

/**
 * A machine as the user names it to ssh.
 *
 * @param name such as {@code root@big} or a name of the user's ssh configuration
 * @param client the program of OpenSSH's client
 */
public record SshHost(String name, String client) {
    /** Within this time ssh gives up a machine that does not answer, at the beginning or later. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    // No option of ssh, and no word for a shell.
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_:][\\p{Alnum}_.:@%+-]*");
    private static final int LOOKS = 3;

    /**
     * Checks a name.
     *
     * @throws PlanException if it cannot be the name of a machine
     */
    public static SshHost parse(String name) throws PlanException {
        if (!NAME.matcher(name).matches()) {
            throw new PlanException("\"" + name + "\" is no name of a machine: expected HOST or USER@HOST, as for ssh");
        }
        return new SshHost(name, "ssh");
    }

    /**
     * Returns the command that runs a script there without asking the user anything. A signal from the terminal is not
     * for ssh: the last records come through it.
     *
     * @param script one line for sh, without single quotes, backslashes and exclamation marks, so that every shell that
     *     the user may have there passes it on
     */
    List<String> command(String script) {
        List<String> words = new ArrayList<>(List.of("setsid", client, "-T", "-x", "-a"));
        for (String option : List.of(
                "BatchMode=yes",
                "ClearAllForwardings=yes",
                "ConnectTimeout=" + PATIENCE.toSeconds(),
                "ServerAliveInterval=" + PATIENCE.toSeconds() / LOOKS,
                "ServerAliveCountMax=" + LOOKS)) {
            words.add("-o");
            words.add(option);
        }
        words.add(name);
        words.add("exec /bin/sh -c '" + script + "'");
        return words;
    }

    @Override
    public String toString() {
        return name;
    }
}
