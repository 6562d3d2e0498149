/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-filter.h. Source of the form: the URL handler of ad hoc variables in Grafana's scenes
 * library. What separates parts is written as a mark of its own within them.
 */

#include "config.h"

#include "dashboard/oriel-filter.h"

#include "base/oriel-json.h"
#include "dashboard/oriel-json-tree.h"

#include <string.h>

static const struct
{
  char separator;
  const char *mark;
} marks[] = { { '|', "__gfp__" }, { ',', "__gfc__" }, { '#', "__gfh__" } };

gboolean
oriel_filter_takes_several (const char *operation)
{
  return operation != NULL && g_str_has_suffix (operation, "|");
}

OrielFilter *
oriel_filter_new (const char *key, const char *operation, const char *const *values)
{
  OrielFilter *filter = g_new0 (OrielFilter, 1);
  const char *first[] = { values[0], NULL };

  filter->key = g_strdup (key);
  filter->operation = g_strdup (operation);
  filter->values = g_strdupv ((char **) (oriel_filter_takes_several (operation) ? values : first));
  return filter;
}

void
oriel_filter_free (OrielFilter *filter)
{
  if (filter == NULL)
    return;

  g_free (filter->key);
  g_free (filter->operation);
  g_strfreev (filter->values);
  g_free (filter);
}

gboolean
oriel_filter_is_complete (const OrielFilter *filter)
{
  gboolean has_value = filter->values[0] != NULL && *filter->values[0] != '\0';

  return *filter->key != '\0' && *filter->operation != '\0' &&
         (has_value || strcmp (filter->operation, ORIEL_FILTER_GROUP_BY) == 0);
}

static void
append_marked (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    {
      const char *mark = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (marks) && mark == NULL; i++)
        if (marks[i].separator == *text)
          mark = marks[i].mark;

      if (mark != NULL)
        g_string_append (out, mark);
      else
        g_string_append_c (out, *text);
    }
}

/* Makes a part what it was. */
static char *
unmarked (const char *part)
{
  GString *out = g_string_new (part);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char separator[] = { marks[i].separator, '\0' };

      g_string_replace (out, marks[i].mark, separator, 0);
    }

  return g_string_free (out, FALSE);
}

/* The parts of a text, without what they are called for people. */
static char **
split_parts (const char *text)
{
  g_autofree char *filter = g_strndup (text, strcspn (text, "#"));
  char **parts = g_strsplit (filter, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = parts[i];

      part[strcspn (part, ",")] = '\0';
      parts[i] = unmarked (part);
    }

  return parts;
}

OrielFilter *
oriel_filter_parse (const char *text)
{
  g_auto (GStrv) parts = split_parts (text);
  g_autoptr (OrielFilter) filter = NULL;

  if (g_strv_length (parts) < 2)
    return NULL;

  filter = oriel_filter_new (parts[0], parts[1], (const char *const *) parts + 2);
  return oriel_filter_is_complete (filter) ? g_steal_pointer (&filter) : NULL;
}

char *
oriel_filter_to_text (const OrielFilter *filter)
{
  GString *out = g_string_new (NULL);

  append_marked (out, filter->key);
  g_string_append_c (out, '|');
  append_marked (out, filter->operation);
  if (filter->values[0] == NULL)
    g_string_append_c (out, '|');
  for (guint i = 0; filter->values[i] != NULL; i++)
    {
      g_string_append_c (out, '|');
      append_marked (out, filter->values[i]);
    }

  return g_string_free (out, FALSE);
}

char *
oriel_filter_describe (const OrielFilter *filter)
{
  g_autofree char *values = g_strjoinv (", ", filter->values);

  return g_strdup_printf ("%s %s %s", filter->key, filter->operation, values);
}

/* NULL when it is none, or is not complete. */
static OrielFilter *
filter_from_json (JsonObject *json)
{
  const char *operation = oriel_json_string (json, "operator", "=");
  JsonArray *list =
    oriel_filter_takes_several (operation) ? oriel_json_array (json, "values") : NULL;
  g_autofree char *value = oriel_json_dup_scalar (oriel_json_member (json, "value"));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) values = NULL;
  g_autoptr (OrielFilter) filter = NULL;

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      const char *text = oriel_json_array_string (list, i);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  if (list == NULL && value != NULL)
    g_strv_builder_add (builder, value);

  values = g_strv_builder_end (builder);
  filter =
    oriel_filter_new (oriel_json_string (json, "key", ""), operation, (const char *const *) values);
  return oriel_filter_is_complete (filter) ? g_steal_pointer (&filter) : NULL;
}

char **
oriel_filters_texts (JsonArray *filters)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; i < oriel_json_array_length (filters); i++)
    {
      JsonObject *json = oriel_json_array_object (filters, i);
      g_autoptr (OrielFilter) filter = json != NULL ? filter_from_json (json) : NULL;
      g_autofree char *text = filter != NULL ? oriel_filter_to_text (filter) : NULL;

      if (text != NULL)
        g_strv_builder_add (texts, text);
    }

  return g_strv_builder_end (texts);
}

static JsonObject *
filter_to_json (const OrielFilter *filter)
{
  JsonObject *json = json_object_new ();
  JsonArray *values;

  json_object_set_string_member (json, "key", filter->key);
  json_object_set_string_member (json, "operator", filter->operation);
  json_object_set_string_member (json, "value", filter->values[0] != NULL ? filter->values[0] : "");
  if (!oriel_filter_takes_several (filter->operation))
    return json;

  values = json_array_new ();
  for (guint i = 0; filter->values[i] != NULL; i++)
    json_array_add_string_element (values, filter->values[i]);
  json_object_set_array_member (json, "values", values);
  return json;
}

JsonArray *
oriel_filters_json (const char *const *texts)
{
  JsonArray *filters = json_array_new ();

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autoptr (OrielFilter) filter = oriel_filter_parse (texts[i]);

      if (filter != NULL)
        json_array_add_object_element (filters, filter_to_json (filter));
    }

  return filters;
}
