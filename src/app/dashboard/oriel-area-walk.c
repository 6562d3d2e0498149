/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walking with keys what a picture offers to a click. */

#include "config.h"

#include "app/dashboard/oriel-area-walk.h"

#include <math.h>

/* What lies aside counts so much more than what lies ahead. */
#define ASIDE 4

gboolean
oriel_hit_acts (const OrielHit *hit)
{
  return hit->url != NULL || hit->kind == ORIEL_HIT_LINK || hit->kind == ORIEL_HIT_FIELD ||
         hit->kind == ORIEL_HIT_HEADER || hit->kind == ORIEL_HIT_PAGE ||
         hit->kind == ORIEL_HIT_FRAME || hit->kind == ORIEL_HIT_INSPECT || oriel_hit_is_mark (hit);
}

gboolean
oriel_hit_is_mark (const OrielHit *hit)
{
  return hit->kind == ORIEL_HIT_MARK || hit->kind == ORIEL_HIT_EXEMPLAR;
}

/* Whether `a` is read before `b`. There may be hundreds of exemplars: the way to what can be
 * clicked does not lead through them. */
static gboolean
is_before (const OrielHitArea *a, const OrielHitArea *b)
{
  if (oriel_hit_is_mark (&a->hit) != oriel_hit_is_mark (&b->hit))
    return oriel_hit_is_mark (&b->hit);
  if (a->hit.kind != b->hit.kind && oriel_hit_is_mark (&a->hit))
    return a->hit.kind == ORIEL_HIT_MARK;

  return a->rect.y < b->rect.y || (a->rect.y == b->rect.y && a->rect.x < b->rect.x);
}

const OrielHitArea *
oriel_area_walk_first (const OrielScene *scene)
{
  guint n;
  const OrielHitArea *areas = oriel_scene_get_hit_areas (scene, &n);
  const OrielHitArea *first = NULL;

  for (guint i = 0; i < n; i++)
    if (oriel_hit_acts (&areas[i].hit) && (!first || is_before (&areas[i], first)))
      first = &areas[i];

  return first;
}

/* How far `to` lies from `from`, or INFINITY when it does not lie in that direction. */
static double
distance (const OrielRect *from, const OrielRect *to, GtkDirectionType direction)
{
  double dx = to->x + to->width / 2 - (from->x + from->width / 2);
  double dy = to->y + to->height / 2 - (from->y + from->height / 2);

  switch (direction)
    {
    case GTK_DIR_LEFT:
      return dx < 0 && fabs (dy) < (from->height + to->height) / 2 ? -dx : INFINITY;
    case GTK_DIR_RIGHT:
      return dx > 0 && fabs (dy) < (from->height + to->height) / 2 ? dx : INFINITY;
    case GTK_DIR_UP:
      return to->y + to->height <= from->y + 1 ? -dy + fabs (dx) * ASIDE : INFINITY;
    case GTK_DIR_DOWN:
      return to->y >= from->y + from->height - 1 ? dy + fabs (dx) * ASIDE : INFINITY;
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
    default:
      return INFINITY;
    }
}

const OrielHitArea *
oriel_area_walk_next (const OrielScene *scene, const OrielRect *from, GtkDirectionType direction)
{
  guint n;
  const OrielHitArea *areas = oriel_scene_get_hit_areas (scene, &n);
  const OrielHitArea *best = NULL;
  double best_distance = INFINITY;

  for (guint i = 0; i < n; i++)
    {
      double d = distance (from, &areas[i].rect, direction);

      if (oriel_hit_acts (&areas[i].hit) && d < best_distance)
        {
          best_distance = d;
          best = &areas[i];
        }
    }

  return best;
}

const OrielHitArea *
oriel_area_walk_again (const OrielScene *scene, const OrielHitArea *area)
{
  guint n;
  const OrielHitArea *areas = oriel_scene_get_hit_areas (scene, &n);
  const OrielHitArea *best = NULL;
  double best_distance = INFINITY;

  for (guint i = 0; i < n; i++)
    {
      const OrielHit *hit = &areas[i].hit;
      double d = fabs (areas[i].rect.x - area->rect.x) + fabs (areas[i].rect.y - area->rect.y);

      if (hit->kind == area->hit.kind && hit->frame == area->hit.frame &&
          hit->field == area->hit.field && hit->row == area->hit.row && d < best_distance)
        {
          best_distance = d;
          best = &areas[i];
        }
    }

  return best;
}
