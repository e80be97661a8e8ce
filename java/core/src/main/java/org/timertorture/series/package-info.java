// SPDX-License-Identifier: Apache-2.0

/** One plan on the commits of a range: what became of each commit, and which cells changed from one to the next. */
package org.timertorture.series;
