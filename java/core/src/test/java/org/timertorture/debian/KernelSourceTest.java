// SPDX-License-Identifier: Apache-2.0
package org.timertorture.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.debian.DebianPackage.Relation;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.StoreException;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelSourceTest {
    private static DebianPackage one(String name, String version, String... depends) {
        List<List<Relation>> relations = List.of(depends).stream()
                .map(depend -> List.of(new Relation(depend, Optional.empty())))
                .toList();
        return new DebianPackage(name, version, "pool/" + name, 1, "00", relations);
    }

    private static KernelPackages.Index index(DebianPackage... packages) {
        return new KernelPackages.Index() {
            @Override
            public List<DebianPackage> show(List<String> names) {
                return List.of(packages).stream()
                        .filter(found -> names.contains(found.name()))
                        .toList();
            }

            @Override
            public List<String> names(String beginning) {
                return List.of(packages).stream()
                        .map(DebianPackage::name)
                        .filter(name -> name.startsWith(beginning))
                        .toList();
            }
        };
    }

    private static final KernelPackages.Index COMPILERS = index(one("gcc", "4:14.2", "cpp", "gcc-14", "binutils"));

    @Test
    void the_newest_source_and_the_compiler_of_the_suite_are_taken() throws Exception {
        KernelPackages.Index kernels = index(
                one("linux-source-6.9", "6.9.7-1"),
                one("linux-source-6.12", "6.12.117-1~deb12u1"),
                one("linux-source", "6.12.117-1"));
        KernelSource found = KernelSource.resolve("trixie", kernels, COMPILERS);
        assertEquals("linux-source-6.12", found.source().name());
        assertEquals("gcc-14", found.compiler());
        assertEquals("6.12.117", found.version());
    }

    @Test
    void the_version_has_no_part_of_the_package() throws Exception {
        assertEquals(
                "7.3.4",
                KernelSource.resolve("trixie-backports", index(one("linux-source-7.3", "7.3.4-1~bpo13+1")), COMPILERS)
                        .version());
        assertEquals(
                "7.4",
                KernelSource.resolve("experimental", index(one("linux-source-7.4", "7.4~rc3-1~exp1")), COMPILERS)
                        .version());
    }

    @Test
    void a_suite_without_source_is_named_with_a_remedy() {
        StoreException e = assertThrows(StoreException.class, () -> KernelSource.resolve("potato", index(), COMPILERS));
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
        assertTrue(e.getMessage().contains("potato"), e.getMessage());
        assertTrue(e.getMessage().contains("--from"), e.getMessage());
    }
}
