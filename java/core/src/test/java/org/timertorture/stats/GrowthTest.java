// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.timertorture.result.Growth;
import org.timertorture.result.Growth.Point;

class GrowthTest {

    @Test
    void aLineIsFitted() {
        Growth growth = LeastSquares.fit(List.of(new Point(8, 130), new Point(64, 690), new Point(256, 2_610)))
                .orElseThrow();
        assertEquals(50, growth.base(), 1e-6);
        assertEquals(10, growth.perSlot(), 1e-6);
        assertEquals(1, growth.rSquared(), 1e-9);
        assertEquals(2_610 / 130.0, growth.spread(), 1e-9);
    }

    @Test
    void constantCostsGiveAFlatLine() {
        Growth growth = LeastSquares.fit(List.of(new Point(8, 100), new Point(64, 110), new Point(256, 95)))
                .orElseThrow();
        assertTrue(Math.abs(growth.perSlot()) < 0.1);
        assertTrue(growth.rSquared() < 0.9);
        assertEquals(110 / 95.0, growth.spread(), 1e-9);
    }

    @Test
    void twoPointsAreTooFewForALine() {
        assertEquals(Optional.empty(), LeastSquares.fit(List.of(new Point(8, 1), new Point(16, 2))));
        assertEquals(Optional.empty(), LeastSquares.fit(List.of(new Point(8, 1), new Point(8, 2), new Point(8, 3))));
    }
}
