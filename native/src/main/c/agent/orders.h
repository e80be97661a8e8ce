/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The controller's requests other than ioctls: opening and closing the device, and loading modules.
 */
#ifndef TT_AGENT_ORDERS_H
#define TT_AGENT_ORDERS_H

#include <sys/types.h>

#include "conf.h"
#include "klog.h"
#include "serve.h"
#include "wire.h"

struct orders {
	int device; /* negative if closed or passed to the holder */
	const char *device_path;
	const struct conf *conf; /* lists the modules that may be loaded; may be NULL */
	struct stream stream;	 /* closed in the holder */
	pid_t holder;		 /* 0 if there is none */
	struct klog log;
};

/* Opens the device. Returns 0 or -errno, and stores an error in o->device, too. */
int orders_open(struct orders *o);

/* Executes @frame, which is OPEN, CLOSE, HOLD, KILL, LOAD or UNLOAD. Returns 0 or -errno. */
int orders_obey(struct orders *o, const struct wire_frame *frame);

/* Closes the device, and kills the holder if there is one. */
void orders_end(struct orders *o);

#endif
