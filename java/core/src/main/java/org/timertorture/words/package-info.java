// SPDX-License-Identifier: Apache-2.0
/** Turns what Java knows about a problem into words for the user. This package depends on no other. */
package org.timertorture.words;
