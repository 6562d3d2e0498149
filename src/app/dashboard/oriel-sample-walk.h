/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going from sample to sample of a panel with the keyboard. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* The nearest sample time of `frames` (of OrielFrame) after `from_ms`, or before it when
 * `direction` is negative, within `min_ms` and `max_ms`. FALSE when there is none. */
gboolean oriel_sample_walk (GPtrArray *frames,
                            gint64 from_ms,
                            int direction,
                            gint64 min_ms,
                            gint64 max_ms,
                            gint64 *out_ms);

G_END_DECLS
