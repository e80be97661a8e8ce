// SPDX-License-Identifier: Apache-2.0

/** Services of the machine that Java runs on: runs other programs, hashes and deletes files, and writes a file whole. */
package org.timertorture.host;
