// SPDX-License-Identifier: Apache-2.0

/** Uses the machine that Java runs on: runs other programs, hashes and deletes files, and writes files atomically. */
package org.timertorture.host;
