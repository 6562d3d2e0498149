/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dashboard from one schema to the other, member by member as Grafana converts it.
 *
 * What is made is new and shares nothing with what it was made from. Each schema has what the
 * other has not: classic dashboards have no tabs and no conditions, schema v2 no members beside its
 * own. Such things don't come along. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  ORIEL_SCHEMA_CLASSIC, /* v1beta1: schema version 42 */
  ORIEL_SCHEMA_V2BETA1,
  ORIEL_SCHEMA_V2,
} OrielSchema;

/* The spec of schema v2 for a classic dashboard that was brought to schema version 42. Any thread.
 */
JsonObject *oriel_convert_to_v2 (JsonObject *classic, OrielSchema schema) G_GNUC_WARN_UNUSED_RESULT;

/* The classic dashboard for a spec of schema v2alpha1, v2beta1 or v2. Any thread. */
JsonObject *oriel_convert_to_classic (JsonObject *spec) G_GNUC_WARN_UNUSED_RESULT;

/* Changes a spec of schema v2alpha1, v2beta1 or v2 into one of v2beta1 or v2. */
void oriel_convert_renew (JsonObject *spec, OrielSchema schema);

/* Adds to a dashboard that was never stored in schema version 42 what Grafana adds then: the
 * annotations that people make, a time zone; and drops queries that ask nothing. */
void oriel_convert_complete (JsonObject *classic);

/* Parts, for who changes a dashboard of schema v2: an element, its queries, for a classic panel. */
JsonObject *oriel_convert_panel_to_v2 (JsonObject *panel,
                                       OrielSchema schema) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *oriel_convert_targets_to_v2 (JsonObject *panel) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
