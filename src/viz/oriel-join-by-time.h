/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Several frames over time as one: every instant once, each number field at its instants. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* The frames (at least one) as one: joined by time where the first has one, else the first alone.
 * Names, ranges and series numbers are kept. Any thread. */
OrielFrame *oriel_viz_join_by_time (GPtrArray *frames) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
