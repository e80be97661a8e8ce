// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.Cell;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.PlanReader;
import org.timertorture.plan.Topology;
import org.timertorture.result.Evidence;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.InfoStruct;
import org.timertorture.uapi.RecordDecoder;
import org.timertorture.uapi.RecordWriter;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Uapi;
import org.timertorture.uapi.ViolationRecord;

class EvidenceWriterTest {

    @Test
    void aCallThatLiedIsToldWithTheHandlersTimes() throws Exception {
        Evidence evidence = write(
                Rule.RETURN_TRUTH,
                3,
                s -> s.cpu(1)
                        .ret(1)
                        .generation(9)
                        .begin(3_000)
                        .end(5_000)
                        .entry(6_000)
                        .exit(7_200));

        assertEquals(
                "pair 0, timer 3, generation 9: try_to_del_timer_sync (timer_delete_sync_try) returned 1 at 0.000002000 s after 1000 ns; the"
                        + " handler began 500 ns after that and ran for 600 ns; CPU 1 saw: handler not running, timer"
                        + " not queued",
                evidence.sentence());
        assertEquals(2_500, evidence.handler().beginNs());
    }

    @Test
    void whatTheHandlerSawIsToldWithoutACall() throws Exception {
        Evidence evidence =
                write(Rule.NO_OVERLAP, 3, s -> s.flags(5).generation(9).entry(3_000));

        assertEquals(
                "pair 0, timer 3, generation 9: the handler began at 0.000001000 s and had not ended; CPU 0 (in the"
                        + " handler) saw: handler running, timer not queued",
                evidence.sentence());
        assertNull(evidence.call());
    }

    @Test
    void whyAHandlerBeganEarlyIsTold() throws Exception {
        Evidence evidence = write(
                Rule.NOT_EARLY,
                3,
                s -> s.flags(5 + 8 + 16).generation(9).entry(3_000).early(62).moved(64));

        assertEquals(
                "pair 0, timer 3, generation 9: the handler began at 0.000001000 s and had not ended, 62 jiffies early;"
                        + " another CPU had moved the expiry by 64 jiffies, to the bucket where the timer was (level 0),"
                        + " in the softirq that ran it; CPU 0 (in the handler) saw: handler running, timer not queued",
                evidence.sentence());
        assertTrue(write(Rule.NOT_EARLY, 3, s -> s.flags(5).entry(3_000).early(1))
                .sentence()
                .contains("had not ended, 1 jiffy early; CPU 0"));
    }

    @Test
    void sumsThatDoNotAddUpAreToldAsSums() throws Exception {
        Evidence evidence = write(
                Rule.CONSERVATION,
                Uapi.NO_TIMER,
                s -> s.generation(100).begin(60).end(39).entry(2));

        assertEquals(
                "over pair 0: 100 arms, 60 expiries + 39 dequeues (2 of them at the end): 1 lost", evidence.sentence());
        assertNull(evidence.timer());
    }

    @Test
    void aCallThatHungIsToldAsThat() throws Exception {
        assertTrue(write(Rule.HUNG, Uapi.NO_TIMER, s -> {}).sentence().contains("did not end"));
    }

    @Test
    void anOvertakenTimerIsToldWithItsLateness() throws Exception {
        assertEquals(
                "pair 0: timer 3, generation 9 was still queued 40 jiffies after its expiry, at 0.000002000 s, although"
                        + " a timer of a later bucket had run on the same base",
                write(
                                Rule.NOT_OVERTAKEN,
                                3,
                                s -> s.ret(40).generation(9).end(5_000).flags(2))
                        .sentence());
    }

    @Test
    void aWitnessIsToldWithoutAnIndex() throws Exception {
        Evidence evidence = write(Rule.NOT_EARLY, Uapi.NO_TIMER, s -> s.ret(-4).end(5_000));

        assertEquals("pair 0: a witness was found 4 jiffies before its expiry, at 0.000002000 s", evidence.sentence());
        assertNull(evidence.timer());
    }

    @Test
    void aTimerThatWasLeftBehindIsToldAsThat() throws Exception {
        assertEquals(
                "pair 0: timer 3, generation 9 stayed queued on its CPU when that went offline",
                write(Rule.NOT_LOST, 3, s -> s.generation(9).flags(2)).sentence());
        assertEquals(
                "pair 0: a witness stayed queued on its CPU when that went offline",
                write(Rule.NOT_LOST, Uapi.NO_TIMER, s -> s.ret(-400).end(5_000).flags(2))
                        .sentence());
    }

    /** The clock runs at two ticks per ns and stands at tick 1000 when the cell starts. */
    private static Evidence write(Rule rule, long timer, Consumer<ViolationRecord> fill) throws Exception {
        InfoStruct info = new InfoStruct(FakeKernel.ORDER).clockKhz(2_000_000);
        String plan = "cells: [{primitive: timer_delete_sync_try, scenario: running}]";
        Cell cell = CellExpander.expand(PlanReader.read("x", "x", new StringReader(plan)), Catalogues.bookworm(), 1)
                .bind(Topology.even(2, 1))
                .get(0);
        ViolationRecord violation = (ViolationRecord) RecordDecoder.decode(new RecordWriter(FakeKernel.ORDER)
                        .violation(0, rule, 0, timer, fill)
                        .buffer())
                .get(0);
        return new EvidenceWriter(cell, Info.of(info), 1_000).write(violation);
    }
}
