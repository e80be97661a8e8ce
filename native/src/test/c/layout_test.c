// SPDX-License-Identifier: Apache-2.0
/*
 * That the table of layouts is complete: no struct of the header is missing, and
 * no field of a struct. The header's path is the only argument.
 */
#include <string.h>

#include "test.h"
#include "timertorture.h"
#include "tt_shim.h"

static const char *header_path;

static bool is_struct(const struct tt_layout_row *row)
{
	return row && !row->field_name[0];
}

static const struct tt_layout_row *find_struct(const char *name)
{
	for (uint32_t i = 0; i < tt_layout_count(); i++) {
		if (is_struct(tt_layout(i)) && !strcmp(tt_layout(i)->struct_name, name))
			return tt_layout(i);
	}
	return NULL;
}

static void the_table_ends_where_its_count_says(void)
{
	CHECK(tt_layout_count() > 0);
	CHECK(tt_layout(tt_layout_count() - 1) != NULL);
	CHECK(tt_layout(tt_layout_count()) == NULL);
	CHECK(tt_layout(UINT32_MAX) == NULL);
}

static void a_struct_comes_before_its_fields(void)
{
	const char *current = "";

	for (uint32_t i = 0; i < tt_layout_count(); i++) {
		if (is_struct(tt_layout(i)))
			current = tt_layout(i)->struct_name;
		CHECK(!strcmp(tt_layout(i)->struct_name, current));
	}
}

/* With the promise that the uapi has no holes, a missing field shows as a gap. */
static void every_field_is_there_and_no_struct_has_a_hole(void)
{
	const struct tt_layout_row *row, *whole = NULL;
	uint32_t expected = 0;

	for (uint32_t i = 0; (row = tt_layout(i)); i++) {
		if (is_struct(row)) {
			if (whole && expected != whole->size)
				fprintf(stderr, "struct %s\n", whole->struct_name);
			if (whole)
				CHECK_INT(whole->size, expected);
			whole = row;
			expected = 0;
			continue;
		}
		if (row->offset != expected)
			fprintf(stderr, "field %s.%s\n", row->struct_name, row->field_name);
		CHECK_INT(expected, row->offset);
		expected = row->offset + row->size;
	}
	REQUIRE(whole != NULL);
	CHECK_INT(whole->size, expected);
}

static void every_struct_of_the_header_is_there(void)
{
	FILE *header = fopen(header_path, "r");
	unsigned int in_header = 0, in_table = 0;
	char line[256], name[64], brace[2];

	REQUIRE(header != NULL);
	while (fgets(line, sizeof(line), header)) {
		if (sscanf(line, "struct %63s %1[{]", name, brace) != 2)
			continue;
		in_header++;
		if (!find_struct(name))
			fprintf(stderr, "struct %s\n", name);
		CHECK(find_struct(name) != NULL);
	}
	fclose(header);
	for (uint32_t i = 0; i < tt_layout_count(); i++)
		in_table += is_struct(tt_layout(i));
	CHECK(in_header > 10);
	CHECK_INT(in_header, in_table);
}

static void no_struct_is_larger_than_a_request_may_be(void)
{
	for (uint32_t i = 0; i < tt_layout_count(); i++)
		CHECK(tt_layout(i)->size <= TT_SHIM_MAX_STRUCT);
}

static void the_abi_is_that_of_the_header(void)
{
	CHECK_INT(TT_ABI, tt_abi());
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	header_path = argv[1];
	RUN(the_table_ends_where_its_count_says);
	RUN(a_struct_comes_before_its_fields);
	RUN(every_field_is_there_and_no_struct_has_a_hole);
	RUN(every_struct_of_the_header_is_there);
	RUN(no_struct_is_larger_than_a_request_may_be);
	RUN(the_abi_is_that_of_the_header);
	return tests_end();
}
