/* SPDX-License-Identifier: GPL-3.0-or-later */

/* orielctl inspect: a dashboard as Oriel understands it, and every feature it does not support. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/oriel-json.h"
#include "ctl/ctl-dashboard.h"
#include "dashboard/oriel-annotation.h"

static char *opt_format;

static const GOptionEntry options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &opt_format, N_ ("table or json"), N_ ("FORMAT") },
  { NULL },
};

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
begin_list (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_source (JsonBuilder *builder, const OrielDataSourceRef *source)
{
  json_builder_set_member_name (builder, "datasource");
  json_builder_begin_object (builder);
  add_text (builder, "type", source->type);
  add_text (builder, "uid", source->uid);
  add_text (builder, "name", source->name);
  json_builder_end_object (builder);
}

static void
add_target (JsonBuilder *builder, const OrielTarget *target)
{
  json_builder_begin_object (builder);
  add_text (builder, "refId", target->ref_id);
  add_source (builder, &target->source);
  add_text (builder, "expr", oriel_json_string (target->json, "expr", NULL));
  json_builder_set_member_name (builder, "hidden");
  json_builder_add_boolean_value (builder, target->hidden);
  json_builder_end_object (builder);
}

static void
add_transformations (JsonBuilder *builder, JsonArray *transformations)
{
  begin_list (builder, "transformations");
  for (guint i = 0; i < oriel_json_array_length (transformations); i++)
    json_builder_add_string_value (
      builder, oriel_json_string (oriel_json_array_object (transformations, i), "id", "?"));
  json_builder_end_array (builder);
}

static void
add_grid (JsonBuilder *builder, const OrielGridPos *grid)
{
  json_builder_set_member_name (builder, "gridPos");
  json_builder_begin_object (builder);
  add_int (builder, "x", grid->x);
  add_int (builder, "y", grid->y);
  add_int (builder, "w", grid->width);
  add_int (builder, "h", grid->height);
  json_builder_end_object (builder);
}

static void
add_arrangement (JsonBuilder *builder, const OrielArrangement *arrangement)
{
  static const char *const names[] = {
    [ORIEL_ARRANGE_GRID] = "grid",
    [ORIEL_ARRANGE_AUTO] = "auto-grid",
    [ORIEL_ARRANGE_ROWS] = "rows",
    [ORIEL_ARRANGE_TABS] = "tabs",
  };

  add_text (builder, "layout", names[arrangement->kind]);
}

static void add_panels (JsonBuilder *builder, const GPtrArray *panels);

/* What only rows and tabs have. */
static void
add_section (JsonBuilder *builder, const OrielPanel *panel)
{
  if (panel->is_row)
    {
      json_builder_set_member_name (builder, "collapsed");
      json_builder_add_boolean_value (builder, panel->collapsed);
    }
  add_arrangement (builder, &panel->arrangement);
  add_panels (builder, panel->children);
}

static void
add_panel (JsonBuilder *builder, const OrielPanel *panel)
{
  json_builder_begin_object (builder);
  add_int (builder, "id", panel->id);
  add_text (builder, "type", panel->type);
  add_text (builder, "oldType", panel->old_type);
  add_text (builder, "title", panel->title);
  add_grid (builder, &panel->grid);
  add_text (builder, "repeat", panel->repeat);
  if (panel->condition != NULL)
    {
      json_builder_set_member_name (builder, "conditional");
      json_builder_add_boolean_value (builder, TRUE);
    }

  if (panel->is_row || panel->is_tab)
    add_section (builder, panel);
  else
    {
      add_source (builder, &panel->source);
      begin_list (builder, "targets");
      for (guint i = 0; panel->targets != NULL && i < panel->targets->len; i++)
        add_target (builder, g_ptr_array_index (panel->targets, i));
      json_builder_end_array (builder);
      add_transformations (builder, panel->transformations);
      if (panel->snapshot_frames != NULL)
        add_int (builder, "snapshotFrames", panel->snapshot_frames->len);
    }
  json_builder_end_object (builder);
}

static void
add_panels (JsonBuilder *builder, const GPtrArray *panels)
{
  begin_list (builder, "panels");
  for (guint i = 0; panels != NULL && i < panels->len; i++)
    add_panel (builder, g_ptr_array_index (panels, i));
  json_builder_end_array (builder);
}

static void
add_variable (JsonBuilder *builder, const OrielVariable *variable)
{
  json_builder_begin_object (builder);
  add_text (builder, "name", variable->name);
  add_text (builder, "type", variable->type);
  add_text (builder, "label", variable->label);
  add_text (builder, "query", variable->query);
  add_text (builder, "regex", variable->regex);
  json_builder_set_member_name (builder, "multi");
  json_builder_add_boolean_value (builder, variable->multi);
  json_builder_set_member_name (builder, "includeAll");
  json_builder_add_boolean_value (builder, variable->include_all);
  begin_list (builder, "current");
  for (guint i = 0; variable->current_values != NULL && variable->current_values[i] != NULL; i++)
    json_builder_add_string_value (builder, variable->current_values[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
add_annotation (JsonBuilder *builder, const OrielAnnotation *annotation)
{
  json_builder_begin_object (builder);
  add_text (builder, "name", annotation->name);
  add_boolean (builder, "enabled", annotation->enabled);
  add_boolean (builder, "hidden", annotation->hidden);
  add_boolean (builder, "builtIn", annotation->built_in);
  add_text (builder, "color", annotation->color);
  add_source (builder, &annotation->source);
  add_text (builder, "expr", oriel_json_string (annotation->target, "expr", NULL));
  json_builder_end_object (builder);
}

static void
add_issue (JsonBuilder *builder, const OrielIssue *issue)
{
  json_builder_begin_object (builder);
  add_text (builder, "code", issue->code);
  if (issue->panel_id >= 0)
    add_int (builder, "panelId", issue->panel_id);
  add_text (builder, "where", issue->where);
  add_text (builder, "message", issue->message);
  json_builder_end_object (builder);
}

static void
add_dashboard (JsonBuilder *builder, const char *path, const OrielDashboard *dashboard)
{
  json_builder_begin_object (builder);
  add_text (builder, "file", path);
  add_text (builder, "title", dashboard->title);
  add_text (builder, "uid", dashboard->uid);
  add_text (builder, "format", dashboard->format);
  add_int (builder, "schemaVersion", dashboard->schema_version);
  add_text (builder, "from", dashboard->time_from);
  add_text (builder, "to", dashboard->time_to);
  add_text (builder, "timezone", dashboard->timezone);
  add_text (builder, "refresh", dashboard->refresh);

  begin_list (builder, "inputs");
  for (guint i = 0; i < dashboard->inputs->len; i++)
    json_builder_add_string_value (
      builder, ((const OrielInput *) g_ptr_array_index (dashboard->inputs, i))->name);
  json_builder_end_array (builder);

  begin_list (builder, "variables");
  for (guint i = 0; i < dashboard->variables->len; i++)
    add_variable (builder, g_ptr_array_index (dashboard->variables, i));
  json_builder_end_array (builder);

  begin_list (builder, "annotations");
  for (guint i = 0; i < dashboard->annotations->len; i++)
    add_annotation (builder, g_ptr_array_index (dashboard->annotations, i));
  json_builder_end_array (builder);

  add_arrangement (builder, &dashboard->arrangement);
  add_panels (builder, dashboard->panels);

  begin_list (builder, "issues");
  for (guint i = 0; i < dashboard->issues->len; i++)
    add_issue (builder, g_ptr_array_index (dashboard->issues, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_panels (GString *out, const GPtrArray *panels, int indent)
{
  for (guint i = 0; panels != NULL && i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      g_string_append_printf (out, "%*s%4d  %-14s %2d,%-4d %2d×%-3d %s\n", indent, "", panel->id,
                              panel->type, panel->grid.x, panel->grid.y, panel->grid.width,
                              panel->grid.height, panel->title);
      for (guint j = 0; panel->targets != NULL && j < panel->targets->len; j++)
        {
          const OrielTarget *target = g_ptr_array_index (panel->targets, j);
          const char *expr = oriel_json_string (target->json, "expr", NULL);

          if (expr != NULL)
            g_string_append_printf (out, "%*s      %s%s: %s\n", indent, "",
                                    target->ref_id != NULL ? target->ref_id : "?",
                                    target->hidden ? _ (" (hidden)") : "", expr);
        }
      print_panels (out, panel->children, indent + 2);
    }
}

static void
print_table (GString *out, const char *path, const OrielDashboard *dashboard)
{
  g_string_append_printf (out, "%s — %s\n", path, dashboard->title);
  g_string_append_printf (out, _ ("  %s, schema version %d, %s to %s\n"), dashboard->format,
                          dashboard->schema_version, dashboard->time_from, dashboard->time_to);

  for (guint i = 0; i < dashboard->variables->len; i++)
    {
      const OrielVariable *variable = g_ptr_array_index (dashboard->variables, i);

      g_string_append_printf (out, "  $%-18s %-10s %s\n", variable->name, variable->type,
                              variable->query != NULL ? variable->query : "");
    }

  print_panels (out, dashboard->panels, 2);
  for (guint i = 0; i < dashboard->issues->len; i++)
    {
      const OrielIssue *issue = g_ptr_array_index (dashboard->issues, i);

      g_string_append_printf (out, "  [%s] %s: %s\n", issue->code, issue->where, issue->message);
    }
}

static gboolean
inspect_one (const char *path, JsonBuilder *builder, GString *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDashboard) dashboard = ctl_dashboard_read (path, &error);

  if (dashboard == NULL)
    {
      ctl_fail ("%s", error->message);
      return FALSE;
    }

  if (table != NULL)
    print_table (table, path, dashboard);
  else
    add_dashboard (builder, path, dashboard);

  return TRUE;
}

/* One dashboard is an object, several are a list of them. */
static char *
json_text (JsonBuilder *builder, gboolean one)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  JsonArray *list = json_node_get_array (root);

  if (one && json_array_get_length (list) == 1)
    return oriel_json_to_text (json_array_get_element (list, 0), TRUE);

  return oriel_json_to_text (root, TRUE);
}

int
ctl_inspect (int argc, char **argv)
{
  const GOptionEntry *groups[] = { options, NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean as_json;
  guint n_failed = 0;

  if (!ctl_parse ("inspect", _ ("DASHBOARD…"),
                  N_ ("Prints panels, queries, variables, and what is not supported, with codes."),
                  groups, &argc, &argv))
    return CTL_USAGE;
  if (argc < 2)
    return ctl_usage ("inspect ", "%s", _ ("a dashboard is needed"));
  if (opt_format != NULL && strcmp (opt_format, "json") != 0 && strcmp (opt_format, "table") != 0)
    return ctl_usage ("inspect ", _ ("there is no format “%s”: table or json"), opt_format);

  as_json = g_strcmp0 (opt_format, "json") == 0;
  json_builder_begin_array (builder);
  for (int i = 1; i < argc; i++)
    if (!inspect_one (argv[i], builder, as_json ? NULL : text))
      n_failed++;
  json_builder_end_array (builder);

  if (as_json && n_failed < (guint) argc - 1)
    {
      g_autofree char *json = json_text (builder, argc == 2);

      g_string_append_printf (text, "%s\n", json);
    }

  if (!ctl_print (text->str, text->len))
    return ctl_fail ("%s", _ ("can’t write to standard output"));

  return n_failed > 0 ? CTL_FAILED : CTL_OK;
}
