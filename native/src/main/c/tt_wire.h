/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The wire between the controller and timertorture-agent: frames over a byte
 * stream (virtio-serial, or the stdin and stdout of an ssh). The agent carries
 * ioctls and records without interpreting them.
 *
 * A frame is a 16-byte head, its fields always little-endian, then `length`
 * bytes of payload in the agent's own byte order. `length` is at most
 * TTW_MAX_PAYLOAD; to the agent at most TTW_MAX_STRUCT for an IOCTL, TTW_MAX_TEXT
 * for LOAD and UNLOAD, and 0 for all else; anything longer, an unknown kind or a non-zero reserved
 * field closes the stream, after an ERROR frame from the agent's side.
 *
 * The agent speaks first, with HELLO or, if it could not come so far, ERROR.
 * IOCTLs may be sent without waiting; REPLYs come in their order, each with the
 * struct as the kernel left it, also if it was refused. Records and replies are
 * two streams that share a pipe: nothing is said about the order between them,
 * but that no record comes after the reply to the CLOSE or HOLD of its device.
 * While the controller does not read, the agent reads no more records, and after
 * some 60 KiB of replies no more frames, but it still notices a hangup. After
 * ERROR and GOODBYE it waits at most two seconds for the controller to read.
 * A stream that ends without BYE closes the device too.
 */
#ifndef TT_WIRE_H
#define TT_WIRE_H

#include <stdint.h>

#define TTW_VERSION	2
#define TTW_MAX_PAYLOAD (1u << 20)
#define TTW_MAX_STRUCT	4096 /* the uapi has no larger one */
#define TTW_MAX_TEXT	512
#define TTW_PORT_NAME	"org.timertorture.0" /* of the virtio-serial port */

enum ttw_kind {
	/* controller to agent */
	TTW_IOCTL = 1, /* value: the ioctl's nr; payload: its struct */
	TTW_BYE = 2,   /* close the device, answer GOODBYE, then power off or exit */
	/* ... and these, also answered by REPLY with 0 or -errno, in order */
	TTW_OPEN = 3,	/* the device, after CLOSE or KILL; -EBUSY if it is open */
	TTW_CLOSE = 4,	/* the device; IOCTLs answer -EBADF from then on */
	TTW_HOLD = 5,	/* a process of its own takes the device over and reads its records */
	TTW_KILL = 6,	/* that process, by SIGKILL; -ESRCH if there is none */
	TTW_LOAD = 7,	/* payload: name of a module, then maybe a NUL and parameters */
	TTW_UNLOAD = 8, /* payload: name of a module; at once or not at all */
	TTW_MEMORY = 9, /* payload of the REPLY: free bytes of the machine, 64 bits */
	/* agent to controller */
	TTW_HELLO = 16,	  /* payload: struct ttw_hello and its sizes */
	TTW_REPLY = 17,	  /* id: of the IOCTL; value: its return or -errno; payload: the struct */
	TTW_RECORDS = 18, /* payload: whole records as read() gave them */
	TTW_ERROR = 19,	  /* value: enum ttw_stage; payload: a line of UTF-8; the stream ends */
	TTW_GOODBYE = 20, /* answer to BYE; the device is closed, the stream ends */
};

/* What the agent was at when it failed: value of ERROR */
enum ttw_stage {
	TTW_STAGE_MODULE = 1, /* a module does not load; payload: path: reason */
	TTW_STAGE_DEVICE = 2, /* /dev/timertorture does not open, or failed in mid-run */
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
	uint32_t byte_order; /* 0x01020304 in the agent's order */
	uint32_t version;    /* TTW_VERSION */
	uint32_t abi;	     /* TT_ABI that the agent was built with */
	uint32_t requests;   /* how many struct ttw_size follow */
};

struct ttw_size {
	uint32_t nr;
	uint32_t size;
};

#endif
