// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * A row of the matrix: a kernel on a machine of a certain shape.
 *
 * @param kernel what the store calls it: two of the user's own may have one release
 * @param cpus virtual ones
 * @param nodes of memory
 */
public record MatrixRow(@JsonAlias("release") String kernel, int cpus, int nodes) {

    /** Unlike any other in its matrix. */
    public String id() {
        return kernel + "/" + cpus + "x" + nodes;
    }

    /** As in {@code 2 CPUs, 1 node}. */
    public String shape() {
        return cpus + (cpus == 1 ? " CPU, " : " CPUs, ") + nodes + (nodes == 1 ? " node" : " nodes");
    }
}
