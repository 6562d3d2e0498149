/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames of a PromQL query in the shape of Prometheus' HTTP API. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* Appends the whole response and a line's end. `is_range` says what an empty answer is called. */
void ctl_query_append_json (GString *out, const GPtrArray *frames, gboolean is_range);

G_END_DECLS
