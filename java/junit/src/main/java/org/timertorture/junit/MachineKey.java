// SPDX-License-Identifier: Apache-2.0
package org.timertorture.junit;

/**
 * What tells one machine from another.
 *
 * @param kernel the whole name of a kernel of the store; empty for the default kernel if it is not in the store yet
 * @param cpus virtual CPUs
 * @param nodes NUMA nodes
 * @param arguments further arguments for the kernel
 */
record MachineKey(String kernel, int cpus, int nodes, String arguments) {}
