/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time ranges that were looked at: two stacks of texts. */

#include "config.h"

#include "app/dashboard/oriel-range-history.h"

#define MAX_RANGES 100

typedef struct
{
  char *from;
  char *to;
} Range;

struct _OrielRangeHistory
{
  GArray *back, *forward; /* of Range, latest last */
};

static void
clear_range (gpointer data)
{
  Range *range = data;

  g_free (range->from);
  g_free (range->to);
}

static GArray *
new_stack (void)
{
  GArray *stack = g_array_new (FALSE, FALSE, sizeof (Range));

  g_array_set_clear_func (stack, clear_range);
  return stack;
}

static void
push (GArray *stack, const char *from, const char *to)
{
  Range range = { g_strdup (from), g_strdup (to) };

  if (stack->len == MAX_RANGES)
    g_array_remove_index (stack, 0);
  g_array_append_val (stack, range);
}

OrielRangeHistory *
oriel_range_history_new (void)
{
  OrielRangeHistory *history = g_new0 (OrielRangeHistory, 1);

  history->back = new_stack ();
  history->forward = new_stack ();
  return history;
}

void
oriel_range_history_free (OrielRangeHistory *history)
{
  if (!history)
    return;

  g_array_unref (history->back);
  g_array_unref (history->forward);
  g_free (history);
}

void
oriel_range_history_leave (OrielRangeHistory *history, const char *from, const char *to)
{
  push (history->back, from, to);
  g_array_set_size (history->forward, 0);
}

gboolean
oriel_range_history_go (OrielRangeHistory *history,
                        gboolean back,
                        const char *from,
                        const char *to,
                        char **new_from,
                        char **new_to)
{
  GArray *source = back ? history->back : history->forward;
  GArray *target = back ? history->forward : history->back;
  Range *top;

  if (source->len == 0)
    return FALSE;

  top = &g_array_index (source, Range, source->len - 1);
  *new_from = g_strdup (top->from);
  *new_to = g_strdup (top->to);
  g_array_set_size (source, source->len - 1);
  push (target, from, to);
  return TRUE;
}

gboolean
oriel_range_history_can_go (OrielRangeHistory *history, gboolean back)
{
  return (back ? history->back : history->forward)->len > 0;
}
