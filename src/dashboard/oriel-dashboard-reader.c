/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON or YAML text → dashboard: unwrap, migrate, read the typed model, list what is missing. */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json-packed.h"
#include "base/oriel-json.h"
#include "base/oriel-yaml.h"
#include "dashboard/oriel-dashboard-migrate.h"
#include "dashboard/oriel-json-tree.h"
#include "dashboard/oriel-panel-migrate.h"

static const char *const week_days[] = { "sunday",   "monday", "tuesday", "wednesday",
                                         "thursday", "friday", "saturday" };

/* Text members of an array, as a list; NULL when there is no array. */
static char **
read_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (array == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = oriel_json_array_string (array, i);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static int
read_week_start (JsonObject *json)
{
  const char *name = oriel_json_string (json, "weekStart", "");

  for (guint i = 0; i < G_N_ELEMENTS (week_days); i++)
    if (g_ascii_strcasecmp (week_days[i], name) == 0)
      return (int) i;

  return -1;
}

static char *
dup_scalar_or (JsonObject *object, const char *member, const char *fallback)
{
  char *text = oriel_json_dup_scalar (oriel_json_member (object, member));

  return text != NULL ? text : g_strdup (fallback);
}

static void
read_identity (OrielDashboard *self)
{
  g_free (self->title);
  self->title = dup_scalar_or (self->json, "title", "No Title");
  self->description = oriel_json_dup_string (self->json, "description");
  self->tags = read_strings (oriel_json_array (self->json, "tags"));
  if (self->tags == NULL)
    self->tags = g_new0 (char *, 1);
  if (self->uid == NULL)
    self->uid = oriel_json_dup_string (self->json, "uid");
}

/* Off, Crosshair, Tooltip in schema v2. */
static int
read_graph_tooltip (JsonObject *json)
{
  const char *sync = oriel_json_string (json, "cursorSync", "");

  if (g_str_equal (sync, "Crosshair"))
    return 1;
  if (g_str_equal (sync, "Tooltip"))
    return 2;

  return (int) CLAMP (oriel_json_int (json, "graphTooltip", 0), 0, 2);
}

/* A text that is there but empty says nothing. */
static char *
dup_time (JsonObject *time, const char *member, const char *fallback)
{
  char *text = dup_scalar_or (time, member, fallback);

  if (*text != '\0')
    return text;

  g_free (text);
  return g_strdup (fallback);
}

/* Schema v2 keeps these together in `timeSettings`. */
static void
read_time (OrielDashboard *self)
{
  JsonObject *settings = oriel_json_object (self->json, "timeSettings");
  JsonObject *about = settings != NULL ? settings : self->json;
  JsonObject *time = settings != NULL ? settings : oriel_json_object (self->json, "time");
  JsonObject *picker = oriel_json_object (self->json, "timepicker");

  self->time_from = dup_time (time, "from", "now-6h");
  self->time_to = dup_time (time, "to", "now");
  self->timezone = g_strdup (oriel_json_string (about, "timezone", ""));
  self->refresh = oriel_json_dup_string (about, settings != NULL ? "autoRefresh" : "refresh");
  self->week_start = read_week_start (about);
  self->fiscal_year_start_month =
    (int) CLAMP (oriel_json_int (about, "fiscalYearStartMonth", 0), 0, 11);
  self->graph_tooltip = read_graph_tooltip (self->json);
  self->refresh_intervals =
    read_strings (settings != NULL ? oriel_json_array (settings, "autoRefreshIntervals")
                                   : oriel_json_array (picker, "refresh_intervals"));
}

static void
read_variables (OrielDashboard *self)
{
  JsonArray *list = oriel_json_array (oriel_json_object (self->json, "templating"), "list");

  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      JsonObject *json = oriel_json_array_object (list, i);

      if (json != NULL)
        g_ptr_array_add (self->variables, oriel_variable_read (json));
    }
}

static void
read_objects (GPtrArray *objects, JsonArray *array)
{
  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);

      if (object != NULL)
        g_ptr_array_add (objects, json_object_ref (object));
    }
}

static void
read_inputs (OrielDashboard *self)
{
  JsonArray *array = oriel_json_array (self->json, "__inputs");

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *json = oriel_json_array_object (array, i);
      OrielInput *input;

      if (oriel_json_string (json, "name", NULL) == NULL)
        continue;

      input = g_new0 (OrielInput, 1);
      input->name = oriel_json_dup_string (json, "name");
      input->label = g_strdup (oriel_json_string (json, "label", input->name));
      input->type = g_strdup (oriel_json_string (json, "type", "datasource"));
      input->plugin_id = oriel_json_dup_string (json, "pluginId");
      input->value = oriel_json_dup_scalar (oriel_json_member (json, "value"));
      g_ptr_array_add (self->inputs, input);
    }
}

void
oriel_dashboard_read_head (OrielDashboard *dashboard)
{
  read_identity (dashboard);
  read_time (dashboard);
}

void
oriel_dashboard_read_model (OrielDashboard *dashboard)
{
  JsonObject *annotations = oriel_json_object (dashboard->json, "annotations");

  oriel_dashboard_read_head (dashboard);
  read_variables (dashboard);
  read_inputs (dashboard);
  read_objects (dashboard->links, oriel_json_array (dashboard->json, "links"));
  oriel_annotations_read (dashboard, oriel_json_array (annotations, "list"));
  oriel_panels_read (dashboard);
}

/* Takes what is over the limit off the end of an array, which is nullable. */
static gboolean
cut_array (JsonArray *array, guint limit)
{
  guint n = oriel_json_array_length (array);

  for (guint i = n; i > limit; i--)
    json_array_remove_element (array, i - 1);

  return n > limit;
}

/* Lists of a panel that migrations go through, some of them making more of each item. */
static gboolean
cut_panel (JsonObject *panel)
{
  static const char *const lists[] = { "targets", "seriesOverrides", "styles",    "timeRegions",
                                       "colors",  "valueMaps",       "rangeMaps", "thresholds" };
  gboolean cut = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    cut |= cut_array (oriel_json_array (panel, lists[i]), ORIEL_MAX_ITEMS);

  return cut;
}

typedef struct
{
  guint panels_left;
  gboolean has_cut_lists;
} Limits;

static void
limit_panels (JsonArray *panels, Limits *limits, gboolean with_nested)
{
  guint i;

  for (i = 0; i < oriel_json_array_length (panels) && limits->panels_left > 0; i++)
    {
      JsonObject *panel = oriel_json_array_object (panels, i);

      limits->panels_left--;
      limits->has_cut_lists |= cut_panel (panel);
      if (with_nested)
        limit_panels (oriel_json_array (panel, "panels"), limits, FALSE);
    }

  cut_array (panels, i);
}

static gboolean
cut_lists_of_dashboard (JsonObject *root)
{
  JsonObject *templating = oriel_json_object (root, "templating");
  JsonObject *annotations = oriel_json_object (root, "annotations");

  return cut_array (oriel_json_array (templating, "list"), ORIEL_MAX_ITEMS) |
         cut_array (oriel_json_array (annotations, "list"), ORIEL_MAX_ITEMS);
}

static Limits
limit_lists (JsonObject *json)
{
  Limits limits = { .panels_left = ORIEL_DASHBOARD_MAX_PANELS };

  limits.has_cut_lists = cut_lists_of_dashboard (json);
  limit_panels (oriel_json_array (json, "panels"), &limits, TRUE);
  limit_panels (oriel_json_array (json, "rows"), &limits, TRUE);
  return limits;
}

gboolean
oriel_dashboard_cut_lists (JsonObject *json)
{
  Limits limits = limit_lists (json);

  return limits.panels_left == 0 || limits.has_cut_lists;
}

/* What no person has written is cut before work is put into it. */
static void
limit_dashboard (OrielDashboard *self)
{
  Limits limits = limit_lists (self->json);

  if (limits.panels_left == 0)
    oriel_dashboard_add_issue (self, "too-many-panels", -1, NULL,
                               _ ("Only the first %d panels are read."),
                               ORIEL_DASHBOARD_MAX_PANELS);
  if (limits.has_cut_lists)
    oriel_dashboard_add_issue (self, "too-many-items", -1, NULL,
                               _ ("Of queries, variables and the like, %d each are read."),
                               ORIEL_MAX_ITEMS);
}

static OrielDashboard *
read_source (OrielDashboardSource *source)
{
  OrielDashboard *self = oriel_dashboard_new (source->object);

  self->format = g_steal_pointer (&source->format);
  self->schema_version =
    (int) CLAMP (oriel_json_int (source->object, "schemaVersion", 0), 0, G_MAXINT);

  if (source->is_v2)
    oriel_dashboard_read_v2 (self);
  else
    {
      limit_dashboard (self);
      oriel_dashboard_insert_elements (self->json);
      oriel_dashboard_migrate (self->json, ORIEL_SCHEMA_VERSION, NULL, 0);
      oriel_panels_migrate (self->json);
      oriel_dashboard_read_model (self);
    }

  oriel_dashboard_collect_issues (self);
  if (self->uid == NULL)
    self->uid = g_strdup (source->uid);

  return self;
}

/* json-glib takes some 300 bytes for an object of three, and migrations copy panels. This
 * bound keeps a text of any length under about 1 GB. The largest dashboard of a corpus of 600
 * weighs 1 % of it. */
#define MAX_WEIGHT 5000000
#define OBJECT_WEIGHT 4
#define ARRAY_WEIGHT 2

static guint64
weigh (const char *text, gsize length)
{
  guint64 weight = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string && c == '\\')
        i++;
      else if (c == '"')
        in_string = !in_string;
      else if (!in_string)
        weight += c == '{' ? OBJECT_WEIGHT : c == '[' ? ARRAY_WEIGHT : c == ',';
    }

  return weight;
}

gboolean
oriel_dashboard_check_weight (const char *name, const char *text, gssize length, GError **error)
{
  if (weigh (text, length < 0 ? strlen (text) : (gsize) length) <= MAX_WEIGHT)
    return TRUE;

  g_set_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_TOO_LARGE,
               _ ("%s%smore values than can be read as a dashboard"), name != NULL ? name : "",
               name != NULL ? ": " : "");
  return FALSE;
}

static void
set_too_large (GError **error, const char *name)
{
  g_set_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_TOO_LARGE,
               _ ("%s: more than the %u bytes that can be read"), name, ORIEL_JSON_MAX_BYTES);
}

/* The end of the line that begins at `line`. */
static const char *
line_end (const char *line, const char *end)
{
  const char *found = memchr (line, '\n', (gsize) (end - line));

  return found != NULL ? found : end;
}

/* Whether the first line that says anything is a member of a YAML mapping. What is neither that nor
 * JSON is told as bad JSON. */
gboolean
oriel_dashboard_text_is_yaml (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *line = text; line < end; line = line_end (line, end) + 1)
    {
      const char *stop = line_end (line, end);
      const char *colon;

      if (line == stop || *line == '#' || *line == '%' || *line == '\r' ||
          (stop - line >= 3 && strncmp (line, "---", 3) == 0))
        continue;

      colon = memchr (line, ':', (gsize) (stop - line));
      return g_ascii_isalpha (*line) && colon != NULL &&
             (colon + 1 == stop || colon[1] == ' ' || colon[1] == '\r');
    }

  return FALSE;
}

static JsonNode *
parse (const char *name, const char *text, gsize length, GError **error)
{
  static const OrielJsonPacking packing = { .member = "snapshotData", .columns = "values" };

  if (!oriel_dashboard_text_is_yaml (text, length))
    return oriel_dashboard_check_weight (name, text, (gssize) length, error)
             ? oriel_json_parse_packed (name, text, (gssize) length, ORIEL_JSON_MAX_BYTES, &packing,
                                        error)
             : NULL;

  if (length <= ORIEL_JSON_MAX_BYTES)
    return oriel_yaml_parse (name, text, (gssize) length, error);

  set_too_large (error, name);
  return NULL;
}

OrielDashboard *
oriel_dashboard_read (const char *name, const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  OrielDashboardSource source;

  root = parse (name, text, length < 0 ? strlen (text) : (gsize) length, error);
  if (root == NULL || !oriel_dashboard_unwrap (name, root, &source, error))
    return NULL;

  return read_source (&source);
}

#define CHUNK_BYTES (256 * 1024)

/* Reads to the end, or to one byte over the limit: a pipe does not say its size before. */
static GByteArray *
load_bounded (GInputStream *stream, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n_read = 0;

  do
    {
      guint length = bytes->len;

      g_byte_array_set_size (bytes, length + CHUNK_BYTES);
      if (!g_input_stream_read_all (stream, bytes->data + length, CHUNK_BYTES, &n_read, cancellable,
                                    error))
        return NULL;

      g_byte_array_set_size (bytes, length + (guint) n_read);
      if (bytes->len > ORIEL_JSON_MAX_BYTES)
        {
          set_too_large (error, name);
          return NULL;
        }
    }
  while (n_read == CHUNK_BYTES);

  return g_steal_pointer (&bytes);
}

/* Refuses a file that is too large before it is loaded. */
static gboolean
check_size (GFileInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info =
    g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);

  /* Where the size is not known, reading finds out. */
  return info == NULL || g_file_info_get_size (info) <= (goffset) ORIEL_JSON_MAX_BYTES;
}

GByteArray *
oriel_dashboard_load_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);

  if (stream == NULL)
    return NULL;
  if (!check_size (stream, cancellable))
    {
      set_too_large (error, name);
      return NULL;
    }

  return load_bounded (G_INPUT_STREAM (stream), name, cancellable, error);
}

OrielDashboard *
oriel_dashboard_read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GByteArray) bytes = oriel_dashboard_load_file (file, cancellable, error);

  if (bytes == NULL)
    return NULL;

  return oriel_dashboard_read (name, (const char *) bytes->data, (gssize) bytes->len, error);
}

gboolean
oriel_dashboard_is_file_name (const char *name)
{
  static const char *const endings[] = { ".json", ".yaml", ".yml" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  return FALSE;
}

/* Replaces each `${NAME}` that has a value; the rest of the text stays. */
static char *
replace_inputs (const char *text, gpointer user_data)
{
  GHashTable *values = user_data;
  GString *out = NULL;
  const char *rest = text;
  const char *start;

  while ((start = strstr (rest, "${")) != NULL)
    {
      const char *end = strchr (start, '}');
      g_autofree char *name = end != NULL ? g_strndup (start + 2, (gsize) (end - start) - 2) : NULL;
      const char *value = name != NULL ? g_hash_table_lookup (values, name) : NULL;

      if (end == NULL)
        break;
      if (out == NULL)
        out = g_string_new (NULL);
      g_string_append_len (out, rest, value != NULL ? start - rest : end + 1 - rest);
      if (value != NULL)
        g_string_append (out, value);
      rest = end + 1;
    }

  if (out == NULL)
    return NULL;

  g_string_append (out, rest);
  return g_string_free (out, FALSE);
}

OrielDashboard *
oriel_dashboard_with_inputs (const OrielDashboard *dashboard, GHashTable *values, GError **error)
{
  g_autoptr (JsonNode) old = json_node_init_object (json_node_alloc (), dashboard->json);
  g_autoptr (JsonNode) node = oriel_json_tree_copy_with (old, replace_inputs, values);
  OrielDashboard *self = oriel_dashboard_new (json_node_get_object (node));

  json_object_remove_member (self->json, "__inputs");
  self->format = g_strdup (dashboard->format);
  self->schema_version = dashboard->schema_version;
  self->uid = g_strdup (dashboard->uid);
  if (g_strcmp0 (self->format, "v2") == 0)
    oriel_dashboard_read_v2 (self);
  else
    oriel_dashboard_read_model (self);
  oriel_dashboard_collect_issues (self);
  return self;
}
