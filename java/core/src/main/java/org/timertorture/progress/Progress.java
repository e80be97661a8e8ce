// SPDX-License-Identifier: Apache-2.0
package org.timertorture.progress;

/**
 * Tells the user about work that takes time. Implementations print nothing for work that takes less than two seconds.
 */
public interface Progress {

    /** Prints nothing. */
    Progress SILENT = (what, total) -> amount -> {};

    /**
     * Begins a piece of work and ends the one before it.
     *
     * @param what a few words, for example "downloading linux-image-6.1.0"
     * @param total how much there is to do, in any unit; 0 if unknown
     */
    Step begin(String what, long total);

    /** A piece of work in progress. Closing it ends it. */
    @FunctionalInterface
    interface Step extends AutoCloseable {

        /** States how much is done so far, in the unit of the total. */
        void at(long amount);

        /**
         * States which part of the work is in progress. By default, nothing is shown.
         *
         * @param what a few words, for example "run 7 of 30, 6.1.0-56-cloud-amd64"
         */
        default void doing(String what) {}

        @Override
        default void close() {}
    }
}
