/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libtimertorture: a thin layer over /dev/timertorture for languages that cannot call ioctl().
 * Every function returns its error as -errno, because errno itself could change before such a
 * caller reads it.
 */
#ifndef TT_SHIM_H
#define TT_SHIM_H

#include <stdint.h>

/* The largest struct that an ioctl of the uapi may carry. */
#define TT_SHIM_MAX_STRUCT 4096

#define TT_API __attribute__((visibility("default")))

/* TT_ABI of the uapi header that this library was built with. */
TT_API uint32_t tt_abi(void);

/* Opens the file for reading and writing, non-blocking. Returns a descriptor or -errno. */
TT_API int tt_open(const char *path);

/*
 * Executes request @nr of the uapi with the struct of @size bytes at @buf. Returns the request's
 * own value or -errno. If @nr has more than eight bits it returns -ENOTTY, and if @size exceeds
 * TT_SHIM_MAX_STRUCT it returns -EINVAL, both without calling the kernel: such values would spill
 * into other bits of the request number.
 */
TT_API int tt_ioctl(int fd, uint32_t nr, void *buf, uint32_t size);

/*
 * Waits up to @timeout_ms, which must not be negative, for data and reads up to @size bytes.
 * Returns the number of bytes, 0 if there were none in time, -ENODATA at the end of the file, or
 * -errno. Signals neither end nor lengthen the wait.
 */
TT_API int tt_read(int fd, void *buf, uint32_t size, int timeout_ms);

TT_API int tt_close(int fd);

#endif
