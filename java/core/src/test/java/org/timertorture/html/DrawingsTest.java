// SPDX-License-Identifier: Apache-2.0
package org.timertorture.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingsTest {
    private static Drawings.Range range(String group, String name) {
        return new Drawings.Range(group, name, 100, 150, 200, "150 ns", "");
    }

    /** Names of cells are long. Joined with the name of a kernel they were cut, so that all rows of a cell were alike. */
    @Test
    void rowsOfAGroupStandBelowItsNameAndKeepTheirOwn() {
        String svg = Drawings.ranges(
                        "times",
                        List.of(
                                range("pending/timer_delete_sync/none/remote", "6.1.0-56-cloud-amd64"),
                                range("pending/timer_delete_sync/none/remote", "6.1.0-56-rt-amd64"),
                                range("running/timer_delete_sync/chase/remote", "6.1.0-56-rt-amd64")),
                        0)
                .render();
        assertTrue(svg.contains(">6.1.0-56-cloud-amd64</text>"), svg);
        assertEquals(2, svg.split(">6.1.0-56-rt-amd64</text>", -1).length - 1, svg);
        assertEquals(1, svg.split(">pending/timer_delete_sync/none/remote</text>", -1).length - 1, svg);
        assertEquals(1, svg.split(">running/timer_delete_sync/chase/remote</text>", -1).length - 1, svg);
    }

    @Test
    void rowsWithoutAGroupHaveNoHeading() {
        String svg = Drawings.ranges("times", List.of(range("", "a"), range("", "b")), 0)
                .render();
        assertEquals(4, svg.split("<text", -1).length - 1, svg);
    }
}
