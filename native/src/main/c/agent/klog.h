/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel's log, line by line, from where it stood when it was opened. */
#ifndef TT_AGENT_KLOG_H
#define TT_AGENT_KLOG_H

#include <stddef.h>

#define KLOG_RECORD 8192 /* the kernel's own limit for a record */

struct klog {
	int fd; /* -errno if it cannot be read */
	/* The line that did not fit into the last answer; empty if there is none. */
	char pending[KLOG_RECORD];
	size_t pending_length;
};

/* Skips what is there already. A log that may not be read fails with its error in klog_read(). */
void klog_open(struct klog *log);

/* Stores as many whole new lines as fit into @to. Returns the number of bytes, or -errno. */
int klog_read(struct klog *log, char *to, size_t size);

void klog_close(struct klog *log);

#endif
