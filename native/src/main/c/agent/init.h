/* SPDX-License-Identifier: Apache-2.0 */
/* The agent as the first and only process of a virtual machine. */
#ifndef TT_AGENT_INIT_H
#define TT_AGENT_INIT_H

/* Does what CONF_PATH says and powers the machine off. */
_Noreturn void init_main(void);

#endif
