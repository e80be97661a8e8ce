// SPDX-License-Identifier: Apache-2.0
/** The controller. Data flows one way: plan, run, device, records, result, report. */
package org.timertorture;
