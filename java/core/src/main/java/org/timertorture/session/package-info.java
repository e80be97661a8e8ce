// SPDX-License-Identifier: Apache-2.0

/** Brings a device up, in a virtual machine, on this machine or on another one, and explains why it fell silent. */
package org.timertorture.session;
