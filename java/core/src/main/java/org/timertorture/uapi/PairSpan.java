// SPDX-License-Identifier: Apache-2.0
package org.timertorture.uapi;

/**
 * How far apart the CPUs of a pair are.
 *
 * @param deleterNode the memory node of the CPU that deletes
 * @param baseNode the memory node of the CPU that arms
 * @param distance from the one node to the other, as the firmware says
 */
public record PairSpan(int deleterNode, int baseNode, int distance) {}
