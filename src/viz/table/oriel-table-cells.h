/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a cell of a table looks like: kind, colours, pills. Rules: Grafana's TableNG. */

#pragma once

#include "draw/oriel-scene.h"
#include "field/oriel-theme.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_TABLE_CELL_AUTO,
  ORIEL_TABLE_CELL_COLOR_TEXT,
  ORIEL_TABLE_CELL_COLOR_BACKGROUND,
  ORIEL_TABLE_CELL_GAUGE,
  ORIEL_TABLE_CELL_SPARKLINE,
  ORIEL_TABLE_CELL_JSON,
  ORIEL_TABLE_CELL_PILL,
  ORIEL_TABLE_CELL_MARKDOWN,
  ORIEL_TABLE_CELL_OTHER, /* image, actions …: their text */
} OrielTableCellKind;

typedef enum
{
  ORIEL_TABLE_MODE_GRADIENT,
  ORIEL_TABLE_MODE_BASIC,
  ORIEL_TABLE_MODE_LCD,
} OrielTableCellMode;

/* What a sparkline is made of. */
typedef enum
{
  ORIEL_TABLE_CHART_LINE,
  ORIEL_TABLE_CHART_BARS,
  ORIEL_TABLE_CHART_POINTS,
} OrielTableChartStyle;

/* `custom.cellOptions` of a field. */
typedef struct
{
  OrielTableCellKind kind;
  OrielTableCellMode mode;
  gboolean apply_to_row; /* the background is that of the whole row */
  gboolean wrap;
  gboolean hide_value;  /* of gauges and sparklines */
  gboolean color_value; /* a gauge's text has its colour */
  double fill_opacity;  /* of sparklines, 0 to 1 */
  double line_width;    /* px */
  OrielJoin join;       /* of a sparkline's samples */
  OrielTableChartStyle style;
  double point_size; /* px */
} OrielTableCellOptions;

/* Colours that a cell has of its own. */
typedef struct
{
  gboolean has_text, has_background;
  OrielColor text;
  OrielColor from, to; /* of the background; equal: not a gradient */
} OrielTableCellColors;

/* Reads `cellOptions`, or the older `displayMode`, of a field's custom options (nullable). */
void oriel_table_cell_options_read (JsonObject *custom, OrielTableCellOptions *out);

/* The options of an old `displayMode` ("gradient-gauge"); auto for what is unknown. */
void oriel_table_cell_options_from_mode (const char *mode, OrielTableCellOptions *out);

/* The colours of a cell whose value has `color` (NULL: none). `row_is_colored`: another column
 * colours the row, so what is transparent adds nothing. */
void oriel_table_cell_colors (const OrielTableCellOptions *options,
                              const OrielTheme *theme,
                              const OrielColor *color,
                              gboolean row_is_colored,
                              OrielTableCellColors *out);

/* The pills of a text: a JSON list, or parts between commas; blanks around them are cut. `text` is
 * nullable. NULL-ended; free with g_strfreev(). */
char **oriel_table_pills_of_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The pills of a JSON value; nulls within a list are left out. `node` is nullable. */
char **oriel_table_pills_of_node (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* A value as one line of JSON: `{ "a": 1 }`. Free with g_free(). */
char *oriel_table_json_line (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
