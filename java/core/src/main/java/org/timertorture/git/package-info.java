// SPDX-License-Identifier: Apache-2.0

/** Git repositories: which commit a tree is at, the commits of a range, and checkouts in private clones. */
package org.timertorture.git;
