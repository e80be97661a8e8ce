/* SPDX-License-Identifier: GPL-2.0-only */
/* F: delete, ask every CPU, and look whether the timer is pending again. */
#include "wheel_2_6.pml"

proctype deleter() {
	byte b;
	bool found, any;

	sync(b, found, any);
	RETURN
}
