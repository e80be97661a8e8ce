// SPDX-License-Identifier: Apache-2.0
/*
 * The agent as /init. There is no shell and no other program, so every failure ends in a line on
 * the console and a power off. If the first process returned, the kernel would panic, which would
 * look like a crash of the kernel under test.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "conf.h"
#include "init.h"
#include "module.h"
#include "port.h"
#include "say.h"
#include "serve.h"
#include "tt_wire.h"

#define PORT_TIMEOUT_MS 10000
#define REASON_SIZE	512

static struct conf conf; /* too large for a stack */

static _Noreturn void power_off(void)
{
	tcdrain(STDERR_FILENO); /* the last line explains the failure */
	reboot(RB_POWER_OFF);
	say("the machine does not power off: %s", strerror(errno));
	for (;;)
		pause();
}

static void mount_one(const char *type, const char *where)
{
	mkdir(where, 0755);
	/* The result is EBUSY if the kernel has already mounted devtmpfs. */
	if (mount(type, where, type, 0, NULL) < 0 && errno != EBUSY)
		say("mounting %s: %s", where, strerror(errno));
}

static void set_up(void)
{
	int console;

	signal(SIGPIPE, SIG_IGN);
	mount_one("proc", "/proc");
	mount_one("sysfs", "/sys");
	mount_one("devtmpfs", "/dev");
	mkdir("/tmp", 01777); /* for a spawned program */

	/* Without a /dev/console in the initramfs, the kernel starts us without descriptors. */
	console = open("/dev/console", O_RDWR | O_NOCTTY);
	if (console < 0)
		console = open("/dev/null", O_RDWR);
	for (int fd = 0; fd <= STDERR_FILENO; fd++) {
		if (console != fd)
			dup2(console, fd);
	}
	if (console > STDERR_FILENO)
		close(console);
}

/* Returns NULL, or the reason why the module cannot be loaded. */
static const char *load_module(const struct conf_module *module)
{
	int error = module_load(module->path, module->params);

	switch (error) {
	case 0:
	case -EEXIST: /* it is already loaded, from another file */
		return NULL;
	case -ENOENT: /* the text of strerror() would mislead here */
		return "needs a symbol that neither the kernel nor a module before it has";
	default:
		return strerror(-error);
	}
}

/*
 * Loads all modules, even after one has failed: the port that must carry the reason may depend on
 * the later ones. Returns whether all were loaded; if not, @why receives the first reason.
 */
static bool load_modules(char *why, size_t why_size)
{
	bool loaded = true;

	for (size_t i = 0; i < conf.module_count; i++) {
		const char *path = conf.modules[i].path;
		const char *reason = conf.modules[i].later ? NULL : load_module(&conf.modules[i]);

		if (!reason)
			continue;
		say("%s: %s", path, reason);
		if (loaded)
			snprintf(why, why_size, "%s: %s", path, reason);
		loaded = false;
	}
	return loaded;
}

static void serve_port(bool loaded, const char *module_failure)
{
	char why[REASON_SIZE];
	int port;

	signal(SIGCHLD, SIG_IGN); /* lets the kernel reap orphans */
	port = port_open(conf.port, PORT_TIMEOUT_MS, why, sizeof(why));
	if (port < 0)
		say("%s", why);
	else if (!loaded)
		serve_refusal((struct stream){port, port}, TTW_STAGE_MODULE, module_failure);
	else
		serve((struct stream){port, port},
		      &(struct service){.device = conf.device, .conf = &conf});
}

static _Noreturn void become_spawned(void)
{
	static char *const environment[] = {"PATH=/", "HOME=/", NULL};
	int null = open("/dev/null", O_RDONLY);

	if (null >= 0)
		dup2(null, STDIN_FILENO);
	signal(SIGPIPE, SIG_DFL);
	execve(conf.spawn[0], conf.spawn, environment);
	say("%s: %s", conf.spawn[0], strerror(errno));
	_exit(127);
}

/* Waits for @child, and reaps every other process that ends meanwhile. */
static int wait_for(pid_t child)
{
	int status;
	pid_t pid;

	do {
		pid = waitpid(-1, &status, 0);
		if (pid < 0 && errno != EINTR)
			return -1;
	} while (pid != child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void spawn(void)
{
	pid_t child = fork();

	if (child < 0)
		say("fork: %s", strerror(errno));
	else if (child == 0)
		become_spawned();
	else
		say(TTW_EXIT_STATUS "%d", wait_for(child));
}

_Noreturn void init_main(void)
{
	char why[REASON_SIZE];
	bool loaded;

	set_up();
	if (conf_read(&conf, CONF_PATH, why, sizeof(why)) < 0) {
		say("%s", why);
		power_off();
	}
	loaded = load_modules(why, sizeof(why));
	if (!conf.spawn[0])
		serve_port(loaded, why);
	else if (loaded)
		spawn();
	power_off();
}
