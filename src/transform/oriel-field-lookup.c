/* SPDX-License-Identifier: GPL-3.0-or-later */

/* fieldLookup: behind a field of codes or names come those of the places that they stand for. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json.h"
#include "transform/oriel-gazetteer.h"

/* The place of each row, NULL where none is known; equal neighbours are looked up once. */
static const OrielPlace **
find_places (const OrielField *field, const char *gazetteer)
{
  const OrielPlace **places = g_new0 (const OrielPlace *, field->column->n_rows);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize row = 0; row < field->column->n_rows; row++)
    {
      OrielReduced cell = oriel_field_cell (field, row);
      char buffer[ORIEL_NUMBER_BUFFER];
      const char *key = oriel_cell_is_null (&cell) ? "" : oriel_cell_text (&cell, buffer);
      gpointer found;

      if (!g_hash_table_lookup_extended (known, key, NULL, &found))
        {
          found = (gpointer) oriel_gazetteer_find (gazetteer, key);
          g_hash_table_insert (known, g_strdup (key), found);
        }
      places[row] = found;
    }

  return places;
}

typedef const char *(*PlaceText) (const OrielPlace *place);
typedef double (*PlaceNumber) (const OrielPlace *place);

static const char *
place_code (const OrielPlace *place)
{
  return place->code;
}

static const char *
place_name (const OrielPlace *place)
{
  return place->name;
}

static double
place_latitude (const OrielPlace *place)
{
  return place->latitude;
}

static double
place_longitude (const OrielPlace *place)
{
  return place->longitude;
}

static void
add_texts (OrielFrame *frame, const char *name, const OrielPlace **places, PlaceText text_of)
{
  const char **strings = g_new (const char *, frame->n_rows);
  g_autoptr (OrielColumn) column = oriel_column_new_strings (strings, frame->n_rows, NULL, NULL);

  for (gsize i = 0; i < frame->n_rows; i++)
    strings[i] = places[i] != NULL ? text_of (places[i]) : NULL;

  oriel_frame_add_field (frame, name, NULL, NULL, column);
}

static void
add_numbers (OrielFrame *frame, const char *name, const OrielPlace **places, PlaceNumber number_of)
{
  double *numbers = g_new (double, frame->n_rows);
  g_autoptr (OrielColumn) column = oriel_column_from_numbers (numbers, frame->n_rows);

  for (gsize i = 0; i < frame->n_rows; i++)
    numbers[i] = places[i] != NULL ? number_of (places[i]) : oriel_undefined ();

  oriel_frame_add_field (frame, name, NULL, NULL, column);
}

static OrielFrame *
look_up (const OrielFrame *frame,
         const OrielFieldMatcher *matcher,
         const OrielNameScope *scope,
         const char *gazetteer)
{
  OrielFrame *result = oriel_frame_new_like (frame, frame->n_rows);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autofree const OrielPlace **places = NULL;

      oriel_frame_add_copy (result, field, NULL);
      if (!oriel_transform_field_matches (matcher, field, frame, scope))
        continue;

      places = find_places (field, gazetteer);
      add_texts (result, "ID", places, place_code);
      add_numbers (result, "Latitude", places, place_latitude);
      add_numbers (result, "Longitude", places, place_longitude);
      add_texts (result, "Name", places, place_name);
    }

  return result;
}

GPtrArray *
oriel_transform_field_lookup (JsonObject *options,
                              GPtrArray *frames,
                              const OrielTransformContext *context,
                              GError **error)
{
  const char *gazetteer = oriel_json_string (options, "gazetteer", NULL);
  g_autoptr (OrielFieldMatcher) matcher =
    oriel_field_matcher_new ("byName", oriel_json_member (options, "lookupField"));
  OrielNameScope scope = oriel_transform_scope (frames);
  GPtrArray *results;

  if (!oriel_gazetteer_exists (gazetteer))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("there is no gazetteer “%s”"),
                   gazetteer);
      return NULL;
    }

  results = oriel_frames_new ();
  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (results, look_up (g_ptr_array_index (frames, i), matcher, &scope, gazetteer));

  return results;
}
