// SPDX-License-Identifier: Apache-2.0
/** Statistics over results: medians, confidence bounds, fitted lines and comparisons between cells of a run. */
package org.timertorture.stats;
