/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the desktop application starts: the language, the renderer, the application. */

#include "config.h"

#include <glib/gi18n.h>

#include "app/oriel-application.h"
#include "app/oriel-heap.h"
#include "base/oriel-words.h"
#include "draw/oriel-fonts.h"

/* Whether the machine has a graphics processor that GL could use. */
static gboolean
has_render_node (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/dev/dri", 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;

  return FALSE;
}

/* GL without hardware is drawn by the processor, slower and hungrier than Cairo does it; loading
 * it alone would be a tenth of the start. Must run before GTK starts, and never overrules a
 * choice. */
static void
choose_renderer (void)
{
  if (g_getenv ("GSK_RENDERER") || has_render_node ())
    return;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}

static gpointer
load_fonts (G_GNUC_UNUSED gpointer unused)
{
  oriel_fonts_load ();
  return NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (OrielApplication) application = NULL;

  oriel_heap_init ();
  oriel_words_init ();

  choose_renderer ();

  /* Fontconfig reads its files while GTK starts; the environment is not touched any more. */
  g_thread_unref (g_thread_new ("fonts", load_fonts, NULL));

  g_set_application_name (_ ("Oriel"));

  application = oriel_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
