/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The arithmetic of queries. Two programs take part in Grafana and both are kept
 * here: the page rounds range ÷ points to the panel's interval; the Prometheus
 * back end makes the step from it, bounded by what a server answers.
 */

#include "config.h"

#include "query/oriel-plan.h"

#include <math.h>

#define DEFAULT_SCRAPE_MS 15000
#define DEFAULT_POINTS 1500

/* Prometheus refuses more than this many points a series. */
#define SAFE_POINTS 11000

/* Scrapes that a rate needs to see whatever the phase. */
#define RATE_SCRAPES 4

static gint64
scrape_of (const OrielStepInput *input)
{
  return input->scrape_interval_ms > 0 ? input->scrape_interval_ms : DEFAULT_SCRAPE_MS;
}

static gint64
rate_interval (gint64 interval_ms, gint64 scrape_ms)
{
  return MAX (interval_ms + scrape_ms, RATE_SCRAPES * scrape_ms);
}

static gint64
align (gint64 at_ms, gint64 step_ms, gint64 utc_offset_ms)
{
  double steps = floor ((double) (at_ms + utc_offset_ms) / (double) step_ms);

  return (gint64) steps * step_ms - utc_offset_ms;
}

static gint64
final_step (const OrielStepInput *input, gint64 min_ms, gint64 points)
{
  double span = (double) (input->range.to_ms - input->range.from_ms);
  gint64 step = min_ms;

  if (span / (double) points >= (double) min_ms)
    step = oriel_interval_round (span / (double) points);

  return MAX (step, oriel_interval_round (span / SAFE_POINTS));
}

void
oriel_plan_step (const OrielStepInput *input, OrielStep *out)
{
  gint64 points = input->max_data_points > 0 ? input->max_data_points : DEFAULT_POINTS;
  gint64 scrape = scrape_of (input);
  gint64 low = input->panel_min_interval_ms > 0 ? input->panel_min_interval_ms : scrape;
  gint64 min_step = input->query_interval_ms;
  gint64 step;

  out->interval_ms = MAX (oriel_interval_calculate (&input->range, points, low), 1);
  if (min_step <= 0 || input->interval_is_rate)
    min_step = out->interval_ms;

  step = MAX (final_step (input, min_step, points), 1);
  if (input->interval_is_rate)
    {
      /* A rate interval asked for as the step is final: no factor changes it. */
      step = rate_interval (step, scrape);
      out->rate_interval_ms = step;
    }
  else
    {
      gint64 wanted_scrape = input->query_interval_ms > 0 ? input->query_interval_ms : scrape;

      if (input->interval_factor > 0)
        step = MAX ((gint64) ((double) step * MIN (input->interval_factor, 1000)), 1);
      out->rate_interval_ms = rate_interval (out->interval_ms, wanted_scrape);
    }

  out->step_ms = step;
  out->aligned.from_ms = align (input->range.from_ms, step, input->utc_offset_ms);
  out->aligned.to_ms = align (input->range.to_ms, step, input->utc_offset_ms);
}
