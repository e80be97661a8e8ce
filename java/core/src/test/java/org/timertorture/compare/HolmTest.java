// SPDX-License-Identifier: Apache-2.0
package org.timertorture.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HolmTest {
    @Test
    void each_value_is_multiplied_by_the_number_of_those_that_are_not_smaller() {
        List<Double> corrected = Holm.corrected(List.of(0.01, 0.04, 0.03, 0.005));
        assertEquals(0.03, corrected.get(0), 1e-12);
        assertEquals(0.06, corrected.get(1), 1e-12);
        assertEquals(0.06, corrected.get(2), 1e-12);
        assertEquals(0.02, corrected.get(3), 1e-12);
        assertEquals(List.of(1.0, 1.0), Holm.corrected(List.of(0.9, 0.6)));
    }
}
