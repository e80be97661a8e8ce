// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.timertorture.app.Control;
import org.timertorture.app.Kernels;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.progress.TimedProgress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kernel add}. */
@Command(
        name = "add",
        description = "Put a kernel that you built into the store. It is booted once and must load the module.")
final class KernelAddCommand implements Callable<Integer> {
    /** The place of the kernel, which is given in one of three ways. */
    private static final class Where {
        @Option(
                names = "--tree",
                required = true,
                paramLabel = "DIR",
                description = "The kernel tree that you ran make in, or the folder that its O= named.")
        private Path tree;

        @ArgGroup(exclusive = false)
        private Files files;

        @Option(
                names = "--packages",
                required = true,
                arity = "1..*",
                paramLabel = "FILE",
                description = "Its .deb or .rpm packages: of the image, of the headers and, unless virtio is built in,"
                        + " of the modules. They are not installed.")
        private List<Path> packages;
    }

    private static final class Files {
        @Option(
                names = "--image",
                required = true,
                paramLabel = "FILE",
                description = "The kernel image: a bzImage, or an Image of arm64.")
        private Path image;

        @Option(
                names = "--headers",
                required = true,
                paramLabel = "DIR",
                description = "The kernel's headers, with the layout of /lib/modules/REL/build.")
        private Path headers;

        @Option(
                names = "--modules",
                paramLabel = "DIR",
                description =
                        "The kernel's modules, with the layout of /lib/modules/REL. Needed unless virtio is built in.")
        private Path modules;
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Where where;

    @Option(names = "--name", paramLabel = "N", description = "The kernel's name in the store. Default: its release.")
    private String name;

    private final Terminal terminal;

    KernelAddCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (name != null) {
            Kernels.checkName(name);
        }
        KernelEntry entry;
        try (TimedProgress progress = terminal.progress()) {
            entry = add(terminal.timertorture().kernels(), InterruptSignal.stops(new Control(progress)));
        }
        terminal.out().println(KernelListCommand.line(entry));
        return ExitCode.OK.code();
    }

    private KernelEntry add(Kernels kernels, Control control) throws TimertortureException, InterruptedException {
        Optional<String> called = Optional.ofNullable(name);
        if (where.packages != null) {
            return kernels.add(where.packages, called, control);
        }
        LocalKernel kernel = where.tree != null
                ? LocalKernel.tree(where.tree)
                : LocalKernel.image(where.files.image, where.files.headers, Optional.ofNullable(where.files.modules));
        return kernels.add(kernel, called, control);
    }
}
