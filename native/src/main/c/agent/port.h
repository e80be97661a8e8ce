/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the virtio-serial port that leads to the controller. */
#ifndef TT_AGENT_PORT_H
#define TT_AGENT_PORT_H

#include <stddef.h>

#define PORT_SYSFS "/sys/class/virtio-ports"

/*
 * Looks below @sysfs for the port called @name and stores the name of its device node, for example
 * vport0p1, in @node. Returns 0 or -ENOENT.
 */
int port_find(const char *sysfs, const char *name, char *node, size_t node_size);

/*
 * Waits for the port @name and for a controller at its other end, and opens the port non-blocking.
 * Returns a descriptor, or -errno with a line in @why.
 */
int port_open(const char *name, int timeout_ms, char *why, size_t why_size);

#endif
