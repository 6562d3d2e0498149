/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Links from dashboard to dashboard. Candidates are read by a worker until one has the uid. */

#include "config.h"

#include "app/dashboard/oriel-dashboard-link.h"

#include "dashboard/oriel-dashboard.h"

#define MAX_FILES 300
#define MAX_PARAMETERS 500

static void
free_values (gpointer data)
{
  g_ptr_array_unref (data);
}

static void
add_parameter (OrielDashboardLink *link, const char *name, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (link->parameters, name);

  if (!values)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (link->parameters, g_strdup (name), values);
    }
  g_ptr_array_add (values, g_strdup (value));
}

static void
parse_query (OrielDashboardLink *link, const char *query)
{
  GUriParamsIter iter;
  guint n = 0;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (n++ < MAX_PARAMETERS)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (!g_uri_params_iter_next (&iter, &name, &value, NULL))
        return;
      add_parameter (link, name, value);
    }
}

OrielDashboardLink *
oriel_dashboard_link_parse (const char *url)
{
  const char *start = strstr (url, "/d/");
  const char *uid;
  gsize length;
  OrielDashboardLink *link;

  /* In a query the same letters are a value. */
  if (!start || (strchr (url, '?') && strchr (url, '?') < start))
    return NULL;

  uid = start + strlen ("/d/");
  length = strcspn (uid, "/?#");
  if (length == 0)
    return NULL;

  link = g_new0 (OrielDashboardLink, 1);
  link->uid = g_strndup (uid, length);
  link->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_values);
  if (strchr (uid, '?'))
    parse_query (link, strchr (uid, '?') + 1);
  return link;
}

void
oriel_dashboard_link_free (OrielDashboardLink *link)
{
  if (!link)
    return;

  g_free (link->uid);
  g_hash_table_unref (link->parameters);
  g_free (link);
}

static void
copy_text (const OrielDashboardLink *link, const char *name, JsonObject *view)
{
  GPtrArray *values = g_hash_table_lookup (link->parameters, name);

  if (values)
    json_object_set_string_member (view, name, g_ptr_array_index (values, 0));
}

void
oriel_dashboard_link_to_view (const OrielDashboardLink *link, JsonObject *view)
{
  JsonObject *variables = json_object_new ();
  GHashTableIter iter;
  gpointer name, values;

  copy_text (link, "from", view);
  copy_text (link, "to", view);

  g_hash_table_iter_init (&iter, link->parameters);
  while (g_hash_table_iter_next (&iter, &name, &values))
    {
      JsonArray *array;

      if (!g_str_has_prefix (name, "var-"))
        continue;
      array = json_array_new ();
      for (guint i = 0; i < ((GPtrArray *) values)->len; i++)
        json_array_add_string_element (array, g_ptr_array_index ((GPtrArray *) values, i));
      json_object_set_array_member (variables, (char *) name + strlen ("var-"), array);
    }
  json_object_set_object_member (view, "variables", variables);
}

/* --- finding --- */

typedef struct
{
  char *uid;
  char **uris;
  GFile *folder; /* nullable */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->uid);
  g_strfreev (search->uris);
  g_clear_object (&search->folder);
  g_free (search);
}

/* A file that is no dashboard is none that is looked for. */
static gboolean
has_uid (GFile *file, const char *uid, GCancellable *cancellable)
{
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, cancellable, NULL);

  return dashboard && g_strcmp0 (dashboard->uid, uid) == 0;
}

static char *
search_uris (const Search *search, GCancellable *cancellable)
{
  for (guint i = 0; search->uris[i] && i < MAX_FILES; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (search->uris[i]);

      if (has_uid (file, search->uid, cancellable))
        return g_strdup (search->uris[i]);
    }

  return NULL;
}

static char *
search_folder (const Search *search, GCancellable *cancellable)
{
  g_autoptr (GFileEnumerator) files = NULL;
  GFile *file;
  guint n = 0;

  if (search->folder)
    files = g_file_enumerate_children (search->folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                       G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  while (files && n++ < MAX_FILES &&
         g_file_enumerator_iterate (files, NULL, &file, cancellable, NULL) && file)
    {
      g_autofree char *name = g_file_get_basename (file);

      if (g_str_has_suffix (name, ".json") && has_uid (file, search->uid, cancellable))
        return g_file_get_uri (file);
    }

  return NULL;
}

static void
search_in_thread (GTask *task,
                  gpointer source G_GNUC_UNUSED,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  const Search *search = task_data;
  char *found = search_uris (search, cancellable);

  if (!found)
    found = search_folder (search, cancellable);
  if (found)
    g_task_return_pointer (task, found, g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no dashboard “%s”",
                             search->uid);
}

void
oriel_dashboard_link_find_async (const OrielDashboardLink *link,
                                 const char *const *uris,
                                 GFile *beside,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->uid = g_strdup (link->uid);
  search->uris = g_strdupv ((char **) uris);
  search->folder = g_file_get_parent (beside);
  g_task_set_source_tag (task, oriel_dashboard_link_find_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_in_thread);
}

char *
oriel_dashboard_link_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
