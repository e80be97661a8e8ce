// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.timertorture.report.Emphasis.Tone;

class TerminalTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            new PrintStream(new ByteArrayOutputStream()), new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void aStreamThatIsNoTerminalIsColouredOnlyOnDemand() {
        assertEquals("PASS", terminal.emphasis("auto").of(Tone.GOOD, "PASS"));
        assertEquals("PASS", terminal.emphasis("never").of(Tone.GOOD, "PASS"));
        assertEquals(
                "\u001b[1m\u001b[32mPASS\u001b[0m", terminal.emphasis("always").of(Tone.GOOD, "PASS"));
    }

    @Test
    void aStreamThatIsNoTerminalGetsPlainLines() {
        ErrorStreamPainter painter = new ErrorStreamPainter(terminal.err());
        painter.paint("racing", "cell 1 of 2", 1, 10, Duration.ofSeconds(2));
        painter.end("racing", Duration.ofSeconds(3));
        painter.close();
        assertEquals("racing: 10 %; cell 1 of 2\nracing: took 3 s\n", err.toString(StandardCharsets.UTF_8));
    }
}
