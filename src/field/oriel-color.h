/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours: text in every form that dashboards use, to components and back, and the
 * manipulations that Grafana's theme does (tinycolor's arithmetic). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Components from 0 to 1, sRGB, alpha not multiplied in. */
typedef struct
{
  float red, green, blue, alpha;
} OrielColor;

/* Large enough for any text that this file writes. */
#define ORIEL_COLOR_BUFFER 48

/* Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`, `hsl()`, `hsla()`, CSS names and
 * `transparent`. Names of the palette (`semi-dark-red`, `text`) are the theme's:
 * oriel_theme_color(). Returns FALSE when it can't be read. Any thread. */
gboolean oriel_color_parse (const char *text, OrielColor *out);

/* Writes `#rrggbb`, or `rgba(r, g, b, a)` when not opaque. `out` holds ORIEL_COLOR_BUFFER. */
void oriel_color_to_text (const OrielColor *color, char *out);

/* Writes `rgb(r, g, b)`, or `rgba(r, g, b, a)` when not opaque. `out` holds
 * ORIEL_COLOR_BUFFER. */
void oriel_color_to_rgb_text (const OrielColor *color, char *out);

/* The components as bytes, 0xrrggbb, without alpha. */
guint32 oriel_color_to_bytes (const OrielColor *color);

/* The same colour with another alpha. */
OrielColor oriel_color_with_alpha (OrielColor color, float alpha);

/* `top` painted over `bottom`. */
OrielColor oriel_color_over (OrielColor top, OrielColor bottom);

/* tinycolor's spin (degrees), darken, lighten, brighten, saturate (percent). */
OrielColor oriel_color_spin (OrielColor color, double degrees);
/* See oriel_color_spin(). */
OrielColor oriel_color_darken (OrielColor color, double percent);
/* See oriel_color_spin(). */
OrielColor oriel_color_lighten (OrielColor color, double percent);
/* See oriel_color_spin(). */
OrielColor oriel_color_brighten (OrielColor color, double percent);
/* See oriel_color_spin(). */
OrielColor oriel_color_saturate (OrielColor color, double percent);

/* Perceived brightness, 0 to 255 (W3C), as tinycolor's getBrightness(). */
double oriel_color_brightness (OrielColor color);

G_END_DECLS
