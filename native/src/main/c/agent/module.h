/* SPDX-License-Identifier: Apache-2.0 */
/* Loading and unloading kernel modules. */
#ifndef TT_AGENT_MODULE_H
#define TT_AGENT_MODULE_H

#include "conf.h"

/* Loads the file at @path. Returns 0 or -errno. */
int module_load(const char *path, const char *params);

/* Loads the one of @conf's modules whose file is @name.ko; @params NULL: with its own. */
int module_load_named(const struct conf *conf, const char *name, const char *params);

/* Unloads @name at once, which is one of @conf's. Returns 0 or -errno. */
int module_unload_named(const struct conf *conf, const char *name);

#endif
