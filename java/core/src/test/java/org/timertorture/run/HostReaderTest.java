// SPDX-License-Identifier: Apache-2.0
package org.timertorture.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.result.HostKind;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HostReaderTest {
    @Test
    void an_emulated_processor_is_told_from_one_of_a_hypervisor() {
        assertEquals(HostKind.EMULATED, HostReader.kind("QEMU TCG CPU version 2.5+", ""));
        assertEquals(HostKind.EMULATED, HostReader.kind("AMD EPYC Processor", "qemu"));
        assertEquals(HostKind.GUEST, HostReader.kind("AMD EPYC Processor", "kvm"));
        assertEquals(HostKind.GUEST, HostReader.kind("AMD EPYC Processor", ""));
    }
}
