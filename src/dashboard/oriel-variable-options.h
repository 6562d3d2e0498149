/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a variable's options come from, and which of them is chosen when they change. */

#pragma once

#include "base/oriel-time-range.h"
#include "dashboard/oriel-dashboard.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

#define ORIEL_VARIABLE_OPTIONS_ERROR (oriel_variable_options_error_quark ())

typedef enum
{
  ORIEL_VARIABLE_OPTIONS_ERROR_NOT_A_LIST, /* no JSON array of objects */
  ORIEL_VARIABLE_OPTIONS_ERROR_NO_FIELD,   /* the answer has no field of values */
  ORIEL_VARIABLE_OPTIONS_ERROR_TOO_SLOW,   /* the expression backtracks without end */
} OrielVariableOptionsError;

/* The error domain of this file. */
GQuark oriel_variable_options_error_quark (void);

/* A new option; `text` is copied (NULL: as `value`), `properties` (nullable) referenced. */
OrielVariableOption *oriel_variable_option_new (const char *text,
                                                const char *value,
                                                JsonNode *properties) G_GNUC_WARN_UNUSED_RESULT;

/* Frees one; nullable. */
void oriel_variable_option_free (OrielVariableOption *option);

/* An empty array that frees its options. */
GPtrArray *oriel_variable_options_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The options of a custom variable written `a, key : value, with\, comma`. */
GPtrArray *oriel_variable_options_from_csv (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The options of a custom variable written as a JSON array of `{text, value, …}`. Empty text is
 * no options. NULL with `error`. */
GPtrArray *oriel_variable_options_from_json (const char *text,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The options of an interval variable: `1m,10m, "1 h"`; Grafana's own when there is none. */
GPtrArray *oriel_variable_options_from_intervals (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The raw values within an answer: fields `text` and `value` where there are, else the first
 * string or number field; the whole row becomes the properties. NULL with `error`. */
GPtrArray *oriel_variable_options_from_frame (const OrielFrame *frame,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a query variable makes of the values its source answered. */
typedef struct
{
  const char *regex;      /* nullable or empty: all values, as they are */
  gboolean regex_on_text; /* the expression reads texts, not values */
  int sort;               /* 0 to 8 */
} OrielVariableFilterRules;

/* Filters, cuts out (first group, or groups named text and value), drops duplicates and sorts.
 * `raw` is left as it is. NULL with `error` when the expression does not compile. */
GPtrArray *oriel_variable_options_filtered (GPtrArray *raw,
                                            const OrielVariableFilterRules *rules,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A choice, and what it is validated by. Owned lists, NULL-ended. */
typedef struct
{
  char **values; /* { "$__all", NULL }: All */
  char **texts;
} OrielVariableChoice;

typedef struct
{
  gboolean multi, include_all;
  gboolean default_to_all; /* All when nothing of the choice is left; else the first option */
} OrielVariableChoiceRules;

/* Frees the lists. */
void oriel_variable_choice_clear (OrielVariableChoice *choice);

/* Replaces `choice` by what remains of it among `options` (Grafana's validation of a variable
 * when its options change). Cost: O(options + values). */
void oriel_variable_choice_validate (OrielVariableChoice *choice,
                                     GPtrArray *options,
                                     const OrielVariableChoiceRules *rules);

/* The value of an interval variable's `$__auto`: range ÷ count, nice, not below `min` ("10s" when
 * NULL or not readable). Free with g_free(). */
char *oriel_variable_auto_interval (const OrielTimeSpan *range,
                                    int count,
                                    const char *min) G_GNUC_WARN_UNUSED_RESULT;

/* The expression of an ad hoc variable for PromQL: `job="api",k=~"a|b"`. `filters` (nullable) is
 * its JSON: {key, operator, value, values}. Free with g_free(). */
char *oriel_variable_adhoc_expression (JsonArray *filters) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielVariableOption, oriel_variable_option_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OrielVariableChoice, oriel_variable_choice_clear)

G_END_DECLS
