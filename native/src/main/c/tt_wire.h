/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The protocol between the controller and timertorture-agent: frames over a byte stream
 * (virtio-serial, or the stdin and stdout of ssh). The agent carries ioctls and records
 * without interpreting them.
 *
 * A frame is a 16-byte head, whose fields are always little-endian, then `length` bytes of
 * payload in the agent's own byte order. `length` is at most TTW_MAX_PAYLOAD. In frames to the
 * agent it is at most TTW_MAX_STRUCT for IOCTL, at most TTW_MAX_TEXT for LOAD, UNLOAD and MARK, and
 * 0 for all other kinds. A longer frame, an unknown kind or a non-zero reserved field ends the
 * stream; the agent sends an ERROR frame first.
 *
 * The agent sends the first frame: HELLO, or ERROR if it cannot serve the device. The controller
 * may send several IOCTLs without waiting. REPLYs come in the order of the requests. Each
 * contains the struct as the kernel left it, even if the kernel refused the request.
 * The order between RECORDS and REPLYs is undefined, except that no RECORDS frame follows the
 * REPLY to the CLOSE or HOLD of its device.
 *
 * While the controller does not read, the agent reads no more records and, after about 60 KiB of
 * replies, no more frames, but it still notices a hangup. After ERROR and GOODBYE it waits at
 * most two seconds for the controller to read. If the stream ends without BYE, the agent closes
 * the device, too.
 *
 * The REPLY to LOG has whole lines "PRIORITY,SEQUENCE,TIME,FLAGS;TEXT\n", as /dev/kmsg has them
 * without the lines that continue them. It is empty once there are no more.
 */
#ifndef TT_WIRE_H
#define TT_WIRE_H

#include <stdint.h>

#define TTW_VERSION	4
#define TTW_MAX_PAYLOAD (1u << 20)
#define TTW_MAX_STRUCT	4096 /* no uapi struct is larger */
#define TTW_MAX_TEXT	512
#define TTW_PORT_NAME	"org.timertorture.0" /* the virtio-serial port */
#define TTW_EXIT_STATUS "exit-status=" /* on the console, before the spawned program's status */

enum ttw_kind {
	/* from the controller to the agent */
	TTW_IOCTL = 1, /* value: the ioctl's nr; payload: its struct */
	TTW_BYE = 2,   /* closes the device, answers GOODBYE, then powers off or exits */
	/* The agent answers each of the following by a REPLY with 0 or -errno, in order. */
	TTW_OPEN = 3,	/* opens the device after CLOSE or KILL; -EBUSY if it is open */
	TTW_CLOSE = 4,	/* closes the device; then IOCTLs return -EBADF */
	TTW_HOLD = 5,	/* passes the device to a separate process that reads its records */
	TTW_KILL = 6,	/* kills that process with SIGKILL; -ESRCH if there is none */
	TTW_LOAD = 7,	/* payload: name of a module, optionally a NUL and parameters */
	TTW_UNLOAD = 8, /* payload: name of a module; fails at once if it is in use */
	TTW_MEMORY = 9, /* payload of the REPLY: free memory in bytes, 64 bits */
	TTW_TASKS = 10, /* prints all tasks on the console; -EPERM unless the agent is process 1 */
	TTW_MARK = 11,	/* prints the payload, a line, on the console; -EPERM as above */
	TTW_LOG = 12,	/* payload of the REPLY: what the kernel logged since the last LOG */
	/* shows that the controller is there, see --silence; is not answered */
	TTW_ALIVE = 13,
	/* from the agent to the controller */
	TTW_HELLO = 16,	  /* payload: struct ttw_hello and its sizes */
	TTW_REPLY = 17,	  /* id: that of the request; value: its result; payload: the struct */
	TTW_RECORDS = 18, /* payload: whole records as read() returned them */
	/* id: an errno or 0; value: enum ttw_stage; payload: a UTF-8 line; the stream ends */
	TTW_ERROR = 19,
	TTW_GOODBYE = 20, /* answers BYE; the device is closed, the stream ends */
};

/* The value of ERROR: the stage at which the agent failed. */
enum ttw_stage {
	TTW_STAGE_MODULE = 1, /* a module cannot be loaded; payload: "path: reason" */
	TTW_STAGE_DEVICE = 2, /* the device cannot be opened, or failed during a run */
	TTW_STAGE_WIRE = 3,   /* the controller sent garbage */
};

struct ttw_head {
	uint32_t length;
	uint16_t kind;
	uint16_t reserved;
	uint32_t id;
	int32_t value;
};

struct ttw_hello {
	char magic[8];	     /* "TTWIRE\0\0" */
	uint32_t byte_order; /* 0x01020304 in the agent's byte order */
	uint32_t version;    /* TTW_VERSION */
	uint32_t abi;	     /* TT_ABI that the agent was built with */
	uint32_t requests;   /* number of struct ttw_size that follow */
};

struct ttw_size {
	uint32_t nr;
	uint32_t size;
};

#endif
