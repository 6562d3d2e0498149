/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-links.h. Rules: Grafana's getLinksSupplier and mapInternalLinkToExplore.
 */

#include "config.h"

#include "dashboard/oriel-links.h"

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "dashboard/oriel-url.h"

#include <string.h>

void
oriel_link_free (OrielLink *link)
{
  if (link == NULL)
    return;

  g_free (link->title);
  g_free (link->href);
  g_free (link->source_uid);
  g_free (link->source_name);
  g_clear_pointer (&link->query, json_object_unref);
  g_free (link);
}

/* Values go into URLs encoded; line breaks of the editor are no part of one. */
static char *
resolve_url (const char *template, const OrielInterpolation *how)
{
  g_auto (GStrv) lines = g_strsplit (template, "\n", -1);
  g_autofree char *joined = g_strjoinv ("", lines);
  g_autofree char *url = NULL;
  OrielInterpolation encoded = *how;

  if (*template == '\0')
    return g_strdup ("");

  encoded.formatter = NULL;
  encoded.format = "uriencode";
  url = oriel_interpolate (&encoded, joined);

  return oriel_url_sanitize (url);
}

static JsonObject *
resolve_query (JsonObject *query, const OrielInterpolation *how)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), query);
  g_autoptr (JsonNode) resolved = oriel_interpolate_json (how, node);

  return json_object_ref (json_node_get_object (resolved));
}

/* The address of Grafana's Explore that runs `query` at the source. */
static char *
explore_href (JsonObject *query, const char *source_uid)
{
  g_autoptr (JsonObject) left = json_object_new ();
  g_autoptr (JsonNode) left_node = json_node_alloc ();
  JsonObject *source = json_object_new ();
  JsonArray *queries = json_array_new ();
  JsonObject *asked = json_object_new ();
  g_autoptr (GString) href = g_string_new ("/explore?left=");
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, query);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (asked, name, oriel_json_copy_deep (node));
  json_object_set_string_member (source, "uid", source_uid);
  json_object_set_object_member (asked, "datasource", source);
  json_array_add_object_element (queries, asked);
  json_object_set_string_member (left, "datasource", source_uid);
  json_object_set_array_member (left, "queries", queries);

  json_node_init_object (left_node, left);
  text = oriel_json_to_text (left_node, FALSE);
  oriel_url_append_encoded (href, text, ORIEL_URL_COMPONENT_LOOSE);

  return g_string_free (g_steal_pointer (&href), FALSE);
}

static void
resolve_internal (OrielLink *link, JsonObject *internal, const OrielInterpolation *how)
{
  JsonObject *query = oriel_json_object (internal, "query");
  g_autoptr (JsonObject) empty = json_object_new ();

  link->source_uid = g_strdup (oriel_json_string (internal, "datasourceUid", ""));
  link->source_name = g_strdup (oriel_json_string (internal, "datasourceName", NULL));
  link->query = resolve_query (query != NULL ? query : empty, how);
  link->href = explore_href (link->query, link->source_uid);
}

OrielLink *
oriel_link_resolve (JsonObject *json, const OrielInterpolation *how)
{
  JsonObject *internal = oriel_json_object (json, "internal");
  OrielLink *link = g_new0 (OrielLink, 1);
  OrielInterpolation plain = *how;

  plain.formatter = NULL;
  plain.format = NULL;
  link->title = oriel_interpolate (&plain, oriel_json_string (json, "title", ""));
  link->new_window = oriel_json_boolean (json, "targetBlank", FALSE);
  link->one_click = oriel_json_boolean (json, "oneClick", FALSE);
  if (internal != NULL)
    resolve_internal (link, internal, &plain);
  else
    link->href = resolve_url (oriel_json_string (json, "url", ""), how);

  return link;
}

GPtrArray *
oriel_links_resolve (JsonArray *links, const OrielInterpolation *how)
{
  GPtrArray *resolved = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_link_free);

  for (guint i = 0; i < oriel_json_array_length (links); i++)
    {
      JsonObject *link = oriel_json_array_object (links, i);

      if (link != NULL)
        g_ptr_array_add (resolved, oriel_link_resolve (link, how));
    }

  return resolved;
}

static void
append_parameters (GString *url, const char *reference)
{
  g_string_append_c (url, strchr (url->str, '?') != NULL ? '&' : '?');
  g_string_append (url, reference);
}

char *
oriel_dashboard_link_href (JsonObject *link, const OrielInterpolation *how)
{
  g_autoptr (GString) url = g_string_new (oriel_json_string (link, "url", ""));

  if (oriel_json_boolean (link, "keepTime", FALSE))
    append_parameters (url, "${__url_time_range}");
  if (oriel_json_boolean (link, "includeVars", FALSE))
    append_parameters (url, "${__all_variables}");

  return resolve_url (url->str, how);
}

char *
oriel_variables_link_url (const OrielVariables *variables,
                          const char *template,
                          const OrielBuiltins *builtins,
                          const OrielFrame *frame,
                          int field,
                          int row)
{
  OrielCell cell = { .frame = frame, .field = field, .row = row };
  OrielInterpolation how = { .variables = variables,
                             .builtins = builtins,
                             .cell = frame != NULL ? &cell : NULL };

  return resolve_url (template, &how);
}
