// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.timertorture.host.Tool;
import org.timertorture.host.Tool.Output;
import org.timertorture.kernel.Architecture;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.progress.Progress;

/**
 * Finds out whether KVM can really run a guest here: {@code /dev/kvm} may exist and still hang every guest. The answer
 * is remembered until the host reboots or its QEMU changes.
 */
public final class AccelerationProbe {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
    /** A guest that KVM cannot run hangs in its firmware, or as soon as its kernel starts. */
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Cache cache;
    private final KvmHost host;

    public AccelerationProbe(Cache cache) {
        this(cache, new KvmHost(Path.of("/")));
    }

    AccelerationProbe(Cache cache, KvmHost host) {
        this.cache = cache;
        this.host = host;
    }

    /**
     * The answer to the question whether KVM can be used.
     *
     * @param usable whether a guest ran
     * @param reason why KVM cannot be used, and what helps, in one line; empty if it can
     */
    public record Verdict(boolean usable, String reason) {

        /** Returns the acceleration to use when the user demands none. */
        public Acceleration best() {
            return usable ? Acceleration.KVM : Acceleration.TCG;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Remembered(String hostRelease, String bootId, String qemu, boolean usable, String reason) {}

    /** Returns the remembered answer for a kernel; empty if finding out takes booting a guest. */
    public Optional<Verdict> known(KernelEntry kernel) throws InterruptedException {
        return kernel.architecture().isHost()
                ? known()
                : Optional.of(new Verdict(
                        false,
                        "KVM cannot run the instructions of " + kernel.architecture() + " on a host of "
                                + Architecture.ofHost() + "; a host of that architecture can"));
    }

    /** Returns the remembered answer for kernels of this machine's architecture. */
    public Optional<Verdict> known() throws InterruptedException {
        Optional<String> obstacle = host.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.map(reason -> new Verdict(false, reason));
        }
        try {
            Remembered last = MAPPER.readValue(file().toFile(), Remembered.class);
            boolean same = Objects.equals(last.hostRelease(), line(RELEASE))
                    && Objects.equals(last.bootId(), line(BOOT_ID))
                    && Objects.equals(last.qemu(), qemu());
            return same ? Optional.of(new Verdict(last.usable(), last.reason())) : Optional.empty();
        } catch (IOException e) {
            // KVM was never probed, or the remembered answer is unreadable. Probe again.
            return Optional.empty();
        }
    }

    /**
     * Finds out whether KVM can be used. This may boot a guest, which takes a few seconds, or up to two minutes where KVM is
     * nested in an emulator.
     *
     * @param kernel the kernel to boot
     * @throws IOException if QEMU cannot be started at all
     */
    public Verdict probe(KernelEntry kernel, Progress progress) throws IOException, InterruptedException {
        Optional<Verdict> known = known(kernel);
        if (known.isPresent()) {
            return known.get();
        }
        Verdict verdict;
        try (Progress.Step step = progress.begin("trying KVM", 0)) {
            step.at(0);
            BareBoot.Result result =
                    new BareBoot(cache).run(kernel, new MachineShape(2, 1), Acceleration.KVM, SILENCE, LIMIT);
            verdict = new Verdict(result.completed(), result.completed() ? "" : host.broken(result.reason()));
        }
        Path part =
                file().resolveSibling(".acceleration-" + ProcessHandle.current().pid());
        MAPPER.writeValue(
                part.toFile(),
                new Remembered(line(RELEASE), line(BOOT_ID), qemu(), verdict.usable(), verdict.reason()));
        Files.move(part, file(), StandardCopyOption.ATOMIC_MOVE);
        return verdict;
    }

    private Path file() {
        return cache.root().resolve("acceleration.json");
    }

    private static String line(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static String qemu() throws IOException, InterruptedException {
        Output output = Tool.of(GuestMachine.of(Architecture.ofHost()).program(), "--version")
                .run();
        return output.lines().isEmpty() ? "" : output.lines().get(0);
    }
}
