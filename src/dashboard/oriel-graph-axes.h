/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of the old graph panel as field config: axes, overrides of series, thresholds. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Brings a graph of before schema version 13 to the later form (axes and thresholds out of
 * `grid`, legend as an object). */
void oriel_graph_modernize (JsonObject *graph);

/* Sets unit, decimals, limits and axis of the left y axis in field `defaults`. */
void oriel_graph_set_left_axis (JsonObject *defaults, JsonObject *graph);

/* A rule for each alias with a colour of its own. */
void oriel_graph_add_alias_colors (JsonArray *overrides, JsonObject *graph);

/* A rule for each series override; TRUE when one of them fills down to another series. */
gboolean
oriel_graph_add_series_overrides (JsonArray *overrides, JsonObject *graph, JsonObject *defaults);

/* Sets thresholds and how they are shown in field `defaults`. */
void oriel_graph_set_thresholds (JsonObject *defaults, JsonObject *graph);

/* `{fill, dash: [on, off]}` of the graph. */
JsonObject *oriel_graph_line_style (JsonObject *graph) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
