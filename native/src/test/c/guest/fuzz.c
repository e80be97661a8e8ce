// SPDX-License-Identifier: Apache-2.0
/*
 * Calls the device at random, in a guest: requests with random and mutated structs, reads into good
 * and bad memory, polls, closes, duplicates, forks, signals, by several processes and threads.
 * Whatever they do, the kernel must not complain, and in the end the module must be unloadable
 * with all of its memory given back.
 *
 * Each worker's calls follow from its seed, so a run can be repeated, but not the timing. With one
 * worker and no shadow thread the order of calls is the same each time.
 *
 * Usage: fuzz [--seed N] [--calls N] [--workers N] [--unsafe]
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest.h"
#include "shim/tt_shim.h"

#define PAGE	     4096
#define FILES	     8
#define CPUS	     64
#define MOST_WORKERS 16
#define MOST_NAMES   256
#define READ_SIZE    (64 << 10)
#define SIGNAL_MS    2
#define CALM_MS	     50
#define WARM_UP	     2000 /* calls before the memory is measured for the first time */
#define LEAK_KIB     4096 /* the kernel's own memory varies by less */

/* The bits of /proc/sys/kernel/tainted that a complaint of the kernel sets */
#define TAINT_COMPLAINTS (1UL << 5 | 1UL << 7 | 1UL << 9 | 1UL << 14)

struct options {
	uint64_t seed;
	unsigned long calls;
	unsigned int workers;
	bool unsafe;
};

/* What can be drawn from the catalogue */
static char primitives[MOST_NAMES][TT_NAME_LEN], scenarios[MOST_NAMES][TT_NAME_LEN];
static uint32_t scenario_align[MOST_NAMES];
static unsigned int primitive_count, scenario_count, cpu_count;
static bool unsafe;

/* The files of a worker. Its shadow uses them at the same time. */
static atomic_int files[FILES];

/* What all workers count */
static struct {
	atomic_ulong cells;
} * shared;

/* Memory of each kind */
static uint8_t *good, *last_good_page, *forbidden, *read_only;

/* A thread's random numbers: splitmix64 */
static _Thread_local uint64_t state;

static uint64_t draw(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static uint32_t below(uint32_t bound)
{
	return (uint32_t)((draw() >> 32) * bound >> 32);
}

static bool one_in(uint32_t n)
{
	return below(n) == 0;
}

/* A number at which code that counts goes wrong most often */
static uint64_t edge(void)
{
	static const uint64_t edges[] = {
		0,	    1,		2,
		3,	    7,		8,
		63,	    64,		255,
		256,	    4095,	4096,
		4097,	    8192,	65535,
		65536,	    100000,	1000000,
		10000000,   86400000,	0x7fffffff,
		0x80000000, 0xffffffff, 0x100000000,
		UINT64_MAX, INT64_MAX,	UINT64_MAX - 7,
	};

	if (one_in(4))
		return draw() >> below(64);
	return edges[below(sizeof(edges) / sizeof(edges[0]))] + (one_in(4) ? below(3) - 1 : 0);
}

static int any_file(void)
{
	if (one_in(200))
		return (int)below(20) - 2;
	return files[below(FILES)];
}

static void *bad_memory(void)
{
	switch (below(7)) {
	case 0:
		return NULL;
	case 1:
		return (void *)0xffff888000000000;
	case 2:
		return (void *)0x8000000000000000;
	case 3:
		return forbidden + below(PAGE);
	case 4:
		return read_only + below(PAGE);
	case 5:
		return (void *)draw();
	default:
		/* It begins in good memory and ends in none. */
		return last_good_page + PAGE - below(one_in(2) ? 64 : PAGE);
	}
}

static void *any_memory(void)
{
	return one_in(2) ? bad_memory() : good + below(64);
}

/* Flips bits of a struct, or sets fields to edges. */
static void mutate(void *arg, size_t size)
{
	uint8_t *bytes = arg;

	for (uint32_t i = below(4); i-- > 0;) {
		uint64_t value = edge();
		size_t at = below((uint32_t)size);

		if (one_in(2))
			at &= ~(size_t)3;
		if (one_in(3))
			bytes[at] ^= 1 << below(8);
		else
			memcpy(bytes + at, &value, size - at < 4 ? size - at : 4);
	}
}

static uint32_t any_cpu(void)
{
	return one_in(50) ? (uint32_t)edge() : below(cpu_count);
}

static void add_pair(void)
{
	struct tt_pair pair = {
		.deleter_cpu = any_cpu(),
		.base_cpu = any_cpu(),
		.node = one_in(20) ? (uint32_t)edge() : 0,
		.third_cpu = one_in(2) ? TT_NO_CPU : any_cpu(),
	};

	if (one_in(20))
		mutate(&pair, sizeof(pair));
	guest_request(any_file(), TT_ADD_PAIR, &pair);
}

/* Whether a cell does by design what a run of this program must not do */
static bool deadly(const struct tt_start *start)
{
	if (start->inject != TT_INJECT_NONE && start->inject != TT_INJECT_EARLY_START &&
	    start->inject != TT_INJECT_LATE_ARM && start->inject != TT_INJECT_STOLEN_ARM)
		return true;
	return !strncmp(start->scenario, "readd-on", TT_NAME_LEN) ||
	       !strncmp(start->primitive, "broken_", 7);
}

static struct tt_start any_cell(void)
{
	uint32_t scenario = below(scenario_count);
	struct tt_start start = guest_start(primitives[below(primitive_count)], scenarios[scenario],
					    scenario_align[scenario], 10 + below(30));

	start.seed = draw();
	start.cell = below(1000);
	if (one_in(3))
		start.align = below(3);
	if (one_in(3))
		start.flags = one_in(10) ? 1u << below(32) : TT_START_SLEEP;
	if (unsafe && one_in(10))
		start.flags |= TT_START_HOTPLUG;
	if (one_in(3))
		start.timer_flags = below(8);
	if (one_in(4))
		start.handler_ns = (uint32_t)edge();
	if (one_in(4))
		start.batch = one_in(2) ? below(100) : (uint32_t)edge();
	if (one_in(6))
		start.slots = one_in(2) ? 4 + below(100) : (uint32_t)edge();
	if (one_in(6))
		start.cold = below(4);
	if (one_in(6))
		start.remote_ns = one_in(2) ? below(1000) : (uint32_t)edge();
	if (one_in(10))
		start.slice_ms = one_in(2) ? 1 + below(10) : (uint32_t)edge();
	if (one_in(20))
		start.duration_ms = (uint32_t)edge();
	if (one_in(20))
		start.skip = (uint32_t)edge();
	if (one_in(20))
		start.inject = (uint32_t)edge();
	if (one_in(20))
		mutate(&start, sizeof(start));
	return start;
}

static void start_cell(void)
{
	struct tt_start start = any_cell();
	struct tt_refusal why;

	if (unsafe && deadly(&start))
		return;
	if (guest_request(any_file(), TT_START, &start) < 0 && one_in(4)) {
		memset(&why, 0, sizeof(why));
		guest_request(any_file(), TT_GET_REFUSAL, &why);
	}
}

static void stop_cell(void)
{
	struct tt_stop stop = {};

	if (one_in(20))
		mutate(&stop, sizeof(stop));
	guest_request(any_file(), TT_STOP, &stop);
}

/* Asks for something, with a number that may be too large. */
static void ask(void)
{
	static const unsigned long requests[] = {
		TT_GET_INFO,   TT_GET_CPU,     TT_GET_NODE,  TT_GET_PRIMITIVE, TT_GET_SCENARIO,
		TT_GET_VICTIM, TT_GET_REFUSAL, TT_GET_CHECK, TT_GET_CODE,      TT_PUT_MARKS,
	};
	union {
		uint32_t index;
		uint8_t bytes[TT_SHIM_MAX_STRUCT];
	} arg = {.index = one_in(4) ? (uint32_t)edge() : below(64)};
	unsigned long request = requests[below(sizeof(requests) / sizeof(requests[0]))];

	if (one_in(10))
		mutate(&arg, _IOC_SIZE(request));
	guest_request(any_file(), request, &arg);
}

/* Any request with any struct, in any memory. Without unsafe=1 nothing that can be asked for may do
 * harm. */
static void ask_nonsense(void)
{
	unsigned long request =
		_IOC(one_in(8) ? below(4) : _IOC_READ | _IOC_WRITE,
		     one_in(16) ? below(256) : TT_IOC_MAGIC, below(16), below(4096));
	static const unsigned long known[] = {
		TT_GET_INFO,	 TT_GET_CPU,   TT_GET_NODE, TT_GET_PRIMITIVE,
		TT_GET_SCENARIO, TT_ADD_PAIR,  TT_STOP,	    TT_GET_VICTIM,
		TT_GET_REFUSAL,	 TT_GET_CHECK, TT_GET_CODE, TT_PUT_MARKS,
	};

	if (one_in(2))
		request = known[below(sizeof(known) / sizeof(known[0]))];
	else if (unsafe && _IOC_NR(request) == _IOC_NR(TT_START))
		return;
	ioctl(any_file(), request, any_memory());
}

static size_t any_size(void)
{
	return one_in(4) ? (size_t)edge() : below(READ_SIZE);
}

static void read_good(void)
{
	static _Thread_local uint8_t records[READ_SIZE];

	if (read(any_file(), records, READ_SIZE) < 0)
		return;
}

static void read_bad(void)
{
	if (read(any_file(), any_memory(), any_size()) < 0)
		return;
}

static void read_in_parts(void)
{
	struct iovec parts[3] = {
		{.iov_base = any_memory(), .iov_len = below(200)},
		{.iov_base = any_memory(), .iov_len = below(PAGE)},
		{.iov_base = any_memory(), .iov_len = below(PAGE)},
	};

	if (readv(any_file(), parts, 3) < 0)
		return;
}

static void poll_some(void)
{
	struct pollfd ready[3];

	for (int i = 0; i < 3; i++)
		ready[i] = (struct pollfd){.fd = any_file(), .events = (short)draw()};
	poll(ready, 3, (int)below(3));
}

static void interrupted(int signal)
{
	(void)signal;
}

/* Lets a signal arrive again and again, because some reads would wait for ever. */
static void signal_every(int ms)
{
	struct sigaction action = {.sa_handler = interrupted};
	struct itimerval timer = {.it_value.tv_usec = ms * 1000, .it_interval.tv_usec = ms * 1000};

	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &timer, NULL);
}

/* A read that waits until there is a record, or until a signal ends it */
static void read_until_signal(void)
{
	int fd = any_file();

	fcntl(fd, F_SETFL, 0);
	signal_every(SIGNAL_MS);
	if (read(fd, good, READ_SIZE) < 0)
		errno = 0;
	signal_every(CALM_MS);
	fcntl(fd, F_SETFL, O_NONBLOCK);
}

/* Starts a cell that the module does not refuse, unless another one is running. */
static bool start_some_cell(int fd)
{
	for (int i = 0; i < 10; i++) {
		uint32_t cpu = below(cpu_count);
		struct tt_start start = any_cell();
		int error;

		if (unsafe && deadly(&start))
			continue;
		guest_add_pair(fd, cpu, (cpu + 1) % cpu_count,
			       cpu_count > 2 ? (cpu + 2) % cpu_count : TT_NO_CPU);
		error = guest_request(fd, TT_START, &start);
		if (!error)
			return true;
		if (error == -EBUSY)
			return false;
	}
	return false;
}

/*
 * A cell of a file of its own. Single calls seldom make a cell, and leave it unread, so that the
 * device is busy.
 */
static void run_cell(void)
{
	struct tt_stop stop = {};
	int fd = tt_open(DEVICE);

	if (fd < 0)
		return;
	if (start_some_cell(fd)) {
		atomic_fetch_add(&shared->cells, 1);
		if (one_in(4))
			guest_request(fd, TT_STOP, &stop);
		for (int i = 0; i < 40 && tt_read(fd, good, READ_SIZE, 5) >= 0; i++)
			if (one_in(4) && read(fd, bad_memory(), any_size()) < 0)
				errno = 0;
	}
	/* If it stayed with its cell, nobody else could race. */
	if (one_in(8))
		fd = atomic_exchange(&files[below(FILES)], fd);
	if (fd >= 0)
		close(fd);
}

static void open_one(void)
{
	int fd = open(DEVICE, O_NONBLOCK | (one_in(10) ? O_WRONLY : O_RDWR));

	if (fd >= 0 && (fd = atomic_exchange(&files[below(FILES)], fd)) >= 0)
		close(fd);
}

static void close_one(void)
{
	int fd = atomic_exchange(&files[below(FILES)], -1);

	if (fd >= 0)
		close(fd);
}

static void duplicate_one(void)
{
	int fd = dup(any_file());

	if (fd >= 0 && (fd = atomic_exchange(&files[below(FILES)], fd)) >= 0)
		close(fd);
}

static void do_what_it_cannot(void)
{
	int fd = any_file();
	void *map;

	switch (below(6)) {
	case 0:
		if (write(fd, any_memory(), any_size()) < 0)
			return;
		return;
	case 1:
		lseek(fd, (off_t)edge(), (int)below(6));
		return;
	case 2:
		map = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		if (map != MAP_FAILED)
			munmap(map, PAGE);
		return;
	case 3:
		fsync(fd);
		return;
	case 4:
		if (pread(fd, any_memory(), any_size(), (off_t)edge()) < 0)
			return;
		return;
	default:
		if (ftruncate(fd, (off_t)edge()) < 0)
			return;
	}
}

static void call(unsigned int depth);

/* An orphan would keep its files, and the module with them. */
static void die_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
}

/* A child with the same files calls for a while, and ends by itself or is killed. */
static void fork_one(unsigned int depth)
{
	uint64_t seed = draw();
	uint32_t calls = below(50), wait_us = below(5000);
	bool killed = one_in(2);
	pid_t parent = getpid(), child = fork();

	if (child == 0) {
		die_with(parent);
		signal_every(CALM_MS);
		state = seed;
		while (killed || calls-- > 0)
			call(depth + 1);
		_exit(0);
	}
	if (child < 0)
		return;
	if (killed) {
		usleep(wait_us);
		kill(child, SIGKILL);
	}
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static const struct {
	uint32_t weight;
	void (*make)(void);
} kinds[] = {
	{3, run_cell},	    {14, add_pair},	{1, start_cell},	{3, stop_cell},
	{14, ask},	    {16, ask_nonsense}, {8, read_good},		{12, read_bad},
	{4, read_in_parts}, {4, poll_some},	{1, read_until_signal}, {5, open_one},
	{2, close_one},	    {2, duplicate_one}, {6, do_what_it_cannot},
};

/* Makes one call at random. */
static void call(unsigned int depth)
{
	uint32_t sum = 0, at;

	if (depth < 2 && one_in(500)) {
		fork_one(depth);
		return;
	}
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		sum += kinds[i].weight;
	at = below(sum);
	for (size_t i = 0;; i++) {
		if (at < kinds[i].weight) {
			kinds[i].make();
			return;
		}
		at -= kinds[i].weight;
	}
}

static atomic_bool over;

static void *shadow(void *seed)
{
	state = (uintptr_t)seed;
	while (!atomic_load(&over)) {
		/* It makes no cells, so that it does not take the device from the workers. */
		switch (below(6)) {
		case 0:
			read_good();
			break;
		case 1:
			read_bad();
			break;
		case 2:
			ask();
			break;
		case 3:
			poll_some();
			break;
		case 4:
			add_pair();
			break;
		default:
			usleep(below(2000));
		}
	}
	return NULL;
}

static _Noreturn void work(uint64_t seed, unsigned long calls, bool with_shadow)
{
	pthread_t thread;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal_every(CALM_MS);
	state = seed;
	for (int i = 0; i < FILES; i++)
		files[i] = -1;
	open_one();
	if (with_shadow && pthread_create(&thread, NULL, shadow, (void *)(uintptr_t)~seed))
		_exit(1);
	while (calls-- > 0) {
		call(0);
		if (with_shadow && calls % 1000 == 0)
			pthread_kill(thread, SIGALRM);
	}
	atomic_store(&over, true);
	while (with_shadow && pthread_tryjoin_np(thread, NULL)) {
		pthread_kill(thread, SIGALRM);
		usleep(1000);
	}
	_exit(0);
}

static void read_catalogue(void)
{
	int fd = tt_open(DEVICE);
	struct tt_primitive primitive = {};
	struct tt_scenario scenario = {};
	struct tt_info info = {};

	guest_request(fd, TT_GET_INFO, &info);
	cpu_count = info.cpus_online;
	for (; primitive_count < info.primitives && primitive_count < MOST_NAMES;
	     primitive_count++) {
		primitive.index = primitive_count;
		guest_request(fd, TT_GET_PRIMITIVE, &primitive);
		memcpy(primitives[primitive_count], primitive.name, TT_NAME_LEN);
	}
	for (; scenario_count < info.scenarios && scenario_count < MOST_NAMES; scenario_count++) {
		scenario.index = scenario_count;
		guest_request(fd, TT_GET_SCENARIO, &scenario);
		memcpy(scenarios[scenario_count], scenario.name, TT_NAME_LEN);
		scenario_align[scenario_count] = (uint32_t)__builtin_ctz(scenario.aligns | 8);
	}
	tt_close(fd);
}

static void make_memory(void)
{
	const int flags = MAP_PRIVATE | MAP_ANONYMOUS;

	good = mmap(NULL, READ_SIZE + PAGE, PROT_READ | PROT_WRITE, flags, -1, 0);
	last_good_page = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, flags, -1, 0);
	mprotect(last_good_page + PAGE, PAGE, PROT_NONE);
	shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	forbidden = mmap(NULL, PAGE, PROT_NONE, flags, -1, 0);
	read_only = mmap(NULL, PAGE, PROT_READ, flags, -1, 0);
}

/* Runs the workers until each has made its share of the calls. Returns how many did not end well.
 */
static unsigned int run_workers(const struct options *options, unsigned long calls)
{
	pid_t worker[MOST_WORKERS];
	unsigned int i, bad = 0;
	int status;

	for (i = 0; i < options->workers; i++) {
		worker[i] = fork();
		if (worker[i] == 0)
			work(options->seed + calls + i, calls / options->workers,
			     options->workers > 1);
	}
	for (i = 0; i < options->workers; i++)
		if (waitpid(worker[i], &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status))
			bad++;
	return bad;
}

static unsigned int problems;

static void problem(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void problem(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	printf("fuzz: ");
	vprintf(format, arguments);
	printf("\n");
	va_end(arguments);
	problems++;
}

static unsigned long complaints(void)
{
	char text[32];

	return strtoul(guest_read("/proc/sys/kernel/tainted", text, sizeof(text)), NULL, 10) &
	       TAINT_COMPLAINTS;
}

/* The kernel's memory without what it only keeps for later */
static long kernel_kib(void)
{
	guest_write("/proc/sys/vm/drop_caches", "3");
	guest_sleep_ms(500);
	return guest_kernel_kib();
}

/* Of a kernel with CONFIG_DEBUG_KMEMLEAK: what nobody points to any more */
static void look_for_leaks(void)
{
	static char text[16384];

	mkdir("/debug", 0755);
	if (mount("debugfs", "/debug", "debugfs", 0, NULL) < 0 ||
	    guest_write("/debug/kmemleak", "scan") < 0)
		return;
	guest_sleep_ms(6000); /* an object must be some seconds old */
	guest_write("/debug/kmemleak", "scan");
	if (*guest_read("/debug/kmemleak", text, sizeof(text)))
		problem("the kernel lost memory:\n%s", text);
	else
		printf("fuzz: kmemleak found nothing\n");
}

static void rest(const struct options *options)
{
	const char *parameters = options->unsafe ? "unsafe=1" : "unsafe=0";
	unsigned int cpus[1], threads = 1;
	int error;

	for (int i = 0; i < 250 && threads; i++) {
		threads = guest_threads("tt_", cpus, 1);
		guest_sleep_ms(20);
	}
	if (threads)
		problem("%u threads of the module are left", threads);
	error = guest_unload();
	if (error)
		problem("the module does not go: %s", strerror(-error));
	else if ((error = guest_load(parameters)))
		problem("the module does not come back: %s", strerror(-error));
}

static unsigned long number(const char *text)
{
	char *end;
	unsigned long value = strtoul(text, &end, 0);

	if (!*text || *end) {
		printf("fuzz: %s is not a number\n", text);
		exit(2);
	}
	return value;
}

static struct options options_of(int argc, char **argv)
{
	struct options options = {.seed = 1, .calls = 20000, .workers = 4};

	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--unsafe")) {
			options.unsafe = true;
		} else if (i + 1 < argc && !strcmp(argv[i], "--seed")) {
			options.seed = number(argv[++i]);
		} else if (i + 1 < argc && !strcmp(argv[i], "--calls")) {
			options.calls = number(argv[++i]);
		} else if (i + 1 < argc && !strcmp(argv[i], "--workers")) {
			options.workers = (unsigned int)number(argv[++i]);
		} else {
			printf("fuzz: unknown option %s\n", argv[i]);
			exit(2);
		}
	}
	if (options.workers < 1 || options.workers > MOST_WORKERS)
		exit(2);
	return options;
}

int main(int argc, char **argv)
{
	struct options options = options_of(argc, argv);
	unsigned long tainted = complaints();
	int64_t begin;
	long kib;

	setvbuf(stdout, NULL, _IOLBF, 0);
	unsafe = options.unsafe;
	make_memory();
	read_catalogue();
	printf("fuzz: seed %llu, %lu calls, %u workers%s\n", (unsigned long long)options.seed,
	       options.calls, options.workers, unsafe ? ", unsafe" : "");
	run_workers(&options, WARM_UP);
	rest(&options);
	kib = kernel_kib();
	begin = guest_now_ms();
	if (run_workers(&options, options.calls))
		problem("a worker was killed");
	printf("fuzz: %lu calls in %lld ms, %lu cells\n", options.calls,
	       (long long)(guest_now_ms() - begin), atomic_load(&shared->cells));
	if (!atomic_load(&shared->cells))
		problem("no cell was raced");
	rest(&options);
	kib = kernel_kib() - kib;
	printf("fuzz: the kernel's memory grew by %ld KiB\n", kib);
	if (kib > LEAK_KIB)
		problem("that is a leak");
	look_for_leaks();
	if (complaints() & ~tainted)
		problem("the kernel complained, tainted %#lx", complaints());
	printf("fuzz: %u problems\n", problems);
	return problems != 0;
}
