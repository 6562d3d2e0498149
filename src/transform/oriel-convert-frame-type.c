/* SPDX-License-Identifier: GPL-3.0-or-later */

/* convertFrameType: series become exemplars, which panels draw as annotations. The other targets
 * that Grafana knows leave the frames as they are. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"

/* A copy of `meta` (nullable) that says what the frame is. */
static JsonObject *
exemplar_meta (JsonObject *meta)
{
  JsonObject *copy = oriel_json_object_copy_deep (meta);
  JsonObject *custom = oriel_json_object_copy_deep (oriel_json_object (meta, "custom"));

  json_object_set_string_member (copy, "dataTopic", "annotations");
  json_object_set_string_member (custom, "resultType", "exemplar");
  json_object_set_object_member (copy, "custom", custom);
  return copy;
}

GPtrArray *
oriel_transform_convert_frame_type (JsonObject *options,
                                    GPtrArray *frames,
                                    const OrielTransformContext *context,
                                    GError **error)
{
  GPtrArray *results;

  if (g_strcmp0 (oriel_json_string (options, "targetType", NULL), "exemplar") != 0)
    return oriel_frames_copy (frames);

  results = oriel_frames_new ();
  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *copy = oriel_frame_copy_shallow (g_ptr_array_index (frames, i));
      JsonObject *meta = exemplar_meta (copy->meta);

      g_clear_pointer (&copy->meta, oriel_json_object_unref);
      copy->meta = meta;
      g_free (copy->name);
      copy->name = g_strdup ("exemplar");
      g_ptr_array_add (results, copy);
    }

  return results;
}
