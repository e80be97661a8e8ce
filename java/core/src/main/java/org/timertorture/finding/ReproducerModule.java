// SPDX-License-Identifier: Apache-2.0
package org.timertorture.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.timertorture.result.CellResult;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.TimerFlag;

/**
 * The C source of a kernel module of its own that breaks a rule as a cell did. It exists for calls of the kernel, for the
 * rules no-run-after-sync and not-early, and for the scenarios in which the handler alone or one other CPU arms.
 */
public final class ReproducerModule {
    private static final String TEMPLATE = "/org/timertorture/finding/reproducer.c";
    /** Long enough for a deletion on another CPU to meet the handler. */
    private static final long LEAST_HANDLER_US = 20;

    private static final long NS_PER_US = 1_000;
    private static final String MOVED_BY_A_THIRD_CPU = "remod";

    /** How the handler arms its own timer, by scenario. */
    private static final Map<String, String> REARMS = Map.of(
            "running",
            "do { } while (0)",
            "contend",
            "do { } while (0)",
            MOVED_BY_A_THIRD_CPU,
            "do { } while (0)",
            "rearm",
            "mod_timer(timer, jiffies + 1)",
            "rearm-on",
            added("add_timer_on(timer, DELETER)"),
            "rearm-local",
            added("add_timer_local(timer)"),
            "rearm-global",
            added("add_timer_global(timer)"));

    private ReproducerModule() {}

    private static String added(String call) {
        return "do { (timer)->expires = jiffies + 1; " + call + "; } while (0)";
    }

    /** Returns the source; empty if no module of this kind shows it. */
    public static Optional<String> of(CellResult cell, Rule rule) {
        String rearm = REARMS.get(cell.scenario());
        boolean moves = cell.scenario().equals(MOVED_BY_A_THIRD_CPU);
        boolean shown = moves ? rule == Rule.NOT_EARLY : rule == Rule.NO_RUN_AFTER_SYNC;
        if (cell.kind() != Kind.NATIVE || rearm == null || !shown) {
            return Optional.empty();
        }
        String head = "/*\n"
                + " * Shows that " + cell.primitive() + "() breaks the rule " + rule.label() + " in the scenario "
                + cell.scenario() + " of timertorture.\n"
                + " * Build it as any module outside the tree, load it, wait, and unload it: the kernel log says what it saw.\n"
                + " */\n"
                + define("DELETE", cell.primitive())
                + define("REARM(timer)", rearm)
                + define("FLAGS", flags(cell))
                + define(
                        "HANDLER_US",
                        Long.toString(Math.max(LEAST_HANDLER_US, cell.settings().handlerNs() / NS_PER_US)))
                + define("EARLY", rule == Rule.NOT_EARLY ? "1" : "0")
                + define("MOVES", moves ? "1" : "0")
                + "\n";
        // The first line of the template is its licence.
        String template = template();
        int second = template.indexOf('\n') + 1;
        return Optional.of(template.substring(0, second) + head + template.substring(second));
    }

    private static String define(String name, String value) {
        return "#define " + name + "\t" + value + "\n";
    }

    /** The scenario rearm-local has timers that are not pinned, and rearm-global has those that are. */
    private static String flags(CellResult cell) {
        StringBuilder flags = new StringBuilder();
        for (TimerFlag flag : cell.settings().timer()) {
            if (flag == TimerFlag.PINNED && cell.scenario().equals("rearm-local")) {
                continue;
            }
            flags.append(flags.isEmpty() ? "" : " | ").append("TIMER_").append(flag.name());
        }
        return flags.isEmpty() ? "0" : flags.toString();
    }

    private static String template() {
        try (InputStream in = ReproducerModule.class.getResourceAsStream(TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
