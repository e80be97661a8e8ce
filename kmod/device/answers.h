/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers TT_GET_*: the kernel, its CPUs and nodes, and the catalogue.
 */
#ifndef TT_ANSWERS_H
#define TT_ANSWERS_H

#include <timertorture.h>

/* Measures the cost of the clock once. */
void tt_answers_init(void);

int tt_get_info(struct tt_info *info, bool unsafe);
int tt_get_cpu(struct tt_cpu *cpu);
int tt_get_node(struct tt_node *node);
int tt_get_primitive(struct tt_primitive *primitive);
int tt_get_scenario(struct tt_scenario *scenario);

#endif /* TT_ANSWERS_H */
