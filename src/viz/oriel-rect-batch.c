/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-rect-batch.h. */

#include "config.h"

#include "viz/oriel-rect-batch.h"

typedef struct
{
  OrielColor color;
  OrielRectPath path;
} ColoredPath;

static void
clear_path (gpointer data)
{
  oriel_rect_path_clear (&((ColoredPath *) data)->path);
}

void
oriel_rect_batch_init (OrielRectBatch *batch)
{
  batch->paths = g_array_new (FALSE, TRUE, sizeof (ColoredPath));
  g_array_set_clear_func (batch->paths, clear_path);
  batch->places = g_hash_table_new (g_direct_hash, g_direct_equal);
}

static gpointer
key_of (OrielColor color)
{
  guint alpha = (guint) (CLAMP (color.alpha, 0, 1) * 255 + 0.5f);

  return GUINT_TO_POINTER (oriel_color_to_bytes (&color) | alpha << 24);
}

OrielRectPath *
oriel_rect_batch_path (OrielRectBatch *batch, OrielColor color)
{
  gpointer key = key_of (color);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (batch->places, key));

  if (place == 0)
    {
      ColoredPath made = { .color = color };

      oriel_rect_path_init (&made.path);
      g_array_append_val (batch->paths, made);
      place = batch->paths->len;
      g_hash_table_insert (batch->places, key, GUINT_TO_POINTER (place));
    }
  return &g_array_index (batch->paths, ColoredPath, place - 1).path;
}

void
oriel_rect_batch_draw (const OrielRectBatch *batch, OrielScene *scene)
{
  for (guint i = 0; i < batch->paths->len; i++)
    {
      const ColoredPath *colored = &g_array_index (batch->paths, ColoredPath, i);
      OrielPaint fill = oriel_paint_solid (colored->color);

      oriel_rect_path_draw (&colored->path, scene, &fill, NULL, NULL);
    }
}

void
oriel_rect_batch_clear (OrielRectBatch *batch)
{
  g_array_unref (batch->paths);
  g_hash_table_unref (batch->places);
}

void
oriel_rect_path_add_frame (OrielRectPath *path, const OrielRect *rect, double width)
{
  static const guint8 commands[] = {
    ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_CLOSE,
  };
  double left = rect->x + width, top = rect->y + width;
  double right = rect->x + rect->width - width, bottom = rect->y + rect->height - width;
  /* turned the other way, so that the inside is not filled */
  double corners[] = { left, top, left, bottom, right, bottom, right, top };

  oriel_rect_path_add (path, rect);
  if (!(right > left) || !(bottom > top))
    return;
  g_byte_array_append (path->commands, commands, sizeof commands);
  g_array_append_vals (path->coordinates, corners, G_N_ELEMENTS (corners));
}
