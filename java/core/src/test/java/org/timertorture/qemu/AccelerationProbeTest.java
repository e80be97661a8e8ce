// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.kernel.Cache;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccelerationProbeTest {
    @TempDir
    Path root;

    @Test
    void without_the_KVM_device_no_guest_is_booted() throws Exception {
        AccelerationProbe.Verdict verdict = new AccelerationProbe(new Cache(root), new KvmHost(root))
                .known()
                .orElseThrow();
        assertFalse(verdict.usable());
        assertEquals(Acceleration.TCG, verdict.best());
        assertTrue(verdict.reason().contains("no /dev/kvm"), verdict.reason());
    }

    @Test
    void an_answer_from_another_boot_is_ignored() throws Exception {
        Files.createFile(Files.createDirectories(root.resolve("dev")).resolve("kvm"));
        Files.writeString(
                root.resolve("acceleration.json"),
                "{\"hostRelease\":\"1\",\"bootId\":\"2\",\"qemu\":\"3\",\"usable\":true,\"reason\":\"\"}");
        assertEquals(Optional.empty(), new AccelerationProbe(new Cache(root), new KvmHost(root)).known());
    }

    @Test
    void an_unreadable_answer_is_ignored() throws Exception {
        Files.createFile(Files.createDirectories(root.resolve("dev")).resolve("kvm"));
        Files.writeString(root.resolve("acceleration.json"), "{\"hostRelease\":");
        assertEquals(Optional.empty(), new AccelerationProbe(new Cache(root), new KvmHost(root)).known());
    }
}
