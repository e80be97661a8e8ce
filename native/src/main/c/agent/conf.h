/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The agent's configuration inside a virtual machine, a text file in the initramfs:
 *
 *   # a comment
 *   module PATH [PARAMS...]   is loaded during the boot, in this order
 *   later PATH [PARAMS...]    is loaded when the controller asks for it
 *   port NAME                 the virtio-serial port; default TTW_PORT_NAME
 *   device PATH               default /dev/timertorture
 *   spawn PATH [ARGS...]      is run instead of serving; at most once
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
	const char *params; /* the rest of the line, unchanged */
	bool later;
};

struct conf {
	struct conf_module modules[CONF_MAX_MODULES];
	size_t module_count;
	const char *port;
	const char *device;
	char *spawn[CONF_MAX_SPAWN_ARGS +
		    1];		   /* an argv; spawn[0] is NULL if there is no spawn line */
	char text[CONF_MAX_BYTES]; /* the text that all these pointers refer to */
};

/*
 * Reads the file at @path. Returns 0, or -1 with a line in @why that names the file and, if one is
 * at fault, the line number.
 */
int conf_read(struct conf *conf, const char *path, char *why, size_t why_size);

#endif
