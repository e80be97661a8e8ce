// SPDX-License-Identifier: Apache-2.0
/**
 * A published table, predicted: which penalty for a line of another node gives one of its cells, what the others would
 * cost by it, and by how much that misses. Plain values.
 */
package org.timertorture.predict;
