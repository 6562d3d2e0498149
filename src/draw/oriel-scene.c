/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes: the list of items, what each place stands for, and who keeps their memory alive.
 *
 * Everything an item points at lies in the scene's arena, in a column that the scene references,
 * or in another scene that was added and is kept. Lists end at ORIEL_SCENE_MAX_ITEMS: what a
 * hostile dashboard adds beyond is dropped, and the picture stays a picture. */

#include "config.h"

#include "draw/oriel-scene.h"

#include <string.h>

#define ORIEL_SCENE_MAX_ITEMS (4u * 1000 * 1000)

struct _OrielScene
{
  gatomicrefcount ref_count;
  double width, height;
  OrielArena *arena;
  GArray *items;       /* of OrielItem */
  GArray *hit_areas;   /* of OrielHitArea */
  GPtrArray *columns;  /* of OrielColumn, with a reference */
  GPtrArray *images;   /* of GBytes, with a reference */
  GPtrArray *children; /* of OrielScene, with a reference: their arenas are borrowed */
  gboolean has_plot;
  OrielScenePlot plot;
};

static gpointer
copy_bytes (OrielScene *scene, gconstpointer data, gsize size)
{
  gpointer copy;

  if (size == 0 || data == NULL)
    return NULL;

  copy = oriel_arena_alloc (scene->arena, size);
  memcpy (copy, data, size);
  return copy;
}

static OrielPaint
copy_paint (OrielScene *scene, const OrielPaint *paint)
{
  OrielPaint copy = { .kind = ORIEL_PAINT_NONE };

  if (paint == NULL)
    return copy;

  copy = *paint;
  copy.stops = copy_bytes (scene, paint->stops, sizeof (OrielStop) * paint->n_stops);
  if (copy.stops == NULL)
    copy.n_stops = 0;
  return copy;
}

static OrielStroke
copy_stroke (OrielScene *scene, const OrielStroke *stroke)
{
  OrielStroke copy = { .width = 1 };

  if (stroke == NULL)
    return copy;

  copy = *stroke;
  copy.dashes = copy_bytes (scene, stroke->dashes, sizeof (double) * stroke->n_dashes);
  if (copy.dashes == NULL)
    copy.n_dashes = 0;
  return copy;
}

static OrielItem *
append_item (OrielScene *scene, OrielItemKind kind)
{
  OrielItem *item;

  if (scene->items->len >= ORIEL_SCENE_MAX_ITEMS)
    return NULL;

  g_array_set_size (scene->items, scene->items->len + 1);
  item = &g_array_index (scene->items, OrielItem, scene->items->len - 1);
  item->kind = kind;
  return item;
}

static guint
coordinates_of (guint8 command)
{
  switch (command)
    {
    case ORIEL_PATH_MOVE:
    case ORIEL_PATH_LINE:
      return 2;
    case ORIEL_PATH_CURVE:
      return 6;
    case ORIEL_PATH_ARC:
    case ORIEL_PATH_ARC_NEGATIVE:
      return 5;
    default:
      return 0;
    }
}

static gsize
count_coordinates (const guint8 *commands, guint n)
{
  gsize total = 0;

  for (guint i = 0; i < n; i++)
    total += coordinates_of (commands[i]);
  return total;
}

OrielScene *
oriel_scene_new (double width, double height)
{
  OrielScene *scene = g_new0 (OrielScene, 1);

  g_atomic_ref_count_init (&scene->ref_count);
  scene->width = width;
  scene->height = height;
  scene->arena = oriel_arena_new ();
  scene->items = g_array_new (FALSE, TRUE, sizeof (OrielItem));
  scene->hit_areas = g_array_new (FALSE, TRUE, sizeof (OrielHitArea));
  scene->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_column_unref);
  scene->images = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  scene->children = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_scene_unref);
  return scene;
}

OrielScene *
oriel_scene_ref (OrielScene *scene)
{
  if (scene != NULL)
    g_atomic_ref_count_inc (&scene->ref_count);
  return scene;
}

void
oriel_scene_unref (OrielScene *scene)
{
  if (scene == NULL || !g_atomic_ref_count_dec (&scene->ref_count))
    return;

  g_array_unref (scene->items);
  g_array_unref (scene->hit_areas);
  g_ptr_array_unref (scene->columns);
  g_ptr_array_unref (scene->images);
  g_ptr_array_unref (scene->children);
  oriel_arena_free (scene->arena);
  g_free (scene);
}

void
oriel_scene_get_size (const OrielScene *scene, double *width, double *height)
{
  *width = scene->width;
  *height = scene->height;
}

OrielArena *
oriel_scene_get_arena (OrielScene *scene)
{
  return scene->arena;
}

const OrielItem *
oriel_scene_get_items (const OrielScene *scene, guint *n)
{
  *n = scene->items->len;
  return (const OrielItem *) (gpointer) scene->items->data;
}

const OrielHitArea *
oriel_scene_get_hit_areas (const OrielScene *scene, guint *n)
{
  *n = scene->hit_areas->len;
  return (const OrielHitArea *) (gpointer) scene->hit_areas->data;
}

OrielPaint
oriel_paint_solid (OrielColor color)
{
  return (OrielPaint){ .kind = ORIEL_PAINT_SOLID, .color = color };
}

OrielPaint
oriel_paint_none (void)
{
  return (OrielPaint){ .kind = ORIEL_PAINT_NONE };
}

void
oriel_scene_add_rect (OrielScene *scene,
                      OrielRect rect,
                      double radius,
                      const OrielPaint *fill,
                      const OrielPaint *line,
                      const OrielStroke *stroke)
{
  OrielItem *item = append_item (scene, ORIEL_ITEM_RECT);

  if (item == NULL)
    return;

  item->rect.rect = rect;
  item->rect.radius = radius;
  item->rect.fill = copy_paint (scene, fill);
  item->rect.line = copy_paint (scene, line);
  item->rect.stroke = copy_stroke (scene, stroke);
}

void
oriel_scene_add_box (OrielScene *scene, OrielRect rect, double radius, const OrielPaint *fill)
{
  OrielItem *item = append_item (scene, ORIEL_ITEM_RECT);

  if (item == NULL)
    return;

  item->rect.rect = rect;
  item->rect.radius = radius;
  item->rect.snap = TRUE;
  item->rect.fill = copy_paint (scene, fill);
}

void
oriel_scene_add_line (OrielScene *scene,
                      double x0,
                      double y0,
                      double x1,
                      double y1,
                      OrielColor color,
                      const OrielStroke *stroke)
{
  const guint8 commands[] = { ORIEL_PATH_MOVE, ORIEL_PATH_LINE };
  const double coordinates[] = { x0, y0, x1, y1 };
  OrielPaint line = oriel_paint_solid (color);

  oriel_scene_add_path (scene, commands, 2, coordinates, NULL, &line, stroke);
}

void
oriel_scene_add_path (OrielScene *scene,
                      const guint8 *commands,
                      guint n_commands,
                      const double *coordinates,
                      const OrielPaint *fill,
                      const OrielPaint *line,
                      const OrielStroke *stroke)
{
  OrielItem *item = append_item (scene, ORIEL_ITEM_PATH);

  if (item == NULL)
    return;

  item->path.commands = copy_bytes (scene, commands, n_commands);
  item->path.n_commands = n_commands;
  item->path.coordinates =
    copy_bytes (scene, coordinates, sizeof (double) * count_coordinates (commands, n_commands));
  item->path.fill = copy_paint (scene, fill);
  item->path.line = copy_paint (scene, line);
  item->path.stroke = copy_stroke (scene, stroke);
}

static OrielItem *
append_text (OrielScene *scene,
             const char *text,
             double x,
             double baseline,
             OrielAlign align,
             const OrielFont *font,
             OrielColor color)
{
  OrielItem *item;

  if (text == NULL || *text == '\0')
    return NULL;

  item = append_item (scene, ORIEL_ITEM_TEXT);
  if (item == NULL)
    return NULL;

  item->text.text = oriel_arena_strndup (scene->arena, text, -1);
  item->text.x = x;
  item->text.baseline = baseline;
  item->text.align = align;
  item->text.font = *font;
  item->text.color = color;
  return item;
}

void
oriel_scene_add_text (OrielScene *scene,
                      const char *text,
                      double x,
                      double baseline,
                      OrielAlign align,
                      const OrielFont *font,
                      OrielColor color,
                      double max_width)
{
  OrielItem *item = append_text (scene, text, x, baseline, align, font, color);

  if (item != NULL)
    item->text.max_width = max_width;
}

void
oriel_scene_add_text_turned (OrielScene *scene,
                             const char *text,
                             double x,
                             double baseline,
                             OrielAlign align,
                             const OrielFont *font,
                             OrielColor color,
                             double angle)
{
  OrielItem *item = append_text (scene, text, x, baseline, align, font, color);

  if (item != NULL)
    item->text.angle = angle;
}

void
oriel_scene_add_series (OrielScene *scene, const OrielSeriesItem *series)
{
  OrielItem *item = append_item (scene, ORIEL_ITEM_SERIES);

  if (item == NULL)
    return;

  item->series = *series;
  item->series.line = copy_paint (scene, &series->line);
  item->series.fill = copy_paint (scene, &series->fill);
  item->series.stroke = copy_stroke (scene, &series->stroke);
  if (series->x_column != NULL)
    g_ptr_array_add (scene->columns, oriel_column_ref (series->x_column));
  if (series->y_column != NULL)
    g_ptr_array_add (scene->columns, oriel_column_ref (series->y_column));
}

void
oriel_scene_add_points (OrielScene *scene,
                        const OrielPoint *points,
                        guint n,
                        double radius,
                        const OrielPaint *fill,
                        const OrielPaint *line,
                        const OrielStroke *stroke,
                        OrielRect clip)
{
  OrielItem *item;

  if (n == 0)
    return;

  item = append_item (scene, ORIEL_ITEM_POINTS);
  if (item == NULL)
    return;

  item->points.points = copy_bytes (scene, points, sizeof (OrielPoint) * n);
  item->points.n = n;
  item->points.radius = radius;
  item->points.fill = copy_paint (scene, fill);
  item->points.line = copy_paint (scene, line);
  item->points.stroke = copy_stroke (scene, stroke);
  item->points.clip = clip;
}

void
oriel_scene_add_image (OrielScene *scene, OrielRect rect, GBytes *png)
{
  OrielItem *item = append_item (scene, ORIEL_ITEM_IMAGE);

  if (item == NULL)
    return;

  item->image.rect = rect;
  item->image.png = png;
  g_ptr_array_add (scene->images, g_bytes_ref (png));
}

void
oriel_scene_clip_rounded (OrielScene *scene, OrielRect rect, double radius)
{
  OrielItem *item = append_item (scene, ORIEL_ITEM_CLIP);

  if (item == NULL)
    return;

  item->clip.rect = rect;
  item->clip.radius = radius;
}

void
oriel_scene_clip (OrielScene *scene, OrielRect rect)
{
  oriel_scene_clip_rounded (scene, rect, 0);
}

void
oriel_scene_unclip (OrielScene *scene)
{
  append_item (scene, ORIEL_ITEM_UNCLIP);
}

static void
move_rect (OrielRect *rect, double dx, double dy)
{
  rect->x += dx;
  rect->y += dy;
}

static void
move_paint (OrielPaint *paint, double dx, double dy)
{
  paint->x0 += dx;
  paint->y0 += dy;
  if (paint->kind == ORIEL_PAINT_LINEAR)
    {
      paint->x1 += dx;
      paint->y1 += dy;
    }
}

/* Every command's points move; of an arc only the centre does. */
static const double *
move_coordinates (OrielScene *scene, const OrielItem *item, double dx, double dy)
{
  gsize n = count_coordinates (item->path.commands, item->path.n_commands);
  double *moved = oriel_arena_new_array (scene->arena, double, n);
  gsize at = 0;

  for (guint i = 0; i < item->path.n_commands; i++)
    {
      guint count = coordinates_of (item->path.commands[i]);
      guint to_move = count == 5 ? 2 : count;

      for (guint k = 0; k < count; k++)
        moved[at + k] = item->path.coordinates[at + k] + (k >= to_move   ? 0
                                                          : (k % 2 == 0) ? dx
                                                                         : dy);
      at += count;
    }
  return moved;
}

static const OrielPoint *
move_points (OrielScene *scene, const OrielPoint *points, guint n, double dx, double dy)
{
  OrielPoint *moved = oriel_arena_new_array (scene->arena, OrielPoint, n);

  for (guint i = 0; i < n; i++)
    moved[i] = (OrielPoint){ points[i].x + dx, points[i].y + dy };
  return moved;
}

static void
move_item (OrielScene *scene, OrielItem *item, double dx, double dy)
{
  switch (item->kind)
    {
    case ORIEL_ITEM_RECT:
      move_rect (&item->rect.rect, dx, dy);
      move_paint (&item->rect.fill, dx, dy);
      move_paint (&item->rect.line, dx, dy);
      break;
    case ORIEL_ITEM_PATH:
      item->path.coordinates = move_coordinates (scene, item, dx, dy);
      move_paint (&item->path.fill, dx, dy);
      move_paint (&item->path.line, dx, dy);
      break;
    case ORIEL_ITEM_TEXT:
      item->text.x += dx;
      item->text.baseline += dy;
      break;
    case ORIEL_ITEM_SERIES:
      move_rect (&item->series.plot, dx, dy);
      move_paint (&item->series.fill, dx, dy);
      move_paint (&item->series.line, dx, dy);
      break;
    case ORIEL_ITEM_POINTS:
      item->points.points = move_points (scene, item->points.points, item->points.n, dx, dy);
      move_rect (&item->points.clip, dx, dy);
      move_paint (&item->points.fill, dx, dy);
      move_paint (&item->points.line, dx, dy);
      break;
    case ORIEL_ITEM_IMAGE:
      move_rect (&item->image.rect, dx, dy);
      break;
    case ORIEL_ITEM_CLIP:
      move_rect (&item->clip.rect, dx, dy);
      break;
    case ORIEL_ITEM_UNCLIP:
      break;
    }
}

void
oriel_scene_add_scene (OrielScene *scene, const OrielScene *other, double dx, double dy)
{
  OrielScene *kept = oriel_scene_ref ((OrielScene *) other);
  guint room = ORIEL_SCENE_MAX_ITEMS - scene->items->len;

  g_ptr_array_add (scene->children, kept);
  for (guint i = 0; i < MIN (kept->items->len, room); i++)
    {
      OrielItem item = g_array_index (kept->items, OrielItem, i);

      move_item (scene, &item, dx, dy);
      g_array_append_val (scene->items, item);
    }

  for (guint i = 0; i < kept->hit_areas->len; i++)
    {
      OrielHitArea area = g_array_index (kept->hit_areas, OrielHitArea, i);

      move_rect (&area.rect, dx, dy);
      g_array_append_val (scene->hit_areas, area);
    }

  if (kept->has_plot)
    {
      scene->has_plot = TRUE;
      scene->plot = kept->plot;
      move_rect (&scene->plot.rect, dx, dy);
    }
}

void
oriel_scene_add_hit (OrielScene *scene, OrielRect rect, const OrielHit *hit)
{
  OrielHitArea area = { .rect = rect, .hit = *hit };

  if (scene->hit_areas->len >= ORIEL_SCENE_MAX_ITEMS)
    return;
  if (hit->url != NULL)
    area.hit.url = oriel_arena_strndup (scene->arena, hit->url, -1);
  g_array_append_val (scene->hit_areas, area);
}

void
oriel_scene_set_plot (OrielScene *scene, const OrielScenePlot *plot)
{
  scene->has_plot = TRUE;
  scene->plot = *plot;
}

const OrielScenePlot *
oriel_scene_get_plot (const OrielScene *scene)
{
  return scene->has_plot ? &scene->plot : NULL;
}

const OrielHit *
oriel_scene_hit_area_at (const OrielScene *scene, double x, double y)
{
  for (guint i = scene->hit_areas->len; i > 0; i--)
    {
      const OrielHitArea *area = &g_array_index (scene->hit_areas, OrielHitArea, i - 1);
      const OrielRect *rect = &area->rect;

      if (x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height)
        return &area->hit;
    }
  return NULL;
}
