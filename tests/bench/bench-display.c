/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many values a second the display processor makes into text and colour. The gate is what a
 * table of a million cells, or axes and legends of a full dashboard, need to stay unnoticed. */

#include "config.h"

#include <math.h>
#include <stdio.h>

#include "field/oriel-display.h"

#define N_VALUES 200000
#define GATE_PER_SECOND 1e6

static OrielFrame *
make_frame (const char *unit, const char *color_mode)
{
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  g_autoptr (OrielColumn) column = NULL;
  OrielFrame *frame = oriel_frame_new (NULL, NULL, N_VALUES);
  double *values = g_new (double, N_VALUES);

  /* Over ten decades, never round. */
  for (guint i = 0; i < N_VALUES; i++)
    values[i] = pow (10, (double) (i % 1000) / 100) * 1.234567;

  column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, N_VALUES);
  config->unit = g_strdup (unit);
  config->color_mode = g_strdup (color_mode);
  oriel_frame_add_field (frame, "value", NULL, config, column);
  return frame;
}

static void
run (const char *name, const char *unit, const char *color_mode)
{
  g_autoptr (OrielFrame) frame = make_frame (unit, color_mode);
  const OrielField *field = oriel_frame_field (frame, 0);
  g_autoptr (OrielDisplay) display =
    oriel_display_new (field, oriel_theme_get (TRUE), oriel_time_zone_utc (), 0);
  OrielDisplayValue value;
  gint64 begin = g_get_monotonic_time ();
  double per_second;

  for (guint i = 0; i < N_VALUES; i++)
    oriel_display_row (display, field, i, &value);

  per_second = N_VALUES * 1e6 / (double) MAX (g_get_monotonic_time () - begin, 1);
  printf ("bench display-%s: %.2f M/s, gate %.2f M/s\n", name, per_second / 1e6,
          GATE_PER_SECOND / 1e6);
}

int
main (void)
{
  run ("bytes", "bytes", "thresholds");
  run ("short-ramp", "short", "continuous-viridis");
  run ("seconds-spline", "s", "continuous-GrYlRd");
  run ("currency", "currencyUSD", "palette-classic");
  run ("locale", "locale", "fixed");
  run ("date", "dateTimeAsIso", "fixed");

  return 0;
}
