/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm I asks the CPUs only if the timer was not pending, and calls BUG if the timer is pending afterwards. */
#include "wheel_2_6.pml"

proctype deleter() {
	byte b;
	bool found, any;

	del(b, found);
	if
	:: found
	:: else ->
		sync(b, found, any);
		STEP(del_bug_on, BUG_ON(any))
	fi;
	RETURN
}
