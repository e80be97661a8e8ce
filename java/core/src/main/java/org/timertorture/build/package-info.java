// SPDX-License-Identifier: Apache-2.0

/**
 * Builds the kernel module: its source, the compilers of this machine, and the roots that hold the compilers of other
 * suites.
 */
package org.timertorture.build;
