// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.timertorture.app.Control;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Workspace;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.GuestImage;
import org.timertorture.qemu.Initramfs;
import org.timertorture.qemu.MachineShape;
import org.timertorture.qemu.VirtualMachine;

/**
 * A guest that runs only Java: a runtime made by jlink, the class path of these tests, a program that stands in for ssh
 * and runs commands in the guest itself, what such commands need, and the C libraries of all that. The module is loaded without its parameter unsafe, as an administrator would load it.
 */
final class JavaGuest {
    private static final String MODULES = "java.base,java.logging,java.xml,java.desktop,java.sql,jdk.unsupported";
    private static final String RUNTIME_IN_GUEST = "/java";
    private static final String CLASSES_IN_GUEST = "/classes/";
    private static final String ARGUMENTS = "/arguments";
    /** What a login over ssh uses. */
    private static final List<String> PROGRAMS =
            List.of("sh", "setsid", "mktemp", "timeout", "head", "wc", "cat", "chmod", "rm", "uname", "id");

    private static final String SSH = """
            #!/bin/sh
            for command; do :; done
            eval "$command"
            """;
    private static final Duration TOOL = Duration.ofMinutes(3);

    /** Matches a line of ldd's output: the library's path, then the address that it is loaded at. */
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private final Cache cache;
    private final KernelEntry kernel;
    private final Path folder;

    /**
     * Creates a guest. Nothing is started.
     *
     * @param folder where the runtime is kept for later runs
     */
    JavaGuest(Cache cache, KernelEntry kernel, Path folder) {
        this.cache = cache;
        this.kernel = kernel;
        this.folder = folder.toAbsolutePath();
    }

    /** Returns the default kernel with the real module. */
    static KernelEntry defaultKernel() throws Exception {
        if (System.getProperty("timertorture.home") == null) {
            Path module = Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
            System.setProperty(
                    "timertorture.home", module.resolve("../..").normalize().toString());
        }
        return new Timertorture(Workspace.ofThisProcess()).kernels().usable(Optional.empty(), Control.silent());
    }

    /**
     * Boots the guest and waits until the program has ended and the guest has powered off.
     *
     * @param console the file for the console, which contains the program's output between the kernel's lines
     * @return whether it ended in time; otherwise it was killed
     */
    boolean run(MachineShape shape, Class<?> program, Path console, Duration limit) throws Exception {
        Initramfs image = image(program);
        VirtualMachine.Setup setup = new VirtualMachine.Setup(kernel, shape, Acceleration.TCG, console, false);
        try (VirtualMachine machine = VirtualMachine.start(cache, setup, image)) {
            return machine.awaitEnd(limit);
        }
    }

    private Initramfs image(Class<?> program) throws Exception {
        Path runtime = runtime();
        Initramfs image =
                GuestImage.running(kernel, "unsafe=0", List.of(RUNTIME_IN_GUEST + "/bin/java", "@" + ARGUMENTS));
        image.tree(runtime, RUNTIME_IN_GUEST);
        for (String name : PROGRAMS) {
            image.file("/" + name, 0755, Path.of("/usr/bin", name));
        }
        image.file("/bin/sh", 0755, Path.of("/usr/bin/sh"));
        image.file("/ssh", 0755, SSH.getBytes(StandardCharsets.UTF_8));
        for (Path library : libraries(runtime)) {
            image.file(library.toString(), 0755, library);
        }
        List<String> classPath = new ArrayList<>();
        for (Path entry : classPath()) {
            String at = CLASSES_IN_GUEST + classPath.size() + "-" + entry.getFileName();
            classPath.add(at);
            if (Files.isDirectory(entry)) {
                image.tree(entry, at);
            } else {
                image.file(at, 0644, entry);
            }
        }
        String arguments = String.join(
                "\n",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Duser.home=/",
                "-Djna.tmpdir=/tmp",
                "-cp",
                String.join(":", classPath),
                program.getName());
        return image.file(ARGUMENTS, 0644, arguments.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the class path without the test framework. */
    private static List<Path> classPath() {
        String whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(whole.split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(entry -> !entry.getFileName().toString().matches("(junit|opentest4j|apiguardian|surefire).*"))
                .toList();
    }

    /** Returns the runtime, which is made once for each version of Java. */
    private Path runtime() throws IOException, InterruptedException {
        Path whole = folder.resolve("runtime-" + System.getProperty("java.vm.version"));
        if (Files.isDirectory(whole)) {
            return whole;
        }
        Files.createDirectories(folder);
        Path made = Files.createTempDirectory(folder, "jlink").resolve("runtime");
        tool(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules",
                MODULES,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                made.toString());
        // Under emulation, a runtime without a class data archive takes seconds longer to start.
        tool(made.resolve("bin/java").toString(), "-Xshare:dump", "-XX:+UseSerialGC");
        Files.move(made, whole, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(made.getParent());
        return whole;
    }

    private static Set<Path> libraries(Path runtime) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("ldd", runtime.resolve("bin/java").toString()));
        PROGRAMS.forEach(program -> command.add("/usr/bin/" + program));
        try (Stream<Path> files = Files.walk(runtime.resolve("lib"))) {
            files.filter(file -> file.toString().endsWith(".so"))
                    .map(Path::toString)
                    // These libraries are for graphics and sound, and are not loaded here.
                    .filter(file ->
                            !file.matches(".*/lib(awt.*|jsound|splashscreen|fontmanager|jawt|lcms|mlib.*)\\.so"))
                    .forEach(command::add);
        }
        Set<Path> libraries = new TreeSet<>();
        Matcher line = LIBRARY.matcher(tool(command.toArray(String[]::new)));
        while (line.find()) {
            Path library = Path.of(line.group(1));
            if (!library.startsWith(runtime)) {
                libraries.add(library);
            }
        }
        return libraries;
    }

    private static String tool(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("tool", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(TOOL.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " did not end within " + TOOL.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command[0] + " failed: " + Files.readString(said));
            }
            return Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }
}
