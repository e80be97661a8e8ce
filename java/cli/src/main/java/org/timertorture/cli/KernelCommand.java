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

    static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new KernelCommand())
                .addSubcommand(new KernelFetchCommand(surroundings))
                .addSubcommand(new KernelAddCommand(surroundings))
                .addSubcommand(new KernelListCommand(surroundings))
                .addSubcommand(new KernelVerifyCommand(surroundings))
                .addSubcommand(new KernelRemoveCommand(surroundings))
                .addSubcommand(new KernelPruneCommand(surroundings))
                .addSubcommand(new KernelBootCommand(surroundings));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "expected a command: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
