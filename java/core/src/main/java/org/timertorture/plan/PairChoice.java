// SPDX-License-Identifier: Apache-2.0
package org.timertorture.plan;

import java.util.List;
import org.timertorture.uapi.Pair;

/** Which pairs a cell runs on. */
public sealed interface PairChoice {

    /** As many as the CPUs allow: one on two CPUs, on three where somebody interferes. */
    record All() implements PairChoice {}

    /** As many as can run at the same time, at least one. */
    record AtOnce() implements PairChoice {}

    /**
     * That many, if the CPUs allow.
     *
     * @param count at least 1
     */
    record Count(int count) implements PairChoice {}

    /**
     * These.
     *
     * @param pairs with a node of -1 where the base CPU's own is meant
     */
    record Listed(List<Pair> pairs) implements PairChoice {
        /** {@link Pair#node()} of a pair whose timers live where its base CPU does. */
        public static final int BASE_NODE = -1;

        public Listed {
            pairs = List.copyOf(pairs);
        }
    }
}
