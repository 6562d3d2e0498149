/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time ranges that were looked at, as a browser's pages: back and forward. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _OrielRangeHistory OrielRangeHistory;

OrielRangeHistory *oriel_range_history_new (void) G_GNUC_WARN_UNUSED_RESULT;
void oriel_range_history_free (OrielRangeHistory *history);

/* Says that this range is being left for another one by choice. */
void oriel_range_history_leave (OrielRangeHistory *history, const char *from, const char *to);

/* Goes back (or forward) from the range that is shown. FALSE when there is nothing; the texts
 * are freed with g_free(). */
gboolean oriel_range_history_go (OrielRangeHistory *history,
                                 gboolean back,
                                 const char *from,
                                 const char *to,
                                 char **new_from,
                                 char **new_to);

gboolean oriel_range_history_can_go (OrielRangeHistory *history, gboolean back);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielRangeHistory, oriel_range_history_free)

G_END_DECLS
