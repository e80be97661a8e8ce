// SPDX-License-Identifier: Apache-2.0
/**
 * Predicts a published table: derives the penalty for a line of another node from one of its cells, predicts the others
 * with it, and states the errors. All types are plain values.
 */
package org.timertorture.predict;
