// SPDX-License-Identifier: Apache-2.0
package org.timertorture.slurm;

import java.util.ArrayList;
import java.util.List;

/**
 * Which nodes of a cluster are wanted.
 *
 * @param partition the partition; null for the cluster's default
 * @param constraint the features that a node must have, as {@code sbatch --constraint} takes them; null for none
 */
public record SlurmQueue(String partition, String constraint) {
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (partition != null) {
            options.add("--partition=" + partition);
        }
        if (constraint != null) {
            options.add("--constraint=" + constraint);
        }
        return options;
    }
}
