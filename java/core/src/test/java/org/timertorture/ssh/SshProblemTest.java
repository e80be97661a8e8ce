// SPDX-License-Identifier: Apache-2.0
package org.timertorture.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timertorture.plan.PlanException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SshProblemTest {
    private static final SshHost BIG = new SshHost("root@big", "ssh");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ssh: Could not resolve hostname big: Name or service not known | there is no machine root@big: ssh: Could not resolve hostname big: Name or service not known; check the name
                    Host key verification failed.                                  | ssh does not know the key of root@big yet: call 'ssh root@big' once
                    root@big: Permission denied (publickey,password).              | root@big refuses the login without a password: root@big: Permission denied (publickey,password).; 'ssh-copy-id root@big'
                    ssh: connect to host big port 22: Connection refused           | no sshd answers on root@big: ssh: connect to host big port 22: Connection refused
                    ssh: connect to host big port 22: Connection timed out         | no sshd answers on root@big
                    ssh: connect to host big port 22: No route to host             | no sshd answers on root@big
                    Connection closed by 10.0.0.1 port 22                          | cannot log in to root@big: Connection closed by 10.0.0.1 port 22
                    """)
    void each_refusal_of_ssh_is_named_with_what_helps(String said, String told) {
        String problem = SshProblem.ofLogin(BIG, 255, List.of("** WARNING: a banner **", said, ""));
        assertTrue(problem.startsWith(told), problem);
    }

    @Test
    void a_key_that_has_changed_is_not_taken_for_an_unknown_one() {
        String problem = SshProblem.ofLogin(
                BIG,
                255,
                List.of("@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @", "Host key verification failed."));
        assertTrue(problem.startsWith("root@big has another key than before"), problem);
    }

    @Test
    void what_fails_there_is_told_in_its_own_words() {
        assertEquals(
                "cannot run a program on root@big: mktemp: No space left on device",
                SshProblem.ofLogin(BIG, 1, List.of("mktemp: No space left on device")));
        assertEquals("cannot run a program on root@big: ssh said nothing", SshProblem.ofLogin(BIG, 1, List.of()));
    }

    @Test
    void a_machine_without_OpenSSH_is_told_which_package_has_it() {
        assertEquals(
                "there is no program ssh here: install openssh-client",
                SshProblem.ofLogin(BIG, 127, List.of("setsid: failed to execute ssh: No such file or directory")));
    }

    @Test
    void a_lost_line_is_told_from_an_agent_that_ended() {
        List<String> said = List.of("Timeout, server big not responding.");
        assertEquals(
                "the line to root@big was lost (Timeout, server big not responding.)",
                SshProblem.ofLine(BIG, 255, said));
        assertEquals(
                "the agent on root@big ended (exit status 137, Timeout, server big not responding.)",
                SshProblem.ofLine(BIG, 137, said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-oProxyCommand=x", "two words", "a;b", "$(x)"})
    void what_is_no_name_is_refused(String name) {
        assertThrows(PlanException.class, () -> SshHost.parse(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"big", "root@big.example", "root@10.0.0.1", "::1", "fe80::1%eth0", "big_2"})
    void what_ssh_takes_for_a_name_is_one(String name) throws Exception {
        assertEquals(name, SshHost.parse(name).name());
    }
}
