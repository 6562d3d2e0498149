/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Measuring text: with Pango, or by the rule of the oracles for tests. */

#pragma once

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

/* Width of one line in px, with tabular figures, from a cache. Any thread. */
double oriel_text_width (const char *text, const OrielFont *font);

/* Distance from the top of a line box of `line_height` px to the baseline. Any thread. */
double oriel_text_baseline (const OrielFont *font, double line_height);

/* Breaks `text` into lines of at most `width` px; NULL-ended. Free with g_strfreev(). */
char **
oriel_text_wrap (const char *text, const OrielFont *font, double width) G_GNUC_WARN_UNUSED_RESULT;

/* Makes every character half as wide as the font is high, as the oracles measure. For tests
 * only; affects the whole process. */
void oriel_text_set_fixed_metrics (gboolean fixed);

G_END_DECLS
