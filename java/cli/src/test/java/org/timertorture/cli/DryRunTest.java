// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.plan.Plans;
import org.timertorture.plan.Topology;
import org.timertorture.run.RunFacts;
import org.timertorture.session.Target;
import picocli.CommandLine;

class DryRunTest {
    private static final Map<String, List<String>> STRINGS = Map.of(
            "tt_primitive",
            List.of("name=null|kind=NULL|kernel_name=(nothing)|description=Calls nothing."),
            "tt_scenario",
            List.of(
                    "name=pending|aim=EARLY|aligns=NONE|flags=LOCAL, REMOTE|rules=CONSERVATION, NOT_EARLY, HUNG"
                            + "|description=Armed far ahead.",
                    "name=readd|aim=ENCOUNTER|aligns=CHASE|flags=REMOTE, THIRD|rules=CONSERVATION, NOT_EARLY, HUNG"
                            + "|description=Armed again."));
    private static final Catalogue CATALOGUE = Catalogue.parse(tag -> STRINGS.getOrDefault(tag, List.of()));

    @Test
    void itPrintsTheCellsAndTheCommandAsAShellTakesIt() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PlannedRun run = PlannedRun.of(Plans.load("floor"), settings("--seed", "0x10"), new Shelf());

        int exit = new DryRun(new PrintStream(bytes, true, StandardCharsets.UTF_8)).print(run, new Shelf());

        assertEquals(0, exit);
        assertEquals(
                List.of(
                        "plan floor on a kernel, seed 16, 2.0 s of racing",
                        "",
                        "  pending/null/none/local: 2.00 s, expect pass, cpu 1 deletes from cpu 1 (node 0)",
                        "",
                        "qemu -append 'console=ttyS0 it'\\''s quiet'"),
                bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void tooLittleTimeIsRefusedBeforeAnythingStarts() {
        String message = assertThrows(
                        PlanException.class,
                        () -> PlannedRun.of(Plans.load("floor"), settings("--seconds", "0.1"), new Shelf()))
                .getMessage();
        assertTrue(message.contains("1 * 0.2 s = 0.2 s"), message);
    }

    @Test
    void aPlanOfWhichNoCellCanRunIsRefusedBeforeAnythingStarts() throws Exception {
        String cell = "{primitive: \"null\", scenario: readd}";
        Plan none = PlanReader.read("mine.yaml", "mine", new StringReader("cells: [" + cell + "]"));
        Plan some = PlanReader.read(
                "mine.yaml",
                "mine",
                new StringReader("cells: [" + cell + ", {primitive: \"null\", scenario: pending}]"));

        PlannedRun.of(some, settings(), new Shelf()).mustHaveSomethingToRun();
        PlannedRun run = PlannedRun.of(none, settings(), new Shelf());
        assertEquals(
                "mine.yaml: no cell can run: readd/null/chase/remote: needs 3 CPUs a pair, the machine has 2",
                assertThrows(PlanException.class, run::mustHaveSomethingToRun).getMessage());
    }

    @Test
    void aMissingSeedIsDrawnOnce() throws Exception {
        RaceOptions options = options();
        assertEquals(options.seed(), options.seed());
        assertTrue(options.seed() >= 0 && options.seed() < 1L << 53);
    }

    private static RaceSettings settings(String... args) throws PlanException {
        return options(args).settings(Plans.load("floor"));
    }

    private static RaceOptions options(String... args) {
        return CommandLine.populateCommand(new RaceOptions(), args);
    }

    /** A place where nothing can be started. */
    private static final class Shelf implements Place {
        @Override
        public Catalogue catalogue() {
            return CATALOGUE;
        }

        @Override
        public Topology topology() {
            return Topology.even(2, 1);
        }

        @Override
        public boolean shared() {
            return false;
        }

        @Override
        public RunFacts facts() {
            return new RunFacts("a kernel", null, null, "0", null, "now");
        }

        @Override
        public List<String> command() {
            return List.of("qemu", "-append", "console=ttyS0 it's quiet");
        }

        @Override
        public String acceleration() {
            return "tcg";
        }

        @Override
        public Target target(Path results) {
            throw new IllegalStateException("a dry run starts nothing");
        }

        @Override
        public String kernel() {
            return "a kernel";
        }

        @Override
        public void close() {}
    }
}
