/* SPDX-License-Identifier: Apache-2.0 */
/* Prints messages that do not go over the wire: lines on the console or on stderr. */
#ifndef TT_SAY_H
#define TT_SAY_H

/* Sends later lines to @fd. Initially they go to stderr. */
void say_to(int fd);

/* Writes one line, with the program's name before it and a newline after it. */
__attribute__((format(printf, 1, 2))) void say(const char *format, ...);

#endif
