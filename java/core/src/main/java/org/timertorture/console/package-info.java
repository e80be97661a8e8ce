// SPDX-License-Identifier: Apache-2.0

/** Reads what a kernel says about itself: warnings, errors, and the reports of its sanitizers. */
package org.timertorture.console;
