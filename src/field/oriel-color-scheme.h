/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colour modes of fields: what chooses a colour, and the colours to choose from. */

#pragma once

#include "field/oriel-theme.h"

G_BEGIN_DECLS

/* What a mode looks at. */
typedef enum
{
  ORIEL_COLOR_BY_FIXED,     /* one colour: config.color.fixedColor */
  ORIEL_COLOR_BY_SHADE,     /* shades of the fixed colour, by the series' number */
  ORIEL_COLOR_BY_THRESHOLD, /* the active threshold's colour */
  ORIEL_COLOR_BY_INDEX,     /* the series' number in a palette */
  ORIEL_COLOR_BY_NAME,      /* the series' name in a palette */
  ORIEL_COLOR_BY_VALUE,     /* place in the range along a ramp */
} OrielColorKind;

/* A row of the menu; never freed, compared by pointer. */
typedef struct
{
  const char *id;
  const char *name;
  const char *group; /* nullable */
  OrielColorKind kind;
} OrielColorScheme;

/* The mode of an id; thresholds for NULL and unknown ids. Any thread. */
const OrielColorScheme *oriel_color_scheme_find (const char *id);

/* Mode number `index` in menu order, NULL behind the last. */
const OrielColorScheme *oriel_color_scheme_list (guint index);

/* TRUE when the colour depends on the value, not on the series. */
static inline gboolean
oriel_color_scheme_is_by_value (const OrielColorScheme *scheme)
{
  return scheme->kind == ORIEL_COLOR_BY_THRESHOLD || scheme->kind == ORIEL_COLOR_BY_VALUE;
}

/* How many colours the mode has in a theme; 0 when it takes them from the config. */
guint oriel_color_scheme_n_colors (const OrielColorScheme *scheme, const OrielTheme *theme);

/* Text of colour number `index`, which wraps around. Never NULL, never freed. Any thread. */
const char *
oriel_color_scheme_color (const OrielColorScheme *scheme, const OrielTheme *theme, guint index);

/* Text of the colour that a series' name gets. Never NULL, never freed. Any thread. */
const char *oriel_color_scheme_color_of_name (const OrielColorScheme *scheme,
                                              const OrielTheme *theme,
                                              const char *name);

/* The colour 0xrrggbb at a fraction of the range (held between 0 and 1, NaN is 0): a perceptual
 * ramp, or a basis spline over the mode's colours (d3's interpolateRgbBasis). Any thread. */
guint32
oriel_color_scheme_at (const OrielColorScheme *scheme, const OrielTheme *theme, double fraction);

/* Writes the form that Grafana gives such a colour in. `out` holds ORIEL_COLOR_BUFFER. */
void oriel_color_scheme_text (const OrielColorScheme *scheme, guint32 rgb, char *out);

/* The hash that chooses colours by name; `name` is nullable (empty). Any thread. */
guint oriel_color_scheme_hash (const char *name);

/* Writes shade number `index` of `color` (any colour of a dashboard): the colour itself, then
 * lighter and darker ones in turn; wraps around. `out` holds ORIEL_COLOR_BUFFER. Any thread. */
void oriel_color_shade (const OrielTheme *theme, const char *color, guint index, char *out);

G_END_DECLS
