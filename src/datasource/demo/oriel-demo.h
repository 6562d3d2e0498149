/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The source of the demo dashboards: type "oriel-demo", no server.
 *
 * A target is `{metric, by: [label…], calc: sum|avg|max|min, parameter, format: time_series|table,
 * filters: {label: regular expression}, legendFormat, of: {…}}`; `of` is another such query whose
 * value divides this one, in percent. A variable query is `{label, cluster}`. */

#pragma once

#include "datasource/oriel-data-source.h"

G_BEGIN_DECLS

/* The functions of the type. */
extern const OrielDataSourceClass oriel_demo_class;

/* Says when the demo was opened: the incident lies some time before. 0: now. For tests and
 * pictures that must not change. */
void oriel_demo_set_anchor (gint64 anchor_ms);

/* URIs (resource://…) of the demo's dashboards, NULL-ended, the first to open first. Their
 * contents are part of the program. Never freed. */
const char *const *oriel_demo_dashboards (void);

/* Adds the demo's source to `sources`, if it is not there yet. */
void oriel_demo_add_source (OrielDataSources *sources);

G_END_DECLS
