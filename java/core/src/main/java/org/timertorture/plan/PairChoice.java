// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import org.timertorture.uapi.Pair;

/** The choice of the pairs that a cell runs on. */
public sealed interface PairChoice {

    /** All pairs that the CPUs allow. A pair has two CPUs, or three if a third CPU interferes. */
    record All() implements PairChoice {}

    /** As many pairs as can run at the same time, at least one. */
    record AtOnce() implements PairChoice {}

    /**
     * This number of pairs, or fewer if the CPUs do not suffice.
     *
     * @param count at least 1
     */
    record Count(int count) implements PairChoice {}

    /**
     * The given pairs.
     *
     * @param pairs the pairs; the node -1 stands for the base CPU's node
     */
    record Listed(List<Pair> pairs) implements PairChoice {
        /** The {@link Pair#node()} that stands for the base CPU's node. */
        public static final int BASE_NODE = -1;

        public Listed {
            pairs = List.copyOf(pairs);
        }
    }
}
