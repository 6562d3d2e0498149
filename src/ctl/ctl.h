/* SPDX-License-Identifier: GPL-3.0-or-later */

/* orielctl: what its commands share. Results go to standard output, messages to standard error. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Exit codes, the same for every command. */
enum
{
  CTL_OK = 0,
  CTL_FAILED = 1, /* a clear message was written */
  CTL_USAGE = 2,  /* wrong words; a hint was written */
};

typedef struct
{
  const char *name;
  const char *summary; /* marked for translation with N_() */
  int (*run) (int argc, char **argv);
} CtlCommand;

/* The commands, one file each. */
int ctl_render (int argc, char **argv);
int ctl_query (int argc, char **argv);
int ctl_inspect (int argc, char **argv);
int ctl_frames (int argc, char **argv);
int ctl_convert (int argc, char **argv);

/* Parses the options of a command; `what` is its arguments as shown in the usage. Returns FALSE
 * after writing what was wrong. */
gboolean ctl_parse (const char *command,
                    const char *what,
                    const char *summary,
                    const GOptionEntry *const *groups,
                    int *argc,
                    char ***argv);

/* Writes a message for people and returns CTL_FAILED. */
int ctl_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Writes a message and a hint and returns CTL_USAGE. */
int ctl_usage (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Writes bytes to standard output; TRUE when all went out. */
gboolean ctl_print (const char *text, gsize length);

G_END_DECLS
