// SPDX-License-Identifier: Apache-2.0
/* timertorture-agent: runs either as /init of a virtual machine or on a byte stream. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "conf.h"
#include "init.h"
#include "serve.h"
#include "shim/tt_shim.h"

#define EXIT_USAGE 2

static const char usage[] =
	"Usage: timertorture-agent --stdio [--device PATH]\n"
	"Carries the ioctls and records of the timertorture module over a byte stream.\n"
	"\n"
	"  --stdio        serve standard input and output\n"
	"  --device PATH  the device (default " CONF_DEVICE ")\n"
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

int main(int argc, char **argv)
{
	const char *device = CONF_DEVICE;
	int stdio = 0;

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
			device = argv[i];
		} else {
			return wrong_usage("unknown argument ", argv[i]);
		}
	}
	if (!stdio)
		return wrong_usage("nothing to do: --stdio is missing", "");

	signal(SIGPIPE, SIG_IGN);
	return serve((struct stream){STDIN_FILENO, STDOUT_FILENO}, device, NULL);
}
