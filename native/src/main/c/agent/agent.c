// SPDX-License-Identifier: Apache-2.0
/* timertorture-agent: runs either as /init of a virtual machine or on a byte stream. */
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conf.h"
#include "init.h"
#include "serve.h"
#include "shim/tt_shim.h"

#define EXIT_USAGE     2
#define SILENCE_MOST_S 3600

static const char usage[] =
	"Usage: timertorture-agent --stdio [--device PATH] [--silence S] [--passing]\n"
	"Carries the ioctls and records of the timertorture module over a byte stream.\n"
	"\n"
	"  --stdio        serve standard input and output\n"
	"  --device PATH  the device (default " CONF_DEVICE ")\n"
	"  --silence S    end if the controller sends nothing for S seconds, 1 to 3600\n"
	"  --passing      first delete this program's file, and its folder if that is empty then\n"
	"  --help         print this\n"
	"  --version      print the version\n"
	"\n"
	"As the first process of a machine it ignores its options, does what\n" CONF_PATH
	" says, and powers the machine off.\n";

static int wrong_usage(const char *what, const char *which)
{
	fprintf(stderr, "timertorture-agent: %s%s\n%s", what, which, usage);
	return EXIT_USAGE;
}

/* Returns the number in @text, or 0 unless it is from 1 to SILENCE_MOST_S. */
static int parse_seconds(const char *text)
{
	char *end;
	long seconds = strtol(text, &end, 10);

	return *text && !*end && seconds >= 1 && seconds <= SILENCE_MOST_S ? (int)seconds : 0;
}

/*
 * Deletes the file of this program and its folder. The program runs on, and nothing is left on the
 * machine, however the program ends.
 */
static void delete_own_file(void)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (n < 0)
		return;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (unlink(path) < 0 || !slash)
		return;
	*slash = '\0';
	rmdir(path);
}

int main(int argc, char **argv)
{
	struct service service = {.device = CONF_DEVICE};
	int stdio = 0, passing = 0;

	/*
	 * Process 1 ignores its arguments, because the kernel passes on those that it does not
	 * know.
	 */
	if (getpid() == 1)
		init_main();

	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--help")) {
			fputs(usage, stdout);
			return 0;
		} else if (!strcmp(argv[i], "--version")) {
			printf("timertorture-agent %s (abi %u, wire %u)\n", TT_VERSION, tt_abi(),
			       TTW_VERSION);
			return 0;
		} else if (!strcmp(argv[i], "--stdio")) {
			stdio = 1;
		} else if (!strcmp(argv[i], "--device")) {
			if (++i == argc)
				return wrong_usage("--device needs a path", "");
			service.device = argv[i];
		} else if (!strcmp(argv[i], "--silence")) {
			if (++i == argc || !parse_seconds(argv[i]))
				return wrong_usage("--silence needs 1 to 3600 seconds", "");
			service.silence_ms = parse_seconds(argv[i]) * 1000;
		} else if (!strcmp(argv[i], "--passing")) {
			passing = 1;
		} else {
			return wrong_usage("unknown argument ", argv[i]);
		}
	}
	if (!stdio)
		return wrong_usage("nothing to do: --stdio is missing", "");

	if (passing)
		delete_own_file();
	signal(SIGPIPE, SIG_IGN);
	return serve((struct stream){STDIN_FILENO, STDOUT_FILENO}, &service);
}
