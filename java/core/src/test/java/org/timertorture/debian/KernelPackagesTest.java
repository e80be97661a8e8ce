// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.StoreException;

/** Reads recorded answers of apt-cache for two suites. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelPackagesTest {

    private static KernelPackages.Index recorded(String suite, String... without) throws IOException {
        List<DebianPackage> all;
        try (InputStream in = KernelPackagesTest.class.getResourceAsStream("apt-show-" + suite + ".txt")) {
            all = DebianPackage.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
        return new KernelPackages.Index() {
            @Override
            public List<DebianPackage> show(List<String> names) {
                return names.stream()
                        .flatMap(name -> all.stream()
                                .filter(one ->
                                        name.equals(one.name()) || name.equals(one.name() + "=" + one.version())))
                        .filter(one -> !List.of(without).contains(one.name()))
                        .toList();
            }

            @Override
            public List<String> names(String beginning) {
                return all.stream()
                        .map(DebianPackage::name)
                        .filter(name ->
                                name.startsWith(beginning) && !List.of(without).contains(name))
                        .toList();
            }
        };
    }

    private static List<String> names(List<DebianPackage> packages) {
        return packages.stream().map(DebianPackage::name).toList();
    }

    @Test
    void an_image_of_bookworm_is_one_package() throws Exception {
        KernelPackages packages = KernelPackages.resolve(KernelRequest.DEFAULT, recorded("bookworm"));
        assertEquals("6.1.0-56-cloud-amd64", packages.release());
        assertEquals(List.of("linux-image-6.1.0-56-cloud-amd64"), names(packages.image()));
        assertEquals(
                List.of("linux-headers-6.1.0-56-cloud-amd64", "linux-headers-6.1.0-56-common", "linux-kbuild-6.1"),
                names(packages.headers()));
    }

    @Test
    void an_image_of_7_3_is_several_packages() throws Exception {
        KernelPackages packages =
                KernelPackages.resolve(KernelRequest.parse("trixie-backports"), recorded("trixie-backports"));
        assertEquals("7.3.4+deb13-cloud-amd64", packages.release());
        assertEquals(
                List.of(
                        "linux-image-7.3.4+deb13-cloud-amd64",
                        "linux-base-7.3.4+deb13-cloud-amd64",
                        "linux-binary-7.3.4+deb13-cloud-amd64",
                        "linux-modules-7.3.4+deb13-cloud-amd64"),
                names(packages.image()));
        assertEquals(
                packages.all().size(),
                packages.all().stream()
                        .map(DebianPackage::name)
                        .collect(Collectors.toSet())
                        .size(),
                "no package twice");
    }

    @Test
    void the_build_tools_of_a_kernel_of_another_architecture_run_on_this_machine() {
        assertEquals("linux-kbuild-6.1:amd64", KernelPackages.qualified("linux-kbuild-6.1", Architecture.ARM64));
        assertEquals("linux-kbuild-6.1", KernelPackages.qualified("linux-kbuild-6.1", Architecture.AMD64));
        assertEquals(
                "linux-headers-6.1.0-56-common",
                KernelPackages.qualified("linux-headers-6.1.0-56-common", Architecture.ARM64));
    }

    @Test
    void a_package_is_spelled_with_its_architecture_unless_it_has_none() throws Exception {
        List<DebianPackage> headers = KernelPackages.resolve(KernelRequest.DEFAULT, recorded("bookworm"))
                .headers();
        assertEquals(
                "linux-headers-6.1.0-56-cloud-amd64:amd64=6.1.192-2",
                headers.get(0).spelled());
        assertEquals("linux-headers-6.1.0-56-common=6.1.192-2", headers.get(1).spelled());
    }

    @Test
    void a_package_is_described_with_its_size_hash_and_path() throws Exception {
        DebianPackage image = KernelPackages.resolve(KernelRequest.DEFAULT, recorded("bookworm"))
                .image()
                .get(0);
        assertEquals("6.1.192-2", image.version());
        assertEquals("linux-image-6.1.0-56-cloud-amd64_6.1.192-2_amd64.deb", image.fileName());
        assertTrue(image.size() > 20_000_000, "bytes: " + image.size());
        assertEquals(64, image.sha256().length());
    }

    @Test
    void a_suite_without_the_flavour_says_which_package_is_missing() throws Exception {
        StoreException e = assertThrows(
                StoreException.class,
                () -> KernelPackages.resolve(KernelRequest.parse("bookworm:rt"), recorded("bookworm")));
        assertTrue(e.getMessage().contains("linux-image-rt-amd64"), e.getMessage());
    }

    @Test
    void a_mirror_in_mid_update_says_which_package_is_missing() {
        StoreException e = assertThrows(
                StoreException.class,
                () -> KernelPackages.resolve(
                        KernelRequest.DEFAULT, recorded("bookworm", "linux-headers-6.1.0-56-common")));
        assertTrue(e.getMessage().contains("linux-headers-6.1.0-56-common"), e.getMessage());
    }

    @Test
    void a_version_matches_the_beginning_of_the_package_version_or_the_release() throws Exception {
        for (String version : List.of("7.3", "7", "7.3.4", "7.3.4+deb13", "7.3.4-1~bpo13+1", "7.3.4-1")) {
            assertEquals(
                    "7.3.4+deb13-cloud-amd64",
                    KernelPackages.resolve(
                                    KernelRequest.parse("trixie-backports=" + version), recorded("trixie-backports"))
                            .release(),
                    version);
        }
    }

    @Test
    void a_version_that_is_not_there_names_those_that_are() throws Exception {
        for (String version : List.of("7.30", "7.4", "6.1")) {
            StoreException e = assertThrows(
                    StoreException.class,
                    () -> KernelPackages.resolve(
                            KernelRequest.parse("trixie-backports=" + version), recorded("trixie-backports")),
                    version);
            assertEquals(ExitCode.USAGE, e.exitCode());
            assertTrue(e.getMessage().contains("7.3.4-1~bpo13+1"), e.getMessage());
        }
    }

    @Test
    void an_image_whose_headers_are_gone_is_not_offered() throws Exception {
        StoreException e = assertThrows(
                StoreException.class,
                () -> KernelPackages.resolve(
                        KernelRequest.parse("trixie-backports=7.3"),
                        recorded("trixie-backports", "linux-headers-7.3.4+deb13-cloud-amd64")));
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
    }

    @Test
    void a_cloud_kernel_is_not_offered_as_flavour_amd64() throws Exception {
        StoreException e = assertThrows(
                StoreException.class,
                () -> KernelPackages.resolve(
                        KernelRequest.parse("trixie-backports:amd64=7.3"), recorded("trixie-backports")));
        assertTrue(e.getMessage().contains("no kernel of the flavour amd64"), e.getMessage());
    }

    @Test
    void the_libraries_of_the_build_tools_are_found_without_the_tools() throws Exception {
        KernelPackages packages =
                KernelPackages.resolve(KernelRequest.parse("trixie-backports"), recorded("trixie-backports"));
        assertEquals(List.of("libc6", "libelf1t64", "libssl3t64", "zlib1g"), packages.libraries());
    }
}
