// SPDX-License-Identifier: GPL-2.0-only
/*
 * The module parameter that permits what may take the kernel down.
 */
#include <linux/module.h>

#include "permission.h"

static bool unsafe;
module_param(unsafe, bool, 0444);
MODULE_PARM_DESC(unsafe, "allow what may take the kernel down: planted defects, injected faults");

bool tt_unsafe_allowed(void)
{
	return unsafe;
}
