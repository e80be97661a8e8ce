// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests commands that end before a kernel is looked up. */
class MainTest {
    private final Captured captured = new Captured();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                              | expected a command: run, matrix, series, selftest, replay, shrink, finding, explain, history, predict, list, kernel or info
                    rn                              | there is no command "rn"; did you mean run?
                    rnu                             | there is no command "rnu"; did you mean run?
                    kernel fecth                    | there is no command "kernel fecth"; did you mean fetch?
                    mumble                          | there is no command "mumble"; valid are run, matrix, compare, merge, report, series, selftest
                    run --cpus 0                    | --cpus 0: expected 1 to 64
                    run --cpus 65                   | --cpus 65: expected 1 to 64
                    run --cpus two                  | --cpus: expected a whole number, found "two"
                    run --nodes 0                   | --nodes 0: expected 1 to 8
                    run --nodes 9 --cpus 64         | --nodes 9: expected 1 to 8
                    run --seconds 0                 | --seconds 0: expected more than 0 s
                    run --seconds -1                | --seconds -1: expected a duration such as 10, 500ms, 10s, 20min or 12h
                    run --seconds NaN               | --seconds NaN: expected a duration
                    run --seconds 99999             | --seconds 99999: expected more than 0 s and at most 86400 s
                    run --seconds soon              | --seconds soon: expected a duration such as 10, 500ms, 10s, 20min or 12h
                    run --seconds 2000000s          | --seconds 2000000s: expected more than 0 s and at most 86400 s
                    run --seconds 10s quik          | there is no plan "quik"
                    run --seconds 12h quik          | there is no plan "quik"
                    run --seconds 25h               | --seconds 25h: expected more than 0 s and at most 86400 s
                    run --seconds 1.5 quik          | there is no plan "quik"
                    run --remote-ns 0               | --remote-ns 0: expected 1ns to
                    run --remote-ns 300parsec       | --remote-ns 300parsec: expected a duration such as 300, 300ns or 10us
                    run --remote-ns 300ns quik      | there is no plan "quik"
                    run --seed -1                   | --seed -1: expected 0 to 9007199254740991
                    run --seed 9007199254740992     | expected 0 to 9007199254740991
                    run --seed x                    | --seed x: expected a whole number
                    run --json /no/such/folder/file | --json /no/such/folder/file: cannot write there: there is no folder /no/such/folder
                    run --json /tmp                 | --json /tmp: cannot write there: Is a directory
                    run --kernel-args quiet         | --kernel-args: "quiet" cannot be given: it would hide the kernel's warnings
                    run --kernel-args console=tty0  | --kernel-args: "console=tty0" cannot be given
                    matrix --kernels all --kernel-args quiet | --kernel-args: "quiet" cannot be given
                    run --target local --kernel-args nohz=off | --kernel-args cannot be used with --target local
                    run --format ktab=x            | --format ktab=x: no format is called ktab; did you mean ktap?
                    run --format ktap              | --format ktap: expected FORMAT=FILE, such as ktap=result.ktap
                    run --format csv=/tmp          | --format csv=/tmp: cannot write there: Is a directory
                    run --format csv=x --format hlog=x | --format hlog=x: another result is written there; give each its own file
                    run --accel kwm                 | --accel kwm: expected auto or kvm or tcg; did you mean kvm?
                    matrix quick --kernels bookworm --numa-distance 0=1 | --numa-distance: expected A,B=N, found "0=1"
                    matrix quick --kernels bookworm --numa-distance 0,1=40 | --numa-distance: the distance 0,1=40 is of a node that a VM with 1 node does not have
                    run --color maybe               | --color maybe: expected auto or always or never
                    run --target locale             | --target locale: expected vm or local or ssh:HOST; did you mean local?
                    run --target ssh:-oX            | "-oX" is no name of a machine: expected HOST or USER@HOST
                    run --target ssh:big --nodes 2  | --nodes cannot be used with --target ssh:big
                    run --target ssh:big --cpus 4   | --cpus 4: a race needs two CPUs, such as 0-1
                    run --target local --cpus 4     | --cpus 4: a race needs two CPUs, such as 0-1
                    run --target local --cpus 3-1   | --cpus 3-1: 3-1 is no range of CPUs: its end is before its beginning
                    run --target local --cpus a     | --cpus a: expected numbers and ranges of CPUs, such as 0-3,6
                    run --target local --nodes 2    | --nodes cannot be used with --target local
                    run --cpus 0-3                  | --cpus: expected a whole number, found "0-3"
                    run --target local --kernel 6.1 | --kernel cannot be used with --target local
                    shrink /no/such/result.json     | there is no file /no/such/result.json
                    shrink --budget 0 /dev/null     | --budget 0: expected 1 or more seconds
                    run --config-fragment x         | --config-fragment needs --tree
                    run --tree /no --kernel 6.1     | --kernel cannot be used with --tree
                    run --tree /no --target local   | --tree cannot be used with --target local
                    run --tree /no/such/tree        | there is no directory /no/such/tree
                    run --tree /                    | / is no kernel tree: it has no Makefile and Kconfig
                    series /no/such/tree A..B       | there is no directory /no/such/tree
                    series / A..B --plan quik       | there is no plan "quik"; did you mean quick?
                    series / A..B --kernel 6.1      | --kernel cannot be used with a series
                    series / A..B --json x          | --json cannot be used with a series
                    run quik                        | there is no plan "quik"; did you mean quick?
                    run quick another               | unexpected argument "another"
                    run no/such/plan.yaml           | there is no file no/such/plan.yaml
                    matrix                          | expected --kernels LIST, --kernels all, or --resume
                    matrix --kernels a,a            | --kernels: a is there twice: name it once
                    matrix --kernels a,,b           | --kernels: expected words between commas
                    matrix --kernels a --repeat 0   | --repeat 0: expected 1 to 1000
                    matrix --kernels a --repeat 9999 | --repeat 9999: expected 1 to 1000
                    matrix --kernels a --cpus 2,65  | --cpus 65: expected 1 to 64
                    matrix --kernels a --cpus 2,2   | --cpus: 2 is there twice
                    matrix --kernels a --nodes 2,4  | --nodes 4: expected 1 to 2
                    matrix --kernels a --seconds 0  | --seconds 0: expected more than 0 s
                    matrix --kernels a --json /tmp  | --json /tmp: cannot write there
                    matrix quik --kernels a         | there is no plan "quik"; did you mean quick?
                    matrix --resume /tmp            | /tmp is no folder of a matrix
                    matrix --resume --seed 4        | --seed cannot be used with --resume
                    matrix --resume x --run 1 --json f | --json cannot be used with --run, which prints and saves no table
                    matrix --resume --run 1         | --run 1: expected --resume FOLDER with it
                    matrix quick --resume           | the plan 'quick' cannot be used with --resume
                    run --nonsense                  | there is no option --nonsense; did you mean --no
                    run --secnods 3                 | there is no option --secnods; did you mean --seconds
                    predict --nodes 1               | --nodes 1: expected 2 to 8
                    predict --nodes 9               | --nodes 9: expected 2 to 8
                    predict --calibrate loop-warm   | the published table has no cell "loop-warm"; did you mean loop-warm-4p or
                    predict --calibrate loop-cold-4p | reads no line of another node, so it does not tell what one costs; those that do are loop-warm-32p, loop-cold-32p, last-running-cold-32p
                    predict --seconds 5             | --seconds 5 is too little for 72 runs of at least 0.2 s each: 72 * 0.2 s = 14.4 s
                    predict gustafson               | unexpected argument "gustafson"
                    selftest --cpus 65              | --cpus 65: expected 1 to 64
                    selftest quick                  | unexpected argument "quick"
                    replay                          | Missing required parameter: 'ID'
                    replay shutdown-sync            | there is no finding "shutdown-sync"; did you mean shutdown-sync-blind
                    run --nodes 3 --cpus 2          | --nodes 3: expected 1 to 2
                    run --nodes 3                   | --nodes 3: expected 1 to 2
                    list plns                       | there is no list of "plns"; did you mean plans?
                    kernel                          | expected a command: fetch, add, build-debug, list, verify, rm, prune, boot
                    kernel rm                       | Missing required parameter: 'NAME'
                    kernel fetch sid=new            | 'new' is no version of a kernel
                    kernel fetch bookworm sid:clod  | there is no flavour 'clod'
                    kernel add                      | --tree=DIR
                    kernel add --image /vmlinuz     | --headers
                    kernel add --packages           | --packages
                    kernel add --tree /a --packages /b.deb | mutually exclusive
                    kernel add --tree /a --image /b --headers /c | mutually exclusive
                    kernel add --tree /no/tree --name host | --name host: this word means other kernels already
                    kernel add --tree /no/tree --name trixie | this word means other kernels already
                    kernel add --tree /no/tree --name ../x | --name ../x: expected letters
                    kernel build-debug              | Missing required parameter: 'KIND'
                    kernel build-debug kasan kcsna  | there is no kind of kernel 'kcsna'; did you mean kcsan
                    kernel build-debug kasan --from Book/worm | is no suite
                    kernel prune --unused -1        | --unused -1: expected 0 or more days
                    kernel fetch bookworm:clod      | there is no flavour 'clod'
                    kernel fetch Book/worm          | is no suite
                    """)
    void whatMakesNoSenseExitsWithTwoAndNamesWhatWould(String line, String expected) {
        assertEquals(2, run(line.isEmpty() ? new String[0] : line.split(" ")));
        assertTrue(err().contains(expected), err());
        assertFalse(err().contains("\tat "), err());
        assertFalse(err().contains("Exception"), err());
        assertEquals("", out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run %s                  | plan.yaml: Is a directory
                    run %s/b.yaml           | b.yaml: line 2: expected YAML
                    run %s/latin.yaml       | latin.yaml: expected YAML in UTF-8
                    run %s/b.yaml/x.yaml    | b.yaml/x.yaml: Not a directory
                    matrix --resume %s/m    | matrix.json cannot be read: it is not JSON (line 1)
                    matrix --resume %s/n    | matrix.json cannot be read: the field
                    """)
    void whatCannotBeReadIsNamedWithoutTheNameOfAnException(String line, String expected, @TempDir Path folder)
            throws Exception {
        Path root = Files.createDirectory(folder.resolve("plan.yaml"));
        Files.writeString(root.resolve("b.yaml"), "cells:\n  - {primitive: [\n");
        Files.write(root.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
        Files.writeString(Files.createDirectory(root.resolve("m")).resolve("matrix.json"), "{ no");
        Files.writeString(Files.createDirectory(root.resolve("n")).resolve("matrix.json"), "{\"seed\": \"x\"}");
        assertEquals(2, run(String.format(line, root).split(" ")), err());
        assertTrue(err().contains(expected), err());
        assertFalse(err().contains("Exception") || err().contains("org.timertorture"), err());
    }

    @Test
    void anInvalidPlanIsRefusedWithFileAndLine(@TempDir Path folder) throws Exception {
        Path plan = Files.writeString(
                folder.resolve("mine.yaml"), "cells:\n  - primitive: timer_delete\n    scenaro: idle\n");
        assertEquals(2, run("run", plan.toString()));
        assertTrue(err().contains("mine.yaml: line 3: unknown field scenaro of a cell; did you mean scenario?"), err());
    }

    @Test
    void checkingTheJsonFileLeavesItAsItWas(@TempDir Path folder) throws Exception {
        Path there = Files.writeString(folder.resolve("there.json"), "kept");
        run("run", "quik", "--json", there.toString());
        assertEquals("kept", Files.readString(there));
        Path fresh = folder.resolve("fresh.json");
        run("run", "quik", "--json", fresh.toString());
        assertFalse(Files.exists(fresh));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "run --help",
                "matrix --help",
                "compare --help",
                "report --help",
                "list --help",
                "kernel --help",
                "kernel fetch --help",
                "selftest --help",
                "replay --help",
                "history --help",
                "predict --help",
                "kernel boot --help",
                "kernel add --help",
                "kernel prune --help",
                "kernel verify --help",
                "info -h"
            })
    void helpFitsTheTerminalAndExitsWithZero(String line) {
        assertEquals(0, run(line.split(" ")));
        assertTrue(out().startsWith("Usage: timertorture"), out());
        assertTrue(out().lines().allMatch(l -> l.length() <= 100), out());
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(0, run("--version"));
        assertTrue(out().matches("timertorture \\S+\\n"), out());
    }

    @Test
    void theCompletionForTheShellKnowsCommandsAndOptions() {
        assertEquals(0, run("generate-completion"));
        assertTrue(out().contains("complete -F _complete_timertorture -o default timertorture"), out());
        assertTrue(out().contains("kernel_fetch"), out());
        assertTrue(out().contains("--seconds"), out());
        run("--help");
        assertFalse(out().contains("generate-completion"), out());
    }

    @Test
    void thePlansThatShipAreListedWithoutAKernel() {
        assertEquals(0, run("list", "plans", "--json"));
        assertTrue(out().contains("\"headline\""), out());
    }

    @Test
    void knownFindingsAreListedWithoutAKernel() {
        assertEquals(0, run("list", "findings"));
        assertTrue(out().contains("shutdown-sync-blind-to-add-timer-local"), out());
        assertTrue(out().contains("lock_timer_base()"), out());
        assertEquals(0, run("list", "findings", "--json"));
        assertTrue(out().contains("\"kernels\" : \">= 6.12, < 7.4\""), out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --bisect --cpus 0",
                "run --bisect --no-such-option",
                "run --tree /no/such/tree --bisect",
                "run quik --bisect"
            })
    void wrongUsageEndsABisection(String command) {
        assertEquals(255, run(command.split(" ")), err());
    }

    @Test
    void aBaselineCannotJudgeTheOneRunOfACommit() {
        assertEquals(255, run("run", "--bisect", "--baseline", "before.json"));
        assertTrue(err().contains("--baseline cannot be used with --bisect"), err());
    }

    @Test
    void aBugEndsABisection() {
        assertEquals(255, new Failures(captured.errors(), true).code(new IllegalStateException("surprise")));
    }

    @Test
    void anUnexpectedErrorExitsWithSeventyAndAsksForAReport() {
        Failures failures = new Failures(captured.errors(), false);
        assertEquals(70, failures.code(new IllegalStateException("surprise")));
        assertTrue(err().contains("surprise"), err());
        assertTrue(err().contains("this is a bug in timertorture; please report it"), err());
    }

    @Test
    void anInterruptedCommandExitsWithOneHundredAndThirty() {
        Failures failures = new Failures(captured.errors(), false);
        assertEquals(130, failures.code(new InterruptedException()));
        assertEquals("timertorture: interrupted\n", err());
    }

    private int run(String... words) {
        return captured.run(words);
    }

    private String out() {
        return captured.out();
    }

    private String err() {
        return captured.err();
    }
}
