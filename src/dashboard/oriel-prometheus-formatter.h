/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How values get into PromQL: escapes of strings and regular expressions. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the toggle prometheusSpecialCharsInLabelValues is on: quotes are escaped as PromQL
 * wants them, and label matchers are left alone. */
typedef enum
{
  ORIEL_PROMETHEUS_ESCAPE_CLASSIC,
  ORIEL_PROMETHEUS_ESCAPE_SPECIAL,
} OrielPrometheusEscape;

/* A value within a string: `\` doubled, `'` (CLASSIC) or `"` (SPECIAL) escaped. Free with
 * g_free(). Any thread. */
char *oriel_prometheus_escape_regular (const char *value,
                                       OrielPrometheusEscape how) G_GNUC_WARN_UNUSED_RESULT;

/* A value within a string that is a regular expression. Free with g_free(). Any thread. */
char *oriel_prometheus_escape_regex (const char *value,
                                     OrielPrometheusEscape how) G_GNUC_WARN_UNUSED_RESULT;

/* A label's value between the quotes of an exact matcher, as Go quotes it: `\n`, `\"`, `\\`,
 * `\a`. Free with g_free(). Any thread. */
char *oriel_prometheus_escape_label (const char *value) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a matcher by regular expression, to be matched literally. Free with g_free(). */
char *oriel_prometheus_escape_label_regex (const char *value) G_GNUC_WARN_UNUSED_RESULT;

/* What stands for a variable in a query: `values` as one string (`is_list` FALSE: the variable
 * has neither several values nor All), or as a regular expression. Free with g_free(). */
char *oriel_prometheus_format_values (const char *const *values,
                                      gboolean is_list,
                                      OrielPrometheusEscape how) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
