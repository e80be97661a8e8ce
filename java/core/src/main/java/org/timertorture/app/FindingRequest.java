// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import java.util.List;
import java.util.Optional;

/**
 * A request to describe what a run found.
 *
 * @param source the run that broke a rule; of several runs, the first that did, and the others tell on which kernels
 * @param cell the id of the cell; empty for the first that broke a rule
 * @param others further runs, of other kernels
 */
public record FindingRequest(ResultSource source, Optional<String> cell, List<ResultSource> others) {
    public FindingRequest {
        others = List.copyOf(others);
    }
}
