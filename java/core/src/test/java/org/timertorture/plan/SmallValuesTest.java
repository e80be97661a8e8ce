// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.timertorture.uapi.Rule;

class SmallValuesTest {

    @ParameterizedTest
    @CsvSource({
        "300ns,300",
        "10us,10000",
        "1.5us,1500",
        "1ms,1000000",
        "2s,2000000000",
        "20min,1200000000000",
        "12h,43200000000000",
        "0ns,0",
        "7 us,7000"
    })
    void durationsHaveAUnit(String text, long nanos) throws Exception {
        assertEquals(nanos, DurationText.nanos(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "300", "ns", "-1ns", "1 m", "1e3ns", "99999999999999999999s"})
    void otherDurationsAreRefused(String text) {
        assertThrows(PlanException.class, () -> DurationText.nanos(text));
    }

    @ParameterizedTest
    @CsvSource({"300,300ns", "10000,10us", "1500000,1500us", "2000000000,2s", "0,0ns"})
    void durationsAreWrittenInTheLargestUnitThatNeedsNoFraction(long nanos, String text) {
        assertEquals(text, DurationText.of(nanos));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass", "any", "fail(hung)", "fail(return-truth, conservation)"})
    void expectationsAreWrittenAsTheyAreRead(String text) throws Exception {
        assertEquals(text, Expectation.parse(text).label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fail", "fail()", "fail(x)", "passed", "fail(hung"})
    void otherExpectationsAreRefused(String text) {
        assertThrows(PlanException.class, () -> Expectation.parse(text));
    }

    @Test
    void theFirstOfSeveralRulesMustBeBrokenAndTheOthersMayBe() throws Exception {
        Expectation fail = Expectation.parse("fail(return-truth, conservation)");
        assertEquals(Optional.of(Rule.RETURN_TRUTH), fail.required());
        assertTrue(fail.allows(Rule.CONSERVATION));
        assertFalse(fail.allows(Rule.HUNG));
        assertTrue(Expectation.ANY.allows(Rule.HUNG));
        assertFalse(Expectation.PASS.allows(Rule.HUNG));
    }

    @Test
    void cpusAreWrittenInRanges() {
        assertEquals("", CpuRanges.of(List.of()));
        assertEquals("0-3,6,8-9", CpuRanges.of(List.of(0, 1, 2, 3, 6, 8, 9)));
        assertEquals("1000-1001", CpuRanges.of(List.of(1000, 1001)));
    }

    @Test
    void theNearestNamesComeFirst() {
        assertEquals(
                "; did you mean timer_delete or timer_delete_sync?",
                NearestNames.among(List.of("timer_delete_sync", "timer_delete", "null"), "timer_dele"));
        assertEquals("; did you mean run?", NearestNames.among(List.of("run", "list", "kernel"), "rnu"));
        assertEquals("; valid are a, b", NearestNames.among(List.of("a", "b"), "zzzz"));
    }

    @Test
    void aVmsCpusAreDividedAmongItsNodes() {
        assertEquals(
                List.of(0, 0, 1, 1),
                Topology.even(4, 2).cpus().stream().map(Topology.Cpu::node).toList());
    }

    @Test
    void oneOfMoreThanTwoCpusCanBeLeftFree() {
        CpuChoice choice = CpuChoice.among(new TreeSet<>(Set.of(0, 1, 2, 3)));
        assertEquals(3, choice.of(Topology.even(4, 1)).cpus().size());
        assertEquals(2, choice.of(Topology.even(2, 1)).cpus().size());
    }
}
