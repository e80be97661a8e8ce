// SPDX-License-Identifier: Apache-2.0
package org.timertorture.cli;

import java.nio.file.Path;
import java.util.List;
import org.timertorture.plan.Catalogue;
import org.timertorture.plan.Topology;
import org.timertorture.run.RunFacts;
import org.timertorture.session.Target;

/** Where a run is going to take place, as far as it is known before anything is started. */
interface Place extends AutoCloseable {

    /** What can be raced there. */
    Catalogue catalogue();

    /** The CPUs that cells may use. */
    Topology topology();

    /** Whether the machine is in use by others, who need a CPU. */
    boolean shared();

    /** What is known of it. */
    RunFacts facts();

    /** The exact command that brings it up; empty for the machine itself. */
    List<String> command() throws InterruptedException;

    /** {@code kvm}, {@code tcg} or {@code none}, as the command says. */
    String acceleration() throws InterruptedException;

    /**
     * The target.
     *
     * @param results the folder that a console goes to
     */
    Target target(Path results);

    /** The kernel's name for a person. */
    String kernel();

    @Override
    void close();
}
