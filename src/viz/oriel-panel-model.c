/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-panel-model.h. */

#include "config.h"

#include "viz/oriel-panel-model.h"

typedef struct
{
  const OrielVariables *variables;
  OrielBuiltins builtins;
} Replacement;

static char *
replace (const char *text, gpointer user_data)
{
  const Replacement *replacement = user_data;

  return oriel_variables_interpolate (replacement->variables, text, &replacement->builtins, NULL,
                                      NULL);
}

static OrielMarkers *
markers_of (const OrielPanel *panel,
            const OrielPanelData *data,
            const OrielPanelLook *look,
            Replacement *replacement)
{
  g_autoptr (GPtrArray) events =
    oriel_panel_events_new (panel, data, look->zone, replace, replacement);
  const OrielMarkersInput input = {
    .annotations = data->annotations,
    .events = events,
    .options = panel->options,
    .theme = look->theme,
    .zone = look->zone,
    .range = data->range,
  };

  return oriel_markers_new (&input);
}

OrielVizModel *
oriel_panel_model_new (const OrielPanel *panel,
                       const OrielPanelData *data,
                       const OrielPanelLook *look)
{
  Replacement replacement = {
    .variables = look->variables,
    .builtins = {
      .range = data->range,
      .raw_from = look->raw_from,
      .raw_to = look->raw_to,
      .zone = look->zone,
    },
  };
  OrielVizInput input = {
    .frames = data->frames,
    .options = panel->options,
    .panel = panel->json,
    .field_config = panel->field_config,
    .theme = look->theme,
    .zone = look->zone,
    .range = data->range,
    .now_ms = look->now_ms,
    .has_title = panel->title != NULL && *panel->title != '\0',
    .replace = replace,
    .replace_data = &replacement,
  };
  OrielVizModel *model;

  model = oriel_viz_find (panel->type)->prepare (&input);
  if (model->klass->marks != ORIEL_MARKS_NONE)
    model->markers = markers_of (panel, data, look, &replacement);
  return model;
}
