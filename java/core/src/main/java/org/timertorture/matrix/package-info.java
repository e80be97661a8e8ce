// SPDX-License-Identifier: Apache-2.0
/**
 * Runs one plan on many kernels: lists the runs and their order, and merges their results. All types are plain values.
 */
package org.timertorture.matrix;
