/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Migrations 19 to 21: links of panels and of data, and the names of their macros. */

#include "config.h"

#include "dashboard/oriel-dashboard-migrate.h"

#include <string.h>

#include "base/oriel-json.h"

/* `Disk Use (all)` → `disk-use-all`, as dashboards were found by title. */
static void
append_slug (GString *url, const char *title)
{
  gboolean blank = FALSE;

  for (const char *p = title; *p != '\0'; p++)
    {
      char c = g_ascii_tolower (*p);

      if (c == ' ')
        {
          if (!blank)
            g_string_append_c (url, '-');
          blank = TRUE;
          continue;
        }

      if (g_ascii_isalnum (c) || c == '_')
        {
          g_string_append_c (url, c);
          blank = FALSE;
        }
    }
}

static void
append_query (GString *url, const char *query)
{
  if (query == NULL || *query == '\0')
    return;

  g_string_append_c (url, strchr (url->str, '?') == NULL ? '?' : '&');
  g_string_append (url, query);
}

static GString *
link_url (JsonObject *link)
{
  const char *stored = oriel_json_string (link, "url", "");
  const char *title = oriel_json_string (link, "dashboard", "");
  const char *uri = oriel_json_string (link, "dashUri", "");
  GString *url = g_string_new (stored);

  if (*stored == '\0' && *title != '\0')
    {
      g_string_append (url, "dashboard/db/");
      append_slug (url, title);
    }
  else if (*stored == '\0' && *uri != '\0')
    g_string_append_printf (url, "dashboard/%s", uri);
  else if (*stored == '\0')
    g_string_append_c (url, '/');

  if (oriel_json_boolean (link, "keepTime", FALSE))
    append_query (url, "$__url_time_range");
  if (oriel_json_boolean (link, "includeVars", FALSE))
    append_query (url, "$__all_variables");
  append_query (url, oriel_json_string (link, "params", NULL));
  return url;
}

static JsonObject *
upgrade_panel_link (JsonObject *old)
{
  JsonObject *link = json_object_new ();
  GString *url = link_url (old);

  json_object_set_string_member (link, "url", url->str);
  json_object_set_string_member (link, "title", oriel_json_string (old, "title", ""));
  if (oriel_json_boolean (old, "targetBlank", FALSE))
    json_object_set_boolean_member (link, "targetBlank", TRUE);

  g_string_free (url, TRUE);
  return link;
}

void
oriel_migrate_19_panel_links (const OrielMigration *migration, JsonObject *panel)
{
  JsonArray *links = oriel_json_array (panel, "links");
  JsonArray *upgraded;

  if (links == NULL)
    return;

  upgraded = json_array_new ();
  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      JsonObject *link = oriel_json_array_object (links, i);

      if (link != NULL)
        json_array_add_object_element (upgraded, upgrade_panel_link (link));
    }

  json_object_set_array_member (panel, "links", upgraded);
}

typedef struct
{
  const char *from;
  const char *to;
} Replacement;

/* Longer names stand before those they begin with. */
static const Replacement variable_names[] = {
  { "$__series_name", "${__series.name}" }, { "$__field_name", "${__field.name}" },
  { "__series_name", "__series.name" },     { "__field_name", "__field.name" },
  { "__value_time", "__value.time" },
};

static const Replacement label_names[] = { { "__series.labels", "__field.labels" } };

static const Replacement *
find_replacement (const char *text, const Replacement *replacements, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (text, replacements[i].from))
      return &replacements[i];

  return NULL;
}

static void
replace_in_member (JsonObject *object, const char *member, const Replacement *replacements, guint n)
{
  const char *text = oriel_json_string (object, member, NULL);
  g_autoptr (GString) out = NULL;

  if (text == NULL)
    return;

  out = g_string_sized_new (strlen (text));
  while (*text != '\0')
    {
      const Replacement *found = find_replacement (text, replacements, n);

      if (found != NULL)
        g_string_append (out, found->to);
      else
        g_string_append_c (out, *text);
      text += found != NULL ? strlen (found->from) : 1;
    }

  json_object_set_string_member (object, member, out->str);
}

static void
replace_in_links (JsonArray *links, const Replacement *replacements, guint n)
{
  for (guint i = 0; i < oriel_json_array_length (links); i++)
    {
      JsonObject *link = oriel_json_array_object (links, i);

      if (link != NULL)
        replace_in_member (link, "url", replacements, n);
    }
}

/* The defaults of all fields, where they were kept before `fieldConfig`. */
static JsonObject *
field_option_defaults (JsonObject *panel)
{
  JsonObject *options = oriel_json_object (panel, "options");

  return oriel_json_object (oriel_json_object (options, "fieldOptions"), "defaults");
}

static void
replace_in_data_links (JsonObject *panel, const Replacement *replacements, guint n)
{
  JsonObject *options = oriel_json_object (panel, "options");
  JsonObject *defaults = field_option_defaults (panel);

  replace_in_links (oriel_json_array (options, "dataLinks"), replacements, n);
  replace_in_links (oriel_json_array (defaults, "links"), replacements, n);
}

void
oriel_migrate_20_link_variables (const OrielMigration *migration, JsonObject *panel)
{
  JsonObject *defaults = field_option_defaults (panel);

  replace_in_data_links (panel, variable_names, G_N_ELEMENTS (variable_names));
  if (defaults != NULL)
    replace_in_member (defaults, "title", variable_names, G_N_ELEMENTS (variable_names));
}

void
oriel_migrate_21_link_labels (const OrielMigration *migration, JsonObject *panel)
{
  replace_in_data_links (panel, label_names, G_N_ELEMENTS (label_names));
}
