// SPDX-License-Identifier: Apache-2.0
/* Tests how the agent reads its configuration and how it finds its port. Both need only files. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf.h"
#include "port.h"
#include "test.h"
#include "tt_wire.h"

static struct conf conf;
static char why[256];

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	CHECK(fd >= 0);
	CHECK_INT((long long)strlen(text), write(fd, text, strlen(text)));
	close(fd);
}

static int read_text(const char *text)
{
	write_file("conf_test.conf", text);
	why[0] = '\0';
	return conf_read(&conf, "conf_test.conf", why, sizeof(why));
}

static void an_empty_file_leaves_the_defaults(void)
{
	CHECK_INT(0, read_text(""));
	CHECK_INT(0, conf.module_count);
	CHECK(!strcmp(conf.port, TTW_PORT_NAME));
	CHECK(!strcmp(conf.device, "/dev/timertorture"));
	CHECK(conf.spawn[0] == NULL);
}

static void modules_keep_their_order_and_their_parameters(void)
{
	CHECK_INT(0, read_text("# first of all\n\n"
			       "module /lib/virtio.ko\n"
			       "module\t/lib/timertorture.ko   unsafe=1 name=\"a b\"\n"
			       "  later /lib/victim.ko \n"));
	REQUIRE(conf.module_count == 3);
	CHECK(!strcmp(conf.modules[0].path, "/lib/virtio.ko"));
	CHECK(!strcmp(conf.modules[0].params, ""));
	CHECK(!strcmp(conf.modules[1].path, "/lib/timertorture.ko"));
	CHECK(!strcmp(conf.modules[1].params, "unsafe=1 name=\"a b\""));
	CHECK(!conf.modules[0].later && !conf.modules[1].later && conf.modules[2].later);
	CHECK(!strcmp(conf.modules[2].path, "/lib/victim.ko"));
	CHECK(!strcmp(conf.modules[2].params, ""));
}

static void port_device_and_spawn_are_taken_without_a_last_newline(void)
{
	CHECK_INT(0,
		  read_text("port org.example.7\ndevice /dev/null\nspawn /java/bin/java -cp /x Y"));
	CHECK(!strcmp(conf.port, "org.example.7"));
	CHECK(!strcmp(conf.device, "/dev/null"));
	CHECK(!strcmp(conf.spawn[0], "/java/bin/java"));
	CHECK(!strcmp(conf.spawn[1], "-cp"));
	CHECK(!strcmp(conf.spawn[2], "/x"));
	CHECK(!strcmp(conf.spawn[3], "Y"));
	CHECK(conf.spawn[4] == NULL);
}

static void is_refused(const char *text, const char *because)
{
	CHECK_INT(-1, read_text(text));
	if (strcmp(why, because))
		fprintf(stderr, "the reason is: %s\n", why);
	CHECK(!strcmp(why, because));
}

static void an_error_is_reported_with_its_line(void)
{
	static char many[CONF_MAX_BYTES + 100];

	is_refused("\n\nmodlue /x\n", "conf_test.conf:3: unknown word at its start");
	is_refused("module\n", "conf_test.conf:1: module needs a path");
	is_refused("port a b\n", "conf_test.conf:1: one word too many");
	is_refused("port \n", "conf_test.conf:1: port needs a name");
	is_refused("device\n", "conf_test.conf:1: device needs a path");
	is_refused("spawn\n", "conf_test.conf:1: spawn needs a path");
	is_refused("spawn /a\nspawn /b\n", "conf_test.conf:2: spawn is there twice");
	for (int i = 0; i <= CONF_MAX_MODULES; i++)
		strcat(many, "module /x\n");
	is_refused(many, "conf_test.conf:65: too many modules");
	strcpy(many, "spawn");
	for (int i = 0; i <= CONF_MAX_SPAWN_ARGS; i++)
		strcat(many, " x");
	is_refused(many, "conf_test.conf:1: spawn has too many arguments");
	memset(many, '\n', sizeof(many) - 1);
	is_refused(many, "conf_test.conf: too long");
}

static void as_many_words_as_fit_are_taken(void)
{
	static char text[CONF_MAX_BYTES] = "spawn";

	for (int i = 0; i < CONF_MAX_SPAWN_ARGS; i++)
		strcat(text, " x");
	strcat(text, "\n");
	for (int i = 0; i < CONF_MAX_MODULES; i++)
		strcat(text, "module /x\n");
	CHECK_INT(0, read_text(text));
	CHECK(!strcmp(conf.spawn[CONF_MAX_SPAWN_ARGS - 1], "x"));
	CHECK(conf.spawn[CONF_MAX_SPAWN_ARGS] == NULL);
	CHECK_INT(CONF_MAX_MODULES, conf.module_count);
}

static void a_file_that_is_not_there_is_named(void)
{
	CHECK_INT(-1, conf_read(&conf, "/nonexistent.conf", why, sizeof(why)));
	CHECK(!strcmp(why, "/nonexistent.conf: No such file or directory"));
}

static void a_port_is_found_by_its_name(void)
{
	char node[64] = "";

	mkdir("ports", 0755);
	mkdir("ports/vport0p1", 0755);
	mkdir("ports/vport0p2", 0755);
	mkdir("ports/vport1p1", 0755); /* a port without a name */
	write_file("ports/vport0p1/name", "org.example.0\n");
	write_file("ports/vport0p2/name", TTW_PORT_NAME "\n");

	CHECK_INT(0, port_find("ports", TTW_PORT_NAME, node, sizeof(node)));
	CHECK(!strcmp(node, "vport0p2"));
	CHECK_INT(-ENOENT, port_find("ports", "org.example", node, sizeof(node)));
	CHECK_INT(-ENOENT, port_find("ports", "", node, sizeof(node)));
	CHECK_INT(-ENOENT, port_find("no-ports", TTW_PORT_NAME, node, sizeof(node)));
}

int main(void)
{
	RUN(an_empty_file_leaves_the_defaults);
	RUN(modules_keep_their_order_and_their_parameters);
	RUN(port_device_and_spawn_are_taken_without_a_last_newline);
	RUN(an_error_is_reported_with_its_line);
	RUN(as_many_words_as_fit_are_taken);
	RUN(a_file_that_is_not_there_is_named);
	RUN(a_port_is_found_by_its_name);
	return tests_end();
}
