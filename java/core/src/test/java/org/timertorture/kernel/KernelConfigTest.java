// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelConfigTest {

    @Test
    void ticks_and_preemption_are_read() {
        KernelConfig config = KernelConfig.parse(
                "# CONFIG_PREEMPT_NONE is not set\nCONFIG_PREEMPT_VOLUNTARY=y\nCONFIG_HZ_250=y\nCONFIG_HZ=250\n");
        assertEquals(250, config.hz());
        assertEquals("voluntary", config.preemption());
    }

    @Test
    void real_time_counts_before_the_model_it_is_built_on() {
        assertEquals(
                "rt",
                KernelConfig.parse("CONFIG_PREEMPT=y\nCONFIG_PREEMPT_RT=y\n").preemption());
    }

    @Test
    void full_and_lazy_and_none_are_told_apart() {
        assertEquals("full", KernelConfig.parse("CONFIG_PREEMPT=y\n").preemption());
        assertEquals("lazy", KernelConfig.parse("CONFIG_PREEMPT_LAZY=y\n").preemption());
        assertEquals("none", KernelConfig.parse("CONFIG_PREEMPT_NONE=y\n").preemption());
    }

    @Test
    void a_module_is_not_built_in() {
        KernelConfig config = KernelConfig.parse("CONFIG_VIRTIO=y\nCONFIG_VIRTIO_PCI=m\n");
        assertTrue(config.builtIn("VIRTIO"));
        assertFalse(config.builtIn("VIRTIO_PCI"));
        assertFalse(config.builtIn("VIRTIO_CONSOLE"));
    }

    @Test
    void a_config_without_ticks_says_zero() {
        assertEquals(0, KernelConfig.parse("").hz());
    }
}
