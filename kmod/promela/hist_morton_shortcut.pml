/* SPDX-License-Identifier: GPL-2.0-only */
/* Algorithm H in Morton's version: it does not wait if the timer was not pending. It builds on F, or on J (NATIVE). */
#ifdef NATIVE
#include "wheel_2_6_13.pml"
#define SYNC sync(b)
#else
#include "wheel_2_6.pml"
#define SYNC sync(b, found, any)
#endif

proctype deleter() {
	byte b;
	bool found, any;

	del(b, found);
	if
	:: !found
	:: else -> SYNC
	fi;
	RETURN
}
