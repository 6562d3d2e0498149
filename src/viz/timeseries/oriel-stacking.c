/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stacking; the rules are Grafana's. */

#include "config.h"

#include "viz/timeseries/oriel-stacking.h"

#include <math.h>
#include <string.h>

#define DIRECTION_SAMPLES 100

/* Whether more of a hundred spread samples lie below 0 (also -0) than above. */
static gboolean
is_mostly_negative (const double *values, gsize n_rows)
{
  gsize first = 0, end = n_rows, stride;
  guint negative = 0, positive = 0;

  while (first < end && isnan (values[first]))
    first++;
  while (end > first && isnan (values[end - 1]))
    end--;

  stride = MAX ((end - first) / DIRECTION_SAMPLES, 1);
  for (gsize i = first; i < end; i += stride)
    {
      if (values[i] < 0 || (values[i] == 0 && signbit (values[i])))
        negative++;
      else if (values[i] > 0)
        positive++;
    }
  return negative > positive;
}

static int
direction_of (const OrielStackInput *input)
{
  gboolean negative = is_mostly_negative (input->values, input->n_rows);

  if (input->transform == ORIEL_TRANSFORM_NEGATIVE_Y)
    negative = !negative;
  return negative ? -1 : 1;
}

static gboolean
share_group (const OrielStackInput *a, const OrielStackInput *b)
{
  return a->mode == b->mode && a->draw_style == b->draw_style &&
         a->draw_variant == b->draw_variant && strcmp (a->group, b->group) == 0 &&
         strcmp (a->scale_key, b->scale_key) == 0;
}

static void
clear_group (gpointer data)
{
  g_array_unref (((OrielStackGroup *) data)->series);
}

static OrielStackGroup *
find_group (GArray *groups, const OrielStackInput *inputs, guint i, int direction)
{
  OrielStackGroup group = { .direction = direction };

  for (guint g = 0; g < groups->len; g++)
    {
      OrielStackGroup *other = &g_array_index (groups, OrielStackGroup, g);

      if (other->direction == direction &&
          share_group (&inputs[g_array_index (other->series, guint, 0)], &inputs[i]))
        return other;
    }
  group.series = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (groups, group);
  return &g_array_index (groups, OrielStackGroup, groups->len - 1);
}

GArray *
oriel_stack_groups (const OrielStackInput *inputs, guint n)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (OrielStackGroup));

  g_array_set_clear_func (groups, clear_group);
  for (guint i = 0; i < n; i++)
    {
      OrielStackGroup *group;

      if (inputs[i].hidden || inputs[i].mode == ORIEL_STACK_NONE)
        continue;
      group = find_group (groups, inputs, i, direction_of (&inputs[i]));
      g_array_append_val (group->series, i);
    }
  return groups;
}

static void
transform_values (const OrielStackInput *input, gsize n_rows, double *out)
{
  if (input->hidden || input->transform == ORIEL_TRANSFORM_NONE)
    {
      memcpy (out, input->values, sizeof (double) * n_rows);
      return;
    }

  if (input->transform == ORIEL_TRANSFORM_NEGATIVE_Y)
    {
      for (gsize i = 0; i < n_rows; i++)
        out[i] = isnan (input->values[i]) ? input->values[i] : -input->values[i];
      return;
    }

  for (gsize i = 0; i < n_rows; i++)
    out[i] = oriel_null ();
  for (gsize i = 0; i < n_rows; i++)
    if (!isnan (input->values[i]))
      {
        out[i] = input->values[i];
        return;
      }
}

/* A series without a value where its group has one lies on the group's edge; where none has one
 * there is a gap. */
static void
stack_group (const OrielStackInput *inputs,
             const OrielStackGroup *group,
             gsize n_rows,
             double *const *out,
             double *sums)
{
  g_autofree guint8 *any = g_malloc0 (n_rows + 1);

  for (guint s = 0; s < group->series->len; s++)
    {
      const double *values = inputs[g_array_index (group->series, guint, s)].values;

      for (gsize i = 0; i < n_rows; i++)
        any[i] |= !isnan (values[i]);
    }

  memset (sums, 0, sizeof (double) * n_rows);
  for (guint s = 0; s < group->series->len; s++)
    {
      double *stacked = out[g_array_index (group->series, guint, s)];

      for (gsize i = 0; i < n_rows; i++)
        {
          if (!isnan (stacked[i]))
            stacked[i] = sums[i] += stacked[i];
          else if (any[i])
            stacked[i] = sums[i];
        }
    }
}

/* Parts of the sum, signed by the group's direction. */
static void
make_percent (const OrielStackGroup *group, gsize n_rows, double *const *out, const double *sums)
{
  for (guint s = 0; s < group->series->len; s++)
    {
      double *stacked = out[g_array_index (group->series, guint, s)];

      for (gsize i = 0; i < n_rows; i++)
        if (!isnan (stacked[i]))
          stacked[i] = sums[i] == 0 ? 0 : group->direction * (stacked[i] / sums[i]);
    }
}

void
oriel_stack_values (const OrielStackInput *inputs,
                    guint n,
                    gsize n_rows,
                    const GArray *groups,
                    double *const *out,
                    double *const *totals)
{
  g_autofree double *sums = g_new0 (double, n_rows + 1);

  for (guint i = 0; i < n; i++)
    {
      transform_values (&inputs[i], n_rows, out[i]);
      if (totals != NULL)
        memcpy (totals[i], out[i], sizeof (double) * n_rows);
    }

  for (guint g = 0; g < groups->len; g++)
    {
      const OrielStackGroup *group = &g_array_index (groups, OrielStackGroup, g);
      const OrielStackInput *first = &inputs[g_array_index (group->series, guint, 0)];

      stack_group (inputs, group, n_rows, out, sums);
      for (guint s = 0; totals != NULL && s < group->series->len; s++)
        memcpy (totals[g_array_index (group->series, guint, s)], sums, sizeof (double) * n_rows);
      if (first->mode == ORIEL_STACK_PERCENT)
        make_percent (group, n_rows, out, sums);
    }
}
