// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The catalogue of the module for a 6.1 kernel, as modinfo printed it. */
public final class Catalogues {
    private static final List<String> MODELS = List.of(
            "hist_2_2_del_timer",
            "hist_2_3_timer_exit",
            "hist_wait_on_timers",
            "hist_wait_on_timers_noflag",
            "hist_timer_race_6",
            "hist_timer_race_6_else",
            "hist_timer_race_6_retry",
            "hist_2_4_global",
            "hist_2_6_query_loop",
            "hist_last_running",
            "hist_singleshot",
            "hist_lwn_shortcut",
            "hist_morton_shortcut",
            "hist_2_6_13",
            "hist_null");

    private static final List<String> RACES = List.of(
            "defeat-a-use-after-free",
            "defeat-b-no-exit",
            "defeat-b-free",
            "defeat-c-readd",
            "defeat-c-flag",
            "defeat-d-third-cpu",
            "defeat-d-run-again",
            "defeat-f1",
            "defeat-f2",
            "defeat-g1",
            "defeat-g2",
            "defeat-h-lwn",
            "defeat-h-morton",
            "defeat-i-silent",
            "defeat-rearm-mod",
            "defeat-rearm-on",
            "defeat-rearm-local",
            "defeat-rearm-global");

    private Catalogues() {}

    public static Catalogue bookworm() {
        return Catalogue.parse(
                primitives(), scenarios().stream().map(Catalogues::unforced).toList());
    }

    /** Returns the catalogue with the models of old kernels and their forced races. */
    public static Catalogue whole() {
        List<String> modelled = scenarios().stream()
                .map(Catalogues::unforced)
                .map(line -> line.matches("(pending|idle|expired|running|rearm)\\|.*")
                        ? line.replaceFirst("available", "available models")
                        : line)
                .toList();
        return Catalogue.parse(
                with(MODELS.stream().map(Catalogues::model), primitives()),
                with(RACES.stream().map(Catalogues::race), modelled));
    }

    private static List<String> primitives() {
        return List.of(
                "null|null|available|0||(nothing)||nothing is called: the floor of the clock|",
                "timer_delete|native|available|0||timer_delete|del_timer|dequeues the timer; its handler may "
                        + "be running, and may arm it again|",
                "timer_delete_sync|native|available sync|0||timer_delete_sync|del_timer_sync|dequeues the "
                        + "timer and waits until its handler does not run|",
                "timer_delete_sync_try|native|available sync "
                        + "tri|0||try_to_del_timer_sync|try_to_del_timer_sync|dequeues the timer unless its handler "
                        + "runs, then -1|",
                "timer_shutdown|native|available shutdown|0||timer_shutdown||dequeues the timer and makes "
                        + "later arming have no effect|",
                "timer_shutdown_sync|native|available sync shutdown|0||timer_shutdown_sync||timer_shutdown, "
                        + "and waits until the handler does not run|",
                "del_singleshot_timer_sync|native|sync|0||del_singleshot_timer_sync||an alias of "
                        + "del_timer_sync since 2.6.13, removed in 6.1|this kernel's headers do not have "
                        + "del_singleshot_timer_sync (removed in 6.1)",
                "broken_no_wait|broken|available sync unsafe outlives|1|running|broken_no_wait||poses as "
                        + "timer_delete_sync, but does not wait for a running handler|",
                "broken_lwn_shortcut|broken|available sync unsafe|1|rearm|broken_lwn_shortcut||LWN 2004: if "
                        + "(!timer_delete(t)) timer_delete_sync(t); wrong for handlers that re-arm themselves|",
                "broken_morton_shortcut|broken|available sync "
                        + "unsafe outlives|1|running|broken_morton_shortcut||Morton's first draft of 2004: if "
                        + "(!timer_delete(t)) return 0; wrong for a handler that is running|",
                "broken_one_try|broken|available sync unsafe outlives|1|running|broken_one_try||gives up after the "
                        + "first -1 of timer_delete_sync_try, and returns 0|",
                "broken_early_mark|broken|available sync unsafe inside|1|running|broken_early_mark||waits for a "
                        + "mark that the handler clears at half of its time, before its end|",
                "broken_return_lie|broken|available sync "
                        + "unsafe|5|running|broken_return_lie||timer_delete_sync that returns 1 whether it dequeued "
                        + "the timer or not|",
                "broken_return_zero|broken|available sync "
                        + "unsafe|5|running|broken_return_zero||timer_delete_sync that returns 0 even where it "
                        + "dequeued the timer|",
                "broken_no_dequeue|broken|available sync unsafe outlives|3|running|broken_no_dequeue||says 1 of a "
                        + "pending timer and forgets to dequeue it|",
                "broken_rearm|broken|available sync unsafe outlives|3|running|broken_rearm||timer_delete_sync that "
                        + "arms the timer again behind the caller's back|",
                "broken_free_early|broken|available sync unsafe inside|11|free-after-sync|broken_free_early||frees "
                        + "the timer before it waits for the handler|",
                "broken_fire_early|broken|available sync unsafe outlives|7|pending|broken_fire_early||calls the "
                        + "handler of a timer that is not due, instead of forgetting it|",
                "broken_lose|broken|available sync unsafe inside|8|running|broken_lose||dequeues the next timer of "
                        + "the batch too, which nobody asked for|");
    }

    private static List<String> scenarios() {
        return List.of(
                "pending|early|none|available local remote calibrate|armed far ahead and deleted at once, by the same "
                        + "CPU or another||3:call 4 5:call 7 12",
                "expired|late|none|available local remote|deleted after it expired and its handler ended||4 5:call 7 12",
                "idle|late|none|available local remote|deleted while it is not armed||4 5:call 7 12",
                "running|encounter|chase spin none|available remote hotplug|fires on one CPU while another deletes "
                        + "it; each arm fires once||1:sync 2:sync 3:call 4 5:call 6 7 8 9 12",
                "rearm|encounter|chase spin none|available remote|like running, but the handler arms its own "
                        + "timer again by mod_timer||1:sync 2:sync 3:sync 4 6 7 8 9 12",
                "readd|encounter|chase spin|available remote third|a third CPU arms the timer again by "
                        + "mod_timer while the deleter waits (May 2000)||1:sync 4 6 7 12",
                "contend|encounter|chase spin|available remote third|two CPUs delete one timer; one of them "
                        + "at most may get 1||1:sync 2:sync 3:call 4 5:call 6 7 8 9 12",
                "migrate|encounter|chase spin|available remote third|a third CPU pulls the timer over to its "
                        + "own base by mod_timer, just before it fires||1:sync 4 6 7 12",
                "remod|encounter|chase spin|available remote third|a third CPU changes the expiry by "
                        + "mod_timer, timer_reduce or mod_timer_pending||1:sync 4 6 7 12",
                "selffree|encounter|chase spin|available remote hotplug|the handler frees its timer unless the "
                        + "deletion returned 1; the deleter holds a reference||1:sync 2:sync 3:call 4 5:call 6 7 8 9 11:call 12",
                "selffree-broken|encounter|chase spin|available remote unsafe hotplug|like selffree, but the deleter "
                        + "holds no reference: its call touches what was freed||1:sync 2:sync 3:call 4 5:call 6 7 8 9 11:call 12",
                "free-after-sync|encounter|chase spin|available remote sync hotplug|the timer counts as freed, with "
                        + "poison in it, once the deletion has returned||1:sync 2:sync 3:call 4 5:call 6 7 8 9 11:call 12",
                "shutdown|encounter|chase spin|available remote third shutdown|a third CPU arms the timer "
                        + "while it is shut down; afterwards no arming works||1:sync 4 6 7 10:shutdown 12",
                "teardown|encounter|chase spin none|available remote teardown|like running, but in mid-flight "
                        + "its owner closes the device or is killed, and the module is unloaded|"
                        + "|1:sync 2:sync 3:call 4 5:call 6 7 8 9 12",
                "unload|encounter|none|available remote unsafe sync victim|handlers live in a second module, "
                        + "whose exit deletes their timers and whose text then goes away||",
                "rearm-on|encounter|chase spin|available remote unsafe|the handler arms its timer on the "
                        + "deleter's CPU by add_timer_on, which is documented as wrong||1:sync 7 12",
                "rearm-local|encounter|chase spin|remote unsafe|the handler arms its timer, which was not "
                        + "pinned, again by add_timer_local|this kernel's headers do not have add_timer_local (6.9 and "
                        + "later)|1:sync 7 12",
                "rearm-global|encounter|chase spin|remote unsafe|the handler arms its timer, which was "
                        + "pinned, again by add_timer_global|this kernel's headers do not have add_timer_global (6.9 "
                        + "and later)|1:sync 7 12",
                "readd-on|encounter|chase spin|available remote third unsafe|a third CPU arms a shared timer "
                        + "by add_timer_on, which may panic the kernel||1:sync 7 12");
    }

    private static List<String> with(Stream<String> more, List<String> lines) {
        return Stream.concat(lines.stream(), more).toList();
    }

    private static String model(String name) {
        return name + "|historical|available sync|0||" + name + "||a model|";
    }

    private static String unforced(String scenario) {
        return scenario + "|0";
    }

    private static String race(String name) {
        boolean third = Set.of("defeat-d-third-cpu", "defeat-f2", "defeat-g2").contains(name);
        boolean available = !name.endsWith("local") && !name.endsWith("global");
        return name + "|encounter|none|" + (available ? "available " : "") + "remote models" + (third ? " third" : "")
                + " forced unsafe|a forced race|" + (available ? "" : "not in this kernel") + "||6";
    }
}
