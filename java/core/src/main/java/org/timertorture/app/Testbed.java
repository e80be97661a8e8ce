// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.nio.file.Path;
import java.util.List;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Topology;
import org.timertorture.run.RunFacts;
import org.timertorture.session.Target;

/** The kernel and the machine of a run, as far as they are known before anything is started. */
interface Testbed extends AutoCloseable {
    /** Returns the primitives and scenarios of the module. */
    Catalogue catalogue();

    /** Returns the CPUs that cells may use. */
    Topology topology();

    /** Returns whether the machine has other users, who need a CPU. */
    boolean shared();

    /** Returns what the result says about the kernel and the machine. */
    RunFacts facts();

    /** Returns the command that starts the machine; empty if it is this machine. */
    List<String> command() throws InterruptedException;

    /** Returns the acceleration that {@link #command} has: {@code kvm}, {@code tcg} or {@code none}. */
    String acceleration() throws InterruptedException;

    /**
     * Returns the target.
     *
     * @param results the folder that the console is written to
     */
    Target target(Path results);

    /** Returns the name of the kernel for a person. */
    String kernel();

    @Override
    void close();
}
