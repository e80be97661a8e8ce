/* SPDX-License-Identifier: Apache-2.0 */
/* A process that has the device to itself, to be killed while it uses it. */
#ifndef TT_AGENT_HOLDER_H
#define TT_AGENT_HOLDER_H

#include <sys/types.h>

/*
 * Starts one that reads @device and drops what it reads. The caller closes its
 * own descriptor then; @stream is closed in the holder. Returns its id or -errno.
 */
pid_t holder_start(int device, int stream_in, int stream_out);

/* SIGKILL; returns when it is gone and the device closed. */
void holder_kill(pid_t holder);

#endif
