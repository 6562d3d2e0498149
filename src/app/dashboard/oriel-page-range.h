/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time range of a dashboard's page: what the picker, the keys and a selection in a plot do to
 * it, and the way back through the ranges that were looked at. */

#pragma once

#include "app/dashboard/oriel-time-picker.h"
#include "query/oriel-session.h"

G_BEGIN_DECLS

typedef struct _OrielPageRange OrielPageRange;

/* Called when the session has another range or zone. */
typedef void (*OrielPageRangeFunc) (gpointer user_data);

/* The range that `picker` shows and chooses. What can be done to it are actions of `map` as long
 * as this lives: "earlier", "later", "zoom-out", "range-back", "range-forward", "time-picker". */
OrielPageRange *oriel_page_range_new (OrielTimePicker *picker,
                                      GActionMap *map,
                                      OrielPageRangeFunc changed,
                                      gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void oriel_page_range_free (OrielPageRange *range);

/* Whose range it is; NULL: nobody's, and nothing happens. */
void oriel_page_range_set_session (OrielPageRange *range, OrielSession *session);

/* Shows the range as the session has it now. */
void oriel_page_range_update (OrielPageRange *range);

void oriel_page_range_go_to (OrielPageRange *range, gint64 from_ms, gint64 to_ms);

/* Twice the span around its middle. */
void oriel_page_range_zoom_out (OrielPageRange *range);

/* Half the span earlier (-1) or later (1). */
void oriel_page_range_shift (OrielPageRange *range, int direction);

G_END_DECLS
