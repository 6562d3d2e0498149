/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names for queries that have none: A, B, … Z, AA, AB, … , leaving out those in use. */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include "base/oriel-json.h"

struct _OrielRefIds
{
  GHashTable *used; /* set of owned texts */
  guint next;
};

OrielRefIds *
oriel_ref_ids_new (JsonArray *targets)
{
  OrielRefIds *self = g_new0 (OrielRefIds, 1);

  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < oriel_json_array_length (targets); i++)
    {
      const char *ref_id = oriel_json_string (oriel_json_array_object (targets, i), "refId", "");

      g_hash_table_add (self->used, g_strdup (ref_id));
    }

  return self;
}

void
oriel_ref_ids_free (OrielRefIds *ref_ids)
{
  g_hash_table_unref (ref_ids->used);
  g_free (ref_ids);
}

static char *
ref_id_for_number (guint number)
{
  GString *text = g_string_new (NULL);

  for (guint n = number + 1; n > 0; n = (n - 1) / 26)
    g_string_prepend_c (text, (char) ('A' + (n - 1) % 26));

  return g_string_free (text, FALSE);
}

char *
oriel_ref_ids_next (OrielRefIds *ref_ids)
{
  for (;;)
    {
      g_autofree char *ref_id = ref_id_for_number (ref_ids->next++);

      if (!g_hash_table_contains (ref_ids->used, ref_id))
        return g_steal_pointer (&ref_id);
    }
}
