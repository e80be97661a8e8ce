// SPDX-License-Identifier: Apache-2.0
package org.timertorture.slurm;

import java.util.Set;

/**
 * A task of an array job, as Slurm sees it.
 *
 * @param job the number of the whole array
 * @param index position in the array
 * @param state Slurm's word for the state, such as {@code RUNNING}
 * @param nodes where it runs or ran; empty if it did not start
 * @param reason why it waits, in Slurm's word
 */
public record SlurmTask(long job, int index, String state, String nodes, String reason) {
    private static final Set<String> ENDED = Set.of(
            "BOOT_FAIL",
            "CANCELLED",
            "COMPLETED",
            "DEADLINE",
            "FAILED",
            "NODE_FAIL",
            "OUT_OF_MEMORY",
            "PREEMPTED",
            "REVOKED",
            "TIMEOUT");
    private static final Set<String> WAITING = Set.of(
            "CONFIGURING", "PENDING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "RESV_DEL_HOLD", "SPECIAL_EXIT");

    /** Returns whether nothing of it runs or will run. */
    public boolean ended() {
        return ENDED.contains(state);
    }

    /** Returns whether it has not started yet. */
    public boolean waiting() {
        return WAITING.contains(state);
    }
}
