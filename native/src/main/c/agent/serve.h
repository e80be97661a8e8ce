/* SPDX-License-Identifier: Apache-2.0 */
/* Serving the device over a byte stream, from HELLO to the stream's end. */
#ifndef TT_AGENT_SERVE_H
#define TT_AGENT_SERVE_H

#include "conf.h"
#include "tt_wire.h"

/* A stream's two directions; the same descriptor twice for a virtio port or a socket. */
struct stream {
	int in, out;
};

/*
 * Opens the device at @device_path, closes, loads and unloads as it is told, the
 * latter for the modules of @conf (may be NULL: none), and carries ioctls and records until the
 * controller says BYE or goes away. Makes the descriptors non-blocking and
 * leaves them open; the device is closed on return. Returns 0 if the stream
 * ended as its controller wanted, 1 if it ended with an ERROR frame.
 */
int serve(struct stream stream, const char *device_path, const struct conf *conf);

/* Tells the controller why there is nothing to serve. Returns 1. */
int serve_refusal(struct stream stream, enum ttw_stage stage, const char *text);

#endif
