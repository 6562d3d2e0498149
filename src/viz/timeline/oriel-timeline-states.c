/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From samples to states: equal neighbours are one, nulls are gaps unless they are spanned, samples
 * too far apart have a gap between them. Rules: prepareTimelineFields of Grafana. */

#include "config.h"

#include "viz/timeline/oriel-timeline-private.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"

typedef enum
{
  SAMPLE_VALUE,
  SAMPLE_NULL,
  SAMPLE_NAN,
} SampleKind;

static SampleKind
kind_of (const OrielField *field, gsize row)
{
  const OrielColumn *column = field->column;

  switch (field->type)
    {
    case ORIEL_FIELD_STRING:
      return column->strings[row] != NULL ? SAMPLE_VALUE : SAMPLE_NULL;
    case ORIEL_FIELD_BOOLEAN:
      return column->booleans[row] != ORIEL_BOOLEAN_NULL ? SAMPLE_VALUE : SAMPLE_NULL;
    default:
      return oriel_is_null (column->numbers[row]) ? SAMPLE_NULL
             : isnan (column->numbers[row])       ? SAMPLE_NAN
                                                  : SAMPLE_VALUE;
    }
}

static gboolean
has_mapping (const OrielFieldConfig *config, const char *match)
{
  for (guint i = 0; config->mappings != NULL && i < config->mappings->len; i++)
    {
      const OrielMapping *mapping = g_ptr_array_index (config->mappings, i);

      if (mapping->kind == ORIEL_MAPPING_SPECIAL && (g_strcmp0 (mapping->pattern, match) == 0 ||
                                                     g_strcmp0 (mapping->pattern, "null+nan") == 0))
        return TRUE;
    }
  return FALSE;
}

int
oriel_timeline_step (const OrielField *field, gsize row)
{
  const OrielThresholds *thresholds = field->config->thresholds;
  double value = field->column->numbers[row];
  const OrielThreshold *active;

  if (isnan (value) || thresholds == NULL || thresholds->steps->len == 0)
    return -1;
  if (thresholds->mode == ORIEL_THRESHOLDS_PERCENTAGE)
    {
      double min = oriel_is_null (field->range.min) ? 0 : field->range.min;
      double max = oriel_is_null (field->range.max) ? 100 : field->range.max;

      value = (value - min) / (max - min) * 100;
    }
  active = oriel_thresholds_active (thresholds, value);
  return (int) (active - (const OrielThreshold *) (gpointer) thresholds->steps->data);
}

static gboolean
are_equal (const OrielTimelineLane *lane, gsize a, gsize b)
{
  const OrielField *field = lane->source;
  const OrielColumn *column = field->column;

  if (lane->by_steps)
    return oriel_timeline_step (field, a) == oriel_timeline_step (field, b);
  switch (field->type)
    {
    case ORIEL_FIELD_STRING:
      return g_strcmp0 (column->strings[a], column->strings[b]) == 0;
    case ORIEL_FIELD_BOOLEAN:
      return column->booleans[a] == column->booleans[b];
    default:
      return (oriel_is_null (column->numbers[a]) && oriel_is_null (column->numbers[b])) ||
             column->numbers[a] == column->numbers[b];
    }
}

/* What a walk over the samples knows. */
typedef struct
{
  OrielTimelineLane *lane;
  gboolean merges, is_samples;
  gboolean shows_null, shows_nan;
  double span_ms;     /* nulls in shorter gaps continue the state */
  double gap_ms;      /* samples further apart have a gap between them; 0: never */
  const gint64 *ends; /* nullable: a time at which each state ends */
  gsize open;         /* the last state goes on: its number + 1, 0: none */
  const gint64 *times;
  gsize *order; /* rows by time, `n` of them */
  gsize n;
  gint64 last_ms; /* of the last value */
} Walk;

static OrielState *
open_state (const Walk *walk)
{
  return walk->open > 0 ? &g_array_index (walk->lane->states, OrielState, walk->open - 1) : NULL;
}

static void
close_state (Walk *walk, gint64 at_ms)
{
  OrielState *state = open_state (walk);

  if (state != NULL && state->to_ms > at_ms)
    state->to_ms = at_ms;
  walk->open = 0;
}

static void
begin_state (Walk *walk, gint64 at_ms, gsize row)
{
  OrielState state = { at_ms, G_MAXINT64, row };

  close_state (walk, at_ms);
  g_array_append_val (walk->lane->states, state);
  walk->open = walk->lane->states->len;
}

static gboolean
is_shown (const Walk *walk, gsize row)
{
  SampleKind kind = kind_of (walk->lane->source, row);

  return kind == SAMPLE_VALUE || (kind == SAMPLE_NULL && walk->shows_null) ||
         (kind == SAMPLE_NAN && walk->shows_nan);
}

/* Whether a gap from the last value to an instant is passed over. */
static gboolean
is_spanned (const Walk *walk, gint64 until_ms)
{
  return walk->open > 0 && walk->span_ms > 0 &&
         (isinf (walk->span_ms) || (double) (until_ms - walk->last_ms) < walk->span_ms);
}

static gint64
time_at (const Walk *walk, gsize i)
{
  return walk->times[walk->order[i]];
}

/* The instant of the first value behind place `i`; G_MAXINT64: there is none. */
static gint64
next_value_ms (const Walk *walk, gsize i)
{
  while (i < walk->n && kind_of (walk->lane->source, walk->order[i]) == SAMPLE_NULL)
    i++;
  return i < walk->n ? time_at (walk, i) : G_MAXINT64;
}

static void
walk_sample (Walk *walk, gsize i)
{
  gsize row = walk->order[i];
  gint64 now_ms = time_at (walk, i);
  OrielState *open;

  if (i > 0 && walk->gap_ms > 0 && (double) (now_ms - time_at (walk, i - 1)) > walk->gap_ms &&
      !is_spanned (walk, now_ms))
    close_state (walk, time_at (walk, i - 1) + (gint64) walk->gap_ms);
  if (!is_shown (walk, row))
    {
      if (kind_of (walk->lane->source, row) != SAMPLE_NULL ||
          !is_spanned (walk, isinf (walk->span_ms) ? now_ms : next_value_ms (walk, i)))
        close_state (walk, now_ms);
      return;
    }
  open = open_state (walk);
  if (open == NULL || walk->is_samples || !walk->merges || !are_equal (walk->lane, open->row, row))
    begin_state (walk, now_ms, row);
  open = open_state (walk);
  if (open != NULL && walk->ends != NULL && walk->ends[row] != ORIEL_TIME_NULL)
    open->to_ms = MAX (walk->ends[row], now_ms);
  walk->last_ms = now_ms;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const gint64 *times = data;
  gsize one = *(const gsize *) a, two = *(const gsize *) b;

  if (times[one] != times[two])
    return times[one] < times[two] ? -1 : 1;
  return (one > two) - (one < two);
}

/* The rows that have a time, in its order. */
static gsize *
rows_in_order (const gint64 *times, gsize n_rows, gsize *n)
{
  gsize *order = g_new (gsize, n_rows + 1);
  gboolean ascends = TRUE;

  *n = 0;
  for (gsize i = 0; i < n_rows; i++)
    if (times[i] != ORIEL_TIME_NULL)
      {
        ascends = ascends && (*n == 0 || times[i] >= times[order[*n - 1]]);
        order[(*n)++] = i;
      }
  if (!ascends)
    g_qsort_with_data (order, (int) MIN (*n, G_MAXINT), sizeof (gsize), compare_rows,
                       (gpointer) times);
  return order;
}

/* A second time field says when states end. */
static const gint64 *
ends_of (const OrielFrame *frame, const OrielField *time)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field != time && field->type == ORIEL_FIELD_TIME)
        return field->column->times;
    }
  return NULL;
}

static gboolean
is_discrete (const OrielFieldConfig *config)
{
  return config->color_mode == NULL || !g_str_has_prefix (config->color_mode, "continuous-");
}

void
oriel_timeline_find_states (const OrielTimelineModel *model, OrielTimelineLane *lane)
{
  const OrielFieldConfig *config = lane->source->config;
  const OrielFrame *frame = g_ptr_array_index (model->frames, lane->frame);
  const gint64 *times = lane->time->column->times;
  double interval = lane->time->config->interval_ms;
  Walk walk = {
    .lane = lane,
    .merges = model->merges,
    .is_samples = model->is_samples,
    .shows_null = is_discrete (config) && has_mapping (config, "null"),
    .shows_nan = is_discrete (config) && has_mapping (config, "nan"),
    .span_ms = oriel_json_boolean (config->custom, "spanNulls", FALSE)
                 ? INFINITY
                 : oriel_json_number (config->custom, "spanNulls", 0),
    .gap_ms = oriel_json_number (config->custom, "insertNulls", interval > 0 ? interval : 0),
    .ends = ends_of (frame, lane->time),
    .times = times,
  };

  lane->states = g_array_new (FALSE, FALSE, sizeof (OrielState));
  walk.order = rows_in_order (times, frame->n_rows, &walk.n);
  for (gsize i = 0; i < walk.n; i++)
    walk_sample (&walk, i);
  if (walk.open > 0 && walk.gap_ms > 0 && walk.n > 0 &&
      (double) time_at (&walk, walk.n - 1) + walk.gap_ms < (double) model->range.to_ms &&
      !isinf (walk.span_ms))
    close_state (&walk, time_at (&walk, walk.n - 1) + (gint64) walk.gap_ms);
  g_free (walk.order);
}
