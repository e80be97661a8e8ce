// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.CpuChoice;
import org.timertorture.plan.Plan;
import org.timertorture.plan.PlanException;
import org.timertorture.plan.PlanReader;
import org.timertorture.plan.Plans;
import org.timertorture.plan.Topology;
import org.timertorture.qemu.Acceleration;
import org.timertorture.result.HostKind;
import org.timertorture.run.RunFacts;
import org.timertorture.session.Startup;
import org.timertorture.session.Target;

class PreparedRunTest {
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

    private static PreparedRun prepared(Plan plan, RaceSettings settings) throws PlanException {
        Workspace workspace = new Workspace(Path.of("cache"), Path.of("results"), Path.of("checkout"));
        return PreparedRun.of(workspace, plan, settings.withSeedDrawn(), new Shelf());
    }

    @Test
    void tooLittleTimeIsRefusedBeforeAnythingStarts() {
        String message = assertThrows(
                        PlanException.class, () -> prepared(Plans.load("floor"), RaceSettings.DEFAULT.withSeconds(0.1)))
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

        prepared(some, RaceSettings.DEFAULT).requireCellsThatRun();
        PreparedRun run = prepared(none, RaceSettings.DEFAULT);
        assertEquals(
                "mine.yaml: no cell can run: readd/null/chase/remote: needs 3 CPUs a pair, the machine has 2",
                assertThrows(PlanException.class, run::requireCellsThatRun).getMessage());
    }

    @Test
    void aSeedThatIsNotGivenIsDrawnOnceForARun() throws Exception {
        PreparedRun run = prepared(Plans.load("floor"), RaceSettings.DEFAULT);
        long seed = run.schedule().seed();
        assertTrue(seed >= 0 && seed <= RaceSettings.MAX_SEED);
        assertEquals(seed, run.schedule().seed());
        assertNotEquals(
                seed,
                prepared(Plans.load("floor"), RaceSettings.DEFAULT).schedule().seed());
    }

    @Test
    void theScheduleHasEveryCellWithItsTimeAndTheCommand() throws Exception {
        RunSchedule schedule =
                prepared(Plans.load("floor"), RaceSettings.DEFAULT.withSeed(16)).schedule();
        assertEquals("floor", schedule.plan());
        assertEquals(16, schedule.seed());
        assertEquals(2000, schedule.cells().get(0).time().toMillis());
        assertEquals(List.of("qemu", "-append", "console=ttyS0 it's quiet"), schedule.command());
    }

    @Test
    void settingsHaveRanges() {
        assertThrows(IllegalArgumentException.class, () -> RaceSettings.DEFAULT.withSeconds(0));
        assertThrows(IllegalArgumentException.class, () -> RaceSettings.DEFAULT.withSeconds(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> RaceSettings.DEFAULT.withSeed(-1));
        assertThrows(IllegalArgumentException.class, () -> RaceSettings.DEFAULT.withSeed(RaceSettings.MAX_SEED + 1));
    }

    /** A testbed where nothing can be started. */
    private static final class Shelf implements Testbed {
        @Override
        public Catalogue catalogue() {
            return CATALOGUE;
        }

        @Override
        public Topology topology() {
            return Topology.even(2, 1);
        }

        @Override
        public CpuChoice choice() {
            return CpuChoice.all();
        }

        @Override
        public RunFacts facts() {
            return new RunFacts("a kernel", null, null, "0", null, HostKind.BARE, "now");
        }

        @Override
        public Startup startup() {
            return new Startup(
                    List.of("qemu", "-append", "console=ttyS0 it's quiet"),
                    Optional.of("console=ttyS0 it's quiet"),
                    Optional.of(Acceleration.TCG),
                    Optional.empty());
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
