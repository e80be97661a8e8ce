// SPDX-License-Identifier: Apache-2.0
/** How results become JSON and are read from it again. Enums become their labels here, and nowhere before. */
package org.timertorture.json;
