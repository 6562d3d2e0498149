/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Transformations: frames to frames, in the order that a panel lists them.
 *
 * One table holds them all; one file each. They never change the frames they are given, and
 * cost no more than the rows they read and write (but for sorting). */

#pragma once

#include "base/oriel-time-zone.h"
#include "field/oriel-overrides.h"

G_BEGIN_DECLS

/* What transformations may need beside the frames. All members may be left out. */
typedef struct
{
  OrielReplaceFunc replace; /* variables in options */
  gpointer replace_data;
  const OrielTimeZone *zone; /* NULL: UTC */
  gint64 now_ms;
  const char *topic; /* NULL: series; else the transformations of that topic: annotations */
} OrielTransformContext;

/* A transformation's entry in the menu. */
typedef struct
{
  const char *id;
  const char *alias; /* nullable: old id */
  const char *name;
  const char *description;
  const char *default_options; /* JSON text */
} OrielTransformInfo;

/* The transformation of an id or old id, or NULL. Never freed. */
const OrielTransformInfo *oriel_transform_find (const char *id);

/* The transformations number `index` in the table, or NULL behind the last. */
const OrielTransformInfo *oriel_transform_nth (guint index);

/* Runs a panel's `transformations` (nullable) over `frames` and returns new frames (array of
 * OrielFrame). Disabled ones and those of another topic are skipped; frames that a `filter` does
 * not pick pass by. One that is not known, or fails, is reported in `issues` (nullable; owned texts
 * that begin with "transformation") and lets the frames pass as they are. Any thread. */
GPtrArray *oriel_transform_run (JsonArray *transformations,
                                GPtrArray *frames,
                                const OrielTransformContext *context,
                                GPtrArray *issues) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
