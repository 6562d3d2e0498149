/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small helpers that the panel types share: words of options, texts of values, many rectangles. */

#pragma once

#include "field/oriel-display.h"
#include "viz/oriel-axis.h"
#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* A word of a dashboard and what it means here. Tables end with an empty row. */
typedef struct
{
  const char *word;
  int value;
} OrielWord;

typedef enum
{
  ORIEL_SHOW_AUTO,
  ORIEL_SHOW_ALWAYS,
  ORIEL_SHOW_NEVER,
} OrielShow;

/* The meaning of a string member, or `fallback`. `object` is nullable. */
int oriel_viz_word (JsonObject *object, const char *member, const OrielWord *words, int fallback);

/* A number member held between two limits, or `fallback`. `object` is nullable. */
double oriel_viz_clamped (JsonObject *object,
                          const char *member,
                          double fallback,
                          double low,
                          double high);

/* `auto`, `always`, `never` of a member. */
OrielShow oriel_viz_show (JsonObject *object, const char *member, OrielShow fallback);

/* TRUE when the field's `custom.hideFrom` says so of `what`: viz, legend, tooltip. */
gboolean oriel_viz_is_hidden (const OrielField *field, const char *what);

/* The frames of an input, each with a reference. Free with g_ptr_array_unref(). */
GPtrArray *oriel_viz_keep_frames (const OrielVizInput *input) G_GNUC_WARN_UNUSED_RESULT;

/* The name that a field is shown by; borrowed. */
const char *oriel_viz_field_name (const OrielField *field);

/* The processor of `field` with another unit (nullable or "": its own) and other decimals (-1: its
 * own). Free with oriel_display_free(). */
OrielDisplay *oriel_viz_display_new (const OrielField *field,
                                     const char *unit,
                                     int decimals,
                                     const OrielVizInput *input) G_GNUC_WARN_UNUSED_RESULT;

/* Writes prefix, text and suffix of a number; decimals < 0 are automatic. */
void
oriel_viz_write_number (OrielDisplay *display, double value, int decimals, char *out, gsize size);

/* The same as an OrielAxisFormat; `display` is an OrielDisplay. */
void oriel_viz_format_axis (double value, int decimals, gpointer display, char *out);

/* Rectangles that are painted together. */
typedef struct
{
  GByteArray *commands;
  GArray *coordinates; /* of double */
} OrielRectPath;

/* No rectangles. Clear with oriel_rect_path_clear(). */
void oriel_rect_path_init (OrielRectPath *path);

/* Adds one. */
void oriel_rect_path_add (OrielRectPath *path, const OrielRect *rect);

/* Paints all into `scene`; `line` is nullable, then `stroke` too. */
void oriel_rect_path_draw (const OrielRectPath *path,
                           OrielScene *scene,
                           const OrielPaint *fill,
                           const OrielPaint *line,
                           const OrielStroke *stroke);

/* Frees it. */
void oriel_rect_path_clear (OrielRectPath *path);

G_END_DECLS
