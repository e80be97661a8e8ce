/* SPDX-License-Identifier: Apache-2.0 */
/* The agent as the first process of a virtual machine. */
#ifndef TT_AGENT_INIT_H
#define TT_AGENT_INIT_H

/* Executes the file CONF_PATH, then powers the machine off. */
_Noreturn void init_main(void);

#endif
