// SPDX-License-Identifier: Apache-2.0
/** The structs, records and constants of {@code kmod/include/uapi/timertorture.h} as plain values. */
package org.timertorture.uapi;
