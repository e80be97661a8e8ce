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

/*
 * Opens the device at @device_path, then executes the controller's frames until it sends BYE or
 * goes away. LOAD and UNLOAD apply to the modules of @conf, which may be NULL. Makes the
 * descriptors non-blocking and leaves them open. The device is closed on return. Returns 1 if the
 * stream ended with an ERROR frame, otherwise 0.
 */
int serve(struct stream stream, const char *device_path, const struct conf *conf);

/* Tells the controller why the device cannot be served. Returns 1. */
int serve_refusal(struct stream stream, enum ttw_stage stage, const char *text);

#endif
