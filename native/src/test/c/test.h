/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A minimal test framework. A test is a function whose name is a sentence. CHECK records a failure
 * and continues, REQUIRE leaves the test. Failures go to stderr, which even a quiet build shows.
 */
#ifndef TT_TEST_H
#define TT_TEST_H

#include <stdbool.h>
#include <stdio.h>

static unsigned int tests_passed, tests_failed;
static bool test_ok;

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);    \
			test_ok = false;                                                           \
		}                                                                                  \
	} while (0)

#define REQUIRE(condition)                                                                         \
	do {                                                                                       \
		CHECK(condition);                                                                  \
		if (!test_ok)                                                                      \
			return;                                                                    \
	} while (0)

#define CHECK_INT(expected, actual)                                                                \
	do {                                                                                       \
		long long want_ = (expected), got_ = (actual);                                     \
		if (want_ != got_) {                                                               \
			fprintf(stderr, "%s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__,       \
				#actual, got_, want_);                                             \
			test_ok = false;                                                           \
		}                                                                                  \
	} while (0)

#define RUN(test)                                                                                  \
	do {                                                                                       \
		test_ok = true;                                                                    \
		test();                                                                            \
		test_ok ? tests_passed++ : tests_failed++;                                         \
		fprintf(test_ok ? stdout : stderr, "%s %s\n", test_ok ? "ok    " : "FAILED",       \
			#test);                                                                    \
	} while (0)

/* Prints the last line and returns the exit status. A program that ran no test has failed. */
static inline int tests_end(void)
{
	printf("%u passed, %u failed\n", tests_passed, tests_failed);
	return tests_failed || !tests_passed;
}

#endif
