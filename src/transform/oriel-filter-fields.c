/* SPDX-License-Identifier: GPL-3.0-or-later */

/* filterFields, filterFieldsByName, filterFrames, filterByRefId: a subset of fields or frames. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-names.h"

/* The fields that are not excluded and, where something is included, are that. Frames that
 * lose all fields are dropped. */
static GPtrArray *
keep_fields (GPtrArray *frames, const OrielFieldMatcher *include, const OrielFieldMatcher *exclude)
{
  GPtrArray *kept = oriel_frames_new ();
  OrielNameScope scope = oriel_transform_scope (frames);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      g_autoptr (OrielFrame) copy = oriel_frame_new_like (frame, frame->n_rows);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielField *field = oriel_frame_field (frame, j);

          if (exclude != NULL && oriel_transform_field_matches (exclude, field, frame, &scope))
            continue;
          if (include == NULL || oriel_transform_field_matches (include, field, frame, &scope))
            oriel_field_keep_number (oriel_frame_add_copy (copy, field, NULL), field, frame,
                                     &scope);
        }

      if (copy->fields->len > 0)
        g_ptr_array_add (kept, g_steal_pointer (&copy));
    }

  return kept;
}

GPtrArray *
oriel_transform_filter_fields (JsonObject *options,
                               GPtrArray *frames,
                               const OrielTransformContext *context,
                               GError **error)
{
  JsonObject *include_config = oriel_json_object (options, "include");
  JsonObject *exclude_config = oriel_json_object (options, "exclude");
  g_autoptr (OrielFieldMatcher) include = NULL;
  g_autoptr (OrielFieldMatcher) exclude = NULL;

  if (include_config == NULL && exclude_config == NULL)
    return oriel_frames_copy (frames);

  if (include_config != NULL)
    include = oriel_transform_field_matcher (include_config, error);
  if (include_config != NULL && include == NULL)
    return NULL;
  if (exclude_config != NULL)
    exclude = oriel_transform_field_matcher (exclude_config, error);
  if (exclude_config != NULL && exclude == NULL)
    return NULL;

  return keep_fields (frames, include, exclude);
}

static OrielFieldMatcher *
matcher_of_names (JsonArray *names)
{
  g_autoptr (JsonNode) options = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *copy = json_array_new ();

  for (guint i = 0; i < oriel_json_array_length (names); i++)
    if (oriel_json_array_string (names, i) != NULL)
      json_array_add_string_element (copy, oriel_json_array_string (names, i));

  json_object_set_array_member (object, "names", copy);
  json_node_take_object (options, object);
  return oriel_field_matcher_new ("byNames", options);
}

/* A variable's values: `a,b` or `{a,b}`. */
static OrielFieldMatcher *
matcher_of_variable (const char *text)
{
  gsize length = strlen (text);
  gboolean braced = length >= 2 && text[0] == '{' && text[length - 1] == '}';
  g_autofree char *list = g_strndup (text + braced, length - 2 * (gsize) braced);
  g_auto (GStrv) names = g_strsplit (list, ",", -1);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  if (*list == '\0')
    json_array_add_string_element (array, "");

  return matcher_of_names (array);
}

/* The matcher of names and a pattern; NULL when neither is given. */
static OrielFieldMatcher *
matcher_by_name (JsonObject *config, gboolean by_variable)
{
  JsonArray *names = oriel_json_array (config, "names");
  const char *pattern = oriel_json_string (config, "pattern", "");
  const char *variable = oriel_json_string (config, "variable", "");
  gboolean has_names = oriel_json_array_length (names) > 0;

  if (config == NULL)
    return NULL;
  if (by_variable && *variable != '\0')
    return matcher_of_variable (variable);
  if (*pattern == '\0')
    return has_names ? matcher_of_names (names) : NULL;
  if (!has_names)
    return oriel_field_matcher_new ("byRegexp", oriel_json_member (config, "pattern"));

  {
    g_autoptr (JsonNode) options = json_node_new (JSON_NODE_OBJECT);

    json_node_set_object (options, config);
    return oriel_field_matcher_new ("byRegexpOrNames", options);
  }
}

GPtrArray *
oriel_transform_filter_fields_by_name (JsonObject *options,
                                       GPtrArray *frames,
                                       const OrielTransformContext *context,
                                       GError **error)
{
  gboolean by_variable = oriel_json_boolean (options, "byVariable", FALSE);
  g_autoptr (OrielFieldMatcher) include =
    matcher_by_name (oriel_json_object (options, "include"), by_variable);
  g_autoptr (OrielFieldMatcher) exclude =
    matcher_by_name (oriel_json_object (options, "exclude"), by_variable);

  if (include == NULL && exclude == NULL)
    return oriel_frames_copy (frames);

  return keep_fields (frames, include, exclude);
}

static GPtrArray *
keep_frames (GPtrArray *frames, const OrielFrameMatcher *include, const OrielFrameMatcher *exclude)
{
  GPtrArray *kept = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      if (exclude != NULL && oriel_frame_matcher_test (exclude, frame))
        continue;
      if (include == NULL || oriel_frame_matcher_test (include, frame))
        g_ptr_array_add (kept, oriel_frame_ref (frame));
    }

  return kept;
}

/* FALSE with `error` when `config` (nullable) names no matcher that there is. */
static gboolean
read_frame_matcher (JsonObject *config, OrielFrameMatcher **matcher, GError **error)
{
  const char *id = oriel_json_string (config, "id", NULL);

  if (config == NULL)
    return TRUE;

  *matcher = oriel_frame_matcher_new (id, oriel_json_member (config, "options"));
  if (*matcher == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("there is no frame matcher “%s”"),
                 id != NULL ? id : "");
  return *matcher != NULL;
}

GPtrArray *
oriel_transform_filter_frames (JsonObject *options,
                               GPtrArray *frames,
                               const OrielTransformContext *context,
                               GError **error)
{
  g_autoptr (OrielFrameMatcher) include = NULL;
  g_autoptr (OrielFrameMatcher) exclude = NULL;

  if (!read_frame_matcher (oriel_json_object (options, "include"), &include, error) ||
      !read_frame_matcher (oriel_json_object (options, "exclude"), &exclude, error))
    return NULL;

  return keep_frames (frames, include, exclude);
}

static OrielFrameMatcher *
matcher_of_ref_id (JsonObject *options, const char *member)
{
  JsonNode *text = oriel_json_member (options, member);

  if (text == NULL || g_strcmp0 (oriel_json_node_string (text), "") == 0)
    return NULL;

  return oriel_frame_matcher_new ("byRefId", text);
}

GPtrArray *
oriel_transform_filter_by_ref_id (JsonObject *options,
                                  GPtrArray *frames,
                                  const OrielTransformContext *context,
                                  GError **error)
{
  g_autoptr (OrielFrameMatcher) include = matcher_of_ref_id (options, "include");
  g_autoptr (OrielFrameMatcher) exclude = matcher_of_ref_id (options, "exclude");

  return keep_frames (frames, include, exclude);
}
