/* SPDX-License-Identifier: GPL-2.0-only */
/* J: under the lock of its base, the timer runs there, or is dequeued, or is idle; try again while it runs. */
#include "wheel_2_6_13.pml"

proctype deleter() {
	byte b;

	sync(b);
	RETURN
}
