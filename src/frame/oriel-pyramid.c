/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Extremes of blocks of blocks; see the header. */

#include "config.h"

#include "frame/oriel-pyramid.h"

#include <math.h>

#include "base/oriel-extremes.h"

#define FAN ORIEL_EXTREMES_BLOCK /* values of a level that one of the next stands for */
#define MAX_LEVELS 12            /* 64¹¹ values are more than there can be */

/* The lowest level's lows and highs are both the values. */
typedef struct
{
  const double *lows, *highs;
  gsize n;
} Level;

struct _OrielPyramid
{
  Level levels[MAX_LEVELS];
  guint n_levels;
  gboolean is_finite;
  double memory[]; /* of all levels but the values */
};

/* Only whole blocks: what is left at the end is read from the level below. */
static gsize
n_above (gsize n)
{
  return n / FAN;
}

/* Fills the first level above the values; returns whether they are only numbers. */
static gboolean
fill_first (const Level *values, double *lows, double *highs)
{
  gsize n = n_above (values->n);
  double low = INFINITY, high = -INFINITY;
  gboolean all = oriel_extremes_of_blocks (values->lows, n, lows, highs);

  return oriel_extremes_add (values->lows + n * FAN, values->n - n * FAN, &low, &high) && all;
}

static void
fill_next (const Level *below, double *lows, double *highs)
{
  for (gsize i = 0; i < n_above (below->n); i++)
    {
      double unused_low = INFINITY, unused_high = -INFINITY;

      lows[i] = INFINITY;
      highs[i] = -INFINITY;
      oriel_extremes_add (below->lows + i * FAN, FAN, &lows[i], &unused_high);
      oriel_extremes_add (below->highs + i * FAN, FAN, &unused_low, &highs[i]);
    }
}

static void
find_finite (OrielPyramid *pyramid, gboolean only_numbers)
{
  double low = INFINITY, high = -INFINITY;

  oriel_pyramid_add (pyramid, 0, pyramid->levels[0].n, &low, &high);
  pyramid->is_finite =
    only_numbers && (pyramid->levels[0].n == 0 || (isfinite (low) && isfinite (high)));
}

OrielPyramid *
oriel_pyramid_new (const double *values, gsize n)
{
  gsize total = 0, used = 0;
  OrielPyramid *pyramid;
  gboolean only_numbers = TRUE;

  for (gsize above = n_above (n); above > 0; above = n_above (above))
    total += 2 * above;
  pyramid = g_malloc (sizeof (OrielPyramid) + sizeof (double) * total);
  pyramid->levels[0] = (Level){ values, values, n };
  pyramid->n_levels = 1;
  if (n < FAN)
    only_numbers = fill_first (&pyramid->levels[0], NULL, NULL);
  for (gsize above = n_above (n); above > 0; above = n_above (above))
    {
      const Level *below = &pyramid->levels[pyramid->n_levels - 1];
      double *lows = pyramid->memory + used, *highs = lows + above;

      if (pyramid->n_levels == 1)
        only_numbers = fill_first (below, lows, highs);
      else
        fill_next (below, lows, highs);
      pyramid->levels[pyramid->n_levels++] = (Level){ lows, highs, above };
      used += 2 * above;
    }
  find_finite (pyramid, only_numbers);
  return pyramid;
}

void
oriel_pyramid_free (OrielPyramid *pyramid)
{
  g_free (pyramid);
}

gboolean
oriel_pyramid_is_finite (const OrielPyramid *pyramid)
{
  return pyramid->is_finite;
}

static void
level_add (const Level *level, gsize first, gsize end, double *low, double *high)
{
  double unused_low = INFINITY, unused_high = -INFINITY;

  if (level->lows == level->highs)
    {
      oriel_extremes_add (level->lows + first, end - first, low, high);
      return;
    }
  oriel_extremes_add (level->lows + first, end - first, low, &unused_high);
  oriel_extremes_add (level->highs + first, end - first, &unused_low, high);
}

void
oriel_pyramid_add (const OrielPyramid *pyramid, gsize first, gsize end, double *low, double *high)
{
  for (guint i = 0; first < end; i++)
    {
      const Level *level = &pyramid->levels[i];
      gsize from = (first + FAN - 1) / FAN, to = end / FAN;

      if (i + 1 == pyramid->n_levels || from >= to)
        {
          level_add (level, first, end, low, high);
          return;
        }
      level_add (level, first, from * FAN, low, high);
      level_add (level, to * FAN, end, low, high);
      first = from;
      end = to;
    }
}
