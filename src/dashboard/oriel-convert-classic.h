/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of schema v2 as Grafana writes them into classic dashboards. The readers have forms of
 * their own (oriel-v2-private.h), which keep what only they need. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The panel of an element, without place. */
JsonObject *oriel_convert_element (JsonObject *element) G_GNUC_WARN_UNUSED_RESULT;

/* The entry of a variable. */
JsonObject *oriel_convert_variable_entry (JsonObject *variable) G_GNUC_WARN_UNUSED_RESULT;

/* The entry of an annotation. */
JsonObject *oriel_convert_annotation_entry (JsonObject *annotation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
