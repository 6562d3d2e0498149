/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One ad hoc filter to be read and changed: label, operator, value or values, and a button that
 * takes it away. */

#pragma once

#include <gtk/gtk.h>

#include "dashboard/oriel-filter.h"
#include "query/oriel-label-query.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_FILTER_PILL (oriel_filter_pill_get_type ())
G_DECLARE_FINAL_TYPE (OrielFilterPill, oriel_filter_pill, ORIEL, FILTER_PILL, GtkWidget)

/* Signals:
 *   "wanted" (int kind)   the list of labels or values is open: see OrielLabelQueryKind
 *   "needless" (int kind) it has closed again
 *   "changed" ()
 *   "removed" ()          it is to be taken away
 */

/* A pill without a filter. `allow_custom`: what is not offered may be typed; `may_group`: a label
 * to group by is among the operators. */
GtkWidget *oriel_filter_pill_new (gboolean allow_custom, gboolean may_group);

/* Shows a filter, which is copied. */
void oriel_filter_pill_set_filter (OrielFilterPill *self, const OrielFilter *filter);

/* What it shows; it may not be complete yet. Free with oriel_filter_free(). */
OrielFilter *oriel_filter_pill_dup_filter (OrielFilterPill *self) G_GNUC_WARN_UNUSED_RESULT;

/* Opens the list of labels: the first step of a new filter. */
void oriel_filter_pill_start (OrielFilterPill *self);

/* Offers labels or values: `options` (of OrielVariableOption; a reference is taken), or NULL with
 * `error` when they could not be had. */
void oriel_filter_pill_offer (OrielFilterPill *self,
                              OrielLabelQueryKind kind,
                              GPtrArray *options,
                              const char *error);

G_END_DECLS
