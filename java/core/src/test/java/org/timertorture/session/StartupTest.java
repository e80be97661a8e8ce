// SPDX-License-Identifier: Apache-2.0
package org.timertorture.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timertorture.kernel.Architecture;
import org.timertorture.qemu.Acceleration;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StartupTest {

    @ParameterizedTest
    @CsvSource({"ARM64, TCG, true", "AMD64, TCG, false", "ARM64, KVM, false"})
    void an_x86_host_hides_reordering_only_from_emulated_CPUs_that_are_weakly_ordered(
            Architecture guest, Acceleration acceleration, boolean hidden) {
        Startup startup =
                new Startup(List.of("qemu"), Optional.empty(), Optional.of(acceleration), Optional.empty(), guest);
        assertEquals(hidden && !Architecture.ofHost().weaklyOrdered(), startup.hidesReordering());
    }
}
