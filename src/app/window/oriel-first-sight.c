/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a new window is shown; see oriel-first-sight.h. */

#include "config.h"

#include "app/window/oriel-first-sight.h"

#define READING_MS 300 /* for files to be read */
#define DRAWING_MS 150 /* for answers and pictures, once they are */
#define DEADLINE "oriel-first-sight"

static gboolean
is_waiting (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), DEADLINE) != NULL;
}

static void
remove_source (gpointer source)
{
  g_source_remove (GPOINTER_TO_UINT (source));
}

static gboolean
deadline_cb (gpointer user_data)
{
  /* The source goes by being returned from, so that its number is only forgotten. */
  g_object_steal_data (user_data, DEADLINE);
  gtk_window_present (user_data);
  return G_SOURCE_REMOVE;
}

static void
wait_for (GtkWindow *window, guint ms)
{
  g_object_set_data_full (G_OBJECT (window), DEADLINE,
                          GUINT_TO_POINTER (g_timeout_add (ms, deadline_cb, window)),
                          remove_source);
}

void
oriel_first_sight_wait (GtkWindow *window)
{
  wait_for (window, READING_MS);
}

void
oriel_first_sight_loaded (GtkWindow *window)
{
  if (!is_waiting (window))
    return;

  /* Nobody knows yet how large a maximized window will be, so that nothing is being drawn. */
  if (gtk_window_is_maximized (window))
    oriel_first_sight_now (window);
  else
    wait_for (window, DRAWING_MS);
}

void
oriel_first_sight_now (GtkWindow *window)
{
  if (!is_waiting (window))
    return;

  g_object_set_data (G_OBJECT (window), DEADLINE, NULL);
  gtk_window_present (window);
}
