// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * The settings of models of old primitives and of forced races.
 *
 * @param slots the number of bases of the model's machine; 0 means one for each CPU
 * @param cold what is done to the model's cache lines before each timed call
 * @param skip the handshake of a forced race that is left out, counted from 1; 0 leaves out none
 * @param remoteNs the simulated penalty for reading a line of another node at twice the local distance, in ns
 * @param trials the number of trials of a forced race; 0 means as many as there is time for
 */
public record ModelSettings(int slots, Cold cold, int skip, long remoteNs, int trials) {
    /** The settings of a cell whose plan says nothing about models. */
    public static final ModelSettings DEFAULT = new ModelSettings(0, Cold.NONE, 0, 0, 0);

    /** Returns these settings with another number of slots. */
    public ModelSettings withSlots(int value) {
        return new ModelSettings(value, cold, skip, remoteNs, trials);
    }

    /** Returns these settings with another treatment of the cache lines. */
    public ModelSettings withCold(Cold value) {
        return new ModelSettings(slots, value, skip, remoteNs, trials);
    }

    /** Returns these settings with another handshake left out. */
    public ModelSettings withSkip(int value) {
        return new ModelSettings(slots, cold, value, remoteNs, trials);
    }

    /** Returns these settings with another simulated penalty, in ns. */
    public ModelSettings withRemoteNs(long value) {
        return new ModelSettings(slots, cold, skip, value, trials);
    }

    /** Returns these settings with another number of trials. */
    public ModelSettings withTrials(int value) {
        return new ModelSettings(slots, cold, skip, remoteNs, value);
    }
}
