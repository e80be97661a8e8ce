// SPDX-License-Identifier: Apache-2.0
package org.timertorture.qemu;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The distance between two nodes of a guest, the same in both directions.
 *
 * @param one the number of a node
 * @param other the number of another node
 * @param distance from {@value #LEAST} to {@value #MOST}; a node's distance to itself is 10
 */
public record NodeDistance(int one, int other, int distance) {

    public static final int LEAST = 11;
    /** 255 would mean that there is no way from one node to the other. */
    public static final int MOST = 254;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}),(\\d{1,4})=(\\d{1,4})");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the nodes are one, or the distance is out of range
     */
    public NodeDistance {
        if (one == other || distance < LEAST || distance > MOST) {
            throw new IllegalArgumentException("expected two nodes and a distance from " + LEAST + " to " + MOST
                    + ", found " + one + "," + other + "=" + distance);
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is no distance
     */
    public static NodeDistance parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected A,B=N, found \"" + text + "\"");
        }
        return new NodeDistance(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    boolean between(int from, int to) {
        return one == from && other == to || one == to && other == from;
    }

    @Override
    public String toString() {
        return one + "," + other + "=" + distance;
    }
}
