// SPDX-License-Identifier: Apache-2.0
/** Writes results: one small writer for each format. */
package org.timertorture.report;
