// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DelayLoopTest {
    private static final String CPUINFO = "cpu MHz\t\t: 2596.122\nbogomips\t: 5192.24\n\ncpu MHz\t\t: 1200.000\n";

    @Test
    void the_hosts_value_is_converted_to_the_guests_tick() {
        assertEquals(Optional.of("lpj=10384480"), DelayLoop.argument(CPUINFO, 250));
        assertEquals(Optional.of("lpj=2596120"), DelayLoop.argument(CPUINFO, 1000));
    }

    @Test
    void the_guest_measures_if_the_host_or_the_config_does_not_say() {
        assertEquals(Optional.empty(), DelayLoop.argument("Features : fp\n", 250));
        assertEquals(Optional.empty(), DelayLoop.argument(CPUINFO, 0));
    }
}
