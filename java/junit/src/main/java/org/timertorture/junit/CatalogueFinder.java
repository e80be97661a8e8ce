// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.timertorture.exit.TimertortureException;
import org.timertorture.plan.Catalogue;

/** Finds the catalogue of the kernel that a source of names means. No machine is started. */
final class CatalogueFinder {
    private CatalogueFinder() {}

    /** Returns the catalogue of a kernel or, if none is named, of the kernel that the test wants. */
    static Catalogue of(String kernel, ExtensionContext context) throws TimertortureException, InterruptedException {
        String named = kernel.isEmpty() ? Wanted.of(context).map(Wanted::kernel).orElse("") : kernel;
        return Machines.of(context).laboratory().catalogue(named);
    }
}
