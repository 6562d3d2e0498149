/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colour schemes of heatmaps: those of d3-scale-chromatic, by the names that dashboards use. */

#pragma once

#include "field/oriel-theme.h"

G_BEGIN_DECLS

/* Fills `colors` with `n` colours of `scheme` (nullable; Spectral stands for an unknown one), from
 * the least value to the greatest as Grafana orders them on that theme, or the other way round.
 * Any thread. */
void oriel_heat_colors_fill (const char *scheme,
                             const OrielTheme *theme,
                             gboolean reverse,
                             OrielColor *colors,
                             guint n);

G_END_DECLS
