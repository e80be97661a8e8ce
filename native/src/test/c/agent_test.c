// SPDX-License-Identifier: Apache-2.0
/*
 * Tests the agent's stream as a whole: hello, ioctls, records, and how it ends. The program's only
 * argument is the agent's path.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent_peer.h"
#include "test.h"
#include "timertorture.h"
#include "tt_wire.h"

static void hello_comes_first_and_tells_every_request(void)
{
	static const struct ttw_size sizes[] = {
		{_IOC_NR(TT_GET_INFO), sizeof(struct tt_info)},
		{_IOC_NR(TT_GET_CPU), sizeof(struct tt_cpu)},
		{_IOC_NR(TT_GET_NODE), sizeof(struct tt_node)},
		{_IOC_NR(TT_GET_PRIMITIVE), sizeof(struct tt_primitive)},
		{_IOC_NR(TT_GET_SCENARIO), sizeof(struct tt_scenario)},
		{_IOC_NR(TT_ADD_PAIR), sizeof(struct tt_pair)},
		{_IOC_NR(TT_START), sizeof(struct tt_start)},
		{_IOC_NR(TT_STOP), sizeof(struct tt_stop)},
		{_IOC_NR(TT_GET_VICTIM), sizeof(struct tt_victim)},
		{_IOC_NR(TT_GET_REFUSAL), sizeof(struct tt_refusal)},
		{_IOC_NR(TT_GET_CHECK), sizeof(struct tt_check_text)},
		{_IOC_NR(TT_GET_CODE), sizeof(struct tt_code)},
		{_IOC_NR(TT_PUT_MARKS), sizeof(struct tt_marks)},
	};
	struct ttw_hello hello;

	agent_start("/dev/zero"); /* has records at once */
	REQUIRE(next_frame() == TTW_HELLO);
	CHECK_INT(sizeof(hello) + sizeof(sizes), frame.head.length);
	memcpy(&hello, frame.payload, sizeof(hello));
	CHECK(!memcmp(hello.magic, "TTWIRE\0", 8));
	CHECK_INT(0x01020304, hello.byte_order);
	CHECK_INT(TTW_VERSION, hello.version);
	CHECK_INT(TT_ABI, hello.abi);
	CHECK_INT(sizeof(sizes) / sizeof(sizes[0]), hello.requests);
	CHECK(!memcmp(frame.payload + sizeof(hello), sizes, sizeof(sizes)));
	agent_is_left();
}

static void an_ioctl_is_answered_with_its_errno_and_its_struct(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	send_frame(TTW_IOCTL, 0xfffffffe, _IOC_NR(TT_GET_INFO), "abcdefgh", 8);
	CHECK_INT(TTW_REPLY, next_frame());
	CHECK_INT(0xfffffffe, frame.head.id);
	CHECK_INT(-ENOTTY, frame.head.value);
	CHECK_INT(8, frame.head.length);
	CHECK(!memcmp(frame.payload, "abcdefgh", 8));
	agent_is_left();
}

static void an_unknown_request_number_is_answered_and_does_no_harm(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	send_frame(TTW_IOCTL, 1, -1, "", 0);
	CHECK_INT(TTW_REPLY, next_frame());
	CHECK_INT(-ENOTTY, frame.head.value);
	send_frame(TTW_IOCTL, 2, 0x7fffffff, "", 0);
	CHECK_INT(TTW_REPLY, next_frame());
	CHECK_INT(2, frame.head.id);
	CHECK_INT(-ENOTTY, frame.head.value);
	agent_is_left();
}

static void a_frame_may_arrive_in_pieces(void)
{
	struct ttw_head head = head_of(4, TTW_IOCTL, 5, 0);

	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	for (size_t i = 0; i < sizeof(head); i++) {
		send_all((uint8_t *)&head + i, 1);
		sleep_ms(1);
	}
	for (int i = 0; i < 4; i++) {
		send_all("wxyz" + i, 1);
		sleep_ms(1);
	}
	CHECK_INT(TTW_REPLY, next_frame());
	CHECK_INT(5, frame.head.id);
	CHECK(!memcmp(frame.payload, "wxyz", 4));
	agent_is_left();
}

/*
 * The frames exceed all buffers on the way, so the sender must be stopped and nothing may be lost.
 */
static void many_ioctls_are_answered_in_order_when_the_controller_reads_at_last(void)
{
	static uint8_t payload[TTW_MAX_STRUCT];
	const uint32_t many = 1000;
	pid_t sender;
	int status;

	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	sender = fork();
	if (sender == 0) {
		for (uint32_t i = 0; i < many; i++) {
			if (!send_frame(TTW_IOCTL, i, _IOC_NR(TT_STOP), payload, sizeof(payload)))
				_exit(1);
		}
		_exit(0);
	}
	sleep_ms(200);
	for (uint32_t i = 0; i < many; i++) {
		REQUIRE(next_frame() == TTW_REPLY);
		REQUIRE(frame.head.id == i && frame.head.length == sizeof(payload));
	}
	waitpid(sender, &status, 0);
	CHECK_INT(0, status);
	agent_is_left();
}

static void records_are_carried_as_they_are(void)
{
	int fifo;

	unlink("device");
	REQUIRE(mkfifo("device", 0600) == 0);
	fifo = open("device", O_RDWR);
	agent_start("device");
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK_INT(7, write(fifo, "records", 7));
	CHECK_INT(TTW_RECORDS, next_frame());
	CHECK_INT(7, frame.head.length);
	CHECK(!memcmp(frame.payload, "records", 7));
	CHECK_INT(4, write(fifo, "more", 4));
	CHECK_INT(TTW_RECORDS, next_frame());
	CHECK(!memcmp(frame.payload, "more", 4));
	close(fifo);
	agent_is_left();
}

static void nothing_is_lost_or_reordered_when_the_reader_is_slow(void)
{
	static uint32_t numbers[1 << 20], expected;
	size_t got = 0;
	pid_t writer;
	int fifo;

	unlink("device");
	REQUIRE(mkfifo("device", 0600) == 0);
	fifo = open("device", O_RDWR);
	agent_start("device");
	CHECK_INT(TTW_HELLO, next_frame());
	for (uint32_t i = 0; i < 1 << 20; i++)
		numbers[i] = i;
	writer = fork();
	if (writer == 0)
		_exit(write(fifo, numbers, sizeof(numbers)) != sizeof(numbers));
	for (int frames = 0; got < sizeof(numbers); frames++) {
		REQUIRE(next_frame() == TTW_RECORDS);
		for (uint32_t i = 0; i < frame.head.length / 4; i++)
			REQUIRE(((uint32_t *)frame.payload)[i] == expected++);
		got += frame.head.length;
		if (frames % 16 == 0)
			sleep_ms(10);
	}
	waitpid(writer, NULL, 0);
	close(fifo);
	agent_is_left();
}

static void an_ioctl_is_answered_amid_records_without_end(void)
{
	agent_start("/dev/zero");
	CHECK_INT(TTW_HELLO, next_frame());
	sleep_ms(100); /* by now its buffers are full */
	send_frame(TTW_IOCTL, 9, _IOC_NR(TT_STOP), "", 0);
	CHECK_INT(TTW_REPLY, next_but_records());
	CHECK_INT(9, frame.head.id);
	agent_is_left();
}

static void it_leaves_within_a_second_when_the_controller_does(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	agent_is_left();
	agent_start("/dev/null");
	agent_is_left(); /* the hello is not read */
}

static void half_a_frame_does_not_keep_it_from_leaving(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	send_all("\4\0\0\0\1", 5);
	agent_is_left();
}

static void it_leaves_even_when_its_buffers_are_full(void)
{
	agent_start("/dev/zero");
	sleep_ms(200);
	agent_is_left();
}

static void it_leaves_even_when_many_ioctls_are_unanswered(void)
{
	static uint8_t payload[TTW_MAX_STRUCT];

	agent_start("/dev/zero");
	fcntl(agent.fd, F_SETFL, O_NONBLOCK);
	for (uint32_t i = 0; i < 1000; i++) {
		if (!send_frame(TTW_IOCTL, i, _IOC_NR(TT_STOP), payload, sizeof(payload)))
			break;
		if (i % 16 == 0)
			sleep_ms(1);
	}
	CHECK_INT(EAGAIN, errno);
	agent_is_left();
}

static void a_controller_that_closes_its_own_half_counts_as_gone(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	shutdown(agent.fd, SHUT_WR);
	CHECK_INT(0, next_frame());
	CHECK_INT(0, agent_end_within(1000));
	hang_up();
}

static void it_leaves_when_the_controller_is_silent_for_too_long(void)
{
	int64_t begin = now_ms();

	agent_start_with("/dev/zero", "--silence", "1");
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK_INT(0, agent_end_within(PATIENCE_MS));
	CHECK(now_ms() - begin >= 1000);
	hang_up();
}

static void a_controller_that_says_it_is_alive_is_not_left(void)
{
	agent_start_with("/dev/null", "--silence", "3");
	CHECK_INT(TTW_HELLO, next_frame());
	for (int i = 0; i < 40; i++) {
		send_frame(TTW_ALIVE, 0, 0, "", 0);
		sleep_ms(100);
	}
	send_frame(TTW_IOCTL, 7, _IOC_NR(TT_STOP), "", 0);
	CHECK_INT(TTW_REPLY, next_frame()); /* ALIVE itself was not answered */
	CHECK_INT(7, frame.head.id);
	agent_is_left();
}

static void the_log_is_told_or_its_error(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	send_frame(TTW_LOG, 3, 0, "", 0);
	CHECK_INT(TTW_REPLY, next_frame());
	CHECK_INT(3, frame.head.id);
	CHECK(frame.head.value <= 0);
	agent_is_left();
}

static void a_passing_agent_leaves_nothing_behind_while_it_runs(void)
{
	const char *installed = agent_path;

	mkdir("passing", 0700);
	unlink("passing/agent");
	REQUIRE(link(installed, "passing/agent") == 0);
	agent_path = "passing/agent";
	agent_start_with("/dev/null", "--passing", NULL);
	agent_path = installed;
	CHECK_INT(TTW_HELLO, next_frame());
	CHECK(access("passing", F_OK) < 0 && errno == ENOENT);
	agent_is_left();
}

static void bye_is_answered_after_the_records_and_ends_the_stream(void)
{
	agent_start("/dev/zero");
	CHECK_INT(TTW_HELLO, next_frame());
	send_frame(TTW_BYE, 0, 0, "", 0);
	CHECK_INT(TTW_GOODBYE, next_but_records());
	CHECK_INT(0, frame.head.length);
	CHECK_INT(0, next_frame());
	CHECK_INT(0, agent_end_within(1000));
	hang_up();
}

static void after_bye_nobody_needs_to_read(void)
{
	int64_t begin = now_ms();

	agent_start("/dev/zero");
	sleep_ms(200);
	send_frame(TTW_BYE, 0, 0, "", 0);
	CHECK_INT(0, agent_end_within(4000));
	CHECK(now_ms() - begin > 1500); /* but it waited for the controller */
	hang_up();
}

static void is_thrown_out_for(struct ttw_head head, const char *because)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	send_all(&head, sizeof(head));
	CHECK_INT(TTW_ERROR, next_frame());
	CHECK_INT(TTW_STAGE_WIRE, frame.head.value);
	CHECK(payload_has(because));
	CHECK_INT(0, next_frame());
	CHECK_INT(1, agent_end_within(1000));
	hang_up();
}

static void garbage_is_answered_with_the_reason_and_the_end(void)
{
	struct ttw_head reserved = head_of(0, TTW_BYE, 0, 0);

	reserved.reserved = htole16(1);
	is_thrown_out_for(reserved, "reserved");
	is_thrown_out_for(head_of(0, TTW_REPLY, 0, 0), "unknown frame kind 17");
	is_thrown_out_for(head_of(TTW_MAX_STRUCT + 1, TTW_IOCTL, 0, 0), "4097 bytes");
	is_thrown_out_for(head_of(TTW_MAX_PAYLOAD + 1, TTW_IOCTL, 0, 0), "bytes");
}

/* /dev/null is always readable but has no data. */
static void a_device_with_nothing_to_say_costs_no_time(void)
{
	agent_start("/dev/null");
	CHECK_INT(TTW_HELLO, next_frame());
	sleep_ms(1000);
	agent_is_left();
	if (agent.cpu_ms >= 100)
		fprintf(stderr, "%ld ms of CPU\n", agent.cpu_ms);
	CHECK(agent.cpu_ms < 100);
}

static void a_reader_that_does_not_read_costs_no_time(void)
{
	agent_start("/dev/zero");
	sleep_ms(1000);
	agent_is_left();
	if (agent.cpu_ms >= 200)
		fprintf(stderr, "%ld ms of CPU\n", agent.cpu_ms);
	CHECK(agent.cpu_ms < 200);
}

static int run(char *const argv[], char *output, size_t size)
{
	int ends[2], status;
	ssize_t n, used = 0;
	pid_t pid;

	if (pipe(ends) < 0)
		exit(70);
	pid = fork();
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		execv(agent_path, argv);
		_exit(70);
	}
	close(ends[1]);
	while ((n = read(ends[0], output + used, size - 1 - (size_t)used)) > 0)
		used += n;
	output[used] = '\0';
	close(ends[0]);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void wrong_usage_is_exit_2_and_help_is_not(void)
{
	char output[4096], version[128];

	snprintf(version, sizeof(version), "timertorture-agent %s (abi %u, wire %u)\n", TT_VERSION,
		 TT_ABI, TTW_VERSION);
	CHECK_INT(2, run((char *[]){"agent", NULL}, output, sizeof(output)));
	CHECK(strstr(output, "--stdio is missing") != NULL);
	CHECK_INT(2, run((char *[]){"agent", "--frob", NULL}, output, sizeof(output)));
	CHECK(strstr(output, "unknown argument --frob\nUsage: ") != NULL);
	CHECK_INT(2, run((char *[]){"agent", "--stdio", "--device", NULL}, output, sizeof(output)));
	CHECK(strstr(output, "--device needs a path") != NULL);
	CHECK_INT(2, run((char *[]){"agent", "--stdio", "--silence", "0", NULL}, output,
			 sizeof(output)));
	CHECK(strstr(output, "--silence needs 1 to 3600 seconds") != NULL);
	CHECK_INT(0, run((char *[]){"agent", "--help", NULL}, output, sizeof(output)));
	CHECK(strncmp(output, "Usage: ", 7) == 0);
	CHECK_INT(0, run((char *[]){"agent", "--version", NULL}, output, sizeof(output)));
	CHECK(strstr(output, version) != NULL);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	agent_path = argv[1];
	alarm(300); /* ends a hanging test */
	RUN(hello_comes_first_and_tells_every_request);
	RUN(an_ioctl_is_answered_with_its_errno_and_its_struct);
	RUN(an_unknown_request_number_is_answered_and_does_no_harm);
	RUN(a_frame_may_arrive_in_pieces);
	RUN(many_ioctls_are_answered_in_order_when_the_controller_reads_at_last);
	RUN(records_are_carried_as_they_are);
	RUN(nothing_is_lost_or_reordered_when_the_reader_is_slow);
	RUN(an_ioctl_is_answered_amid_records_without_end);
	RUN(it_leaves_within_a_second_when_the_controller_does);
	RUN(half_a_frame_does_not_keep_it_from_leaving);
	RUN(it_leaves_even_when_its_buffers_are_full);
	RUN(it_leaves_even_when_many_ioctls_are_unanswered);
	RUN(a_controller_that_closes_its_own_half_counts_as_gone);
	RUN(it_leaves_when_the_controller_is_silent_for_too_long);
	RUN(a_controller_that_says_it_is_alive_is_not_left);
	RUN(the_log_is_told_or_its_error);
	RUN(a_passing_agent_leaves_nothing_behind_while_it_runs);
	RUN(bye_is_answered_after_the_records_and_ends_the_stream);
	RUN(after_bye_nobody_needs_to_read);
	RUN(garbage_is_answered_with_the_reason_and_the_end);
	RUN(a_device_with_nothing_to_say_costs_no_time);
	RUN(a_reader_that_does_not_read_costs_no_time);
	RUN(wrong_usage_is_exit_2_and_help_is_not);
	return tests_end();
}
