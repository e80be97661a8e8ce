// SPDX-License-Identifier: Apache-2.0
package org.timertorture.app;

import org.timertorture.progress.Progress;

/** One line for all runs of a matrix: what a run has to tell of itself moves it on. */
final class MatrixProgress implements Progress {
    private static final int A_RUN = 100;

    private final Step whole;
    private int begun;
    private String run = "";

    MatrixProgress(Progress progress, int runs) {
        whole = progress.begin("matrix", (long) A_RUN * runs);
    }

    /** The next run begins. */
    void next(String what) {
        run = what;
        whole.doing(run);
        whole.at((long) A_RUN * begun);
        begun++;
    }

    @Override
    public Step begin(String what, long total) {
        long before = (long) A_RUN * (begun - 1);
        return new Step() {
            @Override
            public void at(long amount) {
                if (total > 0) {
                    whole.at(before + Math.min(A_RUN, A_RUN * amount / total));
                }
            }

            @Override
            public void doing(String now) {
                whole.doing(run + ", " + now);
            }
        };
    }
}
