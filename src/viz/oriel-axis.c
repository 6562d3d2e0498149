/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Axes; see the header. */

#include "config.h"

#include "viz/oriel-axis.h"

#include "base/oriel-date-format.h"
#include "draw/oriel-text.h"
#include "viz/oriel-time-axis.h"

#include <math.h>
#include <string.h>

#define PADDING_PX 8.0          /* on sides without an axis */
#define VALUE_SPACE_PX 30.0     /* between ticks of a vertical axis */
#define VALUE_SPACE_LOW_PX 15.0 /* the same in a low plot */
#define LOW_PLOT_PX 150.0
#define TIME_SPACE_PX 40.0
#define TIME_GAP_PX 18.0
#define WIDTH_PART 0.4 /* of the picture, that labels may take at most */
#define MAX_CYCLES 3
#define NO_LABEL "null" /* what Grafana measures where a tick has no label; plots align with it */
#define MAX_TICKS 2000
#define MAX_DIGITS 17 /* of a double; finer increments can't be told apart */
#define MIN_EXPONENT (-32)
#define MAX_EXPONENT 32
#define N_DECIMAL_INCREMENTS ((MAX_EXPONENT - MIN_EXPONENT) * 4)
#define N_BINARY_INCREMENTS 53

/* A distance between ticks, and how many decimals its multiples have. */
typedef struct
{
  double value;
  int decimals;
} Increment;

static const OrielFont axis_font = { .size_px = ORIEL_AXIS_FONT_PX,
                                     .weight = 400,
                                     .proportional = TRUE };

static const Increment *
decimal_increments (void)
{
  static Increment table[N_DECIMAL_INCREMENTS];
  static gsize initialized;
  static const char *const steps[] = { "1", "2", "2.5", "5" };

  if (g_once_init_enter (&initialized))
    {
      for (int i = 0; i < N_DECIMAL_INCREMENTS; i++)
        {
          int exponent = MIN_EXPONENT + i / 4;
          g_autofree char *text = g_strdup_printf ("%se%d", steps[i % 4], exponent);

          table[i].value = g_ascii_strtod (text, NULL);
          table[i].decimals = MAX (-exponent, 0) + (i % 4 == 2 && exponent < 1 ? 1 : 0);
        }
      g_once_init_leave (&initialized, 1);
    }
  return table;
}

static const Increment *
binary_increments (void)
{
  static Increment table[N_BINARY_INCREMENTS];
  static gsize initialized;

  if (g_once_init_enter (&initialized))
    {
      for (int i = 0; i < N_BINARY_INCREMENTS; i++)
        table[i].value = ldexp (1, i);
      g_once_init_leave (&initialized, 1);
    }
  return table;
}

static const Increment *
time_increments (guint *n)
{
  static Increment table[64];
  static guint n_table;
  static gsize initialized;

  if (g_once_init_enter (&initialized))
    {
      const double *values = oriel_time_increments (&n_table);

      n_table = MIN (n_table, G_N_ELEMENTS (table));
      for (guint i = 0; i < n_table; i++)
        table[i].value = values[i];
      g_once_init_leave (&initialized, 1);
    }
  *n = n_table;
  return table;
}

static const Increment *
increments_of (const OrielAxis *axis, guint *n)
{
  if (axis->is_time)
    return time_increments (n);
  *n = axis->binary_increments ? N_BINARY_INCREMENTS : N_DECIMAL_INCREMENTS;
  return axis->binary_increments ? binary_increments () : decimal_increments ();
}

static guint
nearest_increment (const Increment *increments, guint n, double value)
{
  guint low = 0, high = n - 1;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (increments[middle].value < value)
        low = middle;
      else
        high = middle;
    }
  return value - increments[low].value <= increments[high].value - value ? low : high;
}

/* Digits before the point, counted in 32 bits as uPlot does. */
static int
integer_digits (double value)
{
  double wrapped = fmod (trunc (value), 4294967296.0);
  gint32 integer = isfinite (wrapped) ? (gint32) (guint32) (gint64) wrapped : 0;
  gint64 magnitude = ABS ((gint64) integer);

  return magnitude == 0 ? 1 : (int) log10 ((double) magnitude) + 1;
}

/* The finest increment that leaves `min_space` px between ticks; `found` stays 0 if none does. */
static void
find_increment (OrielAxis *axis, double length_px, double min_space)
{
  guint n, i;
  const Increment *increments = increments_of (axis, &n);
  double delta = axis->scale.max - axis->scale.min;
  int digits = MAX (integer_digits (axis->scale.min), integer_digits (axis->scale.max));

  axis->increment = axis->space = 0;
  if (!(length_px > 0) || !(delta > 0))
    return;

  for (i = nearest_increment (increments, n, min_space / length_px * delta); i < n; i++)
    {
      double space = length_px * increments[i].value / delta;
      int decimals = increments[i].value < 5 ? increments[i].decimals : 0;

      if (space >= min_space && digits + decimals <= MAX_DIGITS)
        {
          axis->increment = increments[i].value;
          axis->space = space;
          return;
        }
    }
}

static int
increment_decimals (double value)
{
  const Increment *table = decimal_increments ();
  guint i = nearest_increment (table, N_DECIMAL_INCREMENTS, value);

  return table[i].value == value ? table[i].decimals : 0;
}

static void
append_linear_ticks (const OrielAxis *axis, GArray *values)
{
  int decimals = increment_decimals (axis->increment);
  double at = oriel_round_decimals (oriel_round_up_to (axis->scale.min, axis->increment), decimals);

  while (at <= axis->scale.max && values->len < MAX_TICKS)
    {
      double next = oriel_round_decimals (at + axis->increment, decimals);

      at = at == 0 ? 0 : at; /* no -0 */
      g_array_append_val (values, at);
      if (!(next > at))
        return;
      at = next;
    }
}

/* The table's number where the base is 10: powers computed are off in the last digit. */
static double
exact_power (double value, int base)
{
  const Increment *table = decimal_increments ();

  return base == 10 ? table[nearest_increment (table, N_DECIMAL_INCREMENTS, value)].value : value;
}

/* All multiples of each magnitude: 1, 2, … 9, 10, 20 … (base 2: the powers). */
static void
append_log_ticks (double min, double max, int base, GArray *values)
{
  double step, next, at;

  if (!(min > 0) || !(max >= min) || !isfinite (max))
    return;

  step = exact_power (pow (base, floor (base == 10 ? log10 (min) : log2 (min))), base);
  next = exact_power (step * base, base);
  at = min;
  while (at <= max && values->len < MAX_TICKS)
    {
      double before = at;

      g_array_append_val (values, at);
      at += step;
      if (base == 10)
        at = oriel_round_decimals (at, increment_decimals (step));
      if (!(at > before))
        return;
      if (at >= next)
        {
          step = exact_power (at, base);
          next = exact_power (step * base, base);
        }
    }
}

static void
append_symlog_ticks (const OrielScale *scale, GArray *values)
{
  double threshold = scale->linear_threshold;
  double zero = 0;

  if (scale->min < -threshold)
    append_log_ticks (fmax (threshold, -scale->max), -scale->min, scale->log_base, values);
  else
    g_array_append_val (values, threshold);

  for (guint i = 0; i < values->len / 2; i++)
    {
      double *a = &g_array_index (values, double, i);
      double *b = &g_array_index (values, double, values->len - 1 - i);
      double kept = *a;

      *a = *b;
      *b = kept;
    }
  for (guint i = 0; i < values->len; i++)
    g_array_index (values, double, i) *= -1;

  if (scale->max >= 0 && scale->min <= 0)
    g_array_append_val (values, zero);
  if (scale->max > threshold)
    append_log_ticks (fmax (threshold, scale->min), scale->max, scale->log_base, values);
  else
    g_array_append_val (values, threshold);
}

static void
append_time_ticks (const OrielAxis *axis, double min_space, GArray *values)
{
  OrielTimeTicks wanted = {
    .min = axis->scale.min,
    .max = axis->scale.max,
    .increment_ms = axis->increment,
    .room = axis->space / min_space,
    .zone = axis->tick_zone != NULL ? axis->tick_zone : axis->zone,
    .limit = MAX_TICKS,
  };

  oriel_time_ticks (&wanted, values);
}

static void
append_ticks (const OrielAxis *axis, double min_space, GArray *values)
{
  static const double booleans[] = { 0, 1 };

  if (axis->is_boolean)
    g_array_append_vals (values, booleans, 2);
  else if (axis->is_time)
    append_time_ticks (axis, min_space, values);
  else if (axis->scale.kind == ORIEL_SCALE_LOG)
    append_log_ticks (axis->scale.min, axis->scale.max, axis->scale.log_base, values);
  else if (axis->scale.kind == ORIEL_SCALE_SYMLOG)
    append_symlog_ticks (&axis->scale, values);
  else
    append_linear_ticks (axis, values);
}

/* Leading digit of a number, as its shortest text shows it: 0.02 → 2. */
static int
leading_digit (double value)
{
  char text[ORIEL_NUMBER_BUFFER];
  const char *digit = text;

  oriel_number_to_string (fabs (value), text);
  while (*digit != '\0' && !(*digit >= '1' && *digit <= '9'))
    digit++;
  return *digit != '\0' ? *digit - '0' : 0;
}

/* Px between two values, counted upwards from the first. */
static double
distance (const OrielAxis *axis, double from, double to, double length_px)
{
  return (oriel_scale_position (&axis->scale, from) - oriel_scale_position (&axis->scale, to)) *
         length_px;
}

/* Which leading digits of base 10 have room for a label. */
static const char *
labelled_digits (const OrielAxis *axis, double length_px, double min_space)
{
  if (distance (axis, 10, 9, length_px) >= min_space)
    return "0123456789";
  if (distance (axis, 10, 7, length_px) >= min_space)
    return "12357";
  if (distance (axis, 10, 5, length_px) >= min_space)
    return "125";
  return "1";
}

/* Marks which ticks of a logarithmic axis get a label. */
static void
mark_labelled (const OrielAxis *axis,
               const GArray *values,
               double length_px,
               double min_space,
               gboolean *labelled)
{
  gboolean decimal = axis->scale.log_base == 10;
  const char *digits = decimal ? labelled_digits (axis, length_px, min_space) : "0123456789";
  gboolean sparse = !decimal || strlen (digits) == 1;
  double magnitude = fabs (distance (axis, decimal ? 10 : 2, 1, length_px));
  guint keep = sparse && magnitude > 0 && magnitude < min_space
                 ? (guint) MIN (ceil (min_space / magnitude), MAX_TICKS)
                 : 1;

  for (guint i = 0; i < values->len; i++)
    {
      double value = g_array_index (values, double, i);
      guint from_end = values->len - 1 - i;
      gboolean in_step = (keep > 1 ? from_end : i) % keep == 0;

      labelled[i] = (axis->scale.kind == ORIEL_SCALE_SYMLOG && value == 0) ||
                    (in_step && strchr (digits, '0' + leading_digit (value)) != NULL);
    }
}

static gboolean
is_labelled (const OrielAxis *axis, double value, guint i)
{
  if (axis->skip_first_labels && i < 2)
    return FALSE;
  return !axis->only_integers || value == trunc (value);
}

static int
decimals_of_number (double value)
{
  char text[ORIEL_NUMBER_BUFFER];
  const char *point;

  oriel_number_to_string (value, text);
  point = strchr (text, '.');
  return point != NULL ? (int) strlen (point + 1) : 0;
}

static char *
label_of (const OrielAxis *axis, double value, int decimals)
{
  char text[ORIEL_AXIS_BUFFER];

  if (axis->is_time)
    return oriel_date_format (
      (gint64) value, axis->zone,
      oriel_axis_time_format (axis->increment, axis->scale.max - axis->scale.min));

  if (axis->format != NULL)
    axis->format (value, decimals, axis->format_data, text);
  else
    oriel_axis_format_plain (value, decimals, NULL, text);
  return g_strdup (text);
}

static void
clear_tick (gpointer data)
{
  OrielTick *tick = data;

  g_free (tick->label);
}

static void
copy_fixed_ticks (OrielAxis *axis)
{
  g_array_set_size (axis->ticks, 0);
  for (guint i = 0; i < axis->n_fixed_ticks; i++)
    {
      OrielTick tick = {
        .value = axis->fixed_ticks[i].value,
        .label = g_strdup (axis->fixed_ticks[i].label),
      };

      g_array_append_val (axis->ticks, tick);
    }
}

static void
set_ticks (OrielAxis *axis, double length_px, double min_space)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree gboolean *labelled = NULL;
  int decimals = decimals_of_number (oriel_round_decimals (axis->increment, 6));

  g_array_set_size (axis->ticks, 0);
  if (axis->space == 0)
    return;

  append_ticks (axis, min_space, values);
  labelled = g_new (gboolean, values->len + 1);
  for (guint i = 0; i < values->len; i++)
    labelled[i] = is_labelled (axis, g_array_index (values, double, i), i);
  if (axis->scale.kind == ORIEL_SCALE_LOG ||
      (axis->scale.kind == ORIEL_SCALE_SYMLOG && axis->scale.log_base == 10))
    mark_labelled (axis, values, length_px, min_space, labelled);

  for (guint i = 0; i < values->len; i++)
    {
      OrielTick tick = { .value = g_array_index (values, double, i) };

      if (labelled[i])
        tick.label = label_of (axis, tick.value, decimals > 0 ? decimals : -1);
      g_array_append_val (axis->ticks, tick);
      if (axis->ticks_up_to > 0 && tick.value > axis->ticks_up_to)
        return;
    }
}

/* An instant that can be written; a scale of nothing stands at 0. */
static gint64
instant_of (double value)
{
  return isfinite (value) ? (gint64) CLAMP (value, -8.64e15, 8.64e15) : 0;
}

/* The end of the scale with the longer label, as far as numbers can say. */
static double
far_end (const OrielScale *scale)
{
  return MAX (fabs (scale->min), fabs (scale->max));
}

/* Least room between two ticks in px. */
static double
min_space_of (const OrielAxis *axis, double length_px)
{
  g_autofree char *sample = NULL;
  double increment;

  if (axis->tick_space_px > 0)
    return axis->tick_space_px;
  if (axis->side != ORIEL_SIDE_BOTTOM)
    return length_px <= LOW_PLOT_PX ? VALUE_SPACE_LOW_PX : VALUE_SPACE_PX;

  if (!axis->is_time && axis->format == NULL)
    return TIME_SPACE_PX;

  if (axis->is_time)
    {
      double range = axis->scale.max - axis->scale.min;

      increment = range / (length_px / TIME_SPACE_PX);
      sample = oriel_date_format (instant_of (far_end (&axis->scale)), axis->zone,
                                  oriel_axis_time_format (increment, range));
    }
  else
    {
      sample = label_of (axis, far_end (&axis->scale), -1);
    }
  return oriel_text_width (sample, &axis_font) + TIME_GAP_PX;
}

static double
needed_size (const OrielAxis *axis, double width)
{
  double widest = 0;

  if (!oriel_is_null (axis->fixed_size_px))
    return ceil (axis->fixed_size_px);
  if (axis->side == ORIEL_SIDE_BOTTOM || axis->side == ORIEL_SIDE_TOP)
    return ORIEL_AXIS_TICK_PX + axis->gap_px + ORIEL_AXIS_FONT_PX;
  if (axis->ticks->len == 0)
    return ORIEL_AXIS_TICK_PX;

  for (guint i = 0; i < axis->ticks->len; i++)
    {
      const char *label = g_array_index (axis->ticks, OrielTick, i).label;

      widest = MAX (widest, oriel_text_width (label != NULL ? label : NO_LABEL, &axis_font));
    }
  widest = MIN (widest, width * WIDTH_PART);
  if (axis->name != NULL)
    widest += ORIEL_AXIS_LABEL_GAP_PX;
  return ceil (ORIEL_AXIS_TICK_PX + axis->gap_px + widest);
}

static double
full_size (const OrielAxis *axis)
{
  return axis->size_px + (axis->name != NULL ? ORIEL_AXIS_LABEL_PX : 0);
}

/* A side without an axis is padded, so that labels of the axes beside it have room at their
 * ends. */
static void
pad_sides (double *sides)
{
  gboolean vertical = sides[ORIEL_SIDE_LEFT] > 0 || sides[ORIEL_SIDE_RIGHT] > 0;
  gboolean horizontal = sides[ORIEL_SIDE_TOP] > 0 || sides[ORIEL_SIDE_BOTTOM] > 0;

  for (guint side = 0; side < 4; side++)
    if (sides[side] == 0 && (side % 2 == 0 ? vertical : horizontal))
      sides[side] = PADDING_PX;
}

static OrielRect
plot_between (const OrielAxis *axes, guint n, double width, double height)
{
  double sides[4] = { 0 };
  OrielRect plot;

  for (guint i = 0; i < n; i++)
    sides[axes[i].side] += full_size (&axes[i]);
  pad_sides (sides);

  plot.x = sides[ORIEL_SIDE_LEFT];
  plot.y = sides[ORIEL_SIDE_TOP];
  plot.width = MAX (width - plot.x - sides[ORIEL_SIDE_RIGHT], 0);
  plot.height = MAX (height - plot.y - sides[ORIEL_SIDE_BOTTOM], 0);
  return plot;
}

static gboolean
update_axis (OrielAxis *axis, const OrielRect *plot, double width)
{
  gboolean horizontal = axis->side == ORIEL_SIDE_BOTTOM || axis->side == ORIEL_SIDE_TOP;
  double length = horizontal ? plot->width : plot->height;
  double before = axis->size_px;
  double min_space;

  if (!(length > 0))
    return FALSE;

  if (axis->fixed_ticks != NULL)
    {
      copy_fixed_ticks (axis);
      axis->size_px = needed_size (axis, width);
      return axis->size_px != before;
    }

  min_space = min_space_of (axis, length);
  find_increment (axis, length, min_space);
  set_ticks (axis, length, min_space);
  if (axis->space != 0)
    axis->size_px = needed_size (axis, width);
  return axis->size_px != before;
}

/* Axes of one side lie outside one another, in their order. */
static void
place_axes (OrielAxis *axes, guint n, const OrielRect *plot)
{
  double edges[4] = { plot->y, plot->x + plot->width, plot->y + plot->height, plot->x };

  for (guint i = 0; i < n; i++)
    {
      OrielAxis *axis = &axes[i];
      double direction = axis->side == ORIEL_SIDE_LEFT || axis->side == ORIEL_SIDE_TOP ? -1 : 1;

      axis->position = edges[axis->side];
      edges[axis->side] += direction * axis->size_px;
      axis->name_position = edges[axis->side];
      if (axis->name != NULL)
        edges[axis->side] += direction * ORIEL_AXIS_LABEL_PX;
    }
}

void
oriel_axis_init (OrielAxis *axis, OrielSide side)
{
  *axis = (OrielAxis){
    .side = side,
    .scale = { .log_base = 10, .linear_threshold = 1, .max = 1 },
    .zone = oriel_time_zone_utc (),
    .fixed_size_px = oriel_null (),
    .gap_px = ORIEL_AXIS_GAP_PX,
    .ticks = g_array_new (FALSE, FALSE, sizeof (OrielTick)),
  };
  g_array_set_clear_func (axis->ticks, clear_tick);
}

void
oriel_axis_clear (OrielAxis *axis)
{
  g_clear_pointer (&axis->ticks, g_array_unref);
}

OrielRect
oriel_axes_layout (OrielAxis *axes, guint n, double width, double height)
{
  OrielRect plot;

  for (guint i = 0; i < n; i++)
    axes[i].size_px = needed_size (&axes[i], width);

  plot = plot_between (axes, n, width, height);
  for (guint cycle = 0; cycle < MAX_CYCLES; cycle++)
    {
      gboolean changed = FALSE;

      for (guint i = 0; i < n; i++)
        changed = update_axis (&axes[i], &plot, width) || changed;
      if (!changed)
        break;
      plot = plot_between (axes, n, width, height);
    }
  place_axes (axes, n, &plot);
  return plot;
}

/* Puts commas between groups of three of the digits before the point. */
static void
group_digits (const char *digits, char *out, gsize size)
{
  gsize sign = *digits == '-' ? 1 : 0;
  gsize whole = strcspn (digits + sign, ".");
  gsize at = 0;

  if (sign > 0)
    out[at++] = '-';
  for (gsize i = 0; digits[sign + i] != '\0' && at + 2 < size; i++)
    {
      if (i > 0 && i < whole && (whole - i) % 3 == 0)
        out[at++] = ',';
      out[at++] = digits[sign + i];
    }
  out[at] = '\0';
}

void
oriel_axis_format_plain (double value, int decimals, gpointer user_data, char *out)
{
  char text[ORIEL_NUMBER_BUFFER];

  if (!isfinite (value))
    {
      g_strlcpy (out, isnan (value) ? "NaN" : value < 0 ? "-∞" : "∞", ORIEL_AXIS_BUFFER);
      return;
    }

  g_ascii_formatd (text, sizeof text, "%.3f", oriel_round_decimals (value, 3));
  for (gsize end = strlen (text); text[end - 1] == '0'; end--)
    text[end - 1] = '\0';
  if (text[strlen (text) - 1] == '.')
    text[strlen (text) - 1] = '\0';
  group_digits (text, out, ORIEL_AXIS_BUFFER);
}
