/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stat, gauge and bar gauge show: frames reduced to a list of values with their display.
 * Rules: Grafana's getFieldDisplayValues. */

#pragma once

#include "field/oriel-display.h"

G_BEGIN_DECLS

/* A panel's `reduceOptions`. */
typedef struct
{
  char **calcs;  /* NULL-ended ids; nullable: lastNotNull */
  gboolean values; /* one value a row instead of calcs */
  int limit;     /* with `values`; 0: 25 */
  char *fields;  /* nullable: number fields; regular expression or name */
} OrielReduceOptions;

/* One shown value. */
typedef struct
{
  char *name;                /* title */
  OrielDisplayValue display;
  double min, max;           /* of the gauge; null when there is none */
  OrielField *field;         /* borrowed from its frame; NULL for "No data" */
  OrielFrame *frame;         /* a reference; NULL for "No data" */
  int row;                   /* with `values`, else -1 */
  const char *calc;          /* reducer id, NULL with `values` */
  OrielDisplay *processor;   /* owned; NULL for "No data" */
  gboolean has_sparkline;
} OrielFieldValue;

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

G_END_DECLS
