/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the programs share that run in a guest, on the real module and through the real shim. They
 * are the guest's only program, so they may take CPUs off line and unload the module.
 */
#ifndef TT_GUEST_H
#define TT_GUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "timertorture.h"

#define DEVICE	    "/dev/timertorture"
#define MODULE	    "timertorture"
#define MODULE_FILE "/modules/timertorture.ko"

int64_t guest_now_ms(void);
void guest_sleep_ms(int64_t ms);

/* Writes a line to a file of the kernel, and returns 0 or -errno. */
int guest_write(const char *path, const char *text);

/* Reads the beginning of a file of the kernel. Returns "" if it cannot be read. */
const char *guest_read(const char *path, char *text, size_t size);

/* Returns the threads whose names begin with @prefix, and in @cpus the CPUs in their names. */
unsigned int guest_threads(const char *prefix, unsigned int *cpus, unsigned int most);

/* Returns the memory that the kernel holds by kmalloc and vmalloc, in KiB. */
long guest_kernel_kib(void);

/* Each returns 0 or -errno. */
int guest_unload(void);
int guest_load(const char *parameters);

/* Executes a request whose number and size are in @request. Returns 0 or -errno. */
int guest_request(int fd, unsigned long request, void *arg);

int guest_add_pair(int fd, uint32_t deleter, uint32_t base, uint32_t third);

/* Returns a cell with handlers of 300 ns whose timers are pinned. */
struct tt_start guest_start(const char *primitive, const char *scenario, uint32_t align,
			    uint32_t duration_ms);

#endif
