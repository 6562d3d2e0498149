/* SPDX-License-Identifier: GPL-3.0-or-later */

/* configFromData: one query's data say how the fields of the others are configured: its columns,
 * each reduced to a value, are their min, max, unit, thresholds, mappings. Source of the rules:
 * Grafana's extractConfigFromQuery. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include "base/oriel-json.h"
#include "transform/oriel-config-mapping.h"

/* The values of all columns, with what they borrow from. */
typedef struct
{
  GArray *columns;  /* of OrielConfigColumn */
  GArray *values;   /* of OrielConfigValue */
  GPtrArray *cells; /* owned arrays of OrielReduced */
} Settings;

/* The first frame of that query, or NULL. */
static OrielFrame *
find_frame (GPtrArray *frames, const char *ref_id)
{
  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      if (g_strcmp0 (frame->ref_id, ref_id) == 0)
        return frame;
    }

  return NULL;
}

/* All values of a column, or of equal ones the first. */
static OrielConfigValue
list_of_column (const OrielConfigColumn *column, gboolean unique, GPtrArray *owned)
{
  g_autoptr (GArray) rows = oriel_reduce_rows (column->field, unique);
  OrielReduced *cells = g_new (OrielReduced, rows->len);

  for (guint i = 0; i < rows->len; i++)
    cells[i] = oriel_field_cell (column->field, g_array_index (rows, gsize, i));

  g_ptr_array_add (owned, cells);
  return (OrielConfigValue){ column, cells, rows->len, TRUE };
}

static OrielConfigValue
value_of_column (const OrielConfigColumn *column, GPtrArray *owned)
{
  OrielReduced result =
    oriel_reduce_one (column->field, oriel_field_null_mode (column->field), column->reducer);

  if (result.kind == ORIEL_REDUCED_LIST)
    return list_of_column (column, g_str_equal (column->reducer, "uniqueValues"), owned);

  g_ptr_array_add (owned, g_memdup2 (&result, sizeof result));
  return (OrielConfigValue){ column, owned->pdata[owned->len - 1], 1, FALSE };
}

static void
settings_init (Settings *settings, const OrielFrame *frame, JsonArray *mappings)
{
  settings->columns = oriel_config_columns_new (frame, mappings, FALSE);
  settings->values = g_array_new (FALSE, FALSE, sizeof (OrielConfigValue));
  settings->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < settings->columns->len; i++)
    {
      OrielConfigValue value =
        value_of_column (&g_array_index (settings->columns, OrielConfigColumn, i), settings->cells);

      g_array_append_val (settings->values, value);
    }
}

static void
settings_clear (Settings *settings)
{
  g_array_unref (settings->columns);
  g_array_unref (settings->values);
  g_ptr_array_unref (settings->cells);
}

static OrielFrame *
configure (const OrielFrame *frame,
           const Settings *settings,
           const OrielFieldMatcher *matcher,
           const OrielNameScope *scope)
{
  OrielFrame *configured = oriel_frame_new (frame->ref_id, NULL, frame->n_rows);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      OrielField *copy = oriel_frame_add_copy (configured, field, NULL);

      if (oriel_transform_field_matches (matcher, field, frame, scope))
        oriel_config_values_apply ((const OrielConfigValue *) (gpointer) settings->values->data,
                                   settings->values->len, oriel_field_own_config (copy));
    }

  return configured;
}

static OrielFieldMatcher *
matcher_of_targets (JsonObject *options, GError **error)
{
  JsonObject *config = oriel_json_object (options, "applyTo");

  return config != NULL ? oriel_transform_field_matcher (config, error)
                        : oriel_field_matcher_new ("numeric", NULL);
}

GPtrArray *
oriel_transform_config_from_data (JsonObject *options,
                                  GPtrArray *frames,
                                  const OrielTransformContext *context,
                                  GError **error)
{
  const char *ref_id = oriel_json_string (options, "configRefId", NULL);
  OrielFrame *source = find_frame (frames, ref_id);
  OrielNameScope scope = oriel_transform_scope (frames);
  g_autoptr (OrielFieldMatcher) matcher = NULL;
  GPtrArray *results;
  Settings settings;

  if (source == NULL)
    return oriel_frames_copy (frames);

  matcher = matcher_of_targets (options, error);
  if (matcher == NULL)
    return NULL;

  results = oriel_frames_new ();
  settings_init (&settings, source, oriel_json_array (options, "mappings"));
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      if (frame != source || frames->len == 1)
        g_ptr_array_add (results, configure (frame, &settings, matcher, &scope));
    }

  settings_clear (&settings);
  return results;
}
