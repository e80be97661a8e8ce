// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kernel list}. */
@Command(name = "list", description = "List the kernels of the store.")
final class KernelListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Terminal terminal;

    KernelListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        List<KernelEntry> entries = terminal.timertorture().kernels().list();
        if (json) {
            terminal.out()
                    .println(new ObjectMapper()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsString(entries.stream()
                                    .map(KernelListCommand::fields)
                                    .toList()));
        } else {
            entries.forEach(entry -> terminal.out().println(line(entry)));
        }
        return ExitCode.OK.code();
    }

    /** Returns a line that describes a kernel. */
    static String line(KernelEntry entry) {
        KernelManifest manifest = entry.manifest();
        return String.format(
                Locale.ROOT,
                "%-30s %-24s HZ %-5d %-10s %s",
                entry.name(),
                manifest.suite() + ":" + manifest.flavour(),
                manifest.hz(),
                manifest.preemption(),
                manifest.fetched());
    }

    private static Map<String, Object> fields(KernelEntry entry) {
        KernelManifest manifest = entry.manifest();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", entry.name());
        fields.put("release", manifest.release());
        fields.put("suite", manifest.suite());
        fields.put("flavour", manifest.flavour());
        fields.put("hz", manifest.hz());
        fields.put("preemption", manifest.preemption());
        fields.put("compiler", manifest.compiler());
        fields.put("fetched", manifest.fetched());
        fields.put("folder", entry.folder().toString());
        return fields;
    }
}
