/* SPDX-License-Identifier: Apache-2.0 */
/* Loads and unloads kernel modules. */
#ifndef TT_AGENT_MODULE_H
#define TT_AGENT_MODULE_H

#include "conf.h"

/* Loads the file at @path. Returns 0 or -errno. */
int module_load(const char *path, const char *params);

/*
 * Loads the module of @conf whose file is @name.ko. If @params is NULL, uses the parameters in
 * @conf.
 */
int module_load_named(const struct conf *conf, const char *name, const char *params);

/*
 * Unloads the module @name, which must be one of @conf's. Fails at once if it is in use. Returns 0
 * or -errno.
 */
int module_unload_named(const struct conf *conf, const char *name);

#endif
