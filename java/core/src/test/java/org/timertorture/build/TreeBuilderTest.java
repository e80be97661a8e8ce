// SPDX-License-Identifier: Apache-2.0
package org.timertorture.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.timertorture.exit.ExitCode;
import org.timertorture.kernel.BuildKind;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelTree;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.TreeException;
import org.timertorture.progress.Progress;

/** Builds a tree of one Makefile, which copies the options that it is asked for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TreeBuilderTest {
    @TempDir
    Path root;

    private Path folder;
    private Path fragment;
    private Cache cache;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(root.resolve("tree"));
        fragment = root.resolve("fragment");
        cache = new Cache(root.resolve("cache"));
        Files.writeString(folder.resolve("Kconfig"), "");
        makefile("cp $(KCONFIG_ALLCONFIG) $(O)/.config", "echo built $(LOCALVERSION) >> $(or $(O),.)/done");
    }

    private void makefile(String configure, String build) throws IOException {
        Files.writeString(
                folder.resolve("Makefile"),
                "allnoconfig:\n\t" + configure + "\nolddefconfig:\n\techo completed >> done\nbzImage:\n\t" + build
                        + "\nmodules: bzImage\n");
    }

    private Path build(Optional<Path> options) throws Exception {
        KernelTree tree = new KernelTree(folder, options).checked();
        Path output = tree.output(cache);
        new TreeBuilder(cache.logs()).build("abc", tree, output, new Toolchain.Host("gcc"), Progress.SILENT);
        return output;
    }

    private TreeException refused() {
        return assertThrows(TreeException.class, () -> build(Optional.empty()));
    }

    private String wrong(Optional<Path> options) {
        StoreException e = assertThrows(StoreException.class, () -> build(options));
        assertEquals(ExitCode.USAGE, e.exitCode());
        return e.getMessage();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).sorted().toList();
        }
    }

    @Test
    void a_tree_without_a_configuration_is_only_read_and_its_release_names_the_commit() throws Exception {
        Path output = build(Optional.empty());
        assertEquals(output, build(Optional.empty()));
        assertTrue(output.startsWith(cache.trees()), output::toString);
        assertEquals(List.of("built -abc", "built -abc"), Files.readAllLines(output.resolve("done")));
        assertEquals(BuildKind.PLAIN.options(), Files.readAllLines(output.resolve(".config")));
        assertEquals(List.of(Path.of("Kconfig"), Path.of("Makefile")), files());
    }

    @Test
    void a_tree_with_a_configuration_is_built_where_it_is_with_that_configuration() throws Exception {
        String config = String.join("\n", BuildKind.PLAIN.options()) + "\nCONFIG_MINE=y\n";
        Files.writeString(folder.resolve(".config"), config);
        assertEquals(folder.toRealPath(), build(Optional.empty()));
        assertEquals(List.of("completed", "built"), Files.readAllLines(folder.resolve("done")));
        assertEquals(config, Files.readString(folder.resolve(".config")));
        assertFalse(Files.exists(cache.trees()));
    }

    @Test
    void a_fragment_adds_and_changes_and_drops_options() throws Exception {
        Files.writeString(
                fragment, "# more\nCONFIG_HZ_1000=y\nCONFIG_NR_CPUS=64\n# CONFIG_HZ_250 is not set\nCONFIG_FTRACE=n\n");
        List<String> config = Files.readAllLines(build(Optional.of(fragment)).resolve(".config"));
        assertTrue(
                config.containsAll(List.of("CONFIG_HZ_1000=y", "CONFIG_NR_CPUS=64", "CONFIG_SMP=y")), config::toString);
        assertTrue(config.stream().noneMatch(line -> line.contains("HZ_250") || line.startsWith("CONFIG_FTRACE")));
    }

    @Test
    void an_option_of_the_fragment_that_the_source_does_not_have_is_named() throws Exception {
        makefile("grep -v PREEMPT_RT $(KCONFIG_ALLCONFIG) > $(O)/.config", "true");
        Files.writeString(fragment, "CONFIG_PREEMPT_RT=y\n");
        TreeException e = assertThrows(TreeException.class, () -> build(Optional.of(fragment)));
        assertTrue(e.getMessage().contains("abc does not offer CONFIG_PREEMPT_RT=y"), e.getMessage());
    }

    @Test
    void options_that_a_guest_needs_are_named_before_anything_is_compiled() throws Exception {
        Files.writeString(folder.resolve(".config"), "CONFIG_64BIT=y\nCONFIG_MODULES=y\n");
        TreeException e = refused();
        assertTrue(e.getMessage().contains("CONFIG_BLK_DEV_INITRD, CONFIG_BINFMT_ELF"), e.getMessage());
        assertTrue(
                e.getMessage().contains("CONFIG_SERIAL_8250_CONSOLE, which a guest needs: choose it in"),
                e.getMessage());
        assertFalse(e.getMessage().contains("CONFIG_MODULES,"), e.getMessage());
        assertEquals(List.of("completed"), Files.readAllLines(folder.resolve("done")));
    }

    @Test
    void a_tree_that_does_not_compile_is_named_with_the_first_error_and_the_log() throws Exception {
        makefile("cp $(KCONFIG_ALLCONFIG) $(O)/.config", "echo 'timer.c:1: error: wrong' >&2; false");
        TreeException e = refused();
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
        assertTrue(e.getMessage().contains("cannot build abc: "), e.getMessage());
        assertTrue(e.getMessage().contains("timer.c:1: error: wrong"), e.getMessage());
        assertTrue(e.getMessage().endsWith("see " + cache.logs().resolve("build-abc.log")), e.getMessage());
    }

    @Test
    void a_full_disk_says_nothing_about_the_tree() throws Exception {
        makefile("cp $(KCONFIG_ALLCONFIG) $(O)/.config", "echo 'x.o: No space left on device' >&2; false");
        StoreException e = assertThrows(StoreException.class, () -> build(Optional.empty()));
        assertEquals(ExitCode.ENVIRONMENT, e.exitCode());
    }

    @Test
    void what_cannot_be_built_is_wrong_usage() throws Exception {
        assertTrue(wrong(Optional.of(fragment)).contains("there is no file " + fragment), wrong(Optional.of(fragment)));
        Files.writeString(fragment, "");
        Files.writeString(folder.resolve(".config"), "");
        assertTrue(wrong(Optional.of(fragment)).contains("has a .config of its own"), wrong(Optional.of(fragment)));
        Files.delete(folder.resolve(".config"));
        Files.createDirectories(folder.resolve("include/config"));
        assertTrue(wrong(Optional.empty()).contains("make mrproper"), wrong(Optional.empty()));
        Files.delete(folder.resolve("Kconfig"));
        assertTrue(wrong(Optional.empty()).contains("no kernel tree"), wrong(Optional.empty()));
    }
}
