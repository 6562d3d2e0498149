/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-pie-ranks.h. */

#include "config.h"

#include "viz/pie/oriel-pie-ranks.h"

#include "base/oriel-json.h"
#include "field/oriel-color-contrast.h"

static const char *
end_of (JsonObject *color)
{
  return oriel_json_string (color, "gradientColorTo", NULL);
}

gboolean
oriel_pie_ramp_read (OrielPieRamp *ramp, JsonObject *field_config)
{
  JsonObject *color = oriel_json_object (oriel_json_object (field_config, "defaults"), "color");

  *ramp = (OrielPieRamp){ oriel_json_string (color, "fixedColor", NULL), end_of (color) };
  return g_strcmp0 (oriel_json_string (color, "mode", NULL), "gradient") == 0 &&
         ramp->from != NULL && ramp->to != NULL;
}

gboolean
oriel_pie_ramp_has (const OrielPieRamp *ramp, const OrielField *field)
{
  const OrielFieldConfig *config = field->config;

  return g_strcmp0 (config->color_mode, "gradient") == 0 &&
         g_strcmp0 (config->color_fixed, ramp->from) == 0 &&
         g_strcmp0 (end_of (oriel_json_object (config->rest, "color")), ramp->to) == 0;
}

static float
between (float from, float to, double part)
{
  return (float) (from + (to - from) * part);
}

OrielColor
oriel_pie_ramp_color (const OrielPieRamp *ramp, guint rank, guint n, const OrielTheme *theme)
{
  double part = n > 1 ? (double) rank / (n - 1) : 0;
  OrielColor from, to;

  oriel_theme_color (theme, ramp->from, &from);
  oriel_theme_color (theme, ramp->to, &to);
  return (OrielColor){ between (from.red, to.red, part), between (from.green, to.green, part),
                       between (from.blue, to.blue, part), 1 };
}

OrielColor
oriel_pie_label_color (OrielColor color)
{
  const OrielColor white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };

  return oriel_color_contrast (white, color) >= oriel_color_contrast (black, color) ? white : black;
}
