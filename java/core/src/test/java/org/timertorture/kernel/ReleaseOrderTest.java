// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReleaseOrderTest {

    @Test
    void numbers_count_as_numbers_and_candidates_come_before_the_release() {
        List<String> ordered = List.of(
                "5.10.0-46-cloud-amd64",
                "6.1.0-9-cloud-amd64",
                "6.1.0-56-cloud-amd64",
                "6.9.1",
                "6.12.95+deb12-cloud-amd64",
                "7.3~rc4-1~exp1",
                "7.3~rc10-1~exp1",
                "7.3-1",
                "7.3.4-1~bpo13+1",
                "7.3.4-1");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.reverse(shuffled);
        shuffled.sort(new ReleaseOrder());
        assertEquals(ordered, shuffled);
    }
}
