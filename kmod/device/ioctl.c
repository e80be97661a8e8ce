// SPDX-License-Identifier: GPL-2.0-only
/*
 * The requests of the device. A handler gets its struct in kernel memory, and its size and its
 * reserved fields have been checked.
 */
#include <linux/cpu.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/nodemask.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "catalogue.h"
#include "cell/cell.h"
#include "control/launch.h"
#include "device/answers.h"
#include "device/ioctl.h"
#include "device/owner.h"
#include "device/start_check.h"
#include "history/cold_lines.h"
#include "history/machine.h"
#include "permission.h"
#include "stalls/places.h"
#include "stalls/stalls.h"
#include "victim/host.h"

static int tt_do_info(struct tt_file *file, void *arg)
{
	return tt_get_info(arg, tt_unsafe_allowed());
}

static int tt_do_cpu(struct tt_file *file, void *arg)
{
	return tt_get_cpu(arg);
}

static int tt_do_node(struct tt_file *file, void *arg)
{
	return tt_get_node(arg);
}

static int tt_do_primitive(struct tt_file *file, void *arg)
{
	return tt_get_primitive(arg);
}

static int tt_do_scenario(struct tt_file *file, void *arg)
{
	return tt_get_scenario(arg);
}

static int tt_do_check(struct tt_file *file, void *arg)
{
	return tt_get_check(arg);
}

static int tt_do_code(struct tt_file *file, void *arg)
{
	return tt_unsafe_allowed() ? tt_places_get_code(arg) : -EPERM;
}

static int tt_do_marks(struct tt_file *file, void *arg)
{
	if (!tt_unsafe_allowed())
		return -EPERM;
	return tt_owner ? -EBUSY : tt_places_put_marks(arg);
}

static int tt_do_victim(struct tt_file *file, void *arg)
{
	return tt_get_victim(arg);
}

static bool tt_pair_has(const struct tt_pair *pair, unsigned int cpu)
{
	return pair->deleter_cpu == cpu || pair->base_cpu == cpu ||
	       (pair->third_cpu != TT_NO_CPU && pair->third_cpu == cpu);
}

static bool tt_pair_online(const struct tt_pair *pair)
{
	return cpu_online(pair->deleter_cpu) && cpu_online(pair->base_cpu) &&
	       (pair->third_cpu == TT_NO_CPU || cpu_online(pair->third_cpu));
}

static int tt_do_add_pair(struct tt_file *file, void *arg)
{
	struct tt_pair *pair = arg;
	bool has_third = pair->third_cpu != TT_NO_CPU;
	u32 i;

	if (file->cell)
		return -EBUSY;
	if (file->pair_count == TT_MAX_PAIRS)
		return -ENOSPC;
	if (pair->node >= nr_node_ids || !node_online(pair->node) ||
	    pair->deleter_cpu >= nr_cpu_ids || pair->base_cpu >= nr_cpu_ids ||
	    (has_third && pair->third_cpu >= nr_cpu_ids) ||
	    pair->third_cpu == pair->deleter_cpu || pair->third_cpu == pair->base_cpu)
		return -EINVAL;
	if (!tt_pair_online(pair))
		return -ENODEV;
	for (i = 0; i < file->pair_count; i++)
		if (tt_pair_has(&file->pairs[i], pair->deleter_cpu) ||
		    tt_pair_has(&file->pairs[i], pair->base_cpu) ||
		    (has_third && tt_pair_has(&file->pairs[i], pair->third_cpu)))
			return -EBUSY;
	pair->index = file->pair_count++;
	file->pairs[pair->index] = *pair;
	return 0;
}

static bool tt_terminated(const char *name)
{
	return strnlen(name, TT_NAME_LEN) < TT_NAME_LEN;
}

/* Finds what the names stand for, and holds the cell to checks.list.h. */
static int tt_look_up(struct tt_file *file, struct tt_asked *asked)
{
	struct tt_refusal *refusal = &file->refusal;
	const struct tt_start *want = asked->want;
	u32 i;
	int err;

	if (tt_owner)
		return tt_start_refuse(TT_CHECK_busy, refusal);
	if (want->reserved0)
		return tt_start_refuse(TT_CHECK_reserved, refusal);
	if (!tt_terminated(want->primitive) || !tt_terminated(want->scenario))
		return tt_start_refuse(TT_CHECK_name_too_long, refusal);
	asked->prim = tt_prim_find(want->primitive);
	if (!asked->prim)
		return tt_start_refuse(TT_CHECK_primitive_unknown, refusal);
	asked->scen = tt_scen_find(want->scenario);
	if (!asked->scen)
		return tt_start_refuse(TT_CHECK_scenario_unknown, refusal);
	err = tt_start_check(asked, refusal);
	if (err)
		return err;
	if (asked->scen->flags & TT_SCEN_VICTIM)
		return tt_start_refuse(TT_CHECK_by_loading, refusal);
	if (!tt_stalls_known(want->stalls))
		return tt_start_refuse(TT_CHECK_stalled_place_unknown, refusal);
	if (want->cold == TT_COLD_FLUSH && !tt_can_flush())
		return tt_start_refuse(TT_CHECK_cannot_flush, refusal);
	if ((u64)tt_machine_slots(want) * want->remote_ns > TT_MAX_SEARCH_NS)
		return tt_start_refuse(TT_CHECK_search_of_cpus, refusal);
	for (i = 0; i < file->pair_count; i++)
		if (!tt_pair_online(&file->pairs[i]))
			return tt_start_refuse(TT_CHECK_cpu_offline, refusal);
	return 0;
}

static int tt_do_start(struct tt_file *file, void *arg)
{
	struct tt_asked asked = {
		.want = arg,
		.pairs = file->pairs,
		.pair_count = file->pair_count,
	};
	struct tt_cell *cell;
	int err;

	memset(&file->refusal, 0, sizeof(file->refusal));
	err = tt_look_up(file, &asked);
	if (err == -EBUSY)
		return err;
	if (!err) {
		cell = tt_cell_create(arg, asked.prim, asked.scen, file->pairs, file->pair_count);
		err = PTR_ERR_OR_ZERO(cell);
	}
	file->pair_count = 0;
	if (err)
		goto refused;
	file->stream.lost = 0;
	err = tt_cell_launch(cell, &file->stream, &tt_readers);
	if (err) {
		tt_cell_free(cell);
		goto refused;
	}
	file->cell = cell;
	tt_owner = file;
	return 0;

refused:
	if (err == -ENOMEM)
		tt_start_refuse(TT_CHECK_no_memory, &file->refusal);
	return err;
}

static int tt_do_refusal(struct tt_file *file, void *arg)
{
	if (!file->refusal.error)
		return -ENODATA;
	*(struct tt_refusal *)arg = file->refusal;
	return 0;
}

static int tt_do_stop(struct tt_file *file, void *arg)
{
	if (!file->cell || file->stream.finished)
		return -ENODATA;
	tt_cell_stop(file->cell, TT_END_STOPPED);
	return 0;
}

struct tt_request {
	u32 size;
	u32 reserved;		/* offset */
	u32 reserved_size;
	bool silent;		/* It has no answer that could fail after it took effect. */
	int (*handle)(struct tt_file *file, void *arg);
};

#define TT_REQUEST(type, handle_, ...) {				\
	.size = sizeof(struct type),					\
	.reserved = offsetof(struct type, reserved),			\
	.reserved_size = sizeof_field(struct type, reserved),		\
	.handle = handle_,						\
	__VA_ARGS__							\
}

static const struct tt_request tt_requests[] = {
	[_IOC_NR(TT_GET_INFO)]		= TT_REQUEST(tt_info, tt_do_info),
	[_IOC_NR(TT_GET_CPU)]		= TT_REQUEST(tt_cpu, tt_do_cpu),
	[_IOC_NR(TT_GET_NODE)]		= TT_REQUEST(tt_node, tt_do_node),
	[_IOC_NR(TT_GET_PRIMITIVE)]	= TT_REQUEST(tt_primitive, tt_do_primitive),
	[_IOC_NR(TT_GET_SCENARIO)]	= TT_REQUEST(tt_scenario, tt_do_scenario),
	[_IOC_NR(TT_ADD_PAIR)]		= TT_REQUEST(tt_pair, tt_do_add_pair),
	[_IOC_NR(TT_START)]		= TT_REQUEST(tt_start, tt_do_start, .silent = true),
	[_IOC_NR(TT_STOP)]		= TT_REQUEST(tt_stop, tt_do_stop, .silent = true),
	[_IOC_NR(TT_GET_VICTIM)]	= TT_REQUEST(tt_victim, tt_do_victim),
	[_IOC_NR(TT_GET_REFUSAL)]	= TT_REQUEST(tt_refusal, tt_do_refusal),
	[_IOC_NR(TT_GET_CHECK)]		= TT_REQUEST(tt_check_text, tt_do_check),
	[_IOC_NR(TT_GET_CODE)]		= TT_REQUEST(tt_code, tt_do_code),
	[_IOC_NR(TT_PUT_MARKS)]		= TT_REQUEST(tt_marks, tt_do_marks),
};

/* Takes both locks. It does not wait for the mutex while it keeps CPUs from going off line. */
static int tt_lock_with_cpus(void)
{
	int err;

	for (;;) {
		cpus_read_lock();
		if (mutex_trylock(&tt_mutex))
			return 0;
		cpus_read_unlock();
		err = mutex_lock_interruptible(&tt_mutex);
		if (err)
			return err;
		mutex_unlock(&tt_mutex);
	}
}

static int tt_handle(struct tt_file *file, const struct tt_request *request, void *arg)
{
	/* The CPUs that the request names stay until the hotplug callback can see the cell. */
	int err = tt_lock_with_cpus();

	if (err)
		return err;
	err = tt_spoiled ? -EIO : request->handle(file, arg);
	mutex_unlock(&tt_mutex);
	cpus_read_unlock();
	return err;
}

long tt_ioctl(struct file *filp, unsigned int cmd, unsigned long user)
{
	struct tt_file *file = filp->private_data;
	const struct tt_request *request;
	void *arg;
	long err;

	if (_IOC_TYPE(cmd) != TT_IOC_MAGIC || _IOC_DIR(cmd) != (_IOC_READ | _IOC_WRITE) ||
	    _IOC_NR(cmd) >= ARRAY_SIZE(tt_requests))
		return -ENOTTY;
	request = &tt_requests[_IOC_NR(cmd)];
	if (_IOC_SIZE(cmd) != request->size)
		return -EINVAL;
	arg = memdup_user((void __user *)user, request->size);
	if (IS_ERR(arg))
		return PTR_ERR(arg);
	if (memchr_inv((char *)arg + request->reserved, 0, request->reserved_size))
		err = -EINVAL;
	else
		err = tt_handle(file, request, arg);
	if (!err && !request->silent && copy_to_user((void __user *)user, arg, request->size))
		err = -EFAULT;
	kfree(arg);
	return err;
}
