// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import org.timertorture.plan.PlanException;
import org.timertorture.result.ExitCode;
import org.timertorture.target.TargetException;
import org.timertorture.vm.BuildFailedException;
import org.timertorture.vm.StoreException;
import picocli.CommandLine;

/** Tells what went wrong in one line, and which exit code that is. */
final class Failures {
    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    /** What the user wrote makes no sense. */
    int usage(CommandLine.ParameterException e) {
        say(e.getMessage());
        CommandLine command = e.getCommandLine();
        CommandLine.UnmatchedArgumentException.printSuggestions(e, new PrintWriter(err, true));
        err.println("see " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    /** A command threw. */
    int code(Exception e) {
        ExitCode code = codeOf(e);
        if (code == ExitCode.INTERNAL && !(e instanceof BuildFailedException)) {
            return bug(e);
        }
        say(e instanceof InterruptedException ? "interrupted" : e.getMessage());
        return code.code();
    }

    /** Nobody expected this. */
    int bug(Throwable e) {
        e.printStackTrace(err);
        say("this is a bug in timertorture; please report it with the lines above and the output of"
                + " 'timertorture info'");
        return ExitCode.INTERNAL.code();
    }

    /** That of what a command may throw; {@link ExitCode#INTERNAL} for all else. */
    static ExitCode codeOf(Exception e) {
        if (e instanceof PlanException) {
            return ExitCode.USAGE;
        } else if (e instanceof StoreException store) {
            return store.exitCode();
        } else if (e instanceof TargetException target) {
            return target.exitCode();
        } else if (e instanceof EnvironmentException) {
            return ExitCode.ENVIRONMENT;
        } else if (e instanceof InterruptedException) {
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
