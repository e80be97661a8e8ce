// SPDX-License-Identifier: Apache-2.0
package org.timertorture.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TallyTest {
    @Test
    void a_median_lies_between_buckets_in_proportion_to_their_counts() {
        assertEquals(150, Tally.of(Map.of(100.0, 50L, 200.0, 50L)).quantile(0.5), 1e-9);
        double shifted = Tally.of(Map.of(100.0, 45L, 200.0, 55L)).quantile(0.5);
        assertTrue(shifted > 150 && shifted < 160, "" + shifted);
    }

    @Test
    void a_quantile_stays_within_the_values() {
        Tally tally = Tally.of(Map.of(100.0, 1L, 200.0, 1L));
        assertEquals(100, tally.quantile(0));
        assertEquals(200, tally.quantile(1));
        assertEquals(7, Tally.of(Map.of(7.0, 3L)).quantile(0.99));
    }

    @Test
    void a_sum_has_all_calls() {
        Tally sum = Tally.sum(List.of(Tally.of(Map.of(1.0, 2L)), Tally.of(Map.of(1.0, 3L, 2.0, 1L))));
        assertEquals(6, sum.count());
    }

    @Test
    void nothing_has_no_quantile_and_a_damaged_histogram_is_refused() {
        assertThrows(IllegalStateException.class, () -> Tally.sum(List.of()).quantile(0.5));
        assertThrows(IOException.class, () -> Tally.of("HIST"));
    }
}
