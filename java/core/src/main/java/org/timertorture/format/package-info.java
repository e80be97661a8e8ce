// SPDX-License-Identifier: Apache-2.0

/** Writes results in formats that other tools read. */
package org.timertorture.format;
