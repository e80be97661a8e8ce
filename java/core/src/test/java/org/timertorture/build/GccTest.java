// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.timertorture.kernel.Architecture;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GccTest {

    @Test
    void the_compiler_of_this_machines_architecture_is_named_as_its_package() {
        Gcc gcc = new Gcc(Architecture.AMD64, 12);
        assertEquals("gcc-12", gcc.command());
        assertEquals(List.of("gcc-12"), gcc.packages());
        assertEquals("", Gcc.prefix(Architecture.AMD64));
    }

    @Test
    void a_cross_compiler_is_named_otherwise_and_needs_a_C_library() {
        Gcc gcc = new Gcc(Architecture.ARM64, 12);
        assertEquals("aarch64-linux-gnu-gcc-12", gcc.command());
        assertEquals(List.of("gcc-12-aarch64-linux-gnu", "libc6-dev-arm64-cross"), gcc.packages());
        assertEquals("aarch64-linux-gnu-", Gcc.prefix(Architecture.ARM64));
    }
}
