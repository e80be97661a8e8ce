// SPDX-License-Identifier: Apache-2.0
/**
 * Compares the times of two groups of runs, and says what differs. What is resampled are boots, because slices of one
 * boot are not independent of each other. All public types are plain values.
 */
package org.timertorture.compare;
