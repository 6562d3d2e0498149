/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The language that Oriel speaks; see oriel-words.h. */

#include "config.h"

#include "base/oriel-words.h"

#include <libintl.h>
#include <locale.h>

void
oriel_words_init (void)
{
  const char *folder = g_getenv ("ORIEL_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : ORIEL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
