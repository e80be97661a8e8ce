/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The agent's orders inside a virtual machine, a text file of the initramfs:
 *
 *   # a comment
 *   module PATH [PARAMS...]   to be loaded, in this order
 *   later PATH [PARAMS...]    to be loaded when the controller asks for it
 *   port NAME                 of the virtio-serial port; TTW_PORT_NAME if absent
 *   device PATH               /dev/timertorture if absent
 *   spawn PATH [ARGS...]      run this instead of serving; at most once
 */
#ifndef TT_AGENT_CONF_H
#define TT_AGENT_CONF_H

#include <stdbool.h>
#include <stddef.h>

#define CONF_PATH	    "/timertorture.conf"
#define CONF_DEVICE	    "/dev/timertorture"
#define CONF_MAX_BYTES	    16384
#define CONF_MAX_MODULES    64
#define CONF_MAX_SPAWN_ARGS 64

struct conf_module {
	const char *path;
	const char *params; /* the rest of the line, as it is */
	bool later;
};

struct conf {
	struct conf_module modules[CONF_MAX_MODULES];
	size_t module_count;
	const char *port;
	const char *device;
	char *spawn[CONF_MAX_SPAWN_ARGS +
		    1];		   /* an argv; spawn[0] is NULL if there is no such line */
	char text[CONF_MAX_BYTES]; /* what all of them point into */
};

/*
 * Reads the file at @path. Returns 0; or -1 with a line in @why that names the
 * file and, where there is one, the line.
 */
int conf_read(struct conf *conf, const char *path, char *why, size_t why_size);

#endif
