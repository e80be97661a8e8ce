/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libtimertorture: the thin layer between a language that cannot do ioctl()
 * and /dev/timertorture. Every function returns its error as -errno; nothing
 * is left in errno for a caller who might look too late.
 */
#ifndef TT_SHIM_H
#define TT_SHIM_H

#include <stdint.h>

/* The largest struct that an ioctl of the uapi may carry. */
#define TT_SHIM_MAX_STRUCT 4096

#define TT_API __attribute__((visibility("default")))

/* TT_ABI of the uapi header that this library was built with. */
TT_API uint32_t tt_abi(void);

/* Opens for reading and writing, non-blocking. Returns a descriptor or -errno. */
TT_API int tt_open(const char *path);

/*
 * Carries request @nr of the uapi with the struct of @size bytes at @buf.
 * Returns what the request returned, or -errno; -ENOTTY without asking the
 * kernel if @nr has more than eight bits, -EINVAL likewise if @size is over
 * TT_SHIM_MAX_STRUCT: they would spill into other bits of the request number.
 */
TT_API int tt_ioctl(int fd, uint32_t nr, void *buf, uint32_t size);

/*
 * Waits up to @timeout_ms (not negative) for something to read and reads up to
 * @size bytes. Returns the bytes, 0 if there were none in time, -ENODATA at the
 * end of the file, or -errno. A signal does not end the wait, nor lengthen it.
 */
TT_API int tt_read(int fd, void *buf, uint32_t size, int timeout_ms);

TT_API int tt_close(int fd);

/* One field of a struct of the uapi; the struct as a whole if field_name is "". */
struct tt_layout_row {
	const char *struct_name;
	const char *field_name;
	uint32_t offset;
	uint32_t size;
};

/* The rows of a struct follow each other, the struct itself first. */
TT_API uint32_t tt_layout_count(void);

/* Row @i, or NULL past the last one. */
TT_API const struct tt_layout_row *tt_layout(uint32_t i);

#endif
