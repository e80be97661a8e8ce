// SPDX-License-Identifier: Apache-2.0

/** How a call ends: the exit codes of the command line, and the exception that carries one. */
package org.timertorture.exit;
