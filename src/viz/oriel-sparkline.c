/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-sparkline.h. */

#include "config.h"

#include "viz/oriel-sparkline.h"

#include <math.h>

guint
oriel_sparkline_points (const OrielFrame *frame, const OrielField *field)
{
  if (frame == NULL || field == NULL || field->type != ORIEL_FIELD_NUMBER ||
      oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL) == NULL)
    return 0;

  return (guint) MIN (field->column->n_rows, G_MAXUINT);
}

static void
range_of (const OrielField *field, double *min, double *max)
{
  const double *values = field->column->numbers;

  *min = INFINITY;
  *max = -INFINITY;
  for (gsize i = 0; i < field->column->n_rows; i++)
    if (isfinite (values[i]))
      {
        *min = MIN (*min, values[i]);
        *max = MAX (*max, values[i]);
      }

  if (!oriel_is_null (field->config->min))
    *min = field->config->min;
  if (!oriel_is_null (field->config->max))
    *max = field->config->max;

  /* A flat line lies at the bottom, as a flat axis would begin there. */
  if (*min == *max)
    {
      double room = *min == 0 ? 1 : fabs (*min);

      *max = *min + room;
    }
}

gboolean
oriel_sparkline_add (OrielScene *scene,
                     const OrielFrame *frame,
                     const OrielField *field,
                     OrielRect box,
                     const OrielPaint *line,
                     const OrielPaint *fill,
                     double width_px)
{
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
  OrielSeriesItem item = { .n = field->column->n_rows, .plot = box, .series = 0 };
  double min, max;

  if (oriel_sparkline_points (frame, field) < 2)
    return FALSE;

  range_of (field, &min, &max);
  if (!(min < max))
    return FALSE;

  item.times = time->column->times;
  item.ys = field->column->numbers;
  item.x_column = time->column;
  item.y_column = field->column;
  item.x_min = (double) item.times[0];
  item.x_max = (double) item.times[item.n - 1];
  item.y_min = min;
  item.y_max = max;
  item.fill_to = min;
  item.stroke.width = width_px;
  item.line = line != NULL ? *line : oriel_paint_none ();
  item.fill = fill != NULL ? *fill : oriel_paint_none ();
  if (!(item.x_min < item.x_max))
    return FALSE;

  oriel_scene_add_series (scene, &item);
  return TRUE;
}
