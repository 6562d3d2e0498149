/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Events while they are collected, and the frame that they become. */

#pragma once

#include "base/oriel-arena.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* One event; texts are borrowed from the list's arena, each nullable. */
typedef struct
{
  gint64 time_ms;
  gint64 end_ms; /* ORIEL_TIME_NULL: not said */
  const char *title, *text, *color, *id;
  const char *const *tags; /* NULL-ended */
} OrielEvent;

typedef struct
{
  OrielArena *arena;
  GArray *events; /* of OrielEvent */
  guint limit;
  gboolean is_cut; /* more were added than the limit allows */
} OrielEventList;

/* An empty list for at most `limit` events. Clear with oriel_event_list_clear(), unless it becomes
 * a frame. */
void oriel_event_list_init (OrielEventList *list, guint limit);

/* Frees what it holds. */
void oriel_event_list_clear (OrielEventList *list);

/* Adds a copy of `event`; its texts must live in the list's arena. */
void oriel_event_list_add (OrielEventList *list, const OrielEvent *event);

/* Copies a text into the list's arena; NULL and "" give NULL. */
const char *oriel_event_list_text (OrielEventList *list, const char *text);

/* Copies a list of texts, without those that are empty; `n` of them, each nullable. */
const char *const *oriel_event_list_tags (OrielEventList *list, const char *const *texts, guint n);

/* Parts a text at its commas. */
const char *const *oriel_event_list_split (OrielEventList *list, const char *text);

/* The events by time, as a frame of that name with meta `dataTopic: annotations`. Events without a
 * colour have `color`. Empties the list. */
OrielFrame *oriel_event_list_to_frame (OrielEventList *list,
                                       const char *name,
                                       const char *color) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
