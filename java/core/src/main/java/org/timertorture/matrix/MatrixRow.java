// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

/**
 * A row of the matrix: a kernel on a machine of a certain shape.
 *
 * @param cpus virtual ones
 * @param nodes of memory
 */
public record MatrixRow(String release, int cpus, int nodes) {

    /** Unlike any other in its matrix. */
    public String id() {
        return release + "/" + cpus + "x" + nodes;
    }

    /** As in {@code 2 CPUs, 1 node}. */
    public String shape() {
        return cpus + (cpus == 1 ? " CPU, " : " CPUs, ") + nodes + (nodes == 1 ? " node" : " nodes");
    }
}
