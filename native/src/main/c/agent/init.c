// SPDX-License-Identifier: Apache-2.0
/*
 * The agent as /init. There is no shell and no other program, so that whatever
 * goes wrong ends in a line on the console and a power off: a first process
 * that returns would panic the kernel, and look like a kernel that crashed.
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

#define PORT_TIMEOUT_MS 10000
#define REASON_SIZE	512

static struct conf conf; /* too large for a stack */

static _Noreturn void power_off(void)
{
	tcdrain(STDERR_FILENO); /* the last line is the one that explains */
	reboot(RB_POWER_OFF);
	say("the machine does not power off: %s", strerror(errno));
	for (;;)
		pause();
}

static void mount_one(const char *type, const char *where)
{
	mkdir(where, 0755);
	/* EBUSY: the kernel has mounted its devtmpfs by itself. */
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

	/* An initramfs without a /dev/console of its own starts us without descriptors. */
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

/* Returns NULL, or why it does not load. */
static const char *load_module(const struct conf_module *module)
{
	int error = module_load(module->path, module->params);

	switch (error) {
	case 0:
	case -EEXIST: /* it is there already, from another file */
		return NULL;
	case -ENOENT: /* the kernel's answer, of which strerror() gives a wrong idea */
		return "needs a symbol that neither the kernel nor a module before it has";
	default:
		return strerror(-error);
	}
}

/*
 * Loads them all, also after one that does not load: the port that is to carry
 * the reason may depend on the next ones. Returns whether all did; if not, @why
 * gets the first reason.
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

	signal(SIGCHLD, SIG_IGN); /* orphans that end are reaped by the kernel */
	port = port_open(conf.port, PORT_TIMEOUT_MS, why, sizeof(why));
	if (port < 0)
		say("%s", why);
	else if (!loaded)
		serve_refusal((struct stream){port, port}, TTW_STAGE_MODULE, module_failure);
	else
		serve((struct stream){port, port}, conf.device, &conf);
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

/* Waits for @child, and for whatever else the first process has to bury. */
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
		say("spawned program ended with status %d", wait_for(child));
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
