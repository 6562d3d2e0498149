/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a field and a frame are called on screen. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* The display name of `field` of `frame` among `frames` (n of them; nullable), by Grafana's
 * getFieldDisplayName: config, displayNameFromDS, frame name, labels, in its order. Free with
 * g_free(). Any thread. */
char *oriel_field_display_name (const OrielField *field,
                                const OrielFrame *frame,
                                OrielFrame *const *frames,
                                guint n) G_GNUC_WARN_UNUSED_RESULT;

/* Sets display_name of every field of every frame, made unique as Grafana does. The frames must
 * not be published yet. */
void oriel_frames_set_display_names (OrielFrame *const *frames, guint n);

/* `{a="b", c="d"}` as Grafana's formatLabels. Free with g_free(). */
char *oriel_labels_format (const OrielLabels *labels,
                           const char *fallback,
                           gboolean without_braces) G_GNUC_WARN_UNUSED_RESULT;

/* Fills a legend template: `{{job}} - {{ instance }}`. Free with g_free(). */
char *oriel_legend_format (const char *template,
                           const OrielLabels *labels) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
