// SPDX-License-Identifier: Apache-2.0

/** Brings a device up, in a virtual machine or on this machine, and finds out why it went silent. */
package org.timertorture.session;
