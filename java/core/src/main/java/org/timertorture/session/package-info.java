// SPDX-License-Identifier: Apache-2.0

/** Brings a device up, in a virtual machine or on this machine, and explains why it fell silent. */
package org.timertorture.session;
