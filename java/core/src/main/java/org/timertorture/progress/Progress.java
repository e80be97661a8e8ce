// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

/** Tells a person what takes time. Implementations print nothing for work under two seconds. */
public interface Progress {

    /** Says nothing. */
    Progress SILENT = (what, total) -> amount -> {};

    /**
     * Begins a piece of work; ends the one before it.
     *
     * @param what a few words, as in "downloading linux-image-6.1.0"
     * @param total how much there is to do, in any unit; 0 if not known
     */
    Step begin(String what, long total);

    /** A piece of work under way; closing it ends it. */
    @FunctionalInterface
    interface Step extends AutoCloseable {

        /** How much is done so far, in the unit of the total. */
        void at(long amount);

        @Override
        default void close() {}
    }
}
