// SPDX-License-Identifier: GPL-2.0-only
/*
 * timertorture: races the kernel's functions that delete a timer_list against
 * its handler, checks what they promise, and times them.
 *
 * This file is the device: open, ioctl, read, poll, close, and the two events
 * that end a cell from outside, a CPU going offline and a suspend.
 */
#include <linux/capability.h>
#include <linux/cpu.h>
#include <linux/cpuhotplug.h>
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/nodemask.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/suspend.h>
#include <linux/uaccess.h>

#include "race.h"
#include "report.h"
#include "stream.h"
#include "topology.h"
#include "victim.h"

static bool unsafe;
module_param(unsafe, bool, 0444);
MODULE_PARM_DESC(unsafe, "allow what may take the kernel down: planted defects, injected faults");

bool tt_unsafe_allowed(void)
{
	return unsafe;
}

/**
 * struct tt_file - an open device
 * @stream: its records
 * @readers: sleep here
 * @pairs: for the next TT_START
 * @pair_count: how many
 * @cell: running, or at rest until its last record is read
 * @last: of the cell's last records, the next one to make
 * @room: to make it in
 */
struct tt_file {
	struct tt_stream stream;
	wait_queue_head_t readers;
	struct tt_pair pairs[TT_MAX_PAIRS];
	u32 pair_count;
	struct tt_cell *cell;
	u32 last;
	void *room;
};

/*
 * Guards everything below and all of struct tt_file but what the monitor
 * writes. The monitor and the workers never take it. Its holder may wait for a
 * cell that waits for a CPU to go off line, so nobody who keeps CPUs from that
 * (cpus_read_lock(), the hotplug callback) may wait for it without a bound.
 */
static DEFINE_MUTEX(tt_mutex);
static struct tt_file *tt_owner;	/* has the one cell of this kernel */
static bool tt_spoiled;			/* a cell had to leave its memory behind */

/*
 * Takes the file's cell off it: freed if it is at rest, else left behind for
 * good, and the module with it.
 */
static void tt_drop_cell(struct tt_file *file)
{
	struct tt_cell *cell = file->cell;

	lockdep_assert_held(&tt_mutex);
	if (!cell)
		return;
	if (tt_cell_wait(cell)) {
		tt_cell_free(cell);
	} else {
		if (!tt_spoiled)
			__module_get(THIS_MODULE);
		tt_spoiled = true;
		pr_alert("timertorture: cell %u: memory is left behind on purpose; reboot to use the device again\n",
			 cell->want.cell);
	}
	file->cell = NULL;
	file->last = 0;
	file->stream.finished = false;
	tt_owner = NULL;
}

static int tt_open(struct inode *inode, struct file *filp)
{
	struct tt_file *file;
	int err;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (READ_ONCE(tt_spoiled))
		return -EIO;
	file = kvzalloc(sizeof(*file), GFP_KERNEL);
	if (!file)
		return -ENOMEM;
	init_waitqueue_head(&file->readers);
	file->room = kvmalloc(TT_REC_MAX, GFP_KERNEL);
	if (!file->room) {
		kvfree(file);
		return -ENOMEM;
	}
	err = tt_stream_init(&file->stream);
	if (err) {
		kvfree(file->room);
		kvfree(file);
		return err;
	}
	filp->private_data = file;
	return stream_open(inode, filp);
}

/* However the process died. Everything stops in the safe order. */
static int tt_release(struct inode *inode, struct file *filp)
{
	struct tt_file *file = filp->private_data;
	bool leaked;

	mutex_lock(&tt_mutex);
	if (file->cell)
		tt_cell_stop(file->cell, TT_END_STOPPED);
	leaked = tt_spoiled;
	tt_drop_cell(file);
	leaked = tt_spoiled && !leaked;
	mutex_unlock(&tt_mutex);
	if (leaked)
		return 0;	/* the monitor may still write to the stream */
	tt_stream_free(&file->stream);
	kvfree(file->room);
	kvfree(file);
	return 0;
}

/* Makes the cell's last records; bytes, 0 if there is none, or an error. */
static ssize_t tt_read_last(struct tt_file *file, char __user *to, size_t room)
{
	size_t done = 0;

	while (file->cell && file->stream.finished) {
		const struct tt_rec_hdr *hdr = tt_report_last(file->cell, file->last, file->room);

		if (!hdr) {
			tt_drop_cell(file);
			break;
		}
		if (hdr->len > room - done)
			return done ? done : -EMSGSIZE;
		if (copy_to_user(to + done, hdr, hdr->len))
			return -EFAULT;
		done += hdr->len;
		file->last++;
		if (hdr->type == TT_REC_END) {
			tt_drop_cell(file);
			break;
		}
	}
	return done;
}

static ssize_t tt_read(struct file *filp, char __user *to, size_t room, loff_t *pos)
{
	struct tt_file *file = filp->private_data;
	ssize_t done, more;
	int err;

	for (;;) {
		err = mutex_lock_interruptible(&tt_mutex);
		if (err)
			return err;
		done = tt_stream_read(&file->stream, to, room);
		if (done >= 0 && tt_stream_ready(&file->stream) &&
		    kfifo_is_empty(&file->stream.fifo)) {
			more = tt_read_last(file, to + done, room - done);
			if (more > 0)
				done += more;
			else if (!done)
				done = more;
		}
		mutex_unlock(&tt_mutex);
		if (done)
			return done;
		if (filp->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(file->readers, tt_stream_ready(&file->stream));
		if (err)
			return err;
	}
}

static __poll_t tt_poll(struct file *filp, poll_table *table)
{
	struct tt_file *file = filp->private_data;

	poll_wait(filp, &file->readers, table);
	return tt_stream_ready(&file->stream) ? EPOLLIN | EPOLLRDNORM : 0;
}

/*
 * Requests. Each gets its struct in kernel memory, size and reserved fields
 * checked.
 */

static int tt_do_info(struct tt_file *file, void *arg)
{
	return tt_get_info(arg, unsafe);
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
	    (want->skip && !((*scen)->flags & TT_SCEN_FORCED)) ||
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
	if (!unsafe && ((*prim)->flags & TT_PRIM_UNSAFE || (*scen)->flags & TT_SCEN_UNSAFE ||
			want->inject || want->flags & TT_START_HOTPLUG ||
			(want->timer_flags & TT_TIMER_IRQSAFE &&
			 want->handler_ns > TT_IRQSAFE_NS)))
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
	[TT_NR_GET_INFO]	= TT_REQUEST(tt_info, tt_do_info),
	[TT_NR_GET_CPU]		= TT_REQUEST(tt_cpu, tt_do_cpu),
	[TT_NR_GET_NODE]	= TT_REQUEST(tt_node, tt_do_node),
	[TT_NR_GET_PRIMITIVE]	= TT_REQUEST(tt_primitive, tt_do_primitive),
	[TT_NR_GET_SCENARIO]	= TT_REQUEST(tt_scenario, tt_do_scenario),
	[TT_NR_ADD_PAIR]	= TT_REQUEST(tt_pair, tt_do_add_pair),
	[TT_NR_START]		= TT_REQUEST(tt_start, tt_do_start),
	[TT_NR_STOP]		= TT_REQUEST(tt_stop, tt_do_stop),
	[TT_NR_GET_VICTIM]	= TT_REQUEST(tt_victim, tt_do_victim),
};

/* Both locks, or an error; the mutex is not waited for under the other. */
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
	/* So that the CPUs it asks for stay, until the hotplug callback can see the cell. */
	int err = tt_lock_with_cpus();

	if (err)
		return err;
	err = tt_spoiled ? -EIO : request->handle(file, arg);
	mutex_unlock(&tt_mutex);
	cpus_read_unlock();
	return err;
}

static long tt_ioctl(struct file *filp, unsigned int cmd, unsigned long user)
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

static const struct file_operations tt_fops = {
	.owner		= THIS_MODULE,
	.open		= tt_open,
	.release	= tt_release,
	.read		= tt_read,
	.poll		= tt_poll,
	.unlocked_ioctl	= tt_ioctl,
	.compat_ioctl	= compat_ptr_ioctl,
};

static struct miscdevice tt_misc = {
	.minor	= MISC_DYNAMIC_MINOR,
	.name	= TT_DEVICE_NAME,
	.fops	= &tt_fops,
	.mode	= 0600,
};

/*
 * Events from outside
 */

#define TT_LOCK_SECONDS	2

/* Ends the cell and waits, bounded, until its workers and timers are gone. */
static void tt_end_cell(void)
{
	lockdep_assert_held(&tt_mutex);
	tt_cell_stop(tt_owner->cell, TT_END_HOTPLUG);
	wait_for_completion_timeout(&tt_owner->cell->ended, 2 * TT_HUNG_SECONDS * HZ);
}

/* Its workers would be left on another CPU, and its timers be migrated. */
static int tt_cpu_goes(unsigned int cpu)
{
	unsigned long deadline = jiffies + TT_LOCK_SECONDS * HZ;

	/* Whoever holds the mutex may be waiting for the end of this. */
	if (tt_hotplug_is_ours(cpu))
		return 0;
	while (!mutex_trylock(&tt_mutex)) {
		/* the CPU stays: it may be tried again */
		if (time_after(jiffies, deadline))
			return -EBUSY;
		msleep(20);
	}
	if (tt_owner && tt_cell_uses_cpu(tt_owner->cell, cpu))
		tt_end_cell();
	mutex_unlock(&tt_mutex);
	return 0;
}

static int tt_pm_event(struct notifier_block *block, unsigned long event, void *unused)
{
	if (event == PM_SUSPEND_PREPARE || event == PM_HIBERNATION_PREPARE) {
		mutex_lock(&tt_mutex);
		if (tt_owner)
			tt_end_cell();
		mutex_unlock(&tt_mutex);
	}
	return NOTIFY_DONE;
}

static struct notifier_block tt_pm_block = { .notifier_call = tt_pm_event };
static int tt_cpuhp_state;

static int __init tt_init(void)
{
	int err;

	err = tt_prims_init();
	if (!err)
		err = tt_scens_init();
	if (err)
		return err;
	tt_topology_init();
	err = cpuhp_setup_state_nocalls(CPUHP_AP_ONLINE_DYN, "timertorture:online", NULL,
					tt_cpu_goes);
	if (err < 0)
		return err;
	tt_cpuhp_state = err;
	err = register_pm_notifier(&tt_pm_block);
	if (err)
		goto no_pm;
	err = misc_register(&tt_misc);
	if (err)
		goto no_misc;
	return 0;

no_misc:
	unregister_pm_notifier(&tt_pm_block);
no_pm:
	cpuhp_remove_state_nocalls(tt_cpuhp_state);
	return err;
}

static void __exit tt_exit(void)
{
	misc_deregister(&tt_misc);
	unregister_pm_notifier(&tt_pm_block);
	cpuhp_remove_state_nocalls(tt_cpuhp_state);
}

module_init(tt_init);
module_exit(tt_exit);

MODULE_DESCRIPTION("stress test and stopwatch for the deletion of timers");
MODULE_AUTHOR("the timertorture authors");
MODULE_LICENSE("GPL");
