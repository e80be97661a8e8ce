/* SPDX-License-Identifier: Apache-2.0 */
/* A process that holds the device alone, so that it can be killed while using it. */
#ifndef TT_AGENT_HOLDER_H
#define TT_AGENT_HOLDER_H

#include <sys/types.h>

/*
 * Starts a process that reads @device and discards what it reads. The caller must then close its
 * own descriptor. The stream's descriptors are closed in the new process. Returns its id or -errno.
 */
pid_t holder_start(int device, int stream_in, int stream_out);

/* Kills the holder with SIGKILL. On return it has ended and the device is closed. */
void holder_kill(pid_t holder);

#endif
