/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going from sample to sample: each frame's times are sorted, so a step is one binary search a
 * frame. */

#include "config.h"

#include "app/dashboard/oriel-sample-walk.h"

/* Index of the first time that is greater than `at`. */
static gsize
first_after (const OrielColumn *column, gint64 at)
{
  gsize low = 0;
  gsize high = column->n_rows;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (column->times[middle] > at)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

static gboolean
step_in_column (const OrielColumn *column, gint64 from_ms, int direction, gint64 *out_ms)
{
  gsize index = first_after (column, direction > 0 ? from_ms : from_ms - 1);

  if (direction < 0)
    {
      if (index == 0)
        return FALSE;
      index--;
    }
  if (index >= column->n_rows)
    return FALSE;

  *out_ms = column->times[index];
  return TRUE;
}

gboolean
oriel_sample_walk (GPtrArray *frames,
                   gint64 from_ms,
                   int direction,
                   gint64 min_ms,
                   gint64 max_ms,
                   gint64 *out_ms)
{
  gboolean found = FALSE;

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);
      OrielField *field = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
      gint64 at;

      if (!field || !step_in_column (field->column, from_ms, direction, &at) || at < min_ms ||
          at > max_ms)
        continue;
      if (!found || (direction > 0 ? at < *out_ms : at > *out_ms))
        *out_ms = at;
      found = TRUE;
    }

  return found;
}
