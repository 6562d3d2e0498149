/* SPDX-License-Identifier: GPL-3.0-or-later */

/* organize, order, rename: which fields, in which order, under which names. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-collate.h"

/* A field with what it is sorted by. */
typedef struct
{
  const OrielField *field;
  char *name; /* display name */
  double index;
  gboolean is_time; /* the first time field: it stays in front */
} Place;

static void
clear_place (gpointer data)
{
  g_free (((Place *) data)->name);
}

static int
compare_by_index (gconstpointer a, gconstpointer b, gpointer user_data)
{
  double x = ((const Place *) a)->index, y = ((const Place *) b)->index;

  return (x > y) - (x < y);
}

static const char *
ordered_by (const Place *place, JsonObject *rule)
{
  const char *label;

  if (strcmp (oriel_json_string (rule, "type", ""), "name") == 0)
    return place->name;

  label = oriel_labels_get (place->field->labels, oriel_json_string (rule, "name", ""));
  return label != NULL ? label : "";
}

static int
compare_by_rules (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Place *x = a, *y = b;
  JsonArray *rules = user_data;

  if (x->is_time || y->is_time)
    return (int) y->is_time - (int) x->is_time;

  for (guint i = 0; i < oriel_json_array_length (rules); i++)
    {
      JsonObject *rule = oriel_json_array_object (rules, i);
      int order = oriel_collate (ordered_by (x, rule), ordered_by (y, rule), TRUE);

      if (order != 0)
        return oriel_json_boolean (rule, "desc", FALSE) ? -order : order;
    }

  return 0;
}

/* The place that `index_by_name` gives; names without one go to the end. */
static double
index_of_name (JsonObject *index_by_name, const char *name)
{
  JsonNode *node = oriel_json_member (index_by_name, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) == G_TYPE_STRING)
    return G_MAXDOUBLE;

  return json_node_get_double (node);
}

static OrielFrame *
order_fields (const OrielFrame *frame,
              const OrielNameScope *scope,
              JsonObject *index_by_name,
              JsonArray *rules,
              gboolean automatic)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
  OrielFrame *ordered = oriel_frame_new_like (frame, frame->n_rows);

  g_array_set_clear_func (places, clear_place);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      Place place = { .field = field, .is_time = automatic && field == time };

      place.name = oriel_field_display_name_in (field, frame, scope);
      place.index = index_of_name (index_by_name, place.name);
      g_array_append_val (places, place);
    }

  g_array_sort_with_data (places, automatic ? compare_by_rules : compare_by_index, rules);
  for (guint i = 0; i < places->len; i++)
    oriel_frame_add_copy (ordered, g_array_index (places, Place, i).field, NULL);

  return ordered;
}

GPtrArray *
oriel_transform_order (JsonObject *options,
                       GPtrArray *frames,
                       const OrielTransformContext *context,
                       GError **error)
{
  gboolean automatic = strcmp (oriel_json_string (options, "orderByMode", "manual"), "manual") != 0;
  OrielNameScope scope = oriel_transform_scope (frames);
  GPtrArray *ordered = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (ordered, order_fields (g_ptr_array_index (frames, i), &scope,
                                            oriel_json_object (options, "indexByName"),
                                            oriel_json_array (options, "orderBy"), automatic));

  return ordered;
}

GPtrArray *
oriel_transform_rename (JsonObject *options,
                        GPtrArray *frames,
                        const OrielTransformContext *context,
                        GError **error)
{
  JsonObject *names = oriel_json_object (options, "renameByName");
  GPtrArray *renamed = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *copy = oriel_frame_copy_shallow (g_ptr_array_index (frames, i));
      OrielNameScope scope;

      oriel_name_scope_init (&scope, &copy, 1);
      for (guint j = 0; j < copy->fields->len; j++)
        {
          OrielField *field = oriel_frame_field (copy, j);
          g_autofree char *name = oriel_field_display_name_in (field, copy, &scope);
          const char *new_name = oriel_json_string (names, name, "");
          OrielFieldConfig *config;

          if (*new_name == '\0')
            continue;
          config = oriel_field_own_config (field);
          g_free (config->display_name);
          config->display_name = g_strdup (new_name);
        }
      g_ptr_array_add (renamed, copy);
    }

  return renamed;
}

/* `{names: […]}` of those that `flags` has set. */
static JsonObject *
names_that_are_set (JsonObject *flags)
{
  JsonObject *object = json_object_new ();
  JsonArray *names = json_array_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (flags != NULL)
    {
      json_object_iter_init_ordered (&iter, flags);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        if (oriel_json_is_true (node))
          json_array_add_string_element (names, name);
    }

  json_object_set_array_member (object, "names", names);
  return object;
}

GPtrArray *
oriel_transform_organize (JsonObject *options,
                          GPtrArray *frames,
                          const OrielTransformContext *context,
                          GError **error)
{
  g_autoptr (JsonObject) filter = json_object_new ();
  g_autoptr (GPtrArray) filtered = NULL;
  g_autoptr (GPtrArray) ordered = NULL;

  json_object_set_object_member (filter, "include",
                                 names_that_are_set (oriel_json_object (options, "includeByName")));
  json_object_set_object_member (filter, "exclude",
                                 names_that_are_set (oriel_json_object (options, "excludeByName")));

  filtered = oriel_transform_filter_fields_by_name (filter, frames, context, error);
  ordered = oriel_transform_order (options, filtered, context, error);
  return oriel_transform_rename (options, ordered, context, error);
}
