/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The display processor: what a field's value looks like.
 *
 * Compiled once per field and theme; then it formats into the caller's buffer without
 * allocating. Source of the rules: Grafana's getDisplayProcessor. */

#pragma once

#include "field/oriel-reducers.h"
#include "field/oriel-theme.h"
#include "field/oriel-units.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

typedef struct _OrielDisplay OrielDisplay;

/* One value as shown. */
typedef struct
{
  OrielFormatted formatted; /* prefix, text, suffix; text is cut at the buffer's size */
  double numeric;           /* NaN when it is no number */
  double percent;           /* place in the range, 0 to 1; NaN when there is none */
  OrielColor color;
  const char *color_text; /* as Grafana writes it; owned by the display; NULL: none */
  const char *icon;       /* nullable, owned by the display */
  const char *whole;      /* nullable: the text of a value that was cut, borrowed from it */
} OrielDisplayValue;

/* Compiles the processor of `field` (nullable: values show as their own text, without colour;
 * referenced config, series_index, range and display_name
 * are used). `zone` is nullable (the machine's own). Free with oriel_display_free(). Any thread. */
OrielDisplay *oriel_display_new (const OrielField *field,
                                 const OrielTheme *theme,
                                 const OrielTimeZone *zone,
                                 gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_display_free (OrielDisplay *display);

/* Formats a cell of any type; null and undefined are the same. `adjacent_decimals` as below. */
void oriel_display_cell (OrielDisplay *display,
                         const OrielReduced *value,
                         int adjacent_decimals,
                         OrielDisplayValue *out);

/* Formats a number. `adjacent_decimals`: the decimals that axes and tooltips ask for, or -1.
 * Not thread safe for one display (it caches colour texts). */
void oriel_display_number (OrielDisplay *display,
                           double value,
                           int adjacent_decimals,
                           OrielDisplayValue *out);

/* Formats a text value (mappings apply; numbers in text are read). NULL is null. */
void oriel_display_text (OrielDisplay *display, const char *value, OrielDisplayValue *out);

/* Formats row `row` of the field's column, whatever its type. */
void oriel_display_row (OrielDisplay *display,
                        const OrielField *field,
                        gsize row,
                        OrielDisplayValue *out);

/* Colour of the series as a whole (lines, legend), by the field's colour mode: by index, by
 * name, fixed, or by the series' last, min or max value. The display must have a field. */
OrielColor oriel_display_series_color (OrielDisplay *display, const OrielField *field);

/* Colour of a value alone, for gradients by scheme. The display must have a field. */
OrielColor oriel_display_color_at (OrielDisplay *display, double value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielDisplay, oriel_display_free)

G_END_DECLS
