// SPDX-License-Identifier: Apache-2.0

/** One kernel as a value: the request for it, its files, its headers, its manifest, and where the cache keeps it. */
package org.timertorture.kernel;
