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
  char *uid;   /* nullable: all that have the tags are looked for */
  char **tags; /* nullable */
  char **uris;
  GFile *folder; /* nullable */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->uid);
  g_strfreev (search->tags);
  g_strfreev (search->uris);
  g_clear_object (&search->folder);
  g_free (search);
}

static Search *
search_new (const char *const *uris, GFile *beside)
{
  Search *search = g_new0 (Search, 1);

  search->uris = g_strdupv ((char **) uris);
  search->folder = g_file_get_parent (beside);
  return search;
}

static void
add_folder (GPtrArray *files, GFile *folder, GCancellable *cancellable)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
    folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  GFile *file;
  guint n = 0;

  while (children && n++ < MAX_FILES &&
         g_file_enumerator_iterate (children, NULL, &file, cancellable, NULL) && file)
    {
      g_autofree char *name = g_file_get_basename (file);

      if (oriel_dashboard_is_file_name (name))
        g_ptr_array_add (files, g_object_ref (file));
    }
}

/* Where dashboards may be, in the order in which they count. Array of GFile. */
static GPtrArray *
candidates (const Search *search, GCancellable *cancellable)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; search->uris[i] && i < MAX_FILES; i++)
    g_ptr_array_add (files, g_file_new_for_uri (search->uris[i]));
  if (search->folder)
    add_folder (files, search->folder, cancellable);

  return files;
}

static void
search_in_thread (GTask *task,
                  gpointer source G_GNUC_UNUSED,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  const Search *search = task_data;
  g_autoptr (GPtrArray) files = candidates (search, cancellable);

  /* A file that is no dashboard is none that is looked for. */
  for (guint i = 0; i < files->len; i++)
    {
      GFile *file = g_ptr_array_index (files, i);
      g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, cancellable, NULL);

      if (dashboard && g_strcmp0 (dashboard->uid, search->uid) == 0)
        {
          g_task_return_pointer (task, g_file_get_uri (file), g_free);
          return;
        }
    }

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
  Search *search = search_new (uris, beside);

  search->uid = g_strdup (link->uid);
  g_task_set_source_tag (task, oriel_dashboard_link_find_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_in_thread);
}

char *
oriel_dashboard_link_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- tags --- */

static void
name_free (gpointer data)
{
  OrielDashboardName *name = data;

  g_free (name->uid);
  g_free (name->title);
  g_free (name);
}

static gboolean
has_tags (const OrielDashboard *dashboard, char **tags)
{
  for (guint i = 0; tags[i]; i++)
    if (!dashboard->tags || !g_strv_contains ((const char *const *) dashboard->tags, tags[i]))
      return FALSE;

  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const OrielDashboardName *const *left = a;
  const OrielDashboardName *const *right = b;

  return g_utf8_collate ((*left)->title, (*right)->title);
}

/* The same dashboard may lie at several places. */
static void
add_name (GPtrArray *names, GHashTable *seen, const OrielDashboard *dashboard)
{
  OrielDashboardName *name;

  if (!dashboard->uid || !g_hash_table_add (seen, g_strdup (dashboard->uid)))
    return;

  name = g_new0 (OrielDashboardName, 1);
  name->uid = g_strdup (dashboard->uid);
  name->title = g_strdup (*dashboard->title ? dashboard->title : dashboard->uid);
  g_ptr_array_add (names, name);
}

static void
tagged_in_thread (GTask *task,
                  gpointer source G_GNUC_UNUSED,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  const Search *search = task_data;
  g_autoptr (GPtrArray) files = candidates (search, cancellable);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (name_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (OrielDashboard) dashboard =
        oriel_dashboard_read_file (g_ptr_array_index (files, i), cancellable, NULL);

      if (dashboard && has_tags (dashboard, search->tags))
        add_name (names, seen, dashboard);
    }

  g_ptr_array_sort (names, compare_names);
  g_task_return_pointer (task, g_steal_pointer (&names), (GDestroyNotify) g_ptr_array_unref);
}

void
oriel_dashboard_link_find_tagged_async (const char *const *tags,
                                        const char *const *uris,
                                        GFile *beside,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = search_new (uris, beside);

  search->tags = g_strdupv ((char **) tags);
  g_task_set_source_tag (task, oriel_dashboard_link_find_tagged_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, tagged_in_thread);
}

GPtrArray *
oriel_dashboard_link_find_tagged_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
