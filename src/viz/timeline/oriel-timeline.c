/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-timeline.h: options, lanes, legend, tooltips and words. States are found by
 * oriel-timeline-states.c and drawn by oriel-timeline-layout.c. */

#include "config.h"

#include "viz/timeline/oriel-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "viz/oriel-threshold-texts.h"

#define MAX_LANES 10000
#define MAX_LEGEND 500
#define MAX_DESCRIBED 8

static void
clear_lane (gpointer data)
{
  OrielTimelineLane *lane = data;

  oriel_display_free (lane->display);
  g_array_unref (lane->states);
}

static void
read_options (OrielTimelineModel *self, JsonObject *options)
{
  static const OrielWord aligns[] = {
    { "left", ORIEL_ALIGN_START },
    { "center", ORIEL_ALIGN_CENTER },
    { "right", ORIEL_ALIGN_END },
    { 0 },
  };

  self->merges = !self->is_samples && oriel_json_boolean (options, "mergeValues", TRUE);
  self->show_value = oriel_viz_show (options, "showValue", ORIEL_SHOW_AUTO);
  self->row_height = oriel_viz_clamped (options, "rowHeight", 0.9, 0, 1);
  self->col_width = oriel_viz_clamped (options, "colWidth", 0.9, 0, 1);
  self->align = self->is_samples
                  ? ORIEL_ALIGN_CENTER
                  : (OrielAlign) oriel_viz_word (options, "alignValue", aligns, ORIEL_ALIGN_START);
  oriel_tip_options_read (&self->base.tips, options);
  self->per_page = (guint) oriel_viz_clamped (options, "perPage", 20, 0, MAX_LANES);
}

static gboolean
is_lane_type (OrielFieldType type)
{
  return type == ORIEL_FIELD_NUMBER || type == ORIEL_FIELD_STRING || type == ORIEL_FIELD_BOOLEAN ||
         type == ORIEL_FIELD_ENUM;
}

static gboolean
is_by_thresholds (const OrielField *field)
{
  return field->type == ORIEL_FIELD_NUMBER && field->config->thresholds != NULL &&
         field->config->thresholds->steps->len > 0 &&
         (field->config->color_mode == NULL ||
          strcmp (field->config->color_mode, "thresholds") == 0);
}

/* As colours are written in a browser: with an alpha of eight bits. */
static double
eight_bits (double alpha)
{
  return round (alpha * 255) / 255;
}

static void
add_lane (OrielTimelineModel *self,
          const OrielVizInput *input,
          guint frame_index,
          guint field_index,
          const OrielField *time)
{
  const OrielField *field =
    oriel_frame_field (g_ptr_array_index (self->frames, frame_index), field_index);
  OrielTimelineLane lane = {
    .frame = (int) frame_index,
    .field = (int) field_index,
    .source = field,
    .time = time,
    .display = oriel_display_new (field, input->theme, input->zone, input->now_ms),
    .label = oriel_viz_field_name (field),
    .by_steps = self->merges && is_by_thresholds (field),
    .fill_opacity =
      eight_bits (oriel_viz_clamped (field->config->custom, "fillOpacity", 70, 0, 100) / 100),
    .line_width =
      oriel_viz_clamped (field->config->custom, "lineWidth", self->is_samples ? 1 : 0, 0, 10),
  };

  oriel_timeline_find_states (self, &lane);
  g_array_append_val (self->lanes, lane);
}

static void
add_frame (OrielTimelineModel *self, const OrielVizInput *input, guint index)
{
  const OrielFrame *frame = g_ptr_array_index (self->frames, index);
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

  for (guint i = 0; time != NULL && i < frame->fields->len && self->lanes->len < MAX_LANES; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (is_lane_type (field->type) && !oriel_viz_is_hidden (field, "viz"))
        add_lane (self, input, index, i, time);
    }
}

static void
read_axes (OrielTimelineModel *self)
{
  const OrielTimelineLane *first = oriel_timeline_lane (self, 0);
  JsonObject *custom = first->source->config->custom;

  self->y_hidden = strcmp (oriel_json_string (custom, "axisPlacement", ""), "hidden") == 0;
  self->x_hidden =
    strcmp (oriel_json_string (first->time->config->custom, "axisPlacement", ""), "hidden") == 0;
  self->y_width = oriel_json_number (custom, "axisWidth", oriel_null ());
  if (!(self->y_width > 0))
    self->y_width = oriel_null ();
}

static int
compare_instants (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

static gboolean
have_same_times (const OrielColumn *a, const OrielColumn *b)
{
  return a->n_rows == b->n_rows &&
         (a->n_rows == 0 || memcmp (a->times, b->times, a->n_rows * sizeof (gint64)) == 0);
}

/* Appends the times of all lanes; those of lanes with the same as the one before only once. */
static void
collect_times (OrielTimelineModel *self)
{
  const OrielColumn *before = NULL;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      const OrielColumn *times = oriel_timeline_lane (self, i)->time->column;

      for (gsize k = 0; (before == NULL || !have_same_times (before, times)) && k < times->n_rows;
           k++)
        if (times->times[k] != ORIEL_TIME_NULL)
          g_array_append_val (self->times, times->times[k]);
      before = times;
    }
}

/* The instants of all samples, each once. The distance of the first two is the room of each. */
static void
find_times (OrielTimelineModel *self)
{
  gint64 *times;
  guint n = 0;

  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->x_step = (double) (self->range.to_ms - self->range.from_ms);
  if (!self->is_samples)
    return;

  collect_times (self);
  g_array_sort (self->times, compare_instants);
  times = (gint64 *) (gpointer) self->times->data;
  for (guint i = 0; i < self->times->len; i++)
    if (n == 0 || times[n - 1] != times[i])
      times[n++] = times[i];
  g_array_set_size (self->times, n);
  if (n > 1)
    self->x_step = (double) times[1] - (double) times[0];
}

void
oriel_timeline_show (const OrielTimelineModel *model,
                     OrielTimelineLane *lane,
                     gsize row,
                     char *text,
                     gsize size,
                     OrielColor *color)
{
  OrielDisplayValue shown;
  int step = lane->by_steps ? oriel_timeline_step (lane->source, row) : -1;

  if (step >= 0)
    {
      g_autoptr (GPtrArray) texts = NULL;
      const OrielThresholds *thresholds = lane->source->config->thresholds;

      if (model->steps == NULL || lane != oriel_timeline_lane (model, 0))
        texts = oriel_threshold_texts (lane->source->config);
      g_strlcpy (text, g_ptr_array_index (texts != NULL ? texts : model->steps, step), size);
      oriel_theme_color (model->theme,
                         g_array_index (thresholds->steps, OrielThreshold, step).color, color);
      return;
    }

  oriel_display_row (lane->display, lane->source, row, &shown);
  g_snprintf (text, size, "%s%s%s", shown.formatted.prefix, shown.formatted.text,
              shown.formatted.suffix);
  *color = shown.color;
  if (shown.color_text == NULL)
    oriel_theme_color (model->theme, "#808080", color);
}

static void
add_item (OrielTimelineModel *self,
          const OrielVizInput *input,
          const OrielField *field,
          const char *label,
          OrielColor color)
{
  oriel_legend_add (self->legend, field, label, color, FALSE, -1, -1, self->theme, input->zone);
}

static void
add_step_items (OrielTimelineModel *self, const OrielVizInput *input, const OrielField *field)
{
  g_autoptr (GPtrArray) texts = oriel_threshold_texts (field->config);

  for (guint i = 0; i < texts->len; i++)
    {
      OrielColor color;

      oriel_theme_color (self->theme,
                         g_array_index (field->config->thresholds->steps, OrielThreshold, i).color,
                         &color);
      add_item (self, input, field, g_ptr_array_index (texts, i), color);
    }
}

/* A state that the legend names. */
typedef struct
{
  char *text;
  const OrielField *field; /* borrowed */
  OrielColor color;
} Entry;

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->text);
}

/* Of lanes with a state of the same text in other colours, the last has its colour in the legend.
 */
static void
note_state (GArray *entries, GHashTable *known, const Entry *seen)
{
  gpointer found = g_hash_table_lookup (known, seen->text);
  Entry copy = *seen;

  if (found != NULL)
    {
      g_array_index (entries, Entry, GPOINTER_TO_UINT (found) - 1).color = seen->color;
      return;
    }
  copy.text = g_strdup (seen->text);
  g_array_append_val (entries, copy);
  g_hash_table_insert (known, g_strdup (copy.text), GUINT_TO_POINTER (entries->len));
}

static void
note_lane (OrielTimelineModel *self, OrielTimelineLane *lane, GArray *entries, GHashTable *known)
{
  for (guint i = 0; i < lane->states->len && entries->len < MAX_LEGEND; i++)
    {
      char text[ORIEL_AXIS_BUFFER];
      Entry seen = { .text = text, .field = lane->source };

      oriel_timeline_show (self, lane, g_array_index (lane->states, OrielState, i).row, text,
                           sizeof text, &seen.color);
      if (*text != '\0')
        note_state (entries, known, &seen);
    }
}

/* Every state that is shown, once, in the order of its first appearance. */
static void
add_state_items (OrielTimelineModel *self, const OrielVizInput *input)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint n_lanes = MIN (self->lanes->len, self->per_page > 0 ? self->per_page : MAX_LANES);

  g_array_set_clear_func (entries, clear_entry);
  for (guint i = 0; i < n_lanes; i++)
    {
      OrielTimelineLane *lane = oriel_timeline_lane (self, i);

      if (!oriel_viz_is_hidden (lane->source, "legend"))
        note_lane (self, lane, entries, known);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      add_item (self, input, entry->field, entry->text, entry->color);
    }
}

/* The legend says what the colours mean; calculations have no place in it. */
static void
fill_legend (OrielTimelineModel *self, const OrielVizInput *input)
{
  JsonObject *given = oriel_json_object (input->options, "legend");
  const OrielField *field = oriel_timeline_lane (self, 0)->source;
  const char *mode = field->config->color_mode;
  g_autoptr (JsonObject) options = json_object_new ();
  static const char *const kept[] = { "displayMode", "placement", "showLegend", "width" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (oriel_json_member (given, kept[i]) != NULL)
      json_object_set_member (options, kept[i],
                              oriel_json_copy_deep (oriel_json_member (given, kept[i])));
  self->legend = oriel_legend_new (options);
  if (is_by_thresholds (field) && field->config->thresholds->steps->len > 1)
    add_step_items (self, input, field);
  else if (mode == NULL || !g_str_has_prefix (mode, "continuous"))
    add_state_items (self, input);
}

static OrielVizModel *
prepare (const OrielVizInput *input, const OrielVizClass *klass, gboolean is_samples)
{
  OrielTimelineModel *self = g_new0 (OrielTimelineModel, 1);

  self->base.klass = klass;
  self->theme = input->theme;
  self->zone = input->zone;
  self->range = input->range;
  self->is_samples = is_samples;
  self->frames = oriel_viz_keep_frames (input);
  self->lanes = g_array_new (FALSE, TRUE, sizeof (OrielTimelineLane));
  g_array_set_clear_func (self->lanes, clear_lane);
  read_options (self, input->options);
  for (guint i = 0; i < self->frames->len; i++)
    add_frame (self, input, i);
  if (self->lanes->len == 0)
    {
      self->message = g_strdup (_ ("No data"));
      return &self->base;
    }

  if (oriel_timeline_lane (self, 0)->by_steps)
    self->steps = oriel_threshold_texts (oriel_timeline_lane (self, 0)->source->config);
  read_axes (self);
  find_times (self);
  fill_legend (self, input);
  return &self->base;
}

static OrielVizModel *
prepare_states (const OrielVizInput *input)
{
  return prepare (input, &oriel_state_timeline_class, FALSE);
}

static OrielVizModel *
prepare_history (const OrielVizInput *input)
{
  return prepare (input, &oriel_status_history_class, TRUE);
}

/* The state at an instant, or NULL. Samples stand for the time around them. */
static const OrielState *
state_at (const OrielTimelineModel *self, const OrielTimelineLane *lane, double x)
{
  guint low = 0, high = lane->states->len;
  const OrielState *state;

  if (self->is_samples)
    x += self->x_step / 2;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if ((double) g_array_index (lane->states, OrielState, middle).from_ms <= x)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return NULL;
  state = &g_array_index (lane->states, OrielState, low - 1);
  if (self->is_samples)
    return x < (double) state->from_ms + self->x_step ? state : NULL;
  return state->to_ms == G_MAXINT64 || x < (double) state->to_ms ? state : NULL;
}

/* A length of time in its greatest units: `1h 5m`. A month has 30 days, a year 365. */
static void
write_duration (gint64 ms, char *out, gsize size)
{
  static const struct
  {
    const char *unit;
    gint64 ms;
    guint n_next; /* so many smaller units may follow */
  } units[] = {
    { "y", 365 * G_GINT64_CONSTANT (86400000), 3 },
    { "mo", 30 * G_GINT64_CONSTANT (86400000), 2 },
    { "w", 7 * G_GINT64_CONSTANT (86400000), 1 },
    { "d", 86400000, 1 },
    { "h", 3600000, 1 },
    { "m", 60000, 1 },
    { "s", 1000, 1 },
    { "ms", 1, 0 },
  };
  guint first = 0;

  g_strlcpy (out, ms > 0 ? "" : "0", size);
  while (first + 1 < G_N_ELEMENTS (units) && ms < units[first].ms)
    first++;
  for (guint i = first; ms > 0 && i <= first + units[first].n_next; i++)
    {
      char part[32];

      g_snprintf (part, sizeof part, "%s%" G_GINT64_FORMAT "%s", i > first ? " " : "",
                  ms / units[i].ms, units[i].unit);
      if (ms >= units[i].ms)
        g_strlcat (out, part, size);
      ms %= units[i].ms;
    }
}

/* The number that a tooltip is sorted by, where states are numbers. */
static double
number_of (const OrielTimelineLane *lane, gsize row)
{
  return lane->source->type == ORIEL_FIELD_NUMBER && !lane->by_steps
           ? lane->source->column->numbers[row]
           : NAN;
}

/* Returns the lane's state at x, with a row for it; NULL when nothing is to be said. */
static const OrielState *
add_tip (const OrielTimelineModel *self, guint index, double x, GArray *rows)
{
  OrielTimelineLane *lane = oriel_timeline_lane (self, index);
  const OrielState *now = state_at (self, lane, x);
  OrielVizTip tip = { .label = lane->label, .frame = lane->frame, .field = lane->field };

  if (now == NULL || oriel_viz_is_hidden (lane->source, "tooltip"))
    return NULL;
  oriel_timeline_show (self, lane, now->row, tip.value, sizeof tip.value, &tip.color);
  tip.numeric = number_of (lane, now->row);
  tip.row = (int) now->row;
  g_array_append_val (rows, tip);
  return now;
}

static GArray *
tips (const OrielVizModel *model, const OrielVizState *state, double x, char **title)
{
  const OrielTimelineModel *self = (const OrielTimelineModel *) model;
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  gint64 when = (gint64) x;
  guint first = 0, n = 0;

  if (self->lanes->len > 0)
    oriel_timeline_page (self, state, &first, &n);
  for (guint i = first; i < first + n; i++)
    {
      const OrielState *now = add_tip (self, i, x, rows);

      if (now != NULL && self->is_samples)
        when = now->from_ms;
    }
  if (title != NULL)
    *title = oriel_date_format (when, self->zone, ORIEL_DATE_FORMAT_FULL);
  return rows;
}

/* How long the state that was hit lasts, where its end is known. */
static void
more_tips (const OrielVizModel *model, const OrielHit *hit, GArray *rows)
{
  const OrielTimelineModel *self = (const OrielTimelineModel *) model;
  OrielVizTip tip = {
    .label = _ ("Duration"), .numeric = NAN, .frame = -1, .field = -1, .row = -1
  };

  for (guint i = 0; i < self->lanes->len && !self->is_samples; i++)
    {
      const OrielTimelineLane *lane = oriel_timeline_lane (self, i);
      const OrielState *state = lane->frame == hit->frame && lane->field == hit->field
                                  ? state_at (self, lane, hit->x_value)
                                  : NULL;

      if (state == NULL || state->to_ms == G_MAXINT64)
        continue;
      write_duration (state->to_ms - state->from_ms, tip.value, sizeof tip.value);
      g_array_append_val (rows, tip);
      return;
    }
}

static void
append_lane (GString *text, const OrielTimelineModel *self, OrielTimelineLane *lane)
{
  char value[ORIEL_AXIS_BUFFER];
  OrielColor color;

  g_string_append_printf (text, "\n%s: ", lane->label);
  if (lane->states->len == 0)
    {
      g_string_append (text, _ ("no values"));
      return;
    }
  oriel_timeline_show (self, lane,
                       g_array_index (lane->states, OrielState, lane->states->len - 1).row, value,
                       sizeof value, &color);
  g_string_append_printf (text, _ ("last %s"), value);
  if (!self->is_samples && lane->states->len > 1)
    {
      guint n = lane->states->len - 1;

      g_string_append_printf (text, ngettext ("; %u change", "; %u changes", n), n);
    }
}

static char *
describe (const OrielVizModel *model)
{
  const OrielTimelineModel *self = (const OrielTimelineModel *) model;
  g_autofree char *from =
    oriel_date_format (self->range.from_ms, self->zone, ORIEL_DATE_FORMAT_FULL);
  g_autofree char *to = oriel_date_format (self->range.to_ms, self->zone, ORIEL_DATE_FORMAT_FULL);
  GString *text = g_string_new (NULL);

  if (self->message != NULL)
    g_string_append (text, self->message);
  else if (self->is_samples)
    g_string_append_printf (text, _ ("Status history, %u series, %s to %s"), self->lanes->len, from,
                            to);
  else
    g_string_append_printf (text, _ ("State timeline, %u series, %s to %s"), self->lanes->len, from,
                            to);
  for (guint i = 0; i < MIN (self->lanes->len, MAX_DESCRIBED); i++)
    append_lane (text, self, oriel_timeline_lane (self, i));
  if (self->lanes->len > MAX_DESCRIBED)
    g_string_append_printf (text, _ ("\nand %u more"), self->lanes->len - MAX_DESCRIBED);
  return g_string_free (text, FALSE);
}

static void
model_free (OrielVizModel *model)
{
  OrielTimelineModel *self = (OrielTimelineModel *) model;

  g_array_unref (self->lanes);
  g_clear_pointer (&self->times, g_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  oriel_legend_free (self->legend);
  g_ptr_array_unref (self->frames);
  g_free (self->message);
  g_free (self);
}

const OrielVizClass oriel_state_timeline_class = {
  .type = "state-timeline",
  .marks = ORIEL_MARKS_LINES,
  .prepare = prepare_states,
  .layout = oriel_timeline_layout,
  .hit = oriel_timeline_hit,
  .tips = tips,
  .more_tips = more_tips,
  .describe = describe,
  .free = model_free,
};

const OrielVizClass oriel_status_history_class = {
  .type = "status-history",
  .marks = ORIEL_MARKS_LINES,
  .prepare = prepare_history,
  .layout = oriel_timeline_layout,
  .hit = oriel_timeline_hit,
  .tips = tips,
  .more_tips = more_tips,
  .describe = describe,
  .free = model_free,
};
