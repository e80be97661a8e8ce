// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;

/** The catalogue of a 6.1 kernel's module, as modinfo gave it. */
public final class Catalogues {
    private Catalogues() {}

    public static Catalogue bookworm() {
        return Catalogue.parse(
                List.of(
                        "null|null|available|0|(nothing)||nothing is called|",
                        "timer_delete|native|available|0|timer_delete|del_timer|dequeues|",
                        "timer_delete_sync|native|available sync|0|timer_delete_sync|del_timer_sync|waits|",
                        "timer_delete_sync_try|native|available sync tri|0|try_to_del_timer_sync"
                                + "|try_to_del_timer_sync|tries|",
                        "timer_shutdown|native|available shutdown|0|timer_shutdown||shuts down|",
                        "timer_shutdown_sync|native|available sync shutdown|0|timer_shutdown_sync||and waits|",
                        "del_singleshot_timer_sync|native|sync|0|del_singleshot_timer_sync||an alias|removed in 6.1",
                        "broken_no_wait|broken|available sync unsafe|1|broken_no_wait||does not wait|",
                        "broken_lwn_shortcut|broken|available sync unsafe|1|broken_lwn_shortcut||LWN's|",
                        "broken_return_lie|broken|available sync unsafe|5|broken_return_lie||lies|"),
                List.of(
                        "pending|early|none|available local remote|armed far ahead|",
                        "idle|late|none|available local remote|not armed|",
                        "running|encounter|chase spin none|available remote|fires meanwhile|",
                        "rearm|encounter|chase spin none|available remote|arms itself again|"));
    }
}
