/* SPDX-License-Identifier: GPL-3.0-or-later */

/* concatenate: the fields of all frames side by side. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"

typedef enum
{
  FRAME_NAME_IN_FIELD,
  FRAME_NAME_IN_LABEL,
  FRAME_NAME_DROPPED,
} FrameNameMode;

static FrameNameMode
read_mode (JsonObject *options)
{
  const char *mode = oriel_json_string (options, "frameNameMode", "field");

  if (strcmp (mode, "drop") == 0)
    return FRAME_NAME_DROPPED;

  return strcmp (mode, "label") == 0 ? FRAME_NAME_IN_LABEL : FRAME_NAME_IN_FIELD;
}

static void
put_frame_name_in_label (OrielField *field, const char *label, const char *frame_name)
{
  g_autoptr (JsonObject) labels = oriel_labels_to_json (field->labels);

  json_object_set_string_member (labels, label, frame_name);
  oriel_labels_unref (field->labels);
  field->labels = oriel_labels_from_json (labels);
}

static void
put_frame_name_in_field (OrielField *field, const char *frame_name)
{
  char *name = *field->name == '\0' || strcmp (field->name, "Value") == 0
                 ? g_strdup (frame_name)
                 : g_strdup_printf ("%s · %s", frame_name, field->name);

  g_free (field->name);
  field->name = name;
}

GPtrArray *
oriel_transform_concatenate (JsonObject *options,
                             GPtrArray *frames,
                             const OrielTransformContext *context,
                             GError **error)
{
  FrameNameMode mode = read_mode (options);
  const char *label = oriel_json_string (options, "frameNameLabel", "frame");
  GPtrArray *results;
  OrielFrame *all;
  gsize n_rows = 0;

  if (frames->len < 2)
    return oriel_frames_copy (frames);

  for (guint i = 0; i < frames->len; i++)
    n_rows = MAX (n_rows, ((OrielFrame *) g_ptr_array_index (frames, i))->n_rows);

  all = oriel_frame_new (NULL, NULL, n_rows);
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielField *field = oriel_frame_field (frame, j);
          g_autoptr (OrielColumn) column = oriel_column_slice (field->column, 0, n_rows);
          OrielField *copy = oriel_frame_add_copy (all, field, column);

          if (frame->name == NULL || *frame->name == '\0' || mode == FRAME_NAME_DROPPED)
            continue;
          if (mode == FRAME_NAME_IN_LABEL)
            put_frame_name_in_label (copy, label, frame->name);
          else
            put_frame_name_in_field (copy, frame->name);
        }
    }

  results = oriel_frames_new ();
  g_ptr_array_add (results, all);
  return results;
}
