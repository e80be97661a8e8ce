// SPDX-License-Identifier: Apache-2.0
package org.timertorture.slurm;

/**
 * A partition of a cluster.
 *
 * @param isDefault whether jobs go there that name none
 * @param oversubscribe the partition's setting OverSubscribe, such as {@code NO} or {@code FORCE:4}
 */
public record SlurmPartition(String name, boolean isDefault, String oversubscribe) {
    private static final String FORCE = "FORCE";

    /** Returns whether jobs share nodes there although they ask for a node of their own. */
    public boolean sharesNodes() {
        return oversubscribe.startsWith(FORCE) && !oversubscribe.equals(FORCE + ":1");
    }
}
