/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm F deletes the timer, asks every CPU, and retries if the timer is pending again. */
#include "wheel_2_6.pml"

proctype deleter() {
	byte b;
	bool found, any;

	sync(b, found, any);
	RETURN
}
