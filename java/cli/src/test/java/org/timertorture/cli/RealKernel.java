// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.timertorture.app.Control;
import org.timertorture.app.Timertorture;
import org.timertorture.app.Workspace;
import org.timertorture.kernel.Cache;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.MachineShape;
import org.timertorture.run.DeviceCalls;
import org.timertorture.session.Session;
import org.timertorture.session.VmTarget;
import org.timertorture.uapi.Align;
import org.timertorture.uapi.CellSettings;
import org.timertorture.uapi.EndRecord;
import org.timertorture.uapi.Inject;
import org.timertorture.uapi.KernelRecord;
import org.timertorture.uapi.Pair;
import org.timertorture.uapi.Start;

/** The default kernel with the real module, and requests that tests send to it without the runner. */
final class RealKernel {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private RealKernel() {}

    /** Sets the property that names the checkout, as the launcher does. */
    static void nameCheckout() {
        System.setProperty(
                "timertorture.home",
                Path.of(System.getProperty("basedir", "."))
                        .resolve("../..")
                        .normalize()
                        .toString());
    }

    static KernelEntry entry() throws Exception {
        nameCheckout();
        return new Timertorture(Workspace.ofThisProcess()).kernels().usable(Optional.empty(), Control.silent());
    }

    /** Boots a VM with this kernel. */
    static Session boot(MachineShape shape, Path results) throws Exception {
        return new VmTarget(Cache.of(System.getenv()), entry(), shape, Optional.of(Acceleration.TCG), results)
                .open(Progress.SILENT);
    }

    static Start start(String primitive, String scenario, Align align, long milliseconds, Inject inject) {
        return new Start(
                primitive, scenario, align, CellSettings.DEFAULT.withInject(inject), milliseconds, false, 42, 1);
    }

    /** Runs a cell and returns all records up to its end. */
    static List<KernelRecord> run(DeviceCalls calls, Pair pair, Start start) throws IOException {
        calls.addPair(pair);
        calls.start(start);
        return untilEnd(calls);
    }

    static List<KernelRecord> untilEnd(DeviceCalls calls) throws IOException {
        List<KernelRecord> all = new ArrayList<>();
        while (all.isEmpty() || !(all.get(all.size() - 1) instanceof EndRecord)) {
            List<KernelRecord> some = calls.read(SILENCE).orElseThrow();
            assertTrue(!some.isEmpty(), "the device is silent");
            all.addAll(some);
        }
        return all;
    }

    /** Returns the records of one kind. */
    static <T extends KernelRecord> Stream<T> of(Class<T> kind, List<KernelRecord> records) {
        return records.stream().filter(kind::isInstance).map(kind::cast);
    }
}
