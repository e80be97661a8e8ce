/* SPDX-License-Identifier: Apache-2.0 */
/* What the agent has to tell outside the wire: lines on the console or on stderr. */
#ifndef TT_SAY_H
#define TT_SAY_H

/* Later lines go to @fd; stderr at first. */
void say_to(int fd);

/* Writes one line, prefixed with the program's name and ended here. */
__attribute__((format(printf, 1, 2))) void say(const char *format, ...);

#endif
