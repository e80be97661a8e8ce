// SPDX-License-Identifier: Apache-2.0
/** The command line: options become requests to the core, results become text and exit codes. */
package org.timertorture.cli;
