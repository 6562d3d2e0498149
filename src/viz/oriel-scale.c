/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scales: ranges and positions; see the header. */

#include "config.h"

#include "viz/oriel-scale.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define FLAT_DELTA 1e-24 /* smaller spans are one value with noise */
#define FLAT_ORDERS 10   /* and so are spans so many orders below the values */
#define FLAT_RANGE 1e3   /* span around a flat 0 */

static double
js_round (double value)
{
  return floor (value + 0.5);
}

double
oriel_round_decimals (double value, int decimals)
{
  double power;

  if (value == trunc (value) || !isfinite (value))
    return value;

  power = pow (10, decimals);
  return js_round (value * power * (1 + DBL_EPSILON)) / power;
}

/* How many digits stand before a run of six or more 9s or 0s behind the point; -1 when there is
 * no such run: 17999.204999999998 gives 3. */
static int
digits_before_noise (const char *text)
{
  const char *point = strchr (text, '.');

  if (point == NULL)
    return -1;

  for (const char *c = point + 1; g_ascii_isdigit (*c); c++)
    if (strspn (c, "9") >= 6 || strspn (c, "0") >= 6)
      return (int) (c - point - 1);
  return -1;
}

/* A number without the noise that division leaves in its last digits. */
static double
denoise (double value)
{
  char text[ORIEL_NUMBER_BUFFER], mantissa[ORIEL_NUMBER_BUFFER], whole[2 * ORIEL_NUMBER_BUFFER];
  char *exponent;
  int digits;

  if (value == trunc (value) || !isfinite (value))
    return value;

  oriel_number_to_string (value, text);
  digits = digits_before_noise (text);
  if (digits < 0)
    return value;

  exponent = strchr (text, 'e');
  if (exponent == NULL)
    return oriel_round_decimals (value, digits);

  *exponent = '\0';
  oriel_number_to_string (oriel_round_decimals (g_ascii_strtod (text, NULL), digits), mantissa);
  g_snprintf (whole, sizeof whole, "%se%s", mantissa, exponent + 1);
  return g_ascii_strtod (whole, NULL);
}

double
oriel_round_up_to (double value, double step)
{
  return denoise (ceil (denoise (value / step)) * step);
}

double
oriel_round_down_to (double value, double step)
{
  return denoise (floor (denoise (value / step)) * step);
}

double
oriel_min_of (double a, double b)
{
  if (oriel_is_null (a))
    return b;
  return oriel_is_null (b) || a < b ? a : b;
}

double
oriel_max_of (double a, double b)
{
  if (oriel_is_null (a))
    return b;
  return oriel_is_null (b) || a > b ? a : b;
}

/* Whether a soft limit takes the place of the padded one. `beyond` and `within` compare the padded
 * limit with it. */
static gboolean
soft_applies (int mode, gboolean beyond, gboolean within)
{
  return mode == 1 || (mode == 3 && beyond) || (mode == 2 && within);
}

static double
lower_limit (double data_min, double padded, const OrielRangeLimit *limit)
{
  double soft = oriel_is_null (limit->soft) ? INFINITY : limit->soft;

  if (!(data_min >= soft && soft_applies (limit->soft_mode, padded <= soft, padded >= soft)))
    soft = INFINITY;
  return fmax (limit->hard, padded < soft && data_min >= soft ? soft : fmin (soft, padded));
}

static double
upper_limit (double data_max, double padded, const OrielRangeLimit *limit)
{
  double soft = oriel_is_null (limit->soft) ? -INFINITY : limit->soft;

  if (!(data_max <= soft && soft_applies (limit->soft_mode, padded >= soft, padded <= soft)))
    soft = -INFINITY;
  return fmin (limit->hard, padded > soft && data_max <= soft ? soft : fmax (soft, padded));
}

static gboolean
is_flat (double delta, double greatest)
{
  return delta < FLAT_DELTA || fabs (log10 (greatest) - log10 (delta)) > FLAT_ORDERS;
}

/* How far a side is padded; a flat line gets its own height, or a tenth at 0. */
static double
padding_of (double span, double delta, double data, double pad)
{
  if (delta == 0)
    return span * (data == 0 ? 0.1 : 1);
  return span * pad;
}

void
oriel_range_numbers (double data_min,
                     double data_max,
                     const OrielRangeLimit *low,
                     const OrielRangeLimit *high,
                     double *min,
                     double *max)
{
  double delta = data_max - data_min;
  double greatest = fmax (fabs (data_min), fabs (data_max));
  double pad_min = low->pad, pad_max = high->pad;
  double span, step, padded_min, padded_max;

  if (is_flat (delta, greatest))
    {
      delta = 0;
      if (data_min == 0 || data_max == 0)
        {
          delta = FLAT_DELTA;
          if (low->soft_mode == 2 && !oriel_is_null (low->soft))
            pad_min = 0;
          if (high->soft_mode == 2 && !oriel_is_null (high->soft))
            pad_max = 0;
        }
    }

  span = delta != 0 ? delta : greatest != 0 ? greatest : FLAT_RANGE;
  step = pow (10, floor (log10 (span))) / 10;
  padded_min = data_min - padding_of (span, delta, data_min, pad_min);
  padded_max = data_max + padding_of (span, delta, data_max, pad_max);
  padded_min = oriel_round_decimals (oriel_round_down_to (padded_min, step), 24);
  padded_max = oriel_round_decimals (oriel_round_up_to (padded_max, step), 24);
  *min = lower_limit (data_min, padded_min, low);
  *max = upper_limit (data_max, padded_max, high);
  if (*min == *max && *min == 0)
    *max = 100;
}

static double
sign_of (double value)
{
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}

static double
logarithm (double value, int base)
{
  return base == 10 ? log10 (value) : log2 (value);
}

/* A power of the base next to the magnitude `log_abs`, away from or towards 0. */
static double
power_next_to (double log_abs, int base, gboolean up)
{
  double exponent = up ? ceil (log_abs) : floor (log_abs);
  double power = pow (base, exponent);

  return base == 10 && exponent < 0 ? oriel_round_decimals (power, (int) MIN (-exponent, 400))
                                    : power;
}

void
oriel_range_logarithmic (double data_min,
                         double data_max,
                         int base,
                         gboolean full,
                         double *min,
                         double *max)
{
  double min_sign = sign_of (data_min), max_sign = sign_of (data_max);
  double min_log, max_log;

  if (data_min == data_max)
    {
      data_min = min_sign < 0 ? data_min * base : data_min / base;
      data_max = min_sign < 0 ? data_max / base : data_max * base;
    }

  min_log = logarithm (fabs (data_min), base);
  max_log = logarithm (fabs (data_max), base);
  if (full || base == 2)
    {
      *min = power_next_to (min_log, base, min_sign != 1) * min_sign;
      *max = power_next_to (max_log, base, max_sign == 1) * max_sign;
    }
  else
    {
      double min_step = power_next_to (min_log, base, min_sign != 1);
      double max_step = power_next_to (max_log, base, max_sign == 1);

      *min = oriel_round_down_to (data_min, min_step);
      *max = oriel_round_up_to (data_max, max_step);
    }
}

void
oriel_range_asinh (double data_min,
                   double data_max,
                   int base,
                   gboolean full,
                   double *min,
                   double *max)
{
  oriel_range_logarithmic (data_min, data_max, base, full, min, max);
  if (data_min == 0)
    *min = 0;
  if (data_max == 0)
    *max = 0;
}

void
oriel_scale_options_init (OrielScaleOptions *options)
{
  *options = (OrielScaleOptions){
    .kind = ORIEL_SCALE_LINEAR,
    .log_base = 10,
    .linear_threshold = 1,
    .min = oriel_null (),
    .max = oriel_null (),
    .soft_min = oriel_null (),
    .soft_max = oriel_null (),
    .decimals = -1,
    .pad_min = 0.1,
    .pad_max = 0.1,
  };
}

/* A limit of a logarithmic scale, moved to a power of its base; null when there is none. */
static double
snap_to_power (double limit, int base, gboolean up)
{
  double exponent;

  if (oriel_is_null (limit) || limit <= 0)
    return oriel_null ();
  exponent = logarithm (limit, base);
  return pow (base, up ? ceil (exponent) : floor (exponent));
}

static void
normalize_options (OrielScaleOptions *options)
{
  if (options->log_base != 2)
    options->log_base = 10;

  if (options->is_percent)
    {
      if (oriel_is_null (options->min) && oriel_is_null (options->soft_min))
        options->soft_min = 0;
      if (oriel_is_null (options->max) && oriel_is_null (options->soft_max))
        options->soft_max = 1;
    }

  if (options->kind == ORIEL_SCALE_LOG)
    {
      options->min = snap_to_power (options->min, options->log_base, FALSE);
      options->max = snap_to_power (options->max, options->log_base, TRUE);
      options->soft_min = snap_to_power (options->soft_min, options->log_base, FALSE);
      options->soft_max = snap_to_power (options->soft_max, options->log_base, TRUE);
    }
}

static OrielRangeLimit
limit_of (double pad, double hard, double soft, double infinite)
{
  return (OrielRangeLimit){
    .pad = pad,
    .hard = oriel_is_null (hard) ? infinite : hard,
    .soft = oriel_is_null (soft) ? 0 : soft,
    .soft_mode = oriel_is_null (soft) ? 3 : 1,
  };
}

static void
range_linear (const OrielScaleOptions *options,
              gboolean min_is_fixed,
              gboolean max_is_fixed,
              double data_min,
              double data_max,
              OrielScale *out)
{
  OrielRangeLimit low = limit_of (options->pad_min, options->min, options->soft_min, -INFINITY);
  OrielRangeLimit high = limit_of (options->pad_max, options->max, options->soft_max, INFINITY);

  oriel_range_numbers (min_is_fixed ? options->min : data_min,
                       max_is_fixed ? options->max : data_max, &low, &high, &out->min, &out->max);
}

/* A panel with 0 decimals has its limits at whole numbers. */
static void
snap_to_whole (OrielScale *scale)
{
  if (scale->kind != ORIEL_SCALE_LOG)
    {
      scale->min = oriel_round_down_to (scale->min, 1);
      scale->max = oriel_round_up_to (scale->max, 1);
      return;
    }

  scale->min =
    scale->min <= 1 ? 1 : pow (scale->log_base, floor (logarithm (scale->min, scale->log_base)));
  scale->max = pow (scale->log_base, ceil (logarithm (scale->max, scale->log_base)));
  if (scale->min == scale->max)
    scale->max *= scale->log_base;
}

/* Ranges that ended up empty are opened; impossible ones become 0 to 100. */
static void
mend_range (OrielScale *scale)
{
  if (scale->min == scale->max && scale->min != 0 && scale->kind == ORIEL_SCALE_LINEAR)
    {
      if (scale->min < 0)
        {
          scale->min *= 2;
          scale->max = 0;
        }
      else
        {
          scale->max *= 2;
          scale->min = 0;
        }
    }
  if (!(scale->min < scale->max) || !isfinite (scale->min) || !isfinite (scale->max))
    {
      scale->min = scale->kind == ORIEL_SCALE_LOG ? 1 : 0;
      scale->max = 100;
    }
}

static void
center_zero (double *data_min, double *data_max)
{
  double greatest = fmax (fabs (*data_min), fabs (*data_max));

  if (greatest == 0)
    greatest = 80;
  *data_min = -greatest;
  *data_max = greatest;
}

gboolean
oriel_scale_range (const OrielScaleOptions *given,
                   double data_min,
                   double data_max,
                   OrielScale *out)
{
  OrielScaleOptions options = *given;
  gboolean min_is_fixed, max_is_fixed;

  normalize_options (&options);
  min_is_fixed = oriel_is_null (options.soft_min) && !oriel_is_null (options.min);
  max_is_fixed = oriel_is_null (options.soft_max) && !oriel_is_null (options.max);
  *out = (OrielScale){ options.kind, options.log_base, options.linear_threshold, 0, 1 };
  if (options.is_boolean)
    return TRUE;
  if (!(min_is_fixed && max_is_fixed) && oriel_is_null (data_min) && oriel_is_null (data_max))
    return FALSE;

  if (options.kind != ORIEL_SCALE_LOG && options.centered_zero)
    center_zero (&data_min, &data_max);

  if (options.kind == ORIEL_SCALE_LINEAR)
    range_linear (&options, min_is_fixed, max_is_fixed, data_min, data_max, out);
  else if (options.kind == ORIEL_SCALE_SYMLOG)
    oriel_range_asinh (data_min, data_max, options.log_base, TRUE, &out->min, &out->max);
  else
    oriel_range_logarithmic (oriel_is_null (options.min) ? data_min : options.min,
                             oriel_is_null (options.max) ? data_max : options.max, options.log_base,
                             TRUE, &out->min, &out->max);

  if (options.decimals == 0)
    snap_to_whole (out);
  if (options.kind != ORIEL_SCALE_LOG && min_is_fixed)
    out->min = options.min;
  if (options.kind != ORIEL_SCALE_LOG && max_is_fixed)
    out->max = options.max;
  mend_range (out);
  return TRUE;
}

double
oriel_scale_forward (const OrielScale *scale, double value)
{
  if (isnan (value))
    return value;
  if (scale->kind == ORIEL_SCALE_LOG)
    return log10 (value > 0 ? value : scale->min / 10);
  if (scale->kind == ORIEL_SCALE_SYMLOG)
    return asinh (value / scale->linear_threshold);
  return value;
}

double
oriel_scale_backward (const OrielScale *scale, double measure)
{
  if (scale->kind == ORIEL_SCALE_LOG)
    return pow (10, measure);
  if (scale->kind == ORIEL_SCALE_SYMLOG)
    return sinh (measure) * scale->linear_threshold;
  return measure;
}

double
oriel_scale_position (const OrielScale *scale, double value)
{
  double low = oriel_scale_forward (scale, scale->min);
  double high = oriel_scale_forward (scale, scale->max);

  return (oriel_scale_forward (scale, value) - low) / (high - low);
}
