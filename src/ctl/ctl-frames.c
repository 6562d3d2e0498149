/* SPDX-License-Identifier: GPL-3.0-or-later */

/* orielctl frames: a panel's data as the visualization gets it. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/oriel-json.h"
#include "ctl/ctl-csv.h"
#include "ctl/ctl-dashboard.h"

#define DEFAULT_WIDTH_PX 1600

static char *opt_format, *opt_theme;
static int opt_panel = G_MININT, opt_width;

static const GOptionEntry options[] = {
  { "panel", 0, 0, G_OPTION_ARG_INT, &opt_panel, N_ ("Panel to print"), N_ ("ID") },
  { "width", 0, 0, G_OPTION_ARG_INT, &opt_width, N_ ("Width in px that the step is made for"),
    N_ ("PX") },
  { "theme", 0, 0, G_OPTION_ARG_STRING, &opt_theme, N_ ("dark or light"), N_ ("THEME") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &opt_format, N_ ("json or csv"), N_ ("FORMAT") },
  { NULL },
};

/* The last value of a field as it is shown, with its colour. */
static JsonObject *
display_json (const OrielField *field, const OrielTheme *theme, OrielSession *session)
{
  g_autoptr (OrielDisplay) display = oriel_display_new (
    field, theme, oriel_session_get_zone (session), oriel_session_get_now (session));
  JsonArray *texts = json_array_new ();
  JsonArray *colors = json_array_new ();
  JsonObject *result = json_object_new ();

  for (gsize row = 0; row < field->column->n_rows; row++)
    {
      OrielDisplayValue value;
      g_autofree char *text = NULL;

      oriel_display_row (display, field, row, &value);
      text =
        g_strconcat (value.formatted.prefix, value.formatted.text, value.formatted.suffix, NULL);
      json_array_add_string_element (texts, text);
      json_array_add_string_element (colors, value.color_text != NULL ? value.color_text : "");
    }

  json_object_set_string_member (result, "name",
                                 field->display_name != NULL ? field->display_name : field->name);
  json_object_set_array_member (result, "text", texts);
  json_object_set_array_member (result, "color", colors);
  return result;
}

static JsonNode *
frame_json (const OrielFrame *frame, OrielSession *session)
{
  const OrielTheme *theme = oriel_theme_get (g_strcmp0 (opt_theme, "light") != 0);
  JsonNode *node = oriel_frame_to_json (frame);
  JsonArray *display = json_array_new ();

  for (guint i = 0; i < frame->fields->len; i++)
    json_array_add_object_element (display,
                                   display_json (oriel_frame_field (frame, i), theme, session));

  json_object_set_array_member (json_node_get_object (node), "display", display);
  return node;
}

static void
add_frames (JsonArray *array, const GPtrArray *frames, OrielSession *session)
{
  for (guint i = 0; i < frames->len; i++)
    json_array_add_element (array, frame_json (g_ptr_array_index (frames, i), session));
}

static char *
as_json (const OrielPanel *panel, const OrielPanelData *data, OrielSession *session)
{
  g_autoptr (GPtrArray) events =
    oriel_panel_events_new (panel, data, oriel_session_get_zone (session), NULL, NULL);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *frames = json_array_new ();
  JsonArray *annotations = json_array_new ();
  JsonArray *notices = json_array_new ();
  g_autofree char *json = NULL;

  add_frames (frames, data->frames, session);
  add_frames (annotations, data->annotations, session);
  add_frames (annotations, events, session);
  for (guint i = 0; i < data->notices->len; i++)
    json_array_add_string_element (notices, g_ptr_array_index (data->notices, i));

  json_object_set_array_member (object, "frames", frames);
  json_object_set_array_member (object, "annotations", annotations);
  json_object_set_array_member (object, "notices", notices);
  if (data->error != NULL)
    json_object_set_string_member (object, "error", data->error);
  json_node_take_object (root, object);
  json = oriel_json_to_text (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}

static char *
as_csv (const OrielPanelData *data)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < data->frames->len; i++)
    {
      if (i > 0)
        g_string_append (out, "\r\n");
      ctl_csv_append_frame (out, g_ptr_array_index (data->frames, i));
    }

  return g_string_free (out, FALSE);
}

static int
print_frames (CtlDashboard *dashboard, int key)
{
  g_autoptr (OrielPanelData) data = oriel_session_dup_panel_data (dashboard->session, key);
  g_autofree char *text = NULL;

  if (g_strcmp0 (opt_format, "csv") == 0)
    text = as_csv (data);
  else
    text = as_json (
      oriel_dashboard_find_panel (oriel_session_get_dashboard (dashboard->session), opt_panel),
      data, dashboard->session);

  if (!ctl_print (text, strlen (text)))
    return ctl_fail ("%s", _ ("can’t write to standard output"));

  ctl_dashboard_report_errors (dashboard);
  return data->state == ORIEL_PANEL_FAILED ? CTL_FAILED : CTL_OK;
}

int
ctl_frames (int argc, char **argv)
{
  const GOptionEntry *groups[] = { options, ctl_dashboard_options, NULL };
  g_auto (CtlDashboard) dashboard = { NULL };
  int key = -1;
  int status;

  if (!ctl_parse ("frames", _ ("DASHBOARD --panel ID"),
                  N_ ("Prints a panel's data after transformations and field display."), groups,
                  &argc, &argv))
    return CTL_USAGE;
  if (argc != 2 || opt_panel == G_MININT)
    return ctl_usage ("frames ", "%s", _ ("one dashboard and --panel ID are needed"));
  if (opt_format != NULL && strcmp (opt_format, "json") != 0 && strcmp (opt_format, "csv") != 0)
    return ctl_usage ("frames ", _ ("there is no format “%s”: json or csv"), opt_format);

  status = ctl_dashboard_open (&dashboard, "frames ", argv[1]);
  if (status != CTL_OK)
    return status;
  if (!ctl_dashboard_show_panel (&dashboard, opt_panel,
                                 opt_width > 0 ? opt_width : DEFAULT_WIDTH_PX, &key))
    return ctl_fail (_ ("the dashboard has no panel %d"), opt_panel);

  status = ctl_dashboard_load (&dashboard);
  return status == CTL_OK ? print_frames (&dashboard, key) : status;
}
