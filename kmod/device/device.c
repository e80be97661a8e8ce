// SPDX-License-Identifier: GPL-2.0-only
/*
 * Opens, reads, polls and closes the device. device/ioctl.c handles its requests.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "cell/cell.h"
#include "control/launch.h"
#include "control/report.h"
#include "control/stream.h"
#include "device/device.h"
#include "device/ioctl.h"
#include "device/owner.h"

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
		WRITE_ONCE(tt_spoiled, true);
		wake_up_all(&tt_readers);
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
	mutex_init(&file->reading);
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

/*
 * Returns the next record, which is in the file's room, or NULL if there is none, or an error.
 * @last tells whether it is one of the last records, which never pass through the stream.
 */
static const struct tt_rec_hdr *tt_record(struct tt_file *file, bool *last)
{
	/* First, because the monitor puts its last record before it says that it is done. */
	bool finished = tt_stream_finished(&file->stream);
	const struct tt_rec_hdr *hdr = tt_stream_peek(&file->stream, file->room);
	int err;

	*last = !hdr;
	if (hdr || !finished)
		return hdr;
	err = mutex_lock_interruptible(&tt_mutex);
	if (err)
		return ERR_PTR(err);
	if (file->cell)
		hdr = tt_report_last(file->cell, file->last, file->room);
	mutex_unlock(&tt_mutex);
	return hdr;
}

/* The reader has the record that tt_record() returned. */
static void tt_record_taken(struct tt_file *file, const struct tt_rec_hdr *hdr, bool last)
{
	if (!last) {
		tt_stream_drop(&file->stream, file->room);
		return;
	}
	mutex_lock(&tt_mutex);
	file->last++;
	if (hdr->type == TT_REC_END)
		tt_drop_cell(file);
	mutex_unlock(&tt_mutex);
}

/*
 * Copies whole records to user space. Returns the number of bytes, 0 if there is no record, or an
 * error if not even the first record was copied. A record that was not copied is read again.
 */
static ssize_t tt_read_records(struct tt_file *file, char __user *to, size_t room)
{
	const struct tt_rec_hdr *hdr;
	size_t done = 0;
	bool last;

	lockdep_assert_held(&file->reading);
	while ((hdr = tt_record(file, &last))) {
		if (IS_ERR(hdr))
			return done ?: PTR_ERR(hdr);
		if (hdr->len > room - done)
			return done ?: -EMSGSIZE;
		if (copy_to_user(to + done, hdr, hdr->len))
			return done ?: -EFAULT;
		done += hdr->len;
		tt_record_taken(file, hdr, last);
	}
	return done;
}

/* Whether read() has an answer: a record, or that there will never be one again */
static bool tt_readable(struct tt_file *file)
{
	return tt_stream_ready(&file->stream) || READ_ONCE(tt_spoiled);
}

static ssize_t tt_read(struct file *filp, char __user *to, size_t room, loff_t *pos)
{
	struct tt_file *file = filp->private_data;
	ssize_t done;
	int err;

	for (;;) {
		/* First, because a cell that spoils the device has records to be read. */
		bool over = READ_ONCE(tt_spoiled);

		err = mutex_lock_interruptible(&file->reading);
		if (err)
			return err;
		done = tt_read_records(file, to, room);
		mutex_unlock(&file->reading);
		if (done || over)
			return done;
		if (filp->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(tt_readers, tt_readable(file));
		if (err)
			return err;
	}
}

static __poll_t tt_poll(struct file *filp, poll_table *table)
{
	struct tt_file *file = filp->private_data;
	__poll_t events = 0;

	poll_wait(filp, &tt_readers, table);
	if (tt_readable(file))
		events |= EPOLLIN | EPOLLRDNORM;
	if (READ_ONCE(tt_spoiled))
		events |= EPOLLHUP;
	return events;
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
