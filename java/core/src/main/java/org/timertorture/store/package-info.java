// SPDX-License-Identifier: Apache-2.0

/**
 * The kernel store: fills it from Debian's archive or from the user's own kernels, finds a kernel in it, checks it and
 * prunes it.
 */
package org.timertorture.store;
