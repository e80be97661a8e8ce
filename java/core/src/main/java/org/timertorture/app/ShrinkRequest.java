// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.Objects;
import java.util.Optional;

/**
 * A request to find the smallest cell in which a rule still breaks.
 *
 * @param source the run that broke it; of several runs, the first that broke a rule
 * @param cell the id of the cell to shrink; empty for the first that broke a rule
 * @param kernel the kernel of the store to race on, as for {@link Vm#kernel()}; empty for that of the run
 * @param budgetSeconds the racing time after which no further simplification is tried, in seconds, above 0
 */
public record ShrinkRequest(ResultSource source, Optional<String> cell, Optional<String> kernel, double budgetSeconds) {
    /** The usual budget, in seconds. */
    public static final double DEFAULT_BUDGET_SECONDS = 300;

    public ShrinkRequest {
        Objects.requireNonNull(source);
        Objects.requireNonNull(cell);
        Objects.requireNonNull(kernel);
        if (!(budgetSeconds > 0)) {
            throw new IllegalArgumentException("budget: expected more than 0 s, found " + budgetSeconds);
        }
    }
}
