/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The legend of a panel: a list or a table with calculations, below the plot or beside it. */

#pragma once

#include "field/oriel-display.h"
#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* One calculation of one series, as shown. */
typedef struct
{
  char text[ORIEL_NUMBER_BUFFER];
  double number;
} OrielLegendValue;

typedef struct _OrielLegend OrielLegend;

/* A legend by a panel's `options.legend` (nullable: list below). Free with oriel_legend_free().
 * Any thread. */
OrielLegend *oriel_legend_new (JsonObject *options) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_legend_free (OrielLegend *legend);

/* The value of calculation `calc` of `field`, in the field's unit where the calculation keeps it.
 * What the field does not have is empty. */
void oriel_legend_value (const OrielField *field,
                         const char *calc,
                         const OrielTheme *theme,
                         const OrielTimeZone *zone,
                         OrielLegendValue *out);

/* Adds a series; `label` is copied. `frame` and `index` identify it in hits. */
void oriel_legend_add (OrielLegend *legend,
                       const OrielField *field,
                       const char *label,
                       OrielColor color,
                       gboolean right_axis,
                       int frame,
                       int index,
                       const OrielTheme *theme,
                       const OrielTimeZone *zone);

/* Says of the entry added last that the panel's options keep it out of the picture: its name is
 * pale. */
void oriel_legend_set_undrawn (OrielLegend *legend);

/* Shows columns of these titles (NULL-ended, copied; "" is a column without one) in the place of
 * calculations, and no row of heads. Call it before anything is added. */
void oriel_legend_set_columns (OrielLegend *legend, const char *const *titles);

/* Adds an entry with a value for each of the columns that were set; `label` is copied. */
void oriel_legend_add_values (OrielLegend *legend,
                              const char *label,
                              OrielColor color,
                              int frame,
                              int index,
                              const OrielLegendValue *values);

/* The entries in their order, borrowed; `n` receives their number. */
const OrielVizSeries *oriel_legend_get_series (const OrielLegend *legend, guint *n);

/* Divides a box of `width` × `height` px into the legend's place (zero size: none) and what is
 * left for the plot. `state` is nullable. */
OrielRect oriel_legend_place (const OrielLegend *legend,
                              double width,
                              double height,
                              const OrielVizState *state,
                              OrielRect *rest);

/* Draws the legend into its place. */
void oriel_legend_draw (const OrielLegend *legend,
                        OrielScene *scene,
                        const OrielRect *place,
                        const OrielTheme *theme,
                        const OrielVizState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielLegend, oriel_legend_free)

G_END_DECLS
