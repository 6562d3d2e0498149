/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Schema v2 as the classic readers know it.
 *
 * An element becomes the JSON of a classic panel, a variable an entry of `templating.list`, an
 * annotation one of `annotations.list`; then migrations and readers are those of every other
 * dashboard. Only the layout has no classic form: it is read into the tree of panels. All of
 * v2alpha1, v2beta1 and v2 is understood, whichever of them the file says it is. What is made is
 * new and shares nothing with what it was made from. */

#pragma once

#include "dashboard/oriel-dashboard-private.h"

G_BEGIN_DECLS

/* `spec` of a `{kind, spec}`; NULL-safe, borrowed. */
JsonObject *oriel_v2_spec (JsonObject *object);

/* The id behind a kind: `{kind: general, group: id}`, or `{kind: id}` of v2alpha1; "" when there
 * is none. Borrowed. */
const char *oriel_v2_group (JsonObject *object, const char *general);

/* The `{type, uid}` of a query (`query`, nullable) and of what holds it (v2alpha1; nullable); NULL
 * when neither says anything. */
JsonObject *oriel_v2_source (JsonObject *query, JsonObject *holder) G_GNUC_WARN_UNUSED_RESULT;

/* The classic panel of an element, without place. */
JsonObject *oriel_v2_panel (JsonObject *element) G_GNUC_WARN_UNUSED_RESULT;

/* The classic entry of a variable. */
JsonObject *oriel_v2_variable (JsonObject *variable) G_GNUC_WARN_UNUSED_RESULT;

/* The classic entry of an annotation. */
JsonObject *oriel_v2_annotation (JsonObject *annotation) G_GNUC_WARN_UNUSED_RESULT;

/* Reads `layout` into `dashboard`'s panels. `elements`: name → migrated JsonObject of a panel. */
void oriel_v2_read_layout (OrielDashboard *dashboard, JsonObject *layout, GHashTable *elements);

G_END_DECLS
