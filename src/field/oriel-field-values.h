/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stat, gauge and bar gauge show: frames reduced to a list of values with their display.
 * Rules: Grafana's getFieldDisplayValues. */

#pragma once

#include "field/oriel-display.h"
#include "field/oriel-overrides.h"

G_BEGIN_DECLS

/* A panel's `reduceOptions`. */
typedef struct
{
  char **calcs;    /* NULL-ended ids; nullable: lastNotNull */
  gboolean values; /* one value a row instead of calcs */
  int limit;       /* with `values`; 0: 25 */
  char *fields;    /* nullable: number fields; regular expression or name */
} OrielReduceOptions;

/* One shown value. Free with oriel_field_value_free(). */
typedef struct
{
  char *name; /* title; "" for "No data" */
  OrielDisplayValue display;
  double min, max;         /* of the gauge; null when there is none */
  OrielField *field;       /* borrowed from its frame; NULL for "No data" */
  OrielFrame *frame;       /* a reference; NULL for "No data" */
  int row;                 /* with `values`, else -1 */
  const char *calc;        /* reducer id, NULL with `values`; never freed */
  OrielDisplay *processor; /* owned */
  gboolean has_sparkline;
  int highlight_row;     /* of the sparkline; -1: none */
  double highlight_line; /* a level of the sparkline; null: none */
  double percent_change; /* from the first value to the last; null where not asked for */
} OrielFieldValue;

/* What the values are made from. All but `frames`, `options` and `theme` may be left out. */
typedef struct
{
  GPtrArray *frames; /* of OrielFrame */
  const OrielReduceOptions *options;
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  gint64 now_ms;
  const OrielFieldConfig *defaults; /* of the panel: how "No data" looks */
  JsonArray *overrides;             /* of the panel: colours of rows by name; outlives the values */
  gboolean sparkline;               /* say what it highlights, where there is a time */
  gboolean percent_change;
  gboolean raw_cells; /* titles of rows from texts as they are: cells are not displayed */
} OrielFieldValuesInput;

/* The longest texts among values, for those that share a size. Borrowed from them. */
typedef struct
{
  const char *title, *text, *prefix, *suffix;
} OrielAlignment;

/* Reads reduceOptions (nullable). Clear with oriel_reduce_options_clear(). */
void oriel_reduce_options_from_json (OrielReduceOptions *options, JsonObject *object);

/* Frees its members. */
void oriel_reduce_options_clear (OrielReduceOptions *options);

/* The values of `frames` (overrides applied). At least one: "No data" when there is nothing.
 * `no_value` is the default config's text or NULL. Array of OrielFieldValue. Any thread. */
GPtrArray *oriel_field_values_new (GPtrArray *frames,
                                   const OrielReduceOptions *options,
                                   const char *no_value,
                                   const OrielTheme *theme,
                                   const OrielTimeZone *zone,
                                   gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;

/* The same with all that can be said. */
GPtrArray *
oriel_field_values_collect (const OrielFieldValuesInput *input) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. The array's elements are freed with it. */
void oriel_field_value_free (OrielFieldValue *value);

/* Grafana's getDisplayValueAlignmentFactors: lengths are in UTF-16 units. */
void oriel_field_values_align (GPtrArray *values, OrielAlignment *alignment);

G_END_DECLS
