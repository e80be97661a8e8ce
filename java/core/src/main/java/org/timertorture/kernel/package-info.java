// SPDX-License-Identifier: Apache-2.0

/** Describes one kernel: the request for it, its files, headers and manifest, and its place in the cache. */
package org.timertorture.kernel;
