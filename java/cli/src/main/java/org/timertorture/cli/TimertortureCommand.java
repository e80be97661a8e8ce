// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command as a whole; it does nothing but hold the others. */
@Command(
        name = "timertorture",
        description = "Races the deletion of Linux kernel timers in a real kernel, checks it and times it.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:as expected",
            "1:a forbidden outcome, or one that was expected and did not come",
            "2:the command line or a plan makes no sense",
            "3:the environment lacks something",
            "4:the kernel under test crashed, hung or did not boot",
            "5:the run cannot be trusted",
            "70:a bug in timertorture",
            "130:interrupted"
        })
final class TimertortureCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "expected a command: run, matrix, selftest, replay, history, predict, list, kernel or info");
    }
}
