/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames as text for spreadsheets. */

#pragma once

#include "base/oriel-time-zone.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* All of `frames` (of OrielFrame) as tab separated values, an empty line between frames, times
 * in `zone`; at most `max_rows` rows. Free with g_free(). Any thread. */
char *oriel_frames_to_text (GPtrArray *frames,
                            const OrielTimeZone *zone,
                            gsize max_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
