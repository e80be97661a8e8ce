// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.Objects;
import org.timertorture.kernel.KernelTree;

/**
 * A request to race one plan on each commit of a range.
 *
 * @param tree the top of a git repository, which is only read; its {@code .config} is not used
 * @param range {@code A..B}; A is raced, too, for comparison
 * @param race what to race on each commit; the kernel that it names is not used
 */
public record SeriesRequest(KernelTree tree, String range, RaceRequest race) {
    public SeriesRequest {
        Objects.requireNonNull(tree);
        Objects.requireNonNull(range);
        if (race.vm().isEmpty() || race.plan().isEmpty()) {
            throw new IllegalArgumentException("a series can only race plans, in virtual machines");
        }
    }
}
