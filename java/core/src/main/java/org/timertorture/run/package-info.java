// SPDX-License-Identifier: Apache-2.0
/** Runs a plan on a target: sends requests to the device and assembles its records into a result. */
package org.timertorture.run;
