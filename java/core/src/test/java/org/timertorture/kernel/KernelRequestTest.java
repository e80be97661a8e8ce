// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.exit.ExitCode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelRequestTest {

    @Test
    void a_suite_alone_means_its_cloud_kernel() throws Exception {
        assertEquals("cloud-amd64", KernelRequest.parse("bookworm-backports").packageFlavour());
    }

    @Test
    void flavours_have_a_short_and_a_long_name() throws Exception {
        assertEquals(KernelRequest.parse("sid:rt"), KernelRequest.parse("sid:rt-amd64"));
        assertEquals("amd64", KernelRequest.parse("bullseye:amd64").packageFlavour());
    }

    @Test
    void a_flavour_of_another_architecture_names_it() throws Exception {
        KernelRequest request = KernelRequest.parse("bookworm:cloud-arm64=6.1");
        assertEquals(Architecture.ARM64, request.architecture());
        assertEquals("cloud-arm64", request.packageFlavour());
        assertEquals("bookworm:cloud-arm64=6.1", request.toString());
        assertEquals("arm64", KernelRequest.parse("sid:arm64").packageFlavour());
    }

    @Test
    void the_same_kernel_of_another_architecture_can_be_requested() throws Exception {
        KernelRequest cloud = KernelRequest.parse("bookworm");
        assertEquals(KernelRequest.parse("bookworm:cloud-arm64"), cloud.of(Architecture.ARM64));
        assertEquals(cloud, cloud.of(Architecture.AMD64));
        KernelRequest generic = KernelRequest.parse("bookworm:amd64");
        StoreException e = assertThrows(StoreException.class, () -> generic.of(Architecture.ARM64));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertEquals("the flavour amd64 is not of arm64: ask for one of cloud-arm64, arm64, rt-arm64", e.getMessage());
        KernelRequest arm = KernelRequest.parse("bookworm:rt-arm64");
        assertTrue(assertThrows(StoreException.class, () -> arm.of(Architecture.AMD64))
                .getMessage()
                .contains("ask for one of cloud, amd64, rt"));
    }

    @Test
    void an_unknown_flavour_is_wrong_usage_and_the_valid_ones_are_named() {
        StoreException e = assertThrows(StoreException.class, () -> KernelRequest.parse("bookworm:clod"));
        assertEquals(ExitCode.USAGE, e.exitCode());
        assertTrue(e.getMessage().contains("cloud"), e.getMessage());
    }

    @Test
    void an_invalid_suite_is_wrong_usage() {
        for (String bad : new String[] {"", "../etc", "Bookworm", "a b", "-x"}) {
            assertEquals(
                    ExitCode.USAGE,
                    assertThrows(StoreException.class, () -> KernelRequest.parse(bad), bad)
                            .exitCode());
        }
    }

    @Test
    void a_version_comes_after_an_equals_sign() throws Exception {
        KernelRequest request = KernelRequest.parse("trixie-backports:rt=6.16");
        assertEquals("rt", request.flavour());
        assertEquals(Optional.of("6.16"), request.version());
        assertEquals("trixie-backports:rt=6.16", request.toString());
        assertEquals("cloud", KernelRequest.parse("sid=7.2").flavour());
    }

    @Test
    void an_invalid_version_is_wrong_usage() {
        for (String bad : new String[] {"sid=", "sid=new", "sid=6.1;x", "sid=../6"}) {
            assertEquals(
                    ExitCode.USAGE,
                    assertThrows(StoreException.class, () -> KernelRequest.parse(bad), bad)
                            .exitCode());
        }
    }

    @Test
    void the_beginning_of_a_version_must_not_split_a_number() {
        assertTrue(KernelRequest.begins("6.16.3+deb13-cloud-amd64", "6.16"));
        assertTrue(KernelRequest.begins("6.16.3", "6.16."));
        assertTrue(KernelRequest.begins("6.16", "6.16"));
        assertFalse(KernelRequest.begins("6.16.3", "6.1"));
    }

    @Test
    void backports_are_compiled_in_the_suite_that_they_are_for() {
        assertEquals("trixie", KernelRequest.compiledIn("trixie-backports"));
        assertEquals("bullseye", KernelRequest.compiledIn("bullseye"));
        assertEquals("sid", KernelRequest.compiledIn("experimental"));
    }
}
