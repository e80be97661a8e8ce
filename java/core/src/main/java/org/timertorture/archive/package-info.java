// SPDX-License-Identifier: Apache-2.0

/** The folders that results are kept in: their names, their locks, whom their files belong to. */
package org.timertorture.archive;
