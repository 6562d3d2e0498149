/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and writing colours, and tinycolor's arithmetic on them.
 *
 * Components are floats from 0 to 1, the sums are done in doubles over 0 to 255 so that rounding
 * to bytes agrees with tinycolor's. */

#include "config.h"

#include "field/oriel-color.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"
#include "field/oriel-color-names.h"

/* Longer texts are no colours. */
#define MAX_TEXT 128

typedef struct
{
  double h, s, l; /* degrees, 0 to 1, 0 to 1 */
} Hsl;

/* One component between parentheses. */
typedef struct
{
  double value;
  gboolean percent;
} Component;

static double
clamp_unit (double value)
{
  return CLAMP (value, 0.0, 1.0);
}

static int
to_byte (double unit)
{
  return (int) oriel_number_round (CLAMP (unit * 255.0, 0.0, 255.0));
}

static OrielColor
from_units (double red, double green, double blue, double alpha)
{
  OrielColor color = {
    .red = (float) clamp_unit (red),
    .green = (float) clamp_unit (green),
    .blue = (float) clamp_unit (blue),
    .alpha = (float) clamp_unit (alpha),
  };

  return color;
}

static OrielColor
from_bytes (guint32 rgb)
{
  return from_units ((double) (rgb >> 16 & 0xff) / 255.0, (double) (rgb >> 8 & 0xff) / 255.0,
                     (double) (rgb & 0xff) / 255.0, 1.0);
}

/* CSS Color 4, "HSL to RGB", as tinycolor does it. */
static double
hue_to_unit (double p, double q, double t)
{
  if (t < 0)
    t += 1;
  if (t > 1)
    t -= 1;
  if (t < 1.0 / 6)
    return p + (q - p) * 6 * t;
  if (t < 1.0 / 2)
    return q;
  if (t < 2.0 / 3)
    return p + (q - p) * (2.0 / 3 - t) * 6;
  return p;
}

static OrielColor
from_hsl (Hsl hsl, float alpha)
{
  double hue = hsl.h / 360.0;
  double q = hsl.l < 0.5 ? hsl.l * (1 + hsl.s) : hsl.l + hsl.s - hsl.l * hsl.s;
  double p = 2 * hsl.l - q;

  if (hsl.s <= 0)
    return from_units (hsl.l, hsl.l, hsl.l, (double) alpha);

  return from_units (hue_to_unit (p, q, hue + 1.0 / 3), hue_to_unit (p, q, hue),
                     hue_to_unit (p, q, hue - 1.0 / 3), (double) alpha);
}

static double
hue_of (double r, double g, double b, double max, double d)
{
  if (max <= r)
    return (g - b) / d + (g < b ? 6 : 0);
  if (max <= g)
    return (b - r) / d + 2;
  return (r - g) / d + 4;
}

static Hsl
to_hsl (OrielColor color)
{
  double r = (double) color.red;
  double g = (double) color.green;
  double b = (double) color.blue;
  double max = MAX (r, MAX (g, b));
  double min = MIN (r, MIN (g, b));
  double d = max - min;
  Hsl hsl = { .l = (max + min) / 2 };

  if (d <= 0)
    return hsl;

  hsl.s = hsl.l > 0.5 ? d / (2 - max - min) : d / (max + min);
  hsl.h = hue_of (r, g, b, max, d) * 60;
  return hsl;
}

/* Digits of `#…`: 3, 4, 6 or 8. */
static gboolean
parse_hex (const char *digits, OrielColor *out)
{
  gsize length = strlen (digits);
  gboolean is_short = length == 3 || length == 4;
  double parts[4] = { 0, 0, 0, 1 };

  if (!is_short && length != 6 && length != 8)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isxdigit (digits[i]))
      return FALSE;

  for (gsize i = 0; i < (is_short ? length : length / 2); i++)
    {
      int high = g_ascii_xdigit_value (digits[is_short ? i : 2 * i]);
      int low = is_short ? high : g_ascii_xdigit_value (digits[2 * i + 1]);

      parts[i] = (double) (high * 16 + low) / 255.0;
    }

  *out = from_units (parts[0], parts[1], parts[2], parts[3]);
  return TRUE;
}

/* Reads what stands between the parentheses: numbers with blanks, commas or a slash between.
 * Returns how many there are; 0 when there is anything else. */
static guint
parse_components (const char *text, Component components[4])
{
  guint n = 0;

  for (;;)
    {
      char *end;

      text += strspn (text, " \t,/");
      if (*text == ')')
        return text[1] == '\0' ? n : 0;
      if (n == 4)
        return 0;

      components[n].value = g_ascii_strtod (text, &end);
      if (end == text || !isfinite (components[n].value))
        return 0;

      if (g_str_has_prefix (end, "deg"))
        end += 3;
      components[n].percent = *end == '%';
      if (*end == '%')
        end++;
      text = end;
      n++;
    }
}

static double
component_alpha (const Component *components, guint n)
{
  double alpha;

  if (n < 4)
    return 1;

  alpha = components[3].percent ? components[3].value / 100 : components[3].value;
  /* tinycolor takes an alpha that makes no sense for opaque. */
  return alpha < 0 || alpha > 1 ? 1 : alpha;
}

static gboolean
parse_rgb (const char *text, OrielColor *out)
{
  Component parts[4];
  guint n = parse_components (text, parts);
  double units[3];

  if (n < 3)
    return FALSE;

  for (guint i = 0; i < 3; i++)
    units[i] = parts[i].value / (parts[i].percent ? 100.0 : 255.0);

  *out = from_units (units[0], units[1], units[2], component_alpha (parts, n));
  return TRUE;
}

static double
percent_unit (Component part)
{
  return clamp_unit (part.percent || part.value > 1 ? part.value / 100.0 : part.value);
}

static gboolean
parse_hsl (const char *text, OrielColor *out)
{
  Component parts[4];
  guint n = parse_components (text, parts);
  Hsl hsl;

  if (n < 3)
    return FALSE;

  hsl.h = fmod (parts[0].value, 360.0);
  if (hsl.h < 0)
    hsl.h += 360;
  hsl.s = percent_unit (parts[1]);
  hsl.l = percent_unit (parts[2]);

  *out = from_hsl (hsl, (float) component_alpha (parts, n));
  return TRUE;
}

static gboolean
parse_name (const char *name, OrielColor *out)
{
  const char *hex = oriel_color_name_to_hex (name);

  if (hex != NULL)
    return parse_hex (hex + 1, out);
  if (!g_str_equal (name, "transparent"))
    return FALSE;

  *out = from_bytes (0);
  out->alpha = 0;
  return TRUE;
}

/* Small letters without the blanks around them. FALSE for texts that are too long. */
static gboolean
write_lower (const char *text, char lower[MAX_TEXT + 1])
{
  gsize length;

  while (g_ascii_isspace (*text))
    text++;
  length = strnlen (text, MAX_TEXT + 1);
  if (length > MAX_TEXT)
    return FALSE;

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  for (gsize i = 0; i < length; i++)
    lower[i] = g_ascii_tolower (text[i]);
  lower[length] = '\0';
  return TRUE;
}

gboolean
oriel_color_parse (const char *text, OrielColor *out)
{
  static const struct
  {
    const char *prefix;
    gboolean (*parse) (const char *text, OrielColor *out);
  } forms[] = {
    { "#", parse_hex },    { "rgb(", parse_rgb },  { "rgba(", parse_rgb },
    { "hsl(", parse_hsl }, { "hsla(", parse_hsl },
  };
  char lower[MAX_TEXT + 1];

  if (text == NULL || !write_lower (text, lower))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_prefix (lower, forms[i].prefix))
      return forms[i].parse (lower + strlen (forms[i].prefix), out);

  return parse_name (lower, out) || parse_hex (lower, out);
}

guint32
oriel_color_to_bytes (const OrielColor *color)
{
  return (guint32) to_byte ((double) color->red) << 16 |
         (guint32) to_byte ((double) color->green) << 8 | (guint32) to_byte ((double) color->blue);
}

void
oriel_color_to_text (const OrielColor *color, char *out)
{
  guint32 rgb = oriel_color_to_bytes (color);
  char alpha[ORIEL_NUMBER_BUFFER];

  if (color->alpha >= 1)
    {
      g_snprintf (out, ORIEL_COLOR_BUFFER, "#%06x", rgb);
      return;
    }

  oriel_number_to_string (oriel_number_round ((double) color->alpha * 100) / 100, alpha);
  g_snprintf (out, ORIEL_COLOR_BUFFER, "rgba(%u, %u, %u, %s)", rgb >> 16, rgb >> 8 & 0xff,
              rgb & 0xff, alpha);
}

void
oriel_color_to_rgb_text (const OrielColor *color, char *out)
{
  guint32 rgb = oriel_color_to_bytes (color);

  if (color->alpha < 1)
    oriel_color_to_text (color, out);
  else
    g_snprintf (out, ORIEL_COLOR_BUFFER, "rgb(%u, %u, %u)", rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
}

OrielColor
oriel_color_with_alpha (OrielColor color, float alpha)
{
  color.alpha = CLAMP (alpha, 0.0f, 1.0f);
  return color;
}

OrielColor
oriel_color_over (OrielColor top, OrielColor bottom)
{
  double cover = (double) top.alpha;
  double below = (double) bottom.alpha * (1 - cover);
  double alpha = cover + below;

  if (alpha <= 0)
    return from_units (0, 0, 0, 0);

  return from_units (((double) top.red * cover + (double) bottom.red * below) / alpha,
                     ((double) top.green * cover + (double) bottom.green * below) / alpha,
                     ((double) top.blue * cover + (double) bottom.blue * below) / alpha, alpha);
}

OrielColor
oriel_color_spin (OrielColor color, double degrees)
{
  Hsl hsl = to_hsl (color);

  hsl.h = fmod (hsl.h + degrees, 360.0);
  if (hsl.h < 0)
    hsl.h += 360;
  return from_hsl (hsl, color.alpha);
}

OrielColor
oriel_color_darken (OrielColor color, double percent)
{
  return oriel_color_lighten (color, -percent);
}

OrielColor
oriel_color_lighten (OrielColor color, double percent)
{
  Hsl hsl = to_hsl (color);

  hsl.l = clamp_unit (hsl.l + percent / 100);
  return from_hsl (hsl, color.alpha);
}

OrielColor
oriel_color_brighten (OrielColor color, double percent)
{
  double step = -oriel_number_round (255 * -(percent / 100)) / 255;

  return from_units (to_byte ((double) color.red) / 255.0 + step,
                     to_byte ((double) color.green) / 255.0 + step,
                     to_byte ((double) color.blue) / 255.0 + step, (double) color.alpha);
}

OrielColor
oriel_color_saturate (OrielColor color, double percent)
{
  Hsl hsl = to_hsl (color);

  hsl.s = clamp_unit (hsl.s + percent / 100);
  return from_hsl (hsl, color.alpha);
}

double
oriel_color_brightness (OrielColor color)
{
  return (to_byte ((double) color.red) * 299.0 + to_byte ((double) color.green) * 587.0 +
          to_byte ((double) color.blue) * 114.0) /
         1000.0;
}
