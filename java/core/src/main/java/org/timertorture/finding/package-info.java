// SPDX-License-Identifier: Apache-2.0

/** What a maintainer of the kernel needs of a finding beside its text: a module that shows it and needs nothing of ours. */
package org.timertorture.finding;
