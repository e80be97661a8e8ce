/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Answers of TT_GET_*: the kernel, its CPUs and nodes, and the catalogue.
 */
#ifndef TT_TOPOLOGY_H
#define TT_TOPOLOGY_H

#include <timertorture.h>

void tt_topology_init(void);
int tt_get_info(struct tt_info *info, bool unsafe);
int tt_get_cpu(struct tt_cpu *cpu);
int tt_get_node(struct tt_node *node);
int tt_get_primitive(struct tt_primitive *primitive);
int tt_get_scenario(struct tt_scenario *scenario);

#endif /* TT_TOPOLOGY_H */
