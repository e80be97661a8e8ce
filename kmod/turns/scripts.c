// SPDX-License-Identifier: GPL-2.0-only
/*
 * The scripts of the known races. A deletion that cannot return ends its turn.
 * Where two turns of the deleter end with its return, the first one is meant to
 * end that way.
 */
#include "turns/scripts.h"
#include "turns/steps.h"

#define AT(step) BIT_ULL(TT_AT_##step)

const struct tt_script tt_script_a_use_after_free = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 2,
	.traits = TT_SCRIPT_FREES,
};

const struct tt_script tt_script_b_no_exit = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
		{ TT_RUNNER, AT(run_end) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 4,
	.traits = TT_SCRIPT_NO_EXIT,
};

const struct tt_script tt_script_b_free = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
		{ TT_RUNNER, AT(fn_free) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 4,
	.traits = TT_SCRIPT_SELFFREE,
};

const struct tt_script tt_script_c_readd = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
		{ TT_RUNNER, AT(run_end) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 4,
	.traits = TT_SCRIPT_REARM,
};

/* Algorithms without a stop flag have armed the timer at the end of the first turn. */
const struct tt_script tt_script_c_flag = {
	.turns = {
		{ TT_RUNNER, AT(arm_check_stop) | AT(fn_rearm) },
		{ TT_DELETER, AT(del_return) },
		{ TT_RUNNER, AT(run_end) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 4,
	.traits = TT_SCRIPT_REARM,
};

const struct tt_script tt_script_d_third_cpu = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
		{ TT_RUNNER, AT(run_end) },
		{ TT_DELETER, AT(del_check_pending) | AT(del_relock) | AT(del_retry) },
		{ TT_THIRD, AT(del_return) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 6,
	.traits = TT_SCRIPT_REARM,
};

const struct tt_script tt_script_f1 = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
		{ TT_RUNNER, AT(run_end) },
		{ TT_DELETER, AT(del_wait) },
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 6,
	.traits = TT_SCRIPT_REARM,
};

const struct tt_script tt_script_f2 = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_THIRD, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
		{ TT_RUNNER, AT(run_end) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 5,
	.traits = TT_SCRIPT_OVERLAPS,
};

const struct tt_script tt_script_g1 = {
	.turns = {
		{ TT_RUNNER, AT(run_clear_base) | AT(run_unlock) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 2,
};

const struct tt_script tt_script_g2 = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_THIRD, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
		{ TT_THIRD, AT(run_end) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 5,
	.traits = TT_SCRIPT_OVERLAPS,
};

const struct tt_script tt_script_rearmed = {
	.turns = {
		{ TT_RUNNER, AT(fn_rearm) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 2,
	.traits = TT_SCRIPT_REARM,
};

const struct tt_script tt_script_running = {
	.turns = {
		{ TT_RUNNER, AT(fn_enter) },
		{ TT_DELETER, AT(del_return) },
	},
	.count = 2,
};
