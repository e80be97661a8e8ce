// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "module.h"

int module_load(const char *path, const char *params)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int error = 0;

	if (fd < 0)
		return -errno;
	if (syscall(SYS_finit_module, fd, params, 0) < 0)
		error = -errno;
	close(fd);
	return error;
}

static const struct conf_module *find(const struct conf *conf, const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; conf && i < conf->module_count; i++) {
		const char *slash = strrchr(conf->modules[i].path, '/');
		const char *file = slash ? slash + 1 : conf->modules[i].path;

		if (!strncmp(file, name, length) && !strcmp(file + length, ".ko"))
			return &conf->modules[i];
	}
	return NULL;
}

int module_load_named(const struct conf *conf, const char *name, const char *params)
{
	const struct conf_module *module = find(conf, name);

	if (!module)
		return -ENOENT;
	return module_load(module->path, params ? params : module->params);
}

int module_unload_named(const struct conf *conf, const char *name)
{
	if (!find(conf, name))
		return -ENOENT;
	return syscall(SYS_delete_module, name, O_NONBLOCK) < 0 ? -errno : 0;
}
