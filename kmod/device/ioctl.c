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
#include "history/cold_lines.h"
#include "permission.h"
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

#define TT_TIMER_FLAGS	(TT_TIMER_PINNED | TT_TIMER_DEFERRABLE | TT_TIMER_IRQSAFE)

static bool tt_terminated(const char *name)
{
	return strnlen(name, TT_NAME_LEN) < TT_NAME_LEN;
}

static int tt_start_check(const struct tt_file *file, const struct tt_start *want,
			  struct tt_prim **prim, struct tt_scen **scen)
{
	u32 i;

	if (want->reserved0 || !tt_terminated(want->primitive) || !tt_terminated(want->scenario))
		return -EINVAL;
	*prim = tt_prim_find(want->primitive);
	*scen = tt_scen_find(want->scenario);
	if (!*prim || !*scen)
		return -ENOENT;
	if (want->cold == TT_COLD_FLUSH && !tt_can_flush())
		return -EOPNOTSUPP;
	if (!((*prim)->flags & TT_PRIM_AVAILABLE) || !((*scen)->flags & TT_SCEN_AVAILABLE))
		return -EOPNOTSUPP;
	if (want->align > TT_ALIGN_CHASE || !((*scen)->aligns & 1 << want->align) ||
	    want->flags & ~(TT_START_SLEEP | TT_START_CALIBRATE | TT_START_HOTPLUG) ||
	    want->inject > TT_INJECT_STUCK ||
	    want->handler_ns > TT_MAX_HANDLER_NS ||
	    want->batch > ((*scen)->script ? TT_MAX_BATCH :
			   tt_batch_limit(*scen, want->handler_ns, want->timer_flags)) ||
	    want->timer_flags & ~TT_TIMER_FLAGS ||
	    want->duration_ms < TT_MIN_DURATION_MS || want->duration_ms > TT_MAX_DURATION_MS ||
	    want->slice_ms > TT_MAX_DURATION_MS || !file->pair_count)
		return -EINVAL;
	if ((*scen)->flags & TT_SCEN_VICTIM)
		return -EINVAL;
	if (((*scen)->flags & TT_SCEN_SHUTDOWN && !((*prim)->flags & TT_PRIM_SHUTDOWN)) ||
	    ((*scen)->flags & TT_SCEN_SYNC && !((*prim)->flags & TT_PRIM_SYNC)))
		return -EINVAL;
	if (((*prim)->era && !((*scen)->flags & TT_SCEN_MODELS)) ||
	    ((want->slots || want->cold || want->remote_ns) && !(*prim)->era) ||
	    (want->slots && (want->slots < TT_MIN_SLOTS || want->slots > TT_MAX_SLOTS)) ||
	    want->cold > TT_COLD_DIRTY || want->remote_ns > TT_MAX_REMOTE_NS ||
	    want->skip > (*scen)->handshakes ||
	    ((*scen)->flags & TT_SCEN_MODEL_ONLY && !(*prim)->era) ||
	    (((*prim)->era || (*scen)->script) && want->flags & TT_START_HOTPLUG))
		return -EINVAL;
	if (want->flags & TT_START_HOTPLUG &&
	    (want->align != TT_ALIGN_CHASE || !((*scen)->flags & TT_SCEN_HOTPLUG)))
		return -EINVAL;
	/* A shut timer needs a set-up that the bare loop would have to time. */
	if (want->flags & TT_START_CALIBRATE &&
	    (!((*scen)->flags & TT_SCEN_CALIBRATE) || (*prim)->flags & TT_PRIM_SHUTDOWN ||
	     (*prim)->kind != TT_KIND_NATIVE))
		return -EINVAL;
	if (!tt_unsafe_allowed() &&
	    ((*prim)->flags & TT_PRIM_UNSAFE || (*scen)->flags & TT_SCEN_UNSAFE ||
	     want->inject || want->flags & TT_START_HOTPLUG ||
	     (want->timer_flags & TT_TIMER_IRQSAFE && want->handler_ns > TT_IRQSAFE_NS)))
		return -EPERM;
	for (i = 0; i < file->pair_count; i++) {
		const struct tt_pair *pair = &file->pairs[i];
		bool local = pair->deleter_cpu == pair->base_cpu;

		if (!((*scen)->flags & (local ? TT_SCEN_LOCAL : TT_SCEN_REMOTE)))
			return -EINVAL;
		if ((*scen)->flags & TT_SCEN_THIRD && pair->third_cpu == TT_NO_CPU)
			return -EINVAL;
		if (!tt_pair_online(pair))
			return -ENODEV;
	}
	return 0;
}

static int tt_do_start(struct tt_file *file, void *arg)
{
	const struct tt_start *want = arg;
	struct tt_prim *prim;
	struct tt_scen *scen;
	struct tt_cell *cell;
	int err;

	if (tt_owner)
		return -EBUSY;
	err = tt_start_check(file, want, &prim, &scen);
	if (!err) {
		cell = tt_cell_create(want, prim, scen, file->pairs, file->pair_count);
		err = PTR_ERR_OR_ZERO(cell);
	}
	file->pair_count = 0;
	if (err)
		return err;
	file->stream.lost = 0;
	err = tt_cell_launch(cell, &file->stream, &file->readers);
	if (err) {
		tt_cell_free(cell);
		return err;
	}
	file->cell = cell;
	tt_owner = file;
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
	int (*handle)(struct tt_file *file, void *arg);
};

#define TT_REQUEST(type, handle_) {					\
	.size = sizeof(struct type),					\
	.reserved = offsetof(struct type, reserved),			\
	.reserved_size = sizeof_field(struct type, reserved),		\
	.handle = handle_,						\
}

static const struct tt_request tt_requests[] = {
	[_IOC_NR(TT_GET_INFO)]		= TT_REQUEST(tt_info, tt_do_info),
	[_IOC_NR(TT_GET_CPU)]		= TT_REQUEST(tt_cpu, tt_do_cpu),
	[_IOC_NR(TT_GET_NODE)]		= TT_REQUEST(tt_node, tt_do_node),
	[_IOC_NR(TT_GET_PRIMITIVE)]	= TT_REQUEST(tt_primitive, tt_do_primitive),
	[_IOC_NR(TT_GET_SCENARIO)]	= TT_REQUEST(tt_scenario, tt_do_scenario),
	[_IOC_NR(TT_ADD_PAIR)]		= TT_REQUEST(tt_pair, tt_do_add_pair),
	[_IOC_NR(TT_START)]		= TT_REQUEST(tt_start, tt_do_start),
	[_IOC_NR(TT_STOP)]		= TT_REQUEST(tt_stop, tt_do_stop),
	[_IOC_NR(TT_GET_VICTIM)]	= TT_REQUEST(tt_victim, tt_do_victim),
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
	if (!err && copy_to_user((void __user *)user, arg, request->size))
		err = -EFAULT;
	kfree(arg);
	return err;
}
