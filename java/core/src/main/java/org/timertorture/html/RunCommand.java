// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.timertorture.matrix.MatrixFacts;
import org.timertorture.matrix.MatrixRow;
import org.timertorture.result.Environment;
import org.timertorture.result.PlanResult;
import org.timertorture.result.RunResult;

/** The command that reproduces a result. */
final class RunCommand {
    /** What every VM's kernel gets; the rest was asked for. */
    private static final Pattern OURS =
            Pattern.compile("console=.*|loglevel=.*|panic=.*|oops=.*|tsc=reliable|lpj=\\d+");

    private RunCommand() {}

    /** Returns the command of a run. */
    static String of(RunResult run) {
        Environment e = run.environment();
        StringBuilder command = new StringBuilder("scripts/timertorture run ").append(planOf(run.plan()));
        command.append(seconds(run.plan())).append(" --seed ").append(run.seed());
        if (!e.inVm()) {
            return command.append(" --target local").toString();
        }
        command.append(" --kernel ").append(e.kernelRelease());
        command.append(" --cpus ")
                .append(e.machine().cpus())
                .append(" --nodes ")
                .append(e.nodes());
        String arguments = arguments(e);
        if (!arguments.isEmpty()) {
            command.append(" --kernel-args \"").append(arguments).append('"');
        }
        return command.append(" --accel ").append(e.accel()).toString();
    }

    /** Returns the command of a matrix. */
    static String of(MatrixFacts matrix) {
        List<MatrixRow> rows = matrix.rows();
        return "scripts/timertorture matrix " + planOf(matrix.plan()) + seconds(matrix.plan()) + " --seed "
                + matrix.seed() + " --kernels "
                + rows.stream().map(MatrixRow::kernel).distinct().collect(Collectors.joining(",")) + " --cpus "
                + rows.stream().map(r -> "" + r.cpus()).distinct().collect(Collectors.joining(",")) + " --nodes "
                + rows.stream().map(r -> "" + r.nodes()).distinct().collect(Collectors.joining(","))
                + (rows.stream().allMatch(r -> r.kernelArguments().isEmpty())
                        ? ""
                        : rows.stream()
                                .map(MatrixRow::kernelArguments)
                                .distinct()
                                .map(a -> " --kernel-args \"" + a + "\"")
                                .collect(Collectors.joining()))
                + " --repeat " + matrix.repeat() + " --accel "
                + matrix.environment().accel();
    }

    /** Plans that ship are named; others are files. */
    private static String planOf(PlanResult plan) {
        return plan.source() == null || plan.source().equals(plan.name() + ".yaml") ? plan.name() : plan.source();
    }

    private static String seconds(PlanResult plan) {
        return " --seconds "
                + String.format(Locale.ROOT, "%.3f", plan.seconds()).replaceFirst("\\.?0+$", "");
    }

    private static String arguments(Environment e) {
        String line = e.kernel().commandLine();
        return line == null
                ? ""
                : Arrays.stream(line.split(" "))
                        .filter(word -> !OURS.matcher(word).matches())
                        .collect(Collectors.joining(" "));
    }
}
