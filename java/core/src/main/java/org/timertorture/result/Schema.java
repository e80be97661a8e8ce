// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the JSON result: a major one for what breaks readers, a minor one for what is added. */
public final class Schema {
    /** What this version writes. */
    public static final String CURRENT = "timertorture/1.2";

    private static final int MAJOR = 1;
    private static final Pattern FORM = Pattern.compile("timertorture/(\\d{1,6})\\.(\\d{1,6})");

    private Schema() {}

    /**
     * Refuses what this version cannot read.
     *
     * @throws SchemaException if it is no timertorture result, or of a newer major version
     */
    public static void check(String schema) throws SchemaException {
        Matcher m = FORM.matcher(schema == null ? "" : schema);
        if (!m.matches()) {
            throw new SchemaException("not a timertorture result: schema is " + schema);
        }
        if (Integer.parseInt(m.group(1)) > MAJOR) {
            throw new SchemaException("this version reads results up to timertorture/" + MAJOR + ".x, not " + schema
                    + "; use a newer timertorture");
        }
    }
}
