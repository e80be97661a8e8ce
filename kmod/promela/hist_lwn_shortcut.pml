/* SPDX-License-Identifier: GPL-2.0-only */
/* H, as LWN had it: what could be deleted is taken not to run. Over F, or (NATIVE) over J. */
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
	:: found
	:: else -> SYNC
	fi;
	RETURN
}
