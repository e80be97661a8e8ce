/* SPDX-License-Identifier: Apache-2.0 */
/* Serves the device over a byte stream, from HELLO to the stream's end. */
#ifndef TT_AGENT_SERVE_H
#define TT_AGENT_SERVE_H

#include "conf.h"
#include "tt_wire.h"

/* The two directions of a stream. A virtio port or a socket is the same descriptor twice. */
struct stream {
	int in, out;
};

/* What is served. */
struct service {
	const char *device;	 /* the path of the device */
	const struct conf *conf; /* the modules that LOAD and UNLOAD apply to; may be NULL */
	int silence_ms; /* a controller that sends no frame for so long is gone; 0 for no limit */
};

/*
 * Opens the device, then executes the controller's frames until it sends BYE or goes away. Makes
 * the descriptors non-blocking and leaves them open. The device is closed on return. Returns 1 if
 * the stream ended with an ERROR frame, otherwise 0.
 */
int serve(struct stream stream, const struct service *service);

/* Tells the controller why the device cannot be served. Returns 1. */
int serve_refusal(struct stream stream, enum ttw_stage stage, const char *text);

#endif
