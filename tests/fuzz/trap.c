/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GLib ends a program by SIGTRAP when a warning is fatal, libFuzzer saves what it fed for SIGABRT.
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>

#include "fuzz.h"

static void
trapped (int number G_GNUC_UNUSED)
{
  abort ();
}

int LLVMFuzzerInitialize (int *argc, char ***argv);

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  signal (SIGTRAP, trapped);
  return 0;
}
