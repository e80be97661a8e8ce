// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import org.timertorture.report.Emphasis;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours words by the escape sequences of terminals. */
final class Colours implements Emphasis {

    @Override
    public String of(Tone tone, String text) {
        Style colour = switch (tone) {
            case GOOD -> Style.fg_green;
            case DOUBTFUL -> Style.fg_yellow;
            case BAD -> Style.fg_red;
        };
        return Style.bold.on() + colour.on() + text + Style.reset.on();
    }
}
