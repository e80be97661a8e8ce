// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * A row of the matrix: a kernel on a machine of a certain shape.
 *
 * @param kernel name of the kernel in the store, because two kernels of the user's own may have the same release
 * @param cpus number of virtual CPUs
 * @param nodes number of memory nodes
 */
public record MatrixRow(@JsonAlias("release") String kernel, int cpus, int nodes) {

    /** Returns an id that is unique within the matrix. */
    public String id() {
        return kernel + "/" + cpus + "x" + nodes;
    }

    /** Returns the shape in words, for example {@code 2 CPUs, 1 node}. */
    public String shape() {
        return cpus + (cpus == 1 ? " CPU, " : " CPUs, ") + nodes + (nodes == 1 ? " node" : " nodes");
    }
}
