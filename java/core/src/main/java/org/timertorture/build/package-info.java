// SPDX-License-Identifier: Apache-2.0

/** Builds the kernel module from its source, with a compiler of this machine or one from another suite's build root. */
package org.timertorture.build;
