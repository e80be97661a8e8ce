// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.BuildKind;
import org.timertorture.kernel.StoreException;
import org.timertorture.progress.Progress;

/** Builds a source of one Makefile, which copies the options that it is asked for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KernelBuilderTest {
    @TempDir
    Path root;

    private Path source;
    private Path tree;

    @BeforeEach
    void write() throws IOException {
        source = Files.createDirectories(root.resolve("source"));
        tree = root.resolve("tree");
        makefile(
                "cp $(KCONFIG_ALLCONFIG) $(O)/.config; echo configured >> $(O)/done",
                "echo $(KCSAN_SANITIZE) built >> $(O)/done");
    }

    private void makefile(String configure, String build) throws IOException {
        Files.writeString(
                source.resolve("Makefile"),
                "allnoconfig:\n\t" + configure + "\nbzImage:\n\t" + build
                        + "\nmodules: bzImage\n\ttouch $(O)/module.lds\n");
    }

    private void build(BuildKind kind) throws Exception {
        new KernelBuilder(root.resolve("logs"))
                .build(kind.word() + "-6.12", kind, source, tree, new Toolchain.Host("gcc"), Progress.SILENT);
    }

    private StoreException refusal() {
        return assertThrows(StoreException.class, () -> build(BuildKind.LOCKDEP));
    }

    private List<String> done() throws IOException {
        return Files.readAllLines(tree.resolve("done")).stream()
                .map(String::strip)
                .toList();
    }

    @Test
    void a_tree_is_configured_once_and_built_each_time() throws Exception {
        build(BuildKind.KASAN);
        build(BuildKind.KASAN);
        assertEquals(List.of("configured", "built", "built"), done());
        assertTrue(Files.readAllLines(tree.resolve(".config"))
                .containsAll(List.of("CONFIG_SMP=y", "CONFIG_KASAN=y", "CONFIG_LOCALVERSION=\"-kasan\"")));
        assertTrue(Files.exists(tree.resolve("module.lds")), "what a module's build needs was not made");
    }

    @Test
    void a_tree_of_another_kind_is_configured_again() throws Exception {
        build(BuildKind.KASAN);
        build(BuildKind.OBJECTS);
        assertEquals(List.of("configured", "built", "configured", "built"), done());
    }

    @Test
    void kcsan_instruments_no_more_than_timer_c() throws Exception {
        build(BuildKind.KCSAN);
        assertEquals(List.of("configured", "n built"), done());
    }

    @Test
    void options_that_the_source_does_not_have_are_named() throws Exception {
        makefile("grep -v LOCKING $(KCONFIG_ALLCONFIG) > $(O)/.config", "true");
        StoreException e = refusal();
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
        assertTrue(e.getMessage().contains("CONFIG_PROVE_LOCKING=y"), e.getMessage());
        assertTrue(e.getMessage().contains("lockdep-6.12"), e.getMessage());
    }

    @Test
    void a_tree_that_does_not_compile_is_named_with_the_first_error_and_the_log() throws Exception {
        makefile("cp $(KCONFIG_ALLCONFIG) $(O)/.config", "echo 'timer.c:1: error: wrong' >&2; false");
        StoreException e = refusal();
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
        assertTrue(e.getMessage().contains("timer.c:1: error: wrong"), e.getMessage());
        Path log = root.resolve("logs/build-lockdep-6.12.log");
        assertTrue(e.getMessage().endsWith("see " + log), e.getMessage());
        assertTrue(Files.isRegularFile(log));
    }

    @Test
    void an_error_that_no_compiler_printed_is_named_by_the_line_before_make_gave_up() throws Exception {
        makefile("cp $(KCONFIG_ALLCONFIG) $(O)/.config", "@echo 'ld: cannot open module.lds' >&2; false");
        assertTrue(refusal().getMessage().contains(": ld: cannot open module.lds; see "), refusal()::getMessage);
    }
}
