/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The annotation queries of a dashboard: what is asked for marks over its charts, and which panels
 * show them.
 *
 * An entry of `annotations.list`, of any age: older ones keep the query's expression and step
 * beside the name, newer ones in `target`. Immutable, owned by the dashboard. */

#pragma once

#include "dashboard/oriel-dashboard.h"

G_BEGIN_DECLS

/* One annotation query. */
typedef struct
{
  char *name;  /* may hold variables; never NULL */
  char *color; /* `iconColor`; never NULL */
  gboolean enabled;
  gboolean hidden;   /* has no switch */
  gboolean built_in; /* “Annotations & Alerts”, which every dashboard has */
  OrielDataSourceRef source;
  JsonObject *target; /* query as it is asked; never NULL */

  gboolean has_filter;
  gboolean filter_excludes; /* all but the panels of the filter */
  GHashTable *filter_ids;   /* set of panel ids, by GINT_TO_POINTER(); never NULL */

  JsonObject *mappings; /* nullable: event's member → {source, value, regex} */
  char *title_format;   /* texts with `{{label}}`, "" when there is none */
  char *text_format;
  char **tag_keys; /* names of labels */
  gboolean value_is_time;

  /* Events inside the dashboard, as objects and in frames; both nullable. */
  JsonArray *snapshot;
  GPtrArray *snapshot_frames; /* of OrielFrame */
} OrielAnnotation;

/* Reads an entry. Free with oriel_annotation_free(). */
OrielAnnotation *oriel_annotation_read (JsonObject *json) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_annotation_free (OrielAnnotation *annotation);

/* Whether the panel of that id shows the events: the filter's panels, or all but these. */
gboolean oriel_annotation_is_for (const OrielAnnotation *annotation, int panel_id);

/* Whether what is asked are days and hours that come again: these are worked out here, without a
 * source. */
gboolean oriel_annotation_is_time_region (const OrielAnnotation *annotation);

/* Whether a source is asked that Oriel can ask, or none has to be. */
gboolean oriel_annotation_is_supported (const OrielAnnotation *annotation);

G_END_DECLS
