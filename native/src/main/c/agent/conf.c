// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "conf.h"
#include "tt_wire.h"

#define BLANKS " \t\r"

/* Cuts the first word off *@rest. Returns NULL if there is none. */
static char *next_word(char **rest)
{
	char *word = *rest + strspn(*rest, BLANKS);
	char *end = word + strcspn(word, BLANKS);

	if (!*word)
		return NULL;
	*rest = *end ? end + 1 : end;
	*end = '\0';
	return word;
}

/* Returns what is wrong with the line, or NULL. */
static const char *take_module(struct conf *conf, char *rest, bool later)
{
	struct conf_module *module = &conf->modules[conf->module_count];

	if (conf->module_count == CONF_MAX_MODULES)
		return "too many modules";
	module->path = next_word(&rest);
	if (!module->path)
		return "module needs a path";
	module->params = rest + strspn(rest, BLANKS);
	module->later = later;
	conf->module_count++;
	return NULL;
}

static const char *take_spawn(struct conf *conf, char *rest)
{
	size_t n = 0;
	char *word;

	if (conf->spawn[0])
		return "spawn is there twice";
	while ((word = next_word(&rest))) {
		if (n == CONF_MAX_SPAWN_ARGS)
			return "spawn has too many arguments";
		conf->spawn[n++] = word;
	}
	return n ? NULL : "spawn needs a path";
}

static const char *take_one(const char **value, char *rest, const char *missing)
{
	char *word = next_word(&rest);

	if (!word)
		return missing;
	if (next_word(&rest))
		return "one word too many";
	*value = word;
	return NULL;
}

static const char *take_line(struct conf *conf, char *line)
{
	char *word = next_word(&line);

	if (!word || *word == '#')
		return NULL;
	if (!strcmp(word, "module"))
		return take_module(conf, line, false);
	if (!strcmp(word, "later"))
		return take_module(conf, line, true);
	if (!strcmp(word, "port"))
		return take_one(&conf->port, line, "port needs a name");
	if (!strcmp(word, "device"))
		return take_one(&conf->device, line, "device needs a path");
	if (!strcmp(word, "spawn"))
		return take_spawn(conf, line);
	return "unknown word at its start";
}

static int read_text(struct conf *conf, const char *path, char *why, size_t why_size)
{
	FILE *file = fopen(path, "re");
	size_t n;

	if (!file) {
		snprintf(why, why_size, "%s: %s", path, strerror(errno));
		return -1;
	}
	n = fread(conf->text, 1, sizeof(conf->text), file);
	if (ferror(file)) {
		snprintf(why, why_size, "%s: %s", path, strerror(errno));
		fclose(file);
		return -1;
	}
	fclose(file);
	if (n == sizeof(conf->text)) {
		snprintf(why, why_size, "%s: too long", path);
		return -1;
	}
	conf->text[n] = '\0';
	return 0;
}

int conf_read(struct conf *conf, const char *path, char *why, size_t why_size)
{
	char *line, *rest = conf->text;
	const char *wrong;
	unsigned int number = 0;

	memset(conf, 0, sizeof(*conf));
	conf->port = TTW_PORT_NAME;
	conf->device = CONF_DEVICE;
	if (read_text(conf, path, why, why_size) < 0)
		return -1;
	/* strtok() would skip empty lines, which must count. */
	while ((line = strsep(&rest, "\n"))) {
		number++;
		wrong = take_line(conf, line);
		if (wrong) {
			snprintf(why, why_size, "%s:%u: %s", path, number, wrong);
			return -1;
		}
	}
	return 0;
}
