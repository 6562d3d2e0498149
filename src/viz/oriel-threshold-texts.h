/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a legend says of thresholds: `< 70`, `70+`, `85+`. */

#pragma once

#include "frame/oriel-field-config.h"

G_BEGIN_DECLS

/* A text for each step of the thresholds of `config` (which must have some), with its unit and
 * decimals. Array of strings; free with g_ptr_array_unref(). Any thread. */
GPtrArray *oriel_threshold_texts (const OrielFieldConfig *config) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
