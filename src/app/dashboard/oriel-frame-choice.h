/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list from which one of a table's frames is chosen. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_FRAME_CHOICE (oriel_frame_choice_get_type ())
G_DECLARE_FINAL_TYPE (OrielFrameChoice, oriel_frame_choice, ORIEL, FRAME_CHOICE, GtkPopover)

/* Signal "chosen" (int frame), from 0. */

/* A list of `frames` (of OrielFrame) that have fields; `current` is the one that is shown. */
GtkWidget *oriel_frame_choice_new (const GPtrArray *frames, int current);

G_END_DECLS
