/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two themes: the palette by name and number, and the colours of surfaces, borders, text. */

#pragma once

#include "field/oriel-color.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* "dark", "light" */
  gboolean is_dark;

  OrielColor canvas, primary, secondary, elevated; /* backgrounds */
  OrielColor border_weak, border_medium, border_strong;
  OrielColor text, text_secondary, text_disabled, text_link, text_max_contrast;
  OrielColor accent, error, warning, success, info; /* main shades */
  OrielColor grid;                                  /* grid lines of plots */
  OrielColor unfilled;                              /* empty part of gauges and bars */
} OrielTheme;

/* One of the two themes; never freed. Any thread. */
const OrielTheme *oriel_theme_get (gboolean dark);

/* Resolves a colour of a dashboard: palette names (`semi-dark-red`), `text`, `panel-bg`,
 * `transparent`, and all that oriel_color_parse() reads. Unknown text gives FALSE and Grafana's
 * fallback #808080. Any thread. */
gboolean oriel_theme_color (const OrielTheme *theme, const char *text, OrielColor *out);

/* The text that Grafana gives for the same: palette names become their hex, everything else
 * stays as it is. Borrowed from the theme or `text`. */
const char *oriel_theme_color_text (const OrielTheme *theme, const char *text);

/* Text of colour number `index` in the classic palette (64 colours, wraps around). */
const char *oriel_theme_series_color (const OrielTheme *theme, guint index);

/* The colours in the classic palette. */
#define ORIEL_THEME_N_SERIES_COLORS 64

/* Nearly black or nearly white (Grafana's getTextColorForBackground), whichever reads better on
 * `background`; its alpha does not matter. */
OrielColor oriel_theme_text_on (const OrielTheme *theme, OrielColor background);

G_END_DECLS
