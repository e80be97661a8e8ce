/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm J: under the lock of its base a timer is running there, or queued, or idle. It retries while it runs. */
#include "wheel_2_6_13.pml"

proctype deleter() {
	byte b;

	sync(b);
	RETURN
}
