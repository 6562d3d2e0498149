/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which series of a chart a person does not want to see. */

#include "config.h"

#include "app/dashboard/oriel-hidden-series.h"

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GHashTable *
oriel_hidden_series_isolate (GHashTable *hidden,
                             const OrielVizSeries *series,
                             guint n,
                             const char *label)
{
  g_autoptr (GHashTable) set = new_set ();
  gboolean same = hidden != NULL;

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (series[i].label, label) != 0)
      {
        same = same && g_hash_table_contains (hidden, series[i].label);
        g_hash_table_add (set, g_strdup (series[i].label));
      }
  if (same && !g_hash_table_contains (hidden, label))
    return NULL;

  return g_steal_pointer (&set);
}

GHashTable *
oriel_hidden_series_toggle (GHashTable *hidden, const char *label)
{
  GHashTable *set = new_set ();
  GHashTableIter iter;
  gpointer key;

  if (hidden)
    {
      g_hash_table_iter_init (&iter, hidden);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (set, g_strdup (key));
    }
  if (!g_hash_table_remove (set, label))
    g_hash_table_add (set, g_strdup (label));

  return set;
}
