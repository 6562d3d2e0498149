/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-stat-layout.h.
 *
 * Four layouts: wide boxes have the title beside the value, others above it;
 * either may have a chart below. Each is a function of its own.
 */

#include "config.h"

#include "viz/stat/oriel-stat-layout.h"

#include <math.h>
#include <string.h>

#include "field/oriel-units.h"
#include "viz/oriel-fit-text.h"

#define LINE_HEIGHT 1.2
#define MAX_TITLE_PX 30.0
#define TITLE_OF_VALUE 0.7
#define VALUE_WEIGHT 500
#define TITLE_WEIGHT 400
#define WIDE_FROM_RATIO 2.5
#define CHART_FROM_WIDE_PX 50.0
#define CHART_FROM_STACKED_PX 100.0

/* Of the height, beside a percent change in a box without chart. */
#define VALUE_BESIDE_PERCENT 0.75

typedef struct
{
  const OrielStatInput *input;
  OrielStatLayout *out;
  const char *fit_title; /* nullable: nothing to fit */
  const char *fit_value;
  double max_width, max_height;
} Fit;

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static double
fit_value (const Fit *fit, double width, double height)
{
  return is_empty (fit->fit_value)
           ? fit->out->value_px
           : oriel_fit_text (fit->fit_value, width, height, LINE_HEIGHT, 0, VALUE_WEIGHT);
}

static double
fit_title (const Fit *fit, double width, double height)
{
  return oriel_fit_text (fit->fit_title, width, height, LINE_HEIGHT, MAX_TITLE_PX, TITLE_WEIGHT);
}

static void
keep_title_smaller (Fit *fit)
{
  fit->out->title_px = MIN (fit->out->value_px * TITLE_OF_VALUE, fit->out->title_px);
}

/* Without a chart, a percent change takes its part of the height. */
static double
room_beside_percent (const Fit *fit)
{
  return fit->input->has_percent ? VALUE_BESIDE_PERCENT : 1;
}

static void
lay_wide (Fit *fit)
{
  gboolean titled = !is_empty (fit->fit_title);
  double height = fit->max_height * room_beside_percent (fit);

  fit->out->value_px = fit_value (fit, fit->max_width * (titled ? 0.3 : 1), height);
  if (titled)
    {
      fit->out->title_px = fit_title (fit, fit->max_width * 0.6, fit->max_height);
      keep_title_smaller (fit);
    }
}

static void
lay_wide_chart (Fit *fit)
{
  fit->out->chart_width = fit->input->width;
  fit->out->chart_height = fit->input->height * 0.5;
  if (!is_empty (fit->fit_title))
    fit->out->title_px = fit_title (fit, fit->max_width * 0.6, fit->max_height * 0.4);
  fit->out->value_px = fit_value (fit, fit->max_width * 0.4, fit->max_height * 0.5);
}

static void
lay_stacked (Fit *fit, double taken)
{
  gboolean titled = !is_empty (fit->fit_title);
  double title_line = 0;

  if (titled)
    {
      fit->out->title_px = fit_title (fit, fit->max_width, fit->input->height * 0.15);
      title_line = fit->out->title_px * LINE_HEIGHT;
    }
  fit->out->value_px = fit_value (fit, fit->max_width,
                                  (fit->max_height - taken - title_line) *
                                    (taken > 0 ? 1 : room_beside_percent (fit)));
  if (titled)
    keep_title_smaller (fit);
}

static void
lay_stacked_chart (Fit *fit)
{
  lay_stacked (fit, fit->input->height * 0.25);
  fit->out->chart_width = fit->input->width;
  fit->out->chart_height =
    fit->input->height - (fit->out->title_px + fit->out->value_px) * LINE_HEIGHT;
}

static OrielStatKind
kind_of (const OrielStatInput *input)
{
  gboolean wide = input->width / input->height > WIDE_FROM_RATIO && !input->no_wide;
  double from = wide ? CHART_FROM_WIDE_PX : CHART_FROM_STACKED_PX;
  gboolean chart = input->sparkline_points > 1 && input->height > from;

  if (wide)
    return chart ? ORIEL_STAT_WIDE_CHART : ORIEL_STAT_WIDE;

  return chart ? ORIEL_STAT_STACKED_CHART : ORIEL_STAT_STACKED;
}

/* Says what is shown, and what is measured in its place so that all values share a size. */
static void
choose_texts (Fit *fit, char **whole)
{
  const OrielStatInput *input = fit->input;
  OrielStatLayout *out = fit->out;
  OrielStatText mode = input->text_mode;
  const char *title = input->aligned_title != NULL ? input->aligned_title : input->title;

  if (mode == ORIEL_STAT_TEXT_AUTO && MAX (input->count, 1) == 1)
    mode = ORIEL_STAT_TEXT_VALUE;

  *whole = input->aligned_text != NULL
             ? g_strdup (input->aligned_text)
             : g_strconcat (input->prefix != NULL ? input->prefix : "",
                            input->text != NULL ? input->text : "", input->suffix, NULL);
  switch (mode)
    {
    case ORIEL_STAT_TEXT_NAME:
      out->text = input->title != NULL ? input->title : "";
      fit->fit_value = title != NULL ? title : "";
      return;
    case ORIEL_STAT_TEXT_NONE:
      out->text = "";
      fit->fit_value = "1";
      return;
    case ORIEL_STAT_TEXT_VALUE:
      break;
    case ORIEL_STAT_TEXT_AUTO:
    case ORIEL_STAT_TEXT_VALUE_AND_NAME:
    default:
      out->title = input->title;
      fit->fit_title = title;
      break;
    }

  out->prefix = input->prefix;
  out->text = input->text;
  out->suffix = input->suffix;
  fit->fit_value = *whole;
}

static void
fix_sizes (Fit *fit)
{
  if (fit->input->title_px > 0)
    {
      fit->out->title_px = fit->input->title_px;
      fit->fit_title = NULL;
    }
  if (fit->input->value_px > 0)
    {
      fit->out->value_px = fit->input->value_px;
      fit->fit_value = NULL;
    }
}

/* The percent change is small beside a value, and large where it stands alone. */
static void
size_percent (Fit *fit)
{
  static const double of_value = 2.5, smallest_px = 12, of_room = 0.8;
  OrielStatLayout *out = fit->out;
  char text[64];

  if (fit->input->text_mode == ORIEL_STAT_TEXT_NONE)
    {
      oriel_stat_percent_text (fit->input->percent_change, text, sizeof text);
      out->percent_px = oriel_fit_text (text, fit->max_width * of_room, fit->max_height * of_room,
                                        LINE_HEIGHT, 0, VALUE_WEIGHT);
      out->percent_icon_px = out->percent_px * of_room;
      return;
    }

  out->percent_px = MAX (out->value_px / of_value, smallest_px);
  out->percent_icon_px = MAX (out->value_px / 3, 10);
  if (fit->input->percent_px > 0)
    {
      out->percent_px = fit->input->percent_px;
      out->percent_icon_px = out->percent_px - 3;
    }
}

void
oriel_stat_layout (const OrielStatInput *input, OrielStatLayout *out)
{
  g_autofree char *whole = NULL;
  Fit fit = { .input = input, .out = out };

  memset (out, 0, sizeof *out);
  out->padding_px = input->height > 100 ? 12 : 8;
  fit.max_width = input->width - 2 * out->padding_px;
  fit.max_height = input->height - 2 * out->padding_px;
  choose_texts (&fit, &whole);
  out->center = input->center || is_empty (out->title);
  fix_sizes (&fit);

  out->kind = kind_of (input);
  switch (out->kind)
    {
    case ORIEL_STAT_WIDE:
      lay_wide (&fit);
      break;
    case ORIEL_STAT_WIDE_CHART:
      lay_wide_chart (&fit);
      break;
    case ORIEL_STAT_STACKED_CHART:
      lay_stacked_chart (&fit);
      break;
    case ORIEL_STAT_STACKED:
    default:
      lay_stacked (&fit, 0);
      break;
    }

  out->value_px = MAX (out->value_px, 0);
  size_percent (&fit);
}

void
oriel_stat_percent_text (double percent, char *out, gsize size)
{
  g_autoptr (OrielUnitFormat) format = oriel_unit_format_new ("locale");
  char shortened[ORIEL_NUMBER_BUFFER];
  OrielFormatted formatted;

  if (isnan (percent) || isinf (percent))
    {
      g_snprintf (out, size, "%s%%", isnan (percent) ? "NaN" : percent < 0 ? "-∞" : "∞");
      return;
    }

  /* At most three significant digits. */
  g_ascii_formatd (shortened, sizeof shortened, "%.2e", percent);
  oriel_unit_format_value (format, g_ascii_strtod (shortened, NULL), -1, NULL, &formatted);
  g_snprintf (out, size, "%s%%", formatted.text);
}

void
oriel_stat_background (const OrielTheme *theme,
                       OrielColor color,
                       OrielColor *first,
                       OrielColor *last)
{
  if (theme->is_dark)
    {
      *first = oriel_color_spin (oriel_color_darken (color, 15), 8);
      *last = oriel_color_spin (oriel_color_darken (color, 5), -8);
    }
  else
    {
      *first = oriel_color_spin (oriel_color_lighten (color, 10.5), 8);
      *last = oriel_color_spin (oriel_color_lighten (color, 3.5), -8);
    }
}
