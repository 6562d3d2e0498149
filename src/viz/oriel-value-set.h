/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values that a stat, gauge or bar gauge shows, with what the three have in common: their
 * series, the longest texts, hits and words. */

#pragma once

#include "field/oriel-field-values.h"
#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* Embedded in a model; members are to be read only. */
typedef struct
{
  const OrielTheme *theme;
  GPtrArray *frames;                  /* of OrielFrame */
  GPtrArray *values;                  /* of OrielFieldValue; at least one */
  guint n;                            /* how many */
  OrielVizSeries *series;             /* one a value */
  char *longest_title, *longest_text; /* nullable: there is one value */
} OrielValueSet;

/* Reduces the frames of `input` by its options. Clear with oriel_value_set_clear(). */
void oriel_value_set_init (OrielValueSet *set,
                           const OrielVizInput *input,
                           gboolean sparkline,
                           gboolean percent_change);

/* Frees its members. */
void oriel_value_set_clear (OrielValueSet *set);

/* Value number `index`, borrowed. */
const OrielFieldValue *oriel_value_set_get (const OrielValueSet *set, guint index);

/* The name that is shown beside it: none for a value that is alone, unless a person gave it one.
 * Never NULL, borrowed. */
const char *oriel_value_set_shown_name (const OrielValueSet *set, guint index);

/* Its prefix, text and suffix. Free with g_free(). */
char *oriel_value_set_text (const OrielValueSet *set, guint index) G_GNUC_WARN_UNUSED_RESULT;

/* Says that `box` shows value number `index`. */
void
oriel_value_set_add_hit (const OrielValueSet *set, OrielScene *scene, guint index, OrielRect box);

/* All values in words: name, value with unit, and the threshold that it is above. Free with
 * g_free(). */
char *oriel_value_set_describe (const OrielValueSet *set) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
