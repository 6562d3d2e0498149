/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sizes and colours of one value of a stat panel: Grafana's BigValue. */

#pragma once

#include "field/oriel-theme.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_STAT_TEXT_AUTO,
  ORIEL_STAT_TEXT_VALUE,
  ORIEL_STAT_TEXT_NAME,
  ORIEL_STAT_TEXT_VALUE_AND_NAME,
  ORIEL_STAT_TEXT_NONE,
} OrielStatText;

typedef enum
{
  ORIEL_STAT_COLOR_NONE,
  ORIEL_STAT_COLOR_VALUE,
  ORIEL_STAT_COLOR_BACKGROUND,
  ORIEL_STAT_COLOR_BACKGROUND_SOLID,
} OrielStatColor;

/* What the layout is made from. Texts are borrowed and nullable. */
typedef struct
{
  double width, height;
  const char *title;
  const char *prefix, *text, *suffix;
  const char *aligned_title; /* nullable: the longest title of all values */
  const char *aligned_text;  /* nullable: the longest value, whole */
  OrielStatText text_mode;
  gboolean center;  /* justifyMode */
  gboolean no_wide; /* the wide layout is off */
  guint count;      /* of values in the panel */
  guint sparkline_points;
  double title_px, value_px, percent_px; /* fixed sizes; 0: fit */
  gboolean has_percent;
  double percent_change;
} OrielStatInput;

typedef enum
{
  ORIEL_STAT_STACKED,
  ORIEL_STAT_STACKED_CHART,
  ORIEL_STAT_WIDE,
  ORIEL_STAT_WIDE_CHART,
} OrielStatKind;

typedef struct
{
  OrielStatKind kind;
  double padding_px;
  double title_px, value_px, percent_px, percent_icon_px;
  double chart_width, chart_height; /* 0: none */
  gboolean center;
  const char *title;                  /* as shown; NULL: none */
  const char *prefix, *text, *suffix; /* as shown; nullable */
} OrielStatLayout;

/* Computes the layout. Any thread. */
void oriel_stat_layout (const OrielStatInput *input, OrielStatLayout *out);

/* `12.3%`, `1,000%` as Grafana's percent change. `out` holds 64 bytes. */
void oriel_stat_percent_text (double percent, char *out, gsize size);

/* The two ends of the background's gradient for a value's colour. */
void oriel_stat_background (const OrielTheme *theme,
                            OrielColor color,
                            OrielColor *first,
                            OrielColor *last);

G_END_DECLS
