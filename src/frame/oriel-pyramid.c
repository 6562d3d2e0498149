/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Extremes of blocks of blocks; see the header. */

#include "config.h"

#include "frame/oriel-pyramid.h"

#include <math.h>

#include "base/oriel-extremes.h"

#define FAN 64       /* values of a level that one of the next stands for */
#define MAX_LEVELS 8 /* 64⁸ values are more than there can be */

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
};

/* Only whole blocks: what is left at the end is read from the level below. */
static Level
level_above (const Level *below)
{
  gsize n = below->n / FAN;
  double *lows = g_new (double, n), *highs = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      double unused_low = INFINITY, unused_high = -INFINITY;

      lows[i] = INFINITY;
      highs[i] = -INFINITY;
      if (below->lows == below->highs)
        {
          oriel_extremes_add (below->lows + i * FAN, FAN, &lows[i], &highs[i]);
          continue;
        }
      oriel_extremes_add (below->lows + i * FAN, FAN, &lows[i], &unused_high);
      oriel_extremes_add (below->highs + i * FAN, FAN, &unused_low, &highs[i]);
    }
  return (Level){ lows, highs, n };
}

OrielPyramid *
oriel_pyramid_new (const double *values, gsize n)
{
  OrielPyramid *pyramid = g_new0 (OrielPyramid, 1);

  pyramid->levels[0] = (Level){ values, values, n };
  pyramid->n_levels = 1;
  while (pyramid->n_levels < MAX_LEVELS && pyramid->levels[pyramid->n_levels - 1].n >= FAN)
    {
      pyramid->levels[pyramid->n_levels] = level_above (&pyramid->levels[pyramid->n_levels - 1]);
      pyramid->n_levels++;
    }
  return pyramid;
}

void
oriel_pyramid_free (OrielPyramid *pyramid)
{
  if (pyramid == NULL)
    return;

  for (guint i = 1; i < pyramid->n_levels; i++)
    {
      g_free ((gpointer) pyramid->levels[i].lows);
      g_free ((gpointer) pyramid->levels[i].highs);
    }
  g_free (pyramid);
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
