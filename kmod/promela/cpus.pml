/* SPDX-License-Identifier: GPL-2.0-only */
/* Starts the processes. The model that includes this file defines deleter() and runner(cpu). */
proctype third() {
#if THIRD == ARM
	arm(BASES, 0)
#elif THIRD == DELETE
	plain_delete()
#else
	skip
#endif
}

init {
	atomic {
		run deleter();
		run third();
		run runner(1);
#if BASES == 2
		run runner(2)
#endif
	}
}
