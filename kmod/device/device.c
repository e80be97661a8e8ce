// SPDX-License-Identifier: GPL-2.0-only
/*
 * Opens, reads, polls and closes the device. device/ioctl.c handles its requests.
 */
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "cell/cell.h"
#include "control/launch.h"
#include "control/report.h"
#include "device/device.h"
#include "device/ioctl.h"
#include "device/owner.h"
#include "device/stream.h"

/*
 * Takes its cell from a file. A cell at rest is freed. Any other cell is left behind for good,
 * and the module with it.
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

/* Called however the process died. Stops everything in a safe order. */
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

/* Makes the last records of the cell. Returns bytes, 0 if there is none, or an error. */
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

const struct file_operations tt_fops = {
	.owner		= THIS_MODULE,
	.open		= tt_open,
	.release	= tt_release,
	.read		= tt_read,
	.poll		= tt_poll,
	.unlocked_ioctl	= tt_ioctl,
	.compat_ioctl	= compat_ptr_ioctl,
};
