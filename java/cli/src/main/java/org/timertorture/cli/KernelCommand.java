// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kernel}: holds the commands that fill, look after and empty the store. */
@Command(name = "kernel", description = "Manage the store of kernels.", synopsisSubcommandLabel = "COMMAND")
final class KernelCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine with(Terminal terminal) {
        return new CommandLine(new KernelCommand())
                .addSubcommand(new KernelFetchCommand(terminal))
                .addSubcommand(new KernelAddCommand(terminal))
                .addSubcommand(new KernelBuildDebugCommand(terminal))
                .addSubcommand(new KernelListCommand(terminal))
                .addSubcommand(new KernelVerifyCommand(terminal))
                .addSubcommand(new KernelRemoveCommand(terminal))
                .addSubcommand(new KernelPruneCommand(terminal))
                .addSubcommand(new KernelBootCommand(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "expected a command: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
