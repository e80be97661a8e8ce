// SPDX-License-Identifier: Apache-2.0

/** Another machine, reached by OpenSSH's own client: what it tells about itself, and a program that is run there. */
package org.timertorture.ssh;
