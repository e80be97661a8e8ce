// SPDX-License-Identifier: Apache-2.0
package org.timertorture.matrix;

import com.fasterxml.jackson.annotation.JsonAlias;

/**
 * A row of the matrix: a kernel on a machine of a certain shape.
 *
 * @param kernel name of the kernel in the store, because two kernels of the user's own may have the same release
 * @param cpus number of virtual CPUs
 * @param nodes number of memory nodes
 * @param kernelArguments further arguments of the kernel; empty if there are none
 */
public record MatrixRow(@JsonAlias("release") String kernel, int cpus, int nodes, String kernelArguments) {

    public MatrixRow {
        kernelArguments = kernelArguments == null ? "" : kernelArguments;
    }

    /** Returns a row without further arguments of the kernel. */
    public static MatrixRow plain(String kernel, int cpus, int nodes) {
        return new MatrixRow(kernel, cpus, nodes, "");
    }

    /** Returns an id that is unique within the matrix. */
    public String id() {
        return kernel + "/" + cpus + "x" + nodes + (kernelArguments.isEmpty() ? "" : " " + kernelArguments);
    }

    /** Returns the shape in words, for example {@code 2 CPUs, 1 node}. */
    public String shape() {
        return cpus + (cpus == 1 ? " CPU, " : " CPUs, ") + nodes + (nodes == 1 ? " node" : " nodes");
    }
}
