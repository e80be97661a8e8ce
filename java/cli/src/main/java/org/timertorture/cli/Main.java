// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The entry point. */
public final class Main {
    private static final int WIDTH = 100;
    private static final String COMPLETION = "generate-completion";

    private Main() {}

    /** Runs one command and exits with its code, or with 70 if it throws what no code expects. */
    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        Failures failures = new Failures(err, List.of(args).contains(RunOptions.BISECT));
        try {
            return commandLine(out, err, failures).execute(args);
        } catch (Throwable e) { // the JVM's own exit code 1 means something else here
            return failures.bug(e);
        }
    }

    private static CommandLine commandLine(PrintStream out, PrintStream err, Failures failures) {
        Terminal terminal = new Terminal(out, err);
        CommandLine line = new CommandLine(new TimertortureCommand())
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new MatrixCommand(terminal))
                .addSubcommand(new CompareCommand(terminal))
                .addSubcommand(new MergeCommand(terminal))
                .addSubcommand(new ReportCommand(terminal))
                .addSubcommand(new SeriesCommand(terminal))
                .addSubcommand(new SelftestCommand(terminal))
                .addSubcommand(new ReplayCommand(terminal))
                .addSubcommand(new ShrinkCommand(terminal))
                .addSubcommand(new FindingCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new HistoryCommand(terminal))
                .addSubcommand(new PredictCommand(terminal))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(KernelCommand.with(terminal))
                .addSubcommand(new InfoCommand(terminal))
                .addSubcommand(COMPLETION, new AutoComplete.GenerateCompletion())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setUsageHelpWidth(WIDTH)
                .setParameterExceptionHandler((e, given) -> failures.usage(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failures.code(e));
        configure(line);
        // It is for the shell's start files, not for those who read --help.
        line.getSubcommands().get(COMPLETION).getCommandSpec().usageMessage().hidden(true);
        line.registerConverter(Integer.class, new WholeNumber());
        line.registerConverter(int.class, new WholeNumber());
        return line;
    }

    /** No lambda: Java 17 crashes when it archives classes of which one is a lambda for an interface as old as this one. */
    private static final class WholeNumber implements CommandLine.ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw new CommandLine.TypeConversionException("expected a whole number, found \"" + text + "\"");
            }
        }
    }

    /** Gives every command the options {@code --help} and {@code --version}. */
    private static void configure(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new VersionProvider());
        line.getSubcommands().values().forEach(Main::configure);
    }
}
