// SPDX-License-Identifier: Apache-2.0
package org.timertorture.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.timertorture.exit.ExitCode;

/** Tests which of the user's kernels are refused, and with which message. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalKernelTest {
    private static final String GOOD = String.join(
            "\n",
            "CONFIG_64BIT=y",
            "CONFIG_MODULES=y",
            "CONFIG_BLK_DEV_INITRD=y",
            "CONFIG_BINFMT_ELF=y",
            "CONFIG_PRINTK=y",
            "CONFIG_TTY=y",
            "CONFIG_SERIAL_8250_CONSOLE=y",
            "CONFIG_PCI=y",
            "CONFIG_SYSFS=y",
            "CONFIG_DEVTMPFS=y",
            "CONFIG_VIRTIO_PCI=y",
            "CONFIG_VIRTIO_CONSOLE=y",
            "");

    @TempDir
    Path root;

    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = root.resolve("tree");
        for (String folder : List.of("include/generated", "include/config", "scripts/mod", "arch/x86/boot")) {
            Files.createDirectories(tree.resolve(folder));
        }
        for (String file : List.of(
                "Makefile",
                "include/generated/autoconf.h",
                "include/config/auto.conf",
                "scripts/mod/modpost",
                "Module.symvers")) {
            Files.writeString(tree.resolve(file), "");
        }
        Files.writeString(tree.resolve(".config"), GOOD);
        Files.writeString(tree.resolve("include/generated/utsrelease.h"), "#define UTS_RELEASE \"6.12.9-mine\"\n");
        image("6.12.9-mine");
    }

    private Path image(String release) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII));
        bytes.putShort(0x20e, (short) 0x100);
        bytes.put(0x300, (release + " (me@here) #1 SMP").getBytes(StandardCharsets.US_ASCII));
        return Files.write(tree.resolve("arch/x86/boot/bzImage"), bytes.array());
    }

    private KernelParts parts() throws Exception {
        return LocalKernel.tree(tree).parts(KernelHeaders.of(tree));
    }

    private String refused(ExitCode code) {
        StoreException e = assertThrows(StoreException.class, this::parts);
        assertEquals(code, e.exitCode(), e.getMessage());
        return e.getMessage();
    }

    private void config(String from, String to) throws IOException {
        Files.writeString(tree.resolve(".config"), GOOD.replace(from, to));
    }

    @Test
    void a_built_tree_with_virtio_built_in_needs_no_modules() throws Exception {
        KernelParts parts = parts();
        assertEquals("6.12.9-mine", parts.release());
        assertEquals(List.of(), parts.modules());
    }

    @Test
    void a_tree_that_was_not_prepared_says_what_to_run() throws Exception {
        Files.delete(tree.resolve("scripts/mod/modpost"));
        assertTrue(refused(ExitCode.ENVIRONMENT).contains("no scripts/mod/modpost: run"), "modpost");
    }

    @Test
    void a_tree_without_built_modules_provides_the_symbols_of_its_image() throws Exception {
        Files.delete(tree.resolve("Module.symvers"));
        assertTrue(refused(ExitCode.ENVIRONMENT).contains("no Module.symvers"), "symvers");
        Path symbols = Files.writeString(tree.resolve("vmlinux.symvers"), "");
        assertEquals(Optional.of(symbols), KernelHeaders.of(tree).extraSymbols());
        parts();
    }

    @Test
    void headers_of_another_kernel_are_refused_by_both_releases() throws Exception {
        image("6.12.8-mine");
        String message = refused(ExitCode.USAGE);
        assertTrue(message.contains("is 6.12.8-mine") && message.contains("belongs to 6.12.9-mine"), message);
    }

    @Test
    void a_file_that_is_no_image_is_named() throws Exception {
        Files.writeString(tree.resolve("arch/x86/boot/bzImage"), "ELF");
        assertTrue(refused(ExitCode.USAGE).contains("is no image of an x86 kernel"), "text");
        Files.write(tree.resolve("arch/x86/boot/bzImage"), new byte[4096]);
        assertTrue(refused(ExitCode.USAGE).contains("is no image of an x86 kernel"), "zeroes");
        Files.delete(tree.resolve("arch/x86/boot/bzImage"));
        assertTrue(refused(ExitCode.USAGE).contains("run 'make bzImage modules' in"), "none");
    }

    @Test
    void a_tree_of_arm64_has_an_image_and_a_console_of_its_own() throws Exception {
        config("CONFIG_64BIT=y", "CONFIG_64BIT=y\nCONFIG_ARM64=y");
        assertTrue(refused(ExitCode.USAGE).contains("is no image of an arm64 kernel"), "bzImage");
        Path image = tree.resolve("arch/arm64/boot/Image");
        Files.delete(tree.resolve("arch/x86/boot/bzImage"));
        Files.createDirectories(image.getParent());
        byte[] bytes = new byte[4096];
        System.arraycopy("ARM\144".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0x38, 4);
        byte[] banner =
                "Linux version %s (x)\0Linux version 6.12.9-mine (me@here) #1 SMP".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(banner, 0, bytes, 0x900, banner.length);
        Files.write(image, bytes);
        assertTrue(refused(ExitCode.ENVIRONMENT).contains("without CONFIG_SERIAL_AMBA_PL011_CONSOLE,"), "8250 only");
        config("CONFIG_64BIT=y", "CONFIG_64BIT=y\nCONFIG_ARM64=y\nCONFIG_SERIAL_AMBA_PL011_CONSOLE=y");
        assertEquals("6.12.9-mine", parts().release());
        assertEquals(Architecture.ARM64, KernelHeaders.of(tree).architecture());
    }

    @Test
    void a_kernel_without_modules_names_the_options_that_it_lacks() throws Exception {
        config("CONFIG_MODULES=y\nCONFIG_BLK_DEV_INITRD=y\n", "# CONFIG_MODULES is not set\n");
        assertTrue(refused(ExitCode.ENVIRONMENT).contains("without CONFIG_MODULES, CONFIG_BLK_DEV_INITRD"), "both");
    }

    @Test
    void virtio_as_a_module_wants_the_folder_of_the_modules() throws Exception {
        config("CONFIG_VIRTIO_PCI=y", "CONFIG_VIRTIO_PCI=m");
        String message = refused(ExitCode.USAGE);
        assertTrue(message.contains("virtio_pci as modules") && message.contains("--modules"), message);
        Files.createDirectories(tree.resolve("drivers/virtio"));
        assertTrue(refused(ExitCode.ENVIRONMENT).contains("no module virtio_pci in " + tree), "drivers");
    }

    @Test
    void a_kernel_that_clang_built_is_refused() throws Exception {
        config("CONFIG_64BIT=y", "CONFIG_64BIT=y\nCONFIG_CC_IS_CLANG=y");
        assertTrue(refused(ExitCode.ENVIRONMENT).contains("built with clang"), "clang");
    }

    @Test
    void a_directory_that_is_no_kernel_or_not_there_is_named() throws Exception {
        Files.delete(tree.resolve("Makefile"));
        assertTrue(refused(ExitCode.USAGE).contains("holds no kernel"), "no Makefile");
        tree = root.resolve("nowhere");
        assertTrue(refused(ExitCode.USAGE).contains("there is no directory " + tree), "no directory");
    }

    /** Moves the tree to where packages have it. */
    private Path packages(String headers, String image) throws IOException {
        Path unpacked = root.resolve("unpacked");
        Path folder = unpacked.resolve(headers);
        Files.createDirectories(folder.getParent());
        Files.createDirectories(unpacked.resolve(image).getParent());
        Files.createDirectories(unpacked.resolve("lib/modules/6.12.9-mine/kernel"));
        Files.move(tree.resolve("arch/x86/boot/bzImage"), unpacked.resolve(image));
        Files.move(tree, folder);
        return unpacked;
    }

    @ParameterizedTest
    @CsvSource({
        "usr/src/linux-headers-6.12.9-mine, boot/vmlinuz-6.12.9-mine",
        "usr/src/kernels/6.12.9-mine, lib/modules/6.12.9-mine/vmlinuz",
        "usr/src/kernels/6.12.9-mine, usr/lib/modules/6.12.9-mine/vmlinuz"
    })
    void a_kernel_is_found_where_packages_have_it(String headers, String image) throws Exception {
        Path unpacked = packages(headers, image);
        LocalKernel kernel = LocalKernel.unpacked(unpacked);
        assertEquals(unpacked.resolve(image), kernel.image());
        assertEquals(unpacked.resolve(headers), kernel.headers());
        assertTrue(kernel.modules().isPresent(), "modules");
        assertEquals(
                "6.12.9-mine", kernel.parts(KernelHeaders.of(kernel.headers())).release());
    }

    @Test
    void packages_that_make_no_kernel_name_what_is_missing() throws Exception {
        Path unpacked = packages("usr/src/kernels/6.12.9-mine", "boot/vmlinuz-6.12.9-mine");
        Path second = Files.writeString(unpacked.resolve("boot/vmlinuz-6.12.8-mine"), "");
        assertTrue(refused(unpacked).contains("several kernels: 6.12.8-mine, 6.12.9-mine;"));
        Files.delete(unpacked.resolve("boot/vmlinuz-6.12.9-mine"));
        assertTrue(refused(unpacked).contains("no headers of 6.12.8-mine: name the package"));
        Files.delete(second);
        assertTrue(refused(unpacked).contains("no image of a kernel: name the package with vmlinuz"));
    }

    private static String refused(Path unpacked) {
        StoreException e = assertThrows(StoreException.class, () -> LocalKernel.unpacked(unpacked));
        assertEquals(ExitCode.USAGE, e.exitCode(), e.getMessage());
        return e.getMessage();
    }

    @Test
    void the_hosts_kernel_is_found_where_distributions_put_it() throws Exception {
        Path modules = Files.createDirectories(root.resolve("lib/modules/6.12.9-mine/build"))
                .getParent();
        assertTrue(
                assertThrows(StoreException.class, () -> LocalKernel.host(root, "6.12.9-mine"))
                        .getMessage()
                        .contains("is not on this machine"),
                "no image");
        Path image = Files.createDirectories(root.resolve("boot")).resolve("vmlinuz-6.12.9-mine");
        Files.writeString(image, "");
        assertEquals(
                new LocalKernel("host", image, modules.resolve("build"), Optional.empty()),
                LocalKernel.host(root, "6.12.9-mine"));
        Files.delete(modules.resolve("build"));
        assertTrue(
                assertThrows(StoreException.class, () -> LocalKernel.host(root, "6.12.9-mine"))
                        .getMessage()
                        .contains("install linux-headers-6.12.9-mine"),
                "no headers");
    }
}
