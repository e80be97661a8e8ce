// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.Locale;
import org.timertorture.result.Timeline;
import org.timertorture.uapi.Rule;

/** Names the events before a violation. */
public final class EventText {
    private EventText() {}

    /** Returns an event in a few letters, such as {@code deleted: 1}. */
    public static String of(Timeline.Happening e) {
        return switch (e.event()) {
            case ARM -> String.format(Locale.ROOT, "arm for %+d", e.value());
            case ARMED -> "armed: " + e.value();
            case ENTER -> e.value() == 0 ? "{ handler" : String.format(Locale.ROOT, "{ handler %+d", e.value());
            case EXIT -> "} handler";
            case DELETE -> "delete";
            case DELETED -> "deleted: " + e.value();
            case FREE -> "free";
            case STEP -> "step " + e.value();
            case VIOLATION -> "! " + Rule.numbered(e.value()).map(Rule::label).orElse("rule " + e.value());
        };
    }
}
