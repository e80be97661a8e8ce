// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.timertorture.plan.Catalogues;
import org.timertorture.plan.Cell;
import org.timertorture.plan.CellExpander;
import org.timertorture.plan.PlanReader;
import org.timertorture.plan.Topology;
import org.timertorture.result.Evidence;
import org.timertorture.uapi.Info;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Layouts;
import org.timertorture.uapi.RecordDecoder;
import org.timertorture.uapi.RecordWriter;
import org.timertorture.uapi.Rule;
import org.timertorture.uapi.Struct;

class EvidenceWriterTest {

    @Test
    void aCallThatLiedIsToldWithTheHandlersTimes() throws Exception {
        Evidence evidence = write(
                Rule.RETURN_TRUTH,
                3,
                s -> s.putU32("cpu", 1)
                        .putS32("ret", 1)
                        .putU64("generation", 9)
                        .putU64("begin", 3_000)
                        .putU64("end", 5_000)
                        .putU64("entry", 6_000)
                        .putU64("exit", 7_200));

        assertEquals(
                "pair 0, timer 3, generation 9: try_to_del_timer_sync (timer_delete_sync_try) returned 1 at 0.000002000 s after 1000 ns; the"
                        + " handler began 500 ns after that and ran for 600 ns; CPU 1 saw: handler not running, timer"
                        + " not queued",
                evidence.sentence());
        assertEquals(2_500, evidence.handler().beginNs());
    }

    @Test
    void whatTheHandlerSawIsToldWithoutACall() throws Exception {
        Evidence evidence = write(
                Rule.NO_OVERLAP,
                3,
                s -> s.putU32("flags", 5).putU64("generation", 9).putU64("entry", 3_000));

        assertEquals(
                "pair 0, timer 3, generation 9: the handler began at 0.000001000 s and had not ended; CPU 0 (in the"
                        + " handler) saw: handler running, timer not queued",
                evidence.sentence());
        assertNull(evidence.call());
    }

    @Test
    void sumsThatDoNotAddUpAreToldAsSums() throws Exception {
        Evidence evidence = write(
                Rule.CONSERVATION,
                KernelRecord.Violation.SUM,
                s -> s.putU64("generation", 100)
                        .putU64("begin", 60)
                        .putU64("end", 39)
                        .putU64("entry", 2));

        assertEquals(
                "over pair 0: 100 arms, 60 expiries + 39 dequeues (2 of them at the end): 1 lost", evidence.sentence());
        assertNull(evidence.timer());
    }

    @Test
    void aCallThatHungIsToldAsThat() throws Exception {
        assertTrue(
                write(Rule.HUNG, KernelRecord.Violation.SUM, s -> {}).sentence().contains("did not end"));
    }

    /** The clock runs at two ticks per ns and stands at tick 1000 when the cell starts. */
    private static Evidence write(Rule rule, long timer, Consumer<Struct> fill) throws Exception {
        ByteBuffer info = Layouts.INFO.allocate(FakeKernel.ORDER);
        Layouts.INFO.at(info, 0).putU32("clock_khz", 2_000_000);
        String plan = "cells: [{primitive: timer_delete_sync_try, scenario: running}]";
        Cell cell = CellExpander.expand(
                        PlanReader.read("x", "x", new StringReader(plan)),
                        Catalogues.bookworm(),
                        Topology.even(2, 1),
                        1)
                .get(0);
        KernelRecord.Violation violation =
                (KernelRecord.Violation) RecordDecoder.decode(new RecordWriter(FakeKernel.ORDER)
                                .violation(0, rule, 0, timer, fill)
                                .buffer())
                        .get(0);
        return new EvidenceWriter(cell, Info.of(Layouts.INFO.at(info, 0)), 1_000).write(violation);
    }
}
