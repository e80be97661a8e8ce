// SPDX-License-Identifier: Apache-2.0
package org.timertorture.report;

import java.util.List;
import org.timertorture.grade.Resource;

/**
 * The table of 2004, as it was published.
 *
 * @param source who, where and when
 * @param what was measured
 * @param machines what the columns were measured on
 */
record Published(String source, String what, String machines, List<String> columns, List<Row> rows) {

    /** What ships. */
    static Published table() {
        return Resource.read("/published-2004.yaml", Published.class);
    }

    /**
     * An algorithm's.
     *
     * @param primitive the model of it
     * @param cycles by column
     */
    record Row(String primitive, List<Long> cycles) {}
}
