/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ranges that are offered by name. */

#include "config.h"

#include "app/dashboard/oriel-quick-ranges.h"

#include <glib/gi18n.h>

static const OrielQuickRange ranges[] = {
  { "now-5m", "now", N_ ("Last 5 minutes") },
  { "now-15m", "now", N_ ("Last 15 minutes") },
  { "now-30m", "now", N_ ("Last 30 minutes") },
  { "now-1h", "now", N_ ("Last 1 hour") },
  { "now-3h", "now", N_ ("Last 3 hours") },
  { "now-6h", "now", N_ ("Last 6 hours") },
  { "now-12h", "now", N_ ("Last 12 hours") },
  { "now-24h", "now", N_ ("Last 24 hours") },
  { "now-2d", "now", N_ ("Last 2 days") },
  { "now-7d", "now", N_ ("Last 7 days") },
  { "now-30d", "now", N_ ("Last 30 days") },
  { "now-90d", "now", N_ ("Last 90 days") },
  { "now-6M", "now", N_ ("Last 6 months") },
  { "now-1y", "now", N_ ("Last 1 year") },
  { "now-2y", "now", N_ ("Last 2 years") },
  { "now-5y", "now", N_ ("Last 5 years") },
  { "now-1d/d", "now-1d/d", N_ ("Yesterday") },
  { "now-2d/d", "now-2d/d", N_ ("Day before yesterday") },
  { "now-7d/d", "now-7d/d", N_ ("This day last week") },
  { "now-1w/w", "now-1w/w", N_ ("Previous week") },
  { "now-1M/M", "now-1M/M", N_ ("Previous month") },
  { "now-1Q/fQ", "now-1Q/fQ", N_ ("Previous fiscal quarter") },
  { "now-1y/y", "now-1y/y", N_ ("Previous year") },
  { "now-1y/fy", "now-1y/fy", N_ ("Previous fiscal year") },
  { "now/d", "now/d", N_ ("Today") },
  { "now/d", "now", N_ ("Today so far") },
  { "now/w", "now/w", N_ ("This week") },
  { "now/w", "now", N_ ("This week so far") },
  { "now/M", "now/M", N_ ("This month") },
  { "now/M", "now", N_ ("This month so far") },
  { "now/y", "now/y", N_ ("This year") },
  { "now/y", "now", N_ ("This year so far") },
  { "now/fQ", "now", N_ ("This fiscal quarter so far") },
  { "now/fQ", "now/fQ", N_ ("This fiscal quarter") },
  { "now/fy", "now", N_ ("This fiscal year so far") },
  { "now/fy", "now/fy", N_ ("This fiscal year") },
};

const OrielQuickRange *
oriel_quick_ranges (guint *n)
{
  *n = G_N_ELEMENTS (ranges);
  return ranges;
}
