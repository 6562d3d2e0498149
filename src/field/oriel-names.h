/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What fields and frames are called on screen, and labels as text. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* What all frames of a panel together say about a single name. Borrows from the frames. */
typedef struct
{
  gboolean frame_names_differ;
  const char *single_label;   /* the only label name that occurs; NULL: none or several */
  const OrielLabels *common;  /* nullable: labels to leave out, as all fields share them */
  gboolean wide_names_differ; /* no frame of many fields has two of one name: none is numbered */
} OrielNameScope;

/* Looks through `frames` (n of them) once. */
void oriel_name_scope_init (OrielNameScope *scope, OrielFrame *const *frames, guint n);

/* The display name of `field` of `frame` (nullable) in `scope` (nullable: the frame alone), by
 * Grafana's getFieldDisplayName: config, displayNameFromDS, frame name, field name, labels, in
 * its order. A display_name that is set is not looked at. Free with g_free(). Any thread. */
char *oriel_field_display_name_in (const OrielField *field,
                                   const OrielFrame *frame,
                                   const OrielNameScope *scope) G_GNUC_WARN_UNUSED_RESULT;

/* The same among `frames` (n of them; nullable). Costs a walk over all of them: for many fields
 * use a scope or oriel_frames_set_display_names(). */
char *oriel_field_display_name (const OrielField *field,
                                const OrielFrame *frame,
                                OrielFrame *const *frames,
                                guint n) G_GNUC_WARN_UNUSED_RESULT;

/* The field's name, numbered when other fields of `frame` (nullable) have the same, or had when a
 * filter kept it (kept_name). Free with g_free(). */
char *oriel_field_unique_name (const OrielField *field,
                               const OrielFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

/* Lets `kept`, the copy of `field` in a frame that lacks some fields of `frame`, have the number
 * that it had among those of its name: Grafana's names are found once and stay. */
void oriel_field_keep_number (OrielField *kept,
                              const OrielField *field,
                              const OrielFrame *frame,
                              const OrielNameScope *scope);

/* Sets display_name of every field of every frame, made unique as Grafana does. The frames must
 * not be published yet. */
void oriel_frames_set_display_names (OrielFrame *const *frames, guint n);

/* The display name of a frame (Grafana's getFrameDisplayName); `index` is its place among
 * others, or -1. Free with g_free(). */
char *oriel_frame_display_name (const OrielFrame *frame, int index) G_GNUC_WARN_UNUSED_RESULT;

/* `{a="b", c="d"}` as Grafana's formatLabels: sorted by name, nothing escaped. `labels` is
 * nullable; without labels a copy of `fallback` (nullable: ""). Free with g_free(). */
char *oriel_labels_format (const OrielLabels *labels,
                           const char *fallback,
                           gboolean without_braces) G_GNUC_WARN_UNUSED_RESULT;

/* Reads every `name="value"` in a text, as Grafana's parseLabels. Never NULL. */
OrielLabels *oriel_labels_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The pairs that all `n` sets have (NULL sets are empty), in the order of the first. */
OrielLabels *oriel_labels_common (OrielLabels *const *sets, guint n) G_GNUC_WARN_UNUSED_RESULT;

/* The pairs whose names `common` (nullable) does not have. `labels` is nullable. */
OrielLabels *oriel_labels_without (const OrielLabels *labels,
                                   const OrielLabels *common) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when `labels` has every pair of `expected`; both are nullable. */
gboolean oriel_labels_include (const OrielLabels *labels, const OrielLabels *expected);

/* Fills a legend template: `{{job}} - {{ instance }}`; a label that is missing or empty gives
 * its name. `labels` is nullable. Free with g_free(). */
char *oriel_legend_format (const char *template,
                           const OrielLabels *labels) G_GNUC_WARN_UNUSED_RESULT;

/* One label with the values that occur. */
typedef struct
{
  char *name;        /* `__name__` for the names of fields or frames */
  GPtrArray *values; /* of owned strings, sorted */
} OrielFacet;

/* What the fields of `frames` (but times) can be told apart by. Array of OrielFacet. */
GPtrArray *oriel_frames_facets (OrielFrame *const *frames, guint n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
