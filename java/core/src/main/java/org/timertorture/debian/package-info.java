// SPDX-License-Identifier: Apache-2.0

/** Debian's archive: which kernels a suite has, and how their packages are downloaded and unpacked. */
package org.timertorture.debian;
