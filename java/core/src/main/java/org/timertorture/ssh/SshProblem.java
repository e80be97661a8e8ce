// SPDX-License-Identifier: Apache-2.0
package org.timertorture.ssh;

import java.util.List;

/** Says what is wrong with a login, and what helps, by what OpenSSH's client prints. */
final class SshProblem {
    /** What ssh exits with if it failed itself. */
    private static final int OF_SSH = 255;

    private SshProblem() {}

    /**
     * Returns why a login failed.
     *
     * @param status what ssh exited with
     * @param errors its error output
     */
    static String ofLogin(SshHost host, int status, List<String> errors) {
        String last = last(errors);
        if (said(errors, "setsid: failed to execute " + host.client())) {
            return "there is no program " + host.client() + " here: install openssh-client";
        }
        if (status != OF_SSH) {
            return "cannot run a program on " + host + ": " + last;
        }
        if (said(errors, "Could not resolve hostname")) {
            return "there is no machine " + host + ": " + last + "; check the name, or describe it in ~/.ssh/config";
        }
        if (said(errors, "REMOTE HOST IDENTIFICATION HAS CHANGED")) {
            return host + " has another key than before: if that is right, ssh-keygen -R makes ssh forget the old one";
        }
        if (said(errors, "Host key verification failed")) {
            return "ssh does not know the key of " + host + " yet: call 'ssh " + host + "' once and check it";
        }
        if (said(errors, "Permission denied")) {
            return host + " refuses the login without a password: " + last + "; 'ssh-copy-id " + host
                    + "' gives it your key, and ssh-agent keeps the key's passphrase";
        }
        if (said(errors, "Connection refused") || said(errors, "timed out") || said(errors, "No route to host")) {
            return "no sshd answers on " + host + ": " + last;
        }
        return "cannot log in to " + host + ": " + last;
    }

    /** Returns why a line ended, in half a sentence. */
    static String ofLine(SshHost host, int status, List<String> errors) {
        return status == OF_SSH
                ? "the line to " + host + " was lost (" + last(errors) + ")"
                : "the agent on " + host + " ended (exit status " + status + ", " + last(errors) + ")";
    }

    private static boolean said(List<String> errors, String words) {
        return errors.stream().anyMatch(line -> line.contains(words));
    }

    private static String last(List<String> errors) {
        return errors.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((earlier, later) -> later)
                .orElse("ssh said nothing");
    }
}
