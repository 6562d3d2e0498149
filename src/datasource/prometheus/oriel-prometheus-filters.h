/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ad hoc filters within PromQL: every selector of an expression gets their matchers. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* `expression` with `filters` (nullable; of {key, operator, value, values}) added to each of its
 * selectors. What can't be told apart as PromQL stays as it is. Free with g_free(). Any thread. */
char *oriel_prometheus_add_filters (const char *expression,
                                    JsonArray *filters) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
