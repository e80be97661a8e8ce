// SPDX-License-Identifier: Apache-2.0
/**
 * Writes results as one HTML page that needs nothing else: tables, charts, and the results themselves. Without
 * JavaScript the charts are static.
 */
package org.timertorture.html;
