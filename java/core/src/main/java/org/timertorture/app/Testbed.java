// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.nio.file.Path;
import java.util.List;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.CpuChoice;
import org.timertorture.plan.Topology;
import org.timertorture.run.RunFacts;
import org.timertorture.session.Startup;
import org.timertorture.session.Target;

/** The kernel and the machine of a run, as far as they are known before anything is started. */
interface Testbed extends AutoCloseable {
    /** Returns the primitives and scenarios of the module. */
    Catalogue catalogue();

    /** Returns the CPUs of the machine. */
    Topology topology();

    /** Returns which of the CPUs a run may use. */
    CpuChoice choice();

    /** Returns what the user should know before the run, a sentence each. */
    default List<String> warnings() {
        return List.of();
    }

    /** Returns what the result says about the kernel and the machine. */
    RunFacts facts();

    /** Returns how the machine is started. */
    Startup startup() throws InterruptedException;

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
