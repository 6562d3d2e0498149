/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ad hoc filters: a label, an operator, and what it is compared with.
 *
 * The choice of an ad hoc variable is a list of filters, each as the text that URLs have for it:
 * `job|=|api`, `zone|=__gfp__|eu|us`. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The operator of what is no filter but a label to group by; it has no value. */
#define ORIEL_FILTER_GROUP_BY "groupBy"

/* One filter. */
typedef struct
{
  char *key;
  char *operation; /* "=", "!=", "=|", "!=|", "=~", "!~", "<", …, ORIEL_FILTER_GROUP_BY */
  char **values;   /* NULL-ended: one, or those of an operator that takes several */
} OrielFilter;

/* A new filter; all is copied. An operator that takes one value keeps the first of `values`
 * (NULL-ended). */
OrielFilter *oriel_filter_new (const char *key,
                               const char *operation,
                               const char *const *values) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_filter_free (OrielFilter *filter);

/* Whether an operator (nullable) compares with any of several values. */
gboolean oriel_filter_takes_several (const char *operation);

/* Whether it has all it needs to be one: label, operator and value. */
gboolean oriel_filter_is_complete (const OrielFilter *filter);

/* Reads the text of a URL; NULL when it is none. Labels for people, `key,Label`, and the origin
 * behind a `#` are left out. */
OrielFilter *oriel_filter_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The text of a URL (not percent-encoded). Free with g_free(). */
char *oriel_filter_to_text (const OrielFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

/* The filter for people: `job = api`. Free with g_free(). */
char *oriel_filter_describe (const OrielFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

/* Texts of the complete filters among the JSON of a dashboard (nullable; of {key, operator, value,
 * values}). NULL-ended; free with g_strfreev(). */
char **oriel_filters_texts (JsonArray *filters) G_GNUC_WARN_UNUSED_RESULT;

/* The JSON of a dashboard for texts (NULL-ended; nullable), without those that are no filters. */
JsonArray *oriel_filters_json (const char *const *texts) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielFilter, oriel_filter_free)

G_END_DECLS
