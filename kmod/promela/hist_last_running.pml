/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm G asks only the CPU on which the timer ran last. */
#define LAST
#include "wheel_2_6.pml"

proctype deleter() {
	byte b, ran_on;
	bool found;

	do
	:: del(b, found);
		STEP(del_read_last, SEE_DELETER_USE; ran_on = last);
		if
		:: ran_on -> STEP(del_wait, !running[ran_on])
		:: else
		fi;
		if
		:: STEP(del_check_pending, base != 0; SEE_DELETER_USE)
		:: STEP(del_check_pending, base == 0; SEE_DELETER_USE);
			if
			:: STEP(del_check_last, last != ran_on; SEE_DELETER_USE)
			:: STEP(del_check_last, last == ran_on; SEE_DELETER_USE);
				break
			fi
		fi;
		RETRY
	od;
	RETURN
}
