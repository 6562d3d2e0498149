/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-fonts.h.
 *
 * The folder is found beside the program: in the build folder, or under the prefix wherever that
 * was moved to; else where it was to be installed. A whole folder is added rather than its files,
 * as fontconfig keeps a cache for folders and would read files anew at every start. */

#include "config.h"

#include "draw/oriel-fonts.h"

#include <fontconfig/fontconfig.h>

static char *
program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL ? g_path_get_dirname (program) : NULL;
}

static gboolean
has_fonts (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "Inter-Regular.ttf", NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Nullable. Free with g_free(). */
static char *
find_folder (void)
{
  static const char *const beside[] = { "../../data/fonts", "../share/oriel/fonts" };
  g_autofree char *program = program_folder ();

  for (gsize i = 0; program != NULL && i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_build_filename (program, beside[i], NULL);
      g_autofree char *folder = g_canonicalize_filename (path, NULL);

      if (has_fonts (folder))
        return g_steal_pointer (&folder);
    }
  return has_fonts (ORIEL_DATA_DIR "/fonts") ? g_strdup (ORIEL_DATA_DIR "/fonts") : NULL;
}

void
oriel_fonts_load (void)
{
  static gsize loaded;

  if (g_once_init_enter (&loaded))
    {
      g_autofree char *folder = find_folder ();

      if (folder == NULL || !FcConfigAppFontAddDir (NULL, (const FcChar8 *) folder))
        g_debug ("the fonts of Oriel are missing; those of the system are taken");
      g_once_init_leave (&loaded, 1);
    }
}
