// SPDX-License-Identifier: Apache-2.0
/** Runs a plan on a target: requests go down to the device, records come up and become a result. */
package org.timertorture.run;
