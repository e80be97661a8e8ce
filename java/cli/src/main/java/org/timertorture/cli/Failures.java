// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.util.List;
import org.timertorture.app.BisectAnswer;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.NearestNames;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Prints what went wrong in one line and chooses the exit code. No message has the name of a Java exception. */
final class Failures {
    private final PrintStream err;
    private final boolean bisecting;

    /**
     * Reports to a stream.
     *
     * @param bisecting whether the exit codes are for {@code git bisect run}
     */
    Failures(PrintStream err, boolean bisecting) {
        this.err = err;
        this.bisecting = bisecting;
    }

    /** Reports a command line that cannot be understood. */
    int usage(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            say(unmatched(unmatched));
        } else if (e.getCause() instanceof CommandLine.TypeConversionException cause
                && e.getArgSpec() instanceof OptionSpec option) {
            say(option.longestName() + ": " + cause.getMessage());
        } else {
            say(e.getMessage());
        }
        err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
        return exit(ExitCode.USAGE, e);
    }

    /** Suggests the nearest command or option. */
    private static String unmatched(CommandLine.UnmatchedArgumentException e) {
        CommandLine command = e.getCommandLine();
        String word = e.getUnmatched().get(0);
        if (word.startsWith("-")) {
            String option = word.split("=", 2)[0];
            List<String> options = command.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .toList();
            return "there is no option " + option + NearestNames.among(options, option);
        }
        if (command.getSubcommands().isEmpty()) {
            return "unexpected argument \"" + word + "\"";
        }
        String within = command.getParent() == null ? "" : command.getCommandName() + " ";
        return "there is no command \"" + within + word + "\""
                + NearestNames.among(command.getSubcommands().keySet(), word);
    }

    /** Reports what a command threw. */
    int code(Exception e) {
        ExitCode code = codeOf(e);
        if (code == ExitCode.INTERNAL && !(e instanceof TimertortureException)) {
            return bug(e);
        }
        say(e instanceof InterruptedException ? "interrupted" : e.getMessage());
        return exit(code, e);
    }

    /** Reports an unexpected exception with its stack trace. */
    int bug(Throwable e) {
        e.printStackTrace(err);
        say("this is a bug in timertorture; please report it with the lines above and the output of"
                + " 'timertorture info'");
        return exit(ExitCode.INTERNAL, e);
    }

    private int exit(ExitCode code, Throwable e) {
        return bisecting ? BisectAnswer.of(e).exit() : code.code();
    }

    /** Returns the exit code for an exception that a command may throw, and {@link ExitCode#INTERNAL} for any other. */
    static ExitCode codeOf(Exception e) {
        if (e instanceof TimertortureException known) {
            return known.exitCode();
        }
        if (e instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        return ExitCode.INTERNAL;
    }

    private void say(String message) {
        List<String> lines =
                message == null ? List.of("failed") : message.lines().toList();
        lines.forEach(line -> err.println("timertorture: " + line));
    }
}
