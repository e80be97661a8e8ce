// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.timertorture.result.CellResults;
import org.timertorture.result.CellStatus;
import org.timertorture.uapi.Kind;
import org.timertorture.uapi.TimerFlag;

class BatchCurveTest {

    @Test
    void pointsAreMediansInTheOrderOfTheirSizes() {
        BatchCurve curve =
                curves(met(64, 300), met(16, 10), met(64, 100), met(64, 200)).get(0);

        assertEquals(
                List.of(16L, 64L),
                curve.points().stream().map(BatchCurve.Point::batch).toList());
        assertEquals(200, curve.points().get(1).perSecond());
        assertEquals(3, curve.points().get(1).runs());
        assertEquals(100, curve.points().get(1).least());
        assertEquals(300, curve.points().get(1).most());
        assertEquals(64, curve.best().batch());
        assertNull(curve.chosen());
    }

    @Test
    void sizesWhoseRatesOverlapAreNotDistinguished() {
        List<BatchCurve.Point> points = curves(
                        met(16, 10), met(16, 30), met(64, 30), met(64, 90), met(256, 91), met(256, 92))
                .get(0)
                .points();

        assertTrue(points.get(0).overlaps(points.get(1)));
        assertTrue(points.get(1).overlaps(points.get(0)));
        assertFalse(points.get(1).overlaps(points.get(2)));
        assertFalse(points.get(2).overlaps(points.get(1)));
    }

    @Test
    void theSizeThatTheEngineChoseIsSeparate() {
        BatchCurve curve =
                curves(met(16, 10), met(0, 90).batch(0, 3000), met(64, 100)).get(0);

        assertEquals(2, curve.points().size());
        assertEquals(3000, curve.chosen().batch());
        assertEquals(90, curve.chosen().perSecond());
    }

    @Test
    void cellsOfOneSizeOrOfDifferentRacesMakeNoCurve() {
        assertEquals(List.of(), curves(met(16, 10), met(16, 20)));
        assertEquals(List.of(), curves(met(16, 10), met(64, 20).primitive("timer_delete", Kind.NATIVE)));
        assertEquals(List.of(), curves(met(16, 10), met(64, 20).timer(TimerFlag.IRQSAFE)));
        assertEquals(List.of(), curves(met(16, 10), met(64, 20).oracle()));
        assertEquals(List.of(), curves(met(16, 10), met(64, 20).status(CellStatus.SKIPPED, "x")));
    }

    @Test
    void theChosenSizeAloneMakesNoCurve() {
        assertEquals(List.of(), curves(met(0, 10), met(0, 20)));
    }

    private static CellResults met(int batch, long perSecond) {
        return CellResults.good().raced(1, perSecond, 2 * perSecond).batch(batch, batch);
    }

    private static List<BatchCurve> curves(CellResults... cells) {
        return BatchCurve.of(Stream.of(cells).map(CellResults::make).toList());
    }
}
