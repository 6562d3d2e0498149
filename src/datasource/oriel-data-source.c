/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sources and the list of them. A type is one row of `classes`. */

#include "config.h"

#include "base/oriel-json.h"
#include "datasource/oriel-data-source-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "datasource/demo/oriel-demo.h"

static const OrielDataSourceClass *const classes[] = {
  &oriel_demo_class,
  &oriel_prometheus_class,
};

static const OrielDataSourceClass *
class_of (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i]->type, type) == 0)
      return classes[i];

  return NULL;
}

void
oriel_answer_free (OrielAnswer *answer)
{
  if (answer == NULL)
    return;

  g_clear_pointer (&answer->frames, g_ptr_array_unref);
  g_free (answer->executed);
  g_free (answer);
}

static gboolean
is_raw_table (const OrielFrame *frame)
{
  return g_strcmp0 (oriel_json_string (frame->meta, "preferredVisualisationType", NULL),
                    "rawPrometheus") == 0;
}

static gboolean
have_several_tables (GPtrArray *frames)
{
  const OrielFrame *first = NULL;

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      if (!is_raw_table (frame))
        continue;
      if (first != NULL && g_strcmp0 (first->ref_id, frame->ref_id) != 0)
        return TRUE;
      first = frame;
    }

  return FALSE;
}

static OrielFrame *
name_table (const OrielFrame *frame)
{
  OrielFrame *copy = oriel_frame_copy_shallow (frame);

  for (guint i = 0; i < copy->fields->len; i++)
    {
      OrielField *field = oriel_frame_field (copy, i);

      if (field->type != ORIEL_FIELD_NUMBER || g_strcmp0 (field->name, "Value") != 0)
        continue;
      g_free (field->name);
      field->name = g_strconcat ("Value #", frame->ref_id, NULL);
    }

  return copy;
}

void
oriel_frames_name_tables (GPtrArray *frames)
{
  if (!have_several_tables (frames))
    return;

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      if (!is_raw_table (frame) || frame->ref_id == NULL)
        continue;
      g_ptr_array_index (frames, i) = name_table (frame);
      oriel_frame_unref (frame);
    }
}

static void
settings_copy (OrielDataSourceSettings *to, const OrielDataSourceSettings *from)
{
  *to = *from;
  to->name = g_strdup (from->name);
  to->uid = g_strdup (from->uid);
  to->type = g_strdup (from->type);
  to->url = g_strdup (from->url);
  to->scrape_interval = g_strdup (from->scrape_interval);
  to->http_method = g_strdup (from->http_method);
  to->query_parameters = g_strdup (from->query_parameters);
  to->cache_level = g_strdup (from->cache_level);
  to->exemplar_links = from->exemplar_links != NULL ? json_array_ref (from->exemplar_links) : NULL;
  oriel_http_settings_copy (&to->http, &from->http);
}

void
oriel_data_source_settings_clear (OrielDataSourceSettings *settings)
{
  g_free (settings->name);
  g_free (settings->uid);
  g_free (settings->type);
  g_free (settings->url);
  g_free (settings->scrape_interval);
  g_free (settings->http_method);
  g_free (settings->query_parameters);
  g_free (settings->cache_level);
  g_clear_pointer (&settings->exemplar_links, json_array_unref);
  oriel_http_settings_clear (&settings->http);
  memset (settings, 0, sizeof *settings);
}

OrielDataSource *
oriel_data_source_new (const OrielDataSourceSettings *settings, GError **error)
{
  const OrielDataSourceClass *klass = class_of (settings->type);
  g_autoptr (OrielHttp) http = NULL;
  OrielDataSource *source;

  if (klass == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("%s: data sources of type “%s” are not supported"),
                   settings->name != NULL ? settings->name : "?",
                   settings->type != NULL ? settings->type : "");
      return NULL;
    }

  if (!klass->is_local)
    http = oriel_http_new (settings->url, &settings->http, settings->timeout_s, error);
  if (http == NULL && !klass->is_local)
    {
      g_prefix_error (error, "%s: ", settings->name != NULL ? settings->name : "?");
      return NULL;
    }

  source = g_atomic_rc_box_new0 (OrielDataSource);
  source->klass = klass;
  source->http = g_steal_pointer (&http);
  settings_copy (&source->settings, settings);
  return source;
}

OrielDataSource *
oriel_data_source_ref (OrielDataSource *source)
{
  return g_atomic_rc_box_acquire (source);
}

static void
source_clear (gpointer data)
{
  OrielDataSource *source = data;

  if (source->free_state != NULL)
    source->free_state (source->state);
  g_clear_pointer (&source->http, oriel_http_unref);
  oriel_data_source_settings_clear (&source->settings);
}

void
oriel_data_source_unref (OrielDataSource *source)
{
  if (source != NULL)
    g_atomic_rc_box_release_full (source, source_clear);
}

const OrielDataSourceSettings *
oriel_data_source_get_settings (const OrielDataSource *source)
{
  return &source->settings;
}

const OrielDataSourceClass *
oriel_data_source_get_class (const OrielDataSource *source)
{
  return source->klass;
}

struct _OrielDataSources
{
  GPtrArray *items; /* of OrielDataSource, in the order they were added */
};

OrielDataSources *
oriel_data_sources_new (void)
{
  OrielDataSources *sources = g_new0 (OrielDataSources, 1);

  sources->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_data_source_unref);
  return sources;
}

void
oriel_data_sources_free (OrielDataSources *sources)
{
  if (sources == NULL)
    return;

  g_ptr_array_unref (sources->items);
  g_free (sources);
}

static gboolean
index_of (const OrielDataSources *sources, const char *name, guint *index)
{
  for (guint i = 0; i < sources->items->len; i++)
    {
      const OrielDataSource *source = g_ptr_array_index (sources->items, i);

      if (g_strcmp0 (source->settings.name, name) != 0)
        continue;
      *index = i;
      return TRUE;
    }

  return FALSE;
}

void
oriel_data_sources_add (OrielDataSources *sources, OrielDataSource *source)
{
  guint index;

  oriel_data_source_ref (source);
  if (!index_of (sources, source->settings.name, &index))
    {
      g_ptr_array_add (sources->items, source);
      return;
    }

  oriel_data_source_unref (g_ptr_array_index (sources->items, index));
  g_ptr_array_index (sources->items, index) = source;
}

void
oriel_data_sources_remove (OrielDataSources *sources, const char *name)
{
  guint index;

  if (index_of (sources, name, &index))
    g_ptr_array_remove_index (sources->items, index);
}

guint
oriel_data_sources_get_n (const OrielDataSources *sources)
{
  return sources->items->len;
}

OrielDataSource *
oriel_data_sources_get (const OrielDataSources *sources, guint index)
{
  return g_ptr_array_index (sources->items, index);
}

static OrielDataSource *
find_uid (const OrielDataSources *sources, const char *uid)
{
  for (guint i = 0; uid != NULL && i < sources->items->len; i++)
    {
      OrielDataSource *source = g_ptr_array_index (sources->items, i);

      if (g_strcmp0 (source->settings.uid, uid) == 0)
        return source;
    }

  return NULL;
}

/* The default of `type` (nullable: any), else the first of it. */
static OrielDataSource *
find_type (const OrielDataSources *sources, const char *type)
{
  OrielDataSource *first = NULL;

  for (guint i = 0; i < sources->items->len; i++)
    {
      OrielDataSource *source = g_ptr_array_index (sources->items, i);

      /* What needs no server is only meant by who names its type. */
      if (type != NULL ? g_strcmp0 (source->settings.type, type) != 0 : source->klass->is_local)
        continue;
      if (source->settings.is_default)
        return source;
      if (first == NULL)
        first = source;
    }

  return first;
}

static OrielDataSource *
find_name (const OrielDataSources *sources, const char *name)
{
  guint index;

  return name != NULL && index_of (sources, name, &index) ? oriel_data_sources_get (sources, index)
                                                          : NULL;
}

OrielDataSource *
oriel_data_sources_find (const OrielDataSources *sources,
                         const char *uid,
                         const char *name,
                         const char *type)
{
  OrielDataSource *source = find_uid (sources, uid);

  if (source == NULL)
    source = find_name (sources, name);
  if (source == NULL)
    source = find_name (sources, uid);
  if (source == NULL)
    source = find_uid (sources, name);

  return source != NULL ? source : find_type (sources, type);
}

gboolean
oriel_data_sources_add_argument (OrielDataSources *sources, const char *argument, GError **error)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *name = NULL;
  g_autoptr (OrielDataSource) source = NULL;
  OrielDataSourceSettings settings = { .type = (char *) "prometheus" };

  if (equals == NULL || equals == argument || equals[1] == '\0')
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("a source is given as NAME=URL, as in prom=http://localhost:9090"));
      return FALSE;
    }

  name = g_strndup (argument, (gsize) (equals - argument));
  settings.name = name;
  settings.url = (char *) equals + 1;
  source = oriel_data_source_new (&settings, error);
  if (source == NULL)
    return FALSE;

  oriel_data_sources_add (sources, source);
  return TRUE;
}
