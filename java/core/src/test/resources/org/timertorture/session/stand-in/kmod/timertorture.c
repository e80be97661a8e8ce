// SPDX-License-Identifier: Apache-2.0
/*
 * Stands in for the real module in tests of what is around it: a device of the
 * same name that knows GET_INFO, and dies on request. The first word of STOP
 * says how.
 */
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/ioctl.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/smp.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#define NR_GET_INFO 0
#define NR_STOP	    7

#define PANIC	 1
#define OOPS	 2
#define IN_TIMER 3
#define HANG	 4
#define FLOOD	 5

#define RECORD_BYTES 4096

static bool unsafe;
module_param(unsafe, bool, 0444);

static DECLARE_WAIT_QUEUE_HEAD(flood_begins);
static bool flooding;
static unsigned long reads;
static u32 record[RECORD_BYTES / 4];
/* Not a constant, or the compiler would see what it does. */
static u32 *volatile nowhere;

static void spin_for_ever(void *unused)
{
	for (;;)
		cpu_relax();
}

static void fault(struct timer_list *unused)
{
	*nowhere = 1;
}

static struct timer_list timer;

static long die(u32 how)
{
	switch (how) {
	case PANIC:
		panic("stand-in: asked to");
	case OOPS:
		fault(NULL);
		return 0;
	case IN_TIMER:
		timer_setup(&timer, fault, 0);
		mod_timer(&timer, jiffies + 1);
		msleep(1000);
		return 0;
	case HANG:
		on_each_cpu(spin_for_ever, NULL, 0);
		return 0;
	case FLOOD:
		flooding = true;
		wake_up_all(&flood_begins);
		return 0;
	default:
		return -EINVAL;
	}
}

static long stand_in_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	u32 word;

	switch (_IOC_NR(cmd)) {
	case NR_GET_INFO:
		return put_user(unsafe ? 1 : 2, (u32 __user *)arg);
	case NR_STOP:
		if (get_user(word, (u32 __user *)arg))
			return -EFAULT;
		return die(word);
	default:
		return -ENOTTY;
	}
}

static ssize_t stand_in_read(struct file *file, char __user *to, size_t size, loff_t *at)
{
	size_t done;

	if (!flooding)
		return -EAGAIN;
	if (reads++ < 3)
		pr_info("stand-in: read %lu\n", reads);
	for (done = 0; done + RECORD_BYTES <= size; done += RECORD_BYTES) {
		if (copy_to_user(to + done, record, RECORD_BYTES))
			return -EFAULT;
	}
	return done;
}

static __poll_t stand_in_poll(struct file *file, poll_table *table)
{
	poll_wait(file, &flood_begins, table);
	return flooding ? EPOLLIN | EPOLLRDNORM : 0;
}

static const struct file_operations operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = stand_in_ioctl,
	.read = stand_in_read,
	.poll = stand_in_poll,
};

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "timertorture",
	.fops = &operations,
};

static int __init stand_in_init(void)
{
	record[0] = 99; /* a type that nobody knows */
	record[1] = RECORD_BYTES;
	return misc_register(&device);
}

static void __exit stand_in_exit(void)
{
	misc_deregister(&device);
}

module_init(stand_in_init);
module_exit(stand_in_exit);
MODULE_INFO(tt_hz, "250");
MODULE_INFO(tt_primitive, "name=null|kind=NULL|description=Calls nothing.");
MODULE_INFO(tt_primitive, "name=stand_in|kind=NATIVE|flags=SYNC|description=Stands in.");
MODULE_INFO(tt_scenario, "name=idle|aim=LATE|aligns=NONE|flags=LOCAL|description=Stands in.");
MODULE_DESCRIPTION("stands in for timertorture");
MODULE_LICENSE("Apache-2.0");
