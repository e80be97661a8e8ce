// SPDX-License-Identifier: Apache-2.0

/** Manages the folders of results: their names, locks and owners. */
package org.timertorture.archive;
