// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The top-level command, which only contains the others. */
@Command(
        name = "timertorture",
        description = "Race the deletion of Linux kernel timers in a real kernel, check it, and time it.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:as expected",
            "1:a forbidden outcome, or an expected one that did not occur",
            "2:wrong usage: the command line or a plan is wrong",
            "3:the environment lacks something that the message names",
            "4:the kernel under test crashed, hung or did not boot",
            "5:the run could not have failed, so it cannot be trusted",
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
                "expected a command: run, matrix, series, selftest, replay, shrink, finding, explain, history, predict, list, kernel or info");
    }
}
