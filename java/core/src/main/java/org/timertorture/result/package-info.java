// SPDX-License-Identifier: Apache-2.0
/** What a run came to: plain values as the JSON result has them, and how they are judged. */
package org.timertorture.result;
