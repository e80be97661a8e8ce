// SPDX-License-Identifier: Apache-2.0
package org.timertorture.result;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the JSON result. A new major version breaks readers; a new minor version adds fields or counters. The
 * JSON Schema of the current version is the resource {@code /timertorture-result.schema.json}.
 */
public final class Schema {
    /** The schema of what this version writes. */
    public static final String CURRENT = "timertorture/2.6";

    private static final int MAJOR = 2;
    private static final Pattern FORM = Pattern.compile("timertorture/(\\d{1,6})\\.(\\d{1,6})");

    private Schema() {}

    /**
     * Refuses a schema that this version cannot read.
     *
     * @throws SchemaException if it is not that of a timertorture result, or of another major version
     */
    public static void check(String schema) throws SchemaException {
        Matcher m = FORM.matcher(schema == null ? "" : schema);
        if (!m.matches()) {
            throw new SchemaException("not a timertorture result: schema is " + schema);
        }
        int major = Integer.parseInt(m.group(1));
        if (major != MAJOR) {
            throw new SchemaException("this version reads results of schema timertorture/" + MAJOR + ".x, not " + schema
                    + "; use " + (major > MAJOR ? "a newer" : "the") + " timertorture "
                    + (major > MAJOR ? "to read it" : "that wrote it"));
        }
    }
}
