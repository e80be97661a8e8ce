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

        /**
         * Says what is under way in it now; nothing unless told.
         *
         * @param what a few words, as in "run 7 of 30, 6.1.0-56-cloud-amd64"
         */
        default void doing(String what) {}

        @Override
        default void close() {}
    }
}
