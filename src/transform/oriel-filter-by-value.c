/* SPDX-License-Identifier: GPL-3.0-or-later */

/* filterByValue: the rows whose values meet conditions, or those that do not. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"

/* One condition, on a field of the frame that is being looked at. */
typedef struct
{
  const char *field_name;     /* borrowed from the options */
  OrielValueMatcher *matcher; /* NULL: there is none such */
  GError *error;              /* why there is none */
  const OrielField *field;    /* NULL: the frame has no such field; never met */
} Condition;

static void
clear_condition (gpointer data)
{
  Condition *condition = data;

  oriel_value_matcher_free (condition->matcher);
  g_clear_error (&condition->error);
}

static GArray *
read_conditions (JsonArray *filters)
{
  GArray *conditions = g_array_new (FALSE, FALSE, sizeof (Condition));

  g_array_set_clear_func (conditions, clear_condition);
  for (guint i = 0; i < oriel_json_array_length (filters); i++)
    {
      JsonObject *filter = oriel_json_array_object (filters, i);
      JsonObject *config = oriel_json_object (filter, "config");
      Condition condition = { .field_name = oriel_json_string (filter, "fieldName", "") };

      condition.matcher =
        oriel_value_matcher_new (oriel_json_string (config, "id", NULL),
                                 oriel_json_object (config, "options"), &condition.error);
      g_array_append_val (conditions, condition);
    }

  return conditions;
}

/* Finds the fields by their display names, the last of equal ones. FALSE with `error` when a
 * condition on a field that is there has no matcher. */
static gboolean
bind_conditions (GArray *conditions,
                 const OrielFrame *frame,
                 const OrielNameScope *scope,
                 GError **error)
{
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      OrielField *field = oriel_frame_field (frame, i);

      g_hash_table_insert (fields, oriel_field_display_name_in (field, frame, scope), field);
    }

  for (guint i = 0; i < conditions->len; i++)
    {
      Condition *condition = &g_array_index (conditions, Condition, i);

      condition->field = g_hash_table_lookup (fields, condition->field_name);
      if (condition->field != NULL && condition->matcher == NULL)
        {
          g_propagate_error (error, g_error_copy (condition->error));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
row_matches (const GArray *conditions, gsize row, gboolean match_all)
{
  gboolean matches = TRUE;

  for (guint i = 0; i < conditions->len; i++)
    {
      const Condition *condition = &g_array_index (conditions, Condition, i);
      OrielReduced cell = { .kind = ORIEL_REDUCED_NOTHING };

      if (condition->field != NULL)
        cell = oriel_field_cell (condition->field, row);
      matches = condition->field != NULL && oriel_value_matcher_test (condition->matcher, &cell);
      if (matches != match_all)
        break;
    }

  return matches;
}

GPtrArray *
oriel_transform_filter_by_value (JsonObject *options,
                                 GPtrArray *frames,
                                 const OrielTransformContext *context,
                                 GError **error)
{
  g_autoptr (GArray) conditions = read_conditions (oriel_json_array (options, "filters"));
  gboolean match_all = strcmp (oriel_json_string (options, "match", "any"), "all") == 0;
  gboolean include = strcmp (oriel_json_string (options, "type", "include"), "include") == 0;
  OrielNameScope scope = oriel_transform_scope (frames);
  g_autoptr (GPtrArray) filtered = oriel_frames_new ();

  if (conditions->len == 0)
    return oriel_frames_copy (frames);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint32));

      if (!bind_conditions (conditions, frame, &scope, error))
        return NULL;
      for (gint32 row = 0; (gsize) row < frame->n_rows; row++)
        if (row_matches (conditions, (gsize) row, match_all) == include)
          g_array_append_val (rows, row);

      g_ptr_array_add (
        filtered, oriel_frame_gather (frame, (const gint32 *) (gpointer) rows->data, rows->len));
    }

  return g_steal_pointer (&filtered);
}
