// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.timertorture.build.BuildFailedException;
import org.timertorture.exit.EnvironmentException;
import org.timertorture.exit.ExitCode;
import org.timertorture.exit.TimertortureException;
import org.timertorture.kernel.BuildKind;
import org.timertorture.kernel.KernelEntry;
import org.timertorture.kernel.KernelRequest;
import org.timertorture.kernel.KernelTree;
import org.timertorture.kernel.LocalKernel;
import org.timertorture.kernel.StoreException;
import org.timertorture.kernel.TreeException;
import org.timertorture.plan.PlanException;
import org.timertorture.progress.Progress;
import org.timertorture.qemu.Acceleration;
import org.timertorture.qemu.AccelerationProbe;
import org.timertorture.qemu.BareBoot;
import org.timertorture.qemu.MachineShape;
import org.timertorture.store.KernelSelection;
import org.timertorture.store.KernelStore;
import org.timertorture.store.StoreCheck;
import org.timertorture.store.StorePruner;
import org.timertorture.words.FileProblem;

/** The kernels that can be raced. Several processes may use the same store at once. */
public final class Kernels {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
    private static final Duration BOOT_LIMIT = Duration.ofSeconds(60);
    private static final MachineShape BOOT_SHAPE = new MachineShape(2, 1);

    private final Workspace workspace;
    private final KernelStore store;

    Kernels(Workspace workspace) throws EnvironmentException {
        this.workspace = workspace;
        this.store = KernelStore.open(workspace.kernelCache(), workspace.requireCheckout());
    }

    /**
     * A kernel that was booted once, with nothing loaded.
     *
     * @param shape the CPUs and nodes of the machine
     * @param wall the time from the start of QEMU to its end: what every run in a VM costs at least
     */
    public record Booted(KernelEntry kernel, MachineShape shape, Acceleration acceleration, Duration wall) {}

    /** Returns the complete kernels of the store, by release. */
    public List<KernelEntry> list() throws StoreException {
        return store.list();
    }

    /**
     * Downloads a kernel of Debian's, builds the module for it, and keeps both. A kernel that is there already is not
     * downloaded again.
     *
     * @param update whether to ask the mirror for a newer kernel even if it was asked within a day
     * @throws StoreException if the kernel cannot be had
     * @throws BuildFailedException if the module does not compile for it
     * @throws InterruptedException if the call is ended early; what was downloaded is used again
     */
    public KernelEntry fetch(KernelRequest request, boolean update, Control control)
            throws StoreException, BuildFailedException, InterruptedException {
        control.beginInterruptible();
        try {
            return store.fetch(request, update, control.progress());
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Puts a kernel that the user built into the store. It is booted once and must load the module.
     *
     * @param name letters, digits and {@code . _ + -} in between; empty for the kernel's release
     * @throws TimertortureException if the name is not free or not allowed, or the kernel cannot be used
     * @throws InterruptedException if the call is ended early; the store is as it was
     */
    public KernelEntry add(LocalKernel kernel, Optional<String> name, Control control)
            throws TimertortureException, InterruptedException {
        if (name.isPresent()) {
            checkName(name.get());
        }
        control.beginInterruptible();
        try {
            return store.add(kernel, name, control.progress());
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Puts the kernel of packages into the store. It is booted once and must load the module. The packages are not
     * installed.
     *
     * @param packages files that end in {@code .deb} or {@code .rpm}: of the image, the headers and, unless virtio is
     *     built in, the modules
     * @param name letters, digits and {@code . _ + -} in between; empty for the kernel's release
     * @throws TimertortureException if the name is not free or not allowed, or the kernel cannot be used
     * @throws InterruptedException if the call is ended early; the store is as it was
     */
    public KernelEntry add(List<Path> packages, Optional<String> name, Control control)
            throws TimertortureException, InterruptedException {
        if (name.isPresent()) {
            checkName(name.get());
        }
        control.beginInterruptible();
        try {
            return store.add(packages, name, control.progress());
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Builds a kernel from Debian's source and puts it into the store. It is booted once and must load the module.
     *
     * @param kind how it is configured
     * @param suite the suite whose newest source and compiler are used
     * @throws TimertortureException if it cannot be built or used; the message names a log
     * @throws InterruptedException if the call is ended early; what was compiled is used again
     */
    public KernelEntry build(BuildKind kind, String suite, Control control)
            throws TimertortureException, InterruptedException {
        control.beginInterruptible();
        try {
            return store.build(kind, suite, control.progress());
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Builds a kernel tree of the user's, and puts its kernel into the store under the name that {@code git describe}
     * gives the commit, or the folder's name if there is no git. What an earlier build compiled is used again. The
     * kernel is booted once and must load the module.
     *
     * @throws TreeException if the source does not become a kernel that can be raced
     * @throws TimertortureException if the tree is none, or this machine lacks something
     * @throws InterruptedException if the call is ended early; what was compiled is used again
     */
    public KernelEntry build(KernelTree tree, Control control) throws TimertortureException, InterruptedException {
        control.beginInterruptible();
        try {
            return store.build(tree, control.progress());
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Checks that a kernel of the user's own may have a name.
     *
     * @throws PlanException if the name has other characters, or means other kernels
     */
    public static void checkName(String name) throws PlanException {
        if (!NAME.matcher(name).matches()) {
            throw new PlanException("--name " + name + ": expected letters, digits, and . _ + - in between");
        }
        if (KernelSelection.isTaken(name)) {
            throw new PlanException("--name " + name + ": this word means other kernels already; choose another name");
        }
    }

    /**
     * Takes a kernel out of the store.
     *
     * @param name its whole name
     * @throws StoreException if the store has no such kernel
     */
    public void remove(String name, Control control) throws StoreException, InterruptedException {
        control.beginInterruptible();
        try {
            store.remove(name, control.progress());
        } finally {
            control.endInterruptible();
        }
    }

    /** Returns what is wrong with the store's kernels, with a remedy each; empty if they are whole and fresh. */
    public List<StoreCheck.Problem> verify() throws StoreException {
        return store.verify();
    }

    /**
     * Deletes kernels that can be fetched again and were not used for long, and files that no kernel needs.
     *
     * @param unused how long a kernel must not have been used
     * @param dryRun whether to delete nothing
     * @return what was deleted, or would be
     */
    public List<StorePruner.Item> prune(Duration unused, boolean dryRun, Control control)
            throws StoreException, InterruptedException {
        control.beginInterruptible();
        try {
            return store.prune(unused, dryRun, control.progress());
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Boots a kernel that powers off at once.
     *
     * @param kernel as for {@link Vm#kernel()}
     * @throws TimertortureException if there is no such kernel, or it does not boot within a minute
     * @throws InterruptedException if the call is ended early
     */
    public Booted boot(Optional<String> kernel, Control control) throws TimertortureException, InterruptedException {
        control.beginInterruptible();
        try {
            KernelEntry entry = usable(kernel, control.progress());
            Acceleration acceleration = new AccelerationProbe(workspace.kernelCache())
                    .probe(entry, control.progress())
                    .best();
            BareBoot.Result boot =
                    new BareBoot(workspace.kernelCache()).run(entry, BOOT_SHAPE, acceleration, BOOT_LIMIT);
            if (!boot.completed()) {
                throw new EnvironmentException(entry.release() + " does not boot: " + boot.reason());
            }
            return new Booted(entry, BOOT_SHAPE, acceleration, boot.wall());
        } catch (IOException e) {
            throw new EnvironmentException("cannot boot a kernel: " + FileProblem.of(e), e);
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Returns a kernel whose module is fresh; it is fetched or built if necessary.
     *
     * @param kernel as for {@link Vm#kernel()}
     * @throws StoreException if there is no such kernel
     * @throws BuildFailedException if the module does not compile for it
     * @throws InterruptedException if the call is ended early
     */
    public KernelEntry usable(Optional<String> kernel, Control control)
            throws StoreException, BuildFailedException, InterruptedException {
        control.beginInterruptible();
        try {
            return usable(kernel, control.progress());
        } finally {
            control.endInterruptible();
        }
    }

    /**
     * Returns a kernel of the store as it is; fetches and builds nothing.
     *
     * @param kernel as for {@link Vm#kernel()}; empty for the default kernel
     * @return empty if the kernel could be fetched
     * @throws StoreException if nobody knows the name; the message has the nearest names
     */
    public Optional<KernelEntry> find(Optional<String> kernel) throws StoreException {
        if (kernel.isEmpty()) {
            return defaultIfPresent();
        }
        try {
            return Optional.of(store.find(kernel.get()));
        } catch (StoreException e) {
            if (e.exitCode() == ExitCode.USAGE && KernelRequest.isOfDebian(kernel.get())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Does the same within a call that is interruptible already. */
    KernelEntry usable(Optional<String> kernel, Progress progress)
            throws StoreException, BuildFailedException, InterruptedException {
        if (kernel.isEmpty()) {
            return store.defaultKernel(progress);
        }
        return kernel.get().equals(LocalKernel.HOST)
                ? store.host(progress)
                : store.ensureFresh(store.find(kernel.get()), progress);
    }

    Optional<KernelEntry> defaultIfPresent() throws StoreException {
        return store.newest(KernelRequest.DEFAULT);
    }

    KernelStore store() {
        return store;
    }
}
