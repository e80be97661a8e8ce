// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.timertorture.app.Control;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Catalogue;

/** Where kernels and machines come from. */
interface Laboratory {
    /** Returns the names of the kernels in the store. */
    List<String> kernels() throws TimertortureException;

    /**
     * Returns the whole name of a kernel in the store.
     *
     * @param kernel as a person names it; empty for the default kernel
     * @return empty if the store lacks the kernel, but it could be fetched
     * @throws TimertortureException if nobody knows the name; the message has the nearest names
     */
    Optional<String> find(String kernel) throws TimertortureException;

    /** Returns the primitives and scenarios of a kernel. */
    Catalogue catalogue(String kernel) throws TimertortureException, InterruptedException;

    Machine boot(MachineKey key, Control control) throws TimertortureException, InterruptedException;

    /** Returns the folder that keeps the plans that tests build. */
    Path plans();
}
