/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading `a=b, c: "d"` lines. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The pairs of a text as an object of texts; words without a value have an empty one. Source of
 * the rules: the key-value form of Grafana's extractFields. Any thread. */
JsonObject *oriel_key_values_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
