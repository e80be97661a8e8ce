// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finds an old kernel's algorithm by its name.
 */
#include <linux/string.h>

#include "history/deletion.h"
#include "history/eras.h"

static const struct tt_era *tt_era_among(const struct tt_era *eras, const char *name)
{
	for (; eras->name; eras++)
		if (!strcmp(eras->name, name))
			return eras;
	return NULL;
}

const struct tt_era *tt_era_find(const char *name)
{
	return tt_era_among(tt_eras_2_4, name) ?: tt_era_among(tt_eras_2_6, name);
}
