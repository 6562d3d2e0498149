/* SPDX-License-Identifier: GPL-3.0-or-later */

/* sortBy and limit: rows in order, and the first or last of them. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <math.h>

#include "base/oriel-json.h"

/* The index that a sort rule gives, or that of the field it names; -1 when there is none. */
static int
field_to_sort_by (const OrielFrame *frame, JsonObject *rule)
{
  const char *wanted = oriel_json_string (rule, "field", NULL);
  OrielNameScope scope;

  if (oriel_json_member (rule, "index") != NULL)
    return (int) CLAMP (oriel_json_int (rule, "index", -1), -1, G_MAXINT);

  oriel_name_scope_init (&scope, (OrielFrame *const[]){ (OrielFrame *) frame }, 1);
  for (guint i = 0; wanted != NULL && i < frame->fields->len; i++)
    {
      g_autofree char *name =
        oriel_field_display_name_in (oriel_frame_field (frame, i), frame, &scope);

      if (g_strcmp0 (name, wanted) == 0)
        return (int) i;
    }

  return -1;
}

GPtrArray *
oriel_transform_sort_by (JsonObject *options,
                         GPtrArray *frames,
                         const OrielTransformContext *context,
                         GError **error)
{
  /* The list may hold several rules; Grafana looks at the first. */
  JsonObject *rule = oriel_json_array_object (oriel_json_array (options, "sort"), 0);
  GPtrArray *sorted = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);
      int index = rule != NULL ? field_to_sort_by (frame, rule) : -1;

      if (index >= 0)
        g_ptr_array_add (sorted, oriel_frame_sort (frame, (guint) index,
                                                   oriel_json_boolean (rule, "desc", FALSE)));
      else
        g_ptr_array_add (sorted, oriel_frame_ref (frame));
    }

  return sorted;
}

static double
read_limit (JsonObject *options)
{
  const char *text = oriel_json_string (options, "limitField", NULL);

  if (text != NULL)
    return trunc (oriel_number_parse_float (text));

  return oriel_json_number (options, "limitField", 10);
}

static OrielFrame *
limit_rows (OrielFrame *frame, double limit)
{
  gsize n = (gsize) MIN (fabs (limit), (double) frame->n_rows);
  gsize start = limit >= 0 ? 0 : frame->n_rows - n;
  OrielFrame *limited;

  if (!((double) frame->n_rows > limit))
    return oriel_frame_ref (frame);

  limited = oriel_frame_new_like (frame, n);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autoptr (OrielColumn) column = oriel_column_slice (field->column, start, n);

      oriel_frame_add_copy (limited, field, column);
    }

  return limited;
}

GPtrArray *
oriel_transform_limit (JsonObject *options,
                       GPtrArray *frames,
                       const OrielTransformContext *context,
                       GError **error)
{
  double limit = read_limit (options);
  GPtrArray *limited = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (limited, limit_rows (g_ptr_array_index (frames, i), limit));

  return limited;
}
