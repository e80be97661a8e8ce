/* SPDX-License-Identifier: Apache-2.0 */
/* What the controller orders beside ioctls: of the device's file, and of modules. */
#ifndef TT_AGENT_ORDERS_H
#define TT_AGENT_ORDERS_H

#include <sys/types.h>

#include "conf.h"
#include "serve.h"
#include "wire.h"

struct orders {
	int device; /* negative: closed, or the holder's */
	const char *device_path;
	const struct conf *conf; /* whose modules may be loaded; NULL: none */
	struct stream stream;	 /* not to be left to a holder */
	pid_t holder;		 /* 0: none */
};

/* Opens the device. Returns 0 or -errno, which is then in @o->device, too. */
int orders_open(struct orders *o);

/* Does what @frame says, one of OPEN, CLOSE, HOLD, KILL, LOAD and UNLOAD. Returns 0 or -errno. */
int orders_obey(struct orders *o, const struct wire_frame *frame);

/* Closes the device, whoever has it. */
void orders_end(struct orders *o);

#endif
