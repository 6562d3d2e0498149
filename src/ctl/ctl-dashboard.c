/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See ctl-dashboard.h. */

#include "config.h"

#include "ctl/ctl-dashboard.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"
#include "datasource/demo/oriel-demo.h"

static char *opt_from, *opt_to, *opt_timezone;
static char **opt_variables, **opt_sources, **opt_provisioning, **opt_inputs;
static int opt_timeout_s = 60;

const GOptionEntry ctl_dashboard_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &opt_from, N_ ("Start of the time range"), N_ ("TIME") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &opt_to, N_ ("End of the time range"), N_ ("TIME") },
  { "timezone", 0, 0, G_OPTION_ARG_STRING, &opt_timezone, N_ ("Time zone"), N_ ("ZONE") },
  { "var", 0, 0, G_OPTION_ARG_STRING_ARRAY, &opt_variables,
    N_ ("Choose a value of a variable; may be repeated"), N_ ("NAME=VALUE") },
  { "source", 0, 0, G_OPTION_ARG_STRING_ARRAY, &opt_sources,
    N_ ("Add a Prometheus server; may be repeated"), N_ ("NAME=URL") },
  { "provisioning", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &opt_provisioning,
    N_ ("Add the data sources of a Grafana provisioning file; may be repeated"), N_ ("FILE") },
  { "input", 0, 0, G_OPTION_ARG_STRING_ARRAY, &opt_inputs,
    N_ ("Give an input that an exported dashboard asks for"), N_ ("NAME=VALUE") },
  { "timeout", 0, 0, G_OPTION_ARG_INT, &opt_timeout_s,
    N_ ("Give up after so many seconds (default 60)"), N_ ("SECONDS") },
  { NULL },
};

/* Splits NAME=VALUE; FALSE when there is no name. */
static gboolean
split_assignment (const char *text, char **name, const char **value)
{
  const char *equals = strchr (text, '=');

  if (equals == NULL || equals == text)
    return FALSE;

  *name = g_strndup (text, (gsize) (equals - text));
  *value = equals + 1;
  return TRUE;
}

/* Sources that can't be used are reported; the others are there. */
static int
add_provisioned_sources (OrielDataSources *sources)
{
  for (guint i = 0; opt_provisioning != NULL && opt_provisioning[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (opt_provisioning[i]);
      g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      if (!oriel_data_sources_add_provisioned (sources, file, issues, &error))
        return ctl_fail ("%s", error->message);
      for (guint j = 0; j < issues->len; j++)
        g_printerr ("orielctl: %s\n", (const char *) g_ptr_array_index (issues, j));
    }

  return CTL_OK;
}

static int
add_sources (OrielDataSources *sources, const char *command)
{
  int status = add_provisioned_sources (sources);

  if (status != CTL_OK)
    return status;

  for (guint i = 0; opt_sources != NULL && opt_sources[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!oriel_data_sources_add_argument (sources, opt_sources[i], &error))
        return ctl_usage (command, "%s", error->message);
    }

  oriel_demo_add_source (sources);
  return CTL_OK;
}

static char *
read_standard_input (gsize *length, GError **error)
{
  GString *text = g_string_new (NULL);
  char chunk[65536];
  gsize n;

  while ((n = fread (chunk, 1, sizeof chunk, stdin)) > 0)
    {
      g_string_append_len (text, chunk, (gssize) n);
      if (text->len > ORIEL_JSON_MAX_BYTES)
        break;
    }

  *length = text->len;
  return g_string_free (text, FALSE);
}

/* Messages name the file as a window would, without its folder; here there may be many files. */
static void
prefix_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  if (strchr (path, G_DIR_SEPARATOR) != NULL && error != NULL && *error != NULL &&
      g_str_has_prefix ((*error)->message, name))
    g_prefix_error (error, "%s%s", folder, g_str_has_suffix (folder, "/") ? "" : "/");
}

OrielDashboard *
ctl_dashboard_read (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;
  OrielDashboard *dashboard;

  if (strcmp (path, "-") == 0)
    {
      gsize length;
      g_autofree char *text = read_standard_input (&length, error);

      return oriel_dashboard_read (_ ("standard input"), text, (gssize) length, error);
    }

  file = g_file_new_for_commandline_arg (path);
  dashboard = oriel_dashboard_read_file (file, NULL, error);
  if (dashboard == NULL)
    prefix_folder (path, error);

  return dashboard;
}

OrielDraft *
ctl_draft_read (const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;
  OrielDraft *draft;

  if (strcmp (path, "-") == 0)
    {
      gsize length;
      g_autofree char *text = read_standard_input (&length, error);

      return oriel_draft_new (_ ("standard input"), text, (gssize) length, error);
    }

  file = g_file_new_for_commandline_arg (path);
  draft = oriel_draft_new_for_file (file, NULL, error);
  if (draft == NULL)
    prefix_folder (path, error);

  return draft;
}

/* The value of an input nobody gave: a source of its plugin's type, or its own default. */
static const char *
default_input (const OrielInput *input, const OrielDataSources *sources)
{
  OrielDataSource *source;

  if (g_strcmp0 (input->type, "datasource") != 0)
    return input->value;

  source = oriel_data_sources_find (sources, NULL, input->label, input->plugin_id);
  if (source == NULL)
    source = oriel_data_sources_find (sources, NULL, NULL, input->plugin_id);

  return source != NULL ? oriel_data_source_get_settings (source)->name : NULL;
}

static int
fill_inputs (OrielDashboard **dashboard, const OrielDataSources *sources, const char *command)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  OrielDashboard *filled;

  for (guint i = 0; opt_inputs != NULL && opt_inputs[i] != NULL; i++)
    {
      char *name;
      const char *value;

      if (!split_assignment (opt_inputs[i], &name, &value))
        return ctl_usage (command, _ ("“%s” is not NAME=VALUE"), opt_inputs[i]);
      g_hash_table_insert (values, name, g_strdup (value));
    }

  for (guint i = 0; i < (*dashboard)->inputs->len; i++)
    {
      const OrielInput *input = g_ptr_array_index ((*dashboard)->inputs, i);
      const char *value = default_input (input, sources);

      if (!g_hash_table_contains (values, input->name) && value != NULL)
        g_hash_table_insert (values, g_strdup (input->name), g_strdup (value));
    }

  if (g_hash_table_size (values) == 0)
    return CTL_OK;

  filled = oriel_dashboard_with_inputs (*dashboard, values, &error);
  if (filled == NULL)
    return ctl_fail ("%s", error->message);

  oriel_dashboard_unref (*dashboard);
  *dashboard = filled;
  return CTL_OK;
}

/* `--var a=1 --var a=2` chooses both. */
static int
choose_variables (OrielSession *session, const char *command)
{
  g_autoptr (GHashTable) chosen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer name, values;

  for (guint i = 0; opt_variables != NULL && opt_variables[i] != NULL; i++)
    {
      g_autofree char *variable = NULL;
      const char *value;
      GPtrArray *list;

      if (!split_assignment (opt_variables[i], &variable, &value))
        return ctl_usage (command, _ ("“%s” is not NAME=VALUE"), opt_variables[i]);
      if (oriel_variables_find (oriel_session_get_variables (session), variable) == NULL)
        return ctl_usage (command, _ ("the dashboard has no variable “%s”"), variable);

      list = g_hash_table_lookup (chosen, variable);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (chosen, g_steal_pointer (&variable), list);
        }
      g_ptr_array_add (list, (gpointer) value);
    }

  g_hash_table_iter_init (&iter, chosen);
  while (g_hash_table_iter_next (&iter, &name, &values))
    {
      g_ptr_array_add (values, NULL);
      oriel_session_choose (session, name, (const char *const *) ((GPtrArray *) values)->pdata);
    }

  return CTL_OK;
}

/* TRUE when both can be read and the range is empty: a session would turn it round. */
static gboolean
is_backwards (OrielSession *session, const char *from, const char *to)
{
  OrielTimeContext context = { .now_ms = oriel_session_get_now (session),
                               .zone = oriel_session_get_zone (session) };
  gint64 from_ms, to_ms;

  return oriel_time_parse (from, FALSE, &context, &from_ms) &&
         oriel_time_parse (to, TRUE, &context, &to_ms) && to_ms < from_ms;
}

static int
set_time (OrielSession *session, const char *command)
{
  const char *from, *to;
  g_autoptr (GError) error = NULL;

  if (opt_timezone != NULL && !oriel_session_set_zone (session, opt_timezone))
    return ctl_usage (command, _ ("there is no time zone “%s”"), opt_timezone);
  if (opt_from == NULL && opt_to == NULL)
    return CTL_OK;

  oriel_session_get_raw_range (session, &from, &to);
  from = opt_from != NULL ? opt_from : from;
  to = opt_to != NULL ? opt_to : to;
  if (is_backwards (session, from, to))
    return ctl_usage (command, _ ("the time range ends (%s) before it starts (%s)"), to, from);
  if (!oriel_session_set_range (session, from, to, &error))
    return ctl_usage (command, "%s", error->message);

  return CTL_OK;
}

int
ctl_dashboard_open (CtlDashboard *dashboard, const char *command, const char *path)
{
  g_autoptr (OrielDashboard) model = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  dashboard->sources = oriel_data_sources_new ();
  status = add_sources (dashboard->sources, command);
  if (status != CTL_OK)
    return status;

  model = ctl_dashboard_read (path, &error);
  if (model == NULL)
    return ctl_fail ("%s", error->message);

  status = fill_inputs (&model, dashboard->sources, command);
  if (status != CTL_OK)
    return status;

  dashboard->session = oriel_session_new (model, dashboard->sources);
  status = set_time (dashboard->session, command);
  if (status == CTL_OK)
    status = choose_variables (dashboard->session, command);

  return status;
}

/* Whether `value`, which was asked for, is none that the variable offers. Most kinds have taken it
 * all the same; a switch has not. */
static gboolean
is_unknown_choice (const OrielVariableState *state, const char *value)
{
  gboolean taken = g_strv_contains ((const char *const *) state->values, value) &&
                   !oriel_variable_state_is_all (state);

  return state->options->len > 0 && oriel_variables_option (state, value) == NULL &&
         (taken || state->definition->kind == ORIEL_VARIABLE_SWITCH);
}

/* A value that is none of the options is used, as Grafana uses one in a URL; it may be a slip. */
static void
report_unknown_choices (OrielSession *session)
{
  const OrielVariables *variables = oriel_session_get_variables (session);

  for (guint i = 0; opt_variables != NULL && opt_variables[i] != NULL; i++)
    {
      const char *value = strchr (opt_variables[i], '=') + 1;
      g_autofree char *name = g_strndup (opt_variables[i], (gsize) (value - opt_variables[i]) - 1);
      const OrielVariableState *state = oriel_variables_find (variables, name);

      if (state != NULL && is_unknown_choice (state, value))
        g_printerr (_ ("orielctl: “%s” is none of the values of the variable “%s”\n"), value, name);
    }
}

int
ctl_dashboard_load (CtlDashboard *dashboard)
{
  oriel_session_refresh (dashboard->session);
  if (oriel_session_run_until_idle (dashboard->session, (guint) MAX (opt_timeout_s, 1) * 1000))
    {
      report_unknown_choices (dashboard->session);
      return CTL_OK;
    }

  oriel_session_cancel (dashboard->session);
  return ctl_fail (_ ("the servers did not answer within %d seconds"), MAX (opt_timeout_s, 1));
}

static int
find_key (OrielSession *session, int id)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

  for (guint i = 0; i < n; i++)
    if (panels[i].panel->id == id && panels[i].kind == ORIEL_PLACED_PANEL)
      return panels[i].key;

  return -1;
}

gboolean
ctl_dashboard_show_panel (CtlDashboard *dashboard, int id, int width_px, int *key)
{
  if (!oriel_session_reveal (dashboard->session, id))
    return FALSE;

  *key = find_key (dashboard->session, id);
  if (*key < 0)
    return FALSE;

  oriel_session_set_visible (dashboard->session, *key, TRUE, width_px);
  return TRUE;
}

/* Failures of annotation queries, which leave panels whole. */
static void
report_annotations (OrielSession *session)
{
  const OrielAnnotationLayers *layers = oriel_session_get_annotations (session);

  for (guint i = 0; i < oriel_annotation_layers_get_n (layers); i++)
    {
      const OrielAnnotationLayer layer = oriel_annotation_layers_get (layers, i);

      if (layer.enabled && layer.error != NULL && !layer.annotation->built_in)
        g_printerr (_ ("orielctl: annotation “%s”: %s\n"), layer.name, layer.error);
    }
}

static guint
report_variables (const OrielVariables *variables)
{
  guint n_errors = 0;

  for (guint i = 0; i < oriel_variables_get_n (variables); i++)
    {
      const OrielVariableState *state = oriel_variables_get (variables, i);

      if (state->error == NULL)
        continue;
      g_printerr (_ ("orielctl: variable “%s”: %s\n"), state->definition->name, state->error);
      n_errors++;
    }

  return n_errors;
}

guint
ctl_dashboard_report_errors (CtlDashboard *dashboard)
{
  guint n, n_errors = report_variables (oriel_session_get_variables (dashboard->session));
  const OrielPlacedPanel *panels = oriel_session_get_panels (dashboard->session, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OrielPanelData) data =
        oriel_session_dup_panel_data (dashboard->session, panels[i].key);
      g_autofree char *title = NULL;

      if (data->error == NULL)
        continue;
      title = oriel_session_dup_title (dashboard->session, panels[i].key);
      g_printerr (_ ("orielctl: panel %d “%s”: %s\n"), panels[i].panel->id, title, data->error);
      n_errors++;
    }

  report_annotations (dashboard->session);
  if (n_errors > 0 && opt_sources == NULL && opt_provisioning == NULL)
    g_printerr ("orielctl: %s\n",
                _ ("no server was named: --source NAME=URL or --provisioning FILE names some"));
  return n_errors;
}

gboolean
ctl_dashboard_got_nothing (CtlDashboard *dashboard)
{
  guint n, n_failed = 0;
  const OrielPlacedPanel *panels = oriel_session_get_panels (dashboard->session, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OrielPanelData) data =
        oriel_session_dup_panel_data (dashboard->session, panels[i].key);

      if (data->state == ORIEL_PANEL_FAILED)
        n_failed++;
      else if (data->frames != NULL && data->frames->len > 0)
        return FALSE;
    }

  return n_failed > 0 && (opt_sources != NULL || opt_provisioning != NULL);
}

void
ctl_dashboard_clear (CtlDashboard *dashboard)
{
  g_clear_object (&dashboard->session);
  g_clear_pointer (&dashboard->sources, oriel_data_sources_free);
}
