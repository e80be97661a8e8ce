// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * What {@code struct tt_start} has for models of old primitives and for forced scenarios.
 *
 * @param slots bases of the model's machine; 0: a CPU each
 * @param cold what is done to its lines before each timed call
 * @param remoteNs simulated penalty for a line of another node, at twice the local distance
 * @param skip the handshake of a forced scenario that is left out, from 1; 0: none
 * @param trials of a forced scenario, after which it ends; 0: as many as there is time for
 */
public record ModelSettings(int slots, Cold cold, long remoteNs, int skip, int trials) {
    /** {@code TT_MIN_SLOTS} */
    public static final int MIN_SLOTS = 4;
    /** {@code TT_MAX_SLOTS} */
    public static final int MAX_SLOTS = 8192;
    /** {@code TT_MAX_REMOTE_NS} */
    public static final long MAX_REMOTE_NS = 1_000_000;
    /** The module's own choice of all. */
    public static final ModelSettings NONE = new ModelSettings(0, Cold.NONE, 0, 0);

    /** As long as there is time. */
    public ModelSettings(int slots, Cold cold, long remoteNs, int skip) {
        this(slots, cold, remoteNs, skip, 0);
    }

    /** The same with another penalty. */
    public ModelSettings withRemoteNs(long ns) {
        return new ModelSettings(slots, cold, ns, skip, trials);
    }
}
