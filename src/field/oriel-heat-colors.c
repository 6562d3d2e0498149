/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Heatmap colours; see the header.
 *
 * Most schemes are splines through the colours of ColorBrewer (Cynthia Brewer, Mark Harrower); the
 * others are ramps in a colour space. */

#include "config.h"

#include "field/oriel-heat-colors.h"

#include "field/oriel-color-ramp.h"

#include <math.h>
#include <string.h>

#define HEX_DIGITS 6

/* On which themes a scheme is turned round, so that little is near the background. */
typedef enum
{
  INVERT_ALWAYS,
  INVERT_ON_DARK,
  INVERT_ON_LIGHT,
} Inversion;

typedef void (*RampFunc) (double t, double *rgb);

typedef struct
{
  const char *name;
  Inversion inversion;
  const char *stops; /* RRGGBB each; or */
  RampFunc ramp;
} Scheme;

static double
byte_of (guint32 rgb, guint shift)
{
  return (double) ((rgb >> shift) & 0xff);
}

static void
set_bytes (double *out, guint32 rgb)
{
  out[0] = byte_of (rgb, 16);
  out[1] = byte_of (rgb, 8);
  out[2] = byte_of (rgb, 0);
}

static void
viridis (double t, double *out)
{
  set_bytes (out, oriel_color_ramp_at (ORIEL_COLOR_RAMP_VIRIDIS, t));
}

static void
magma (double t, double *out)
{
  set_bytes (out, oriel_color_ramp_at (ORIEL_COLOR_RAMP_MAGMA, t));
}

static void
inferno (double t, double *out)
{
  set_bytes (out, oriel_color_ramp_at (ORIEL_COLOR_RAMP_INFERNO, t));
}

static void
plasma (double t, double *out)
{
  set_bytes (out, oriel_color_ramp_at (ORIEL_COLOR_RAMP_PLASMA, t));
}

static void
cividis (double t, double *out)
{
  set_bytes (out, oriel_color_ramp_at (ORIEL_COLOR_RAMP_CIVIDIS, t));
}

static double
polynomial (const double *c, guint n, double t)
{
  double sum = 0;

  for (guint i = n; i > 0; i--)
    sum = sum * t + c[i - 1];
  return sum;
}

/* Anton Mikhailov's Turbo, as a polynomial. */
static void
turbo (double t, double *out)
{
  static const double c[3][6] = {
    { 34.61, 1172.33, -10793.56, 33300.12, -38394.49, 14825.05 },
    { 23.31, 557.33, 1225.33, -3574.96, 1073.77, 707.56 },
    { 27.2, 3211.1, -15327.97, 27814, -22569.18, 6838.66 },
  };

  for (guint i = 0; i < 3; i++)
    out[i] = polynomial (c[i], 6, t);
}

/* Dave Green's cubehelix: a hue that turns while lightness grows. */
static void
cubehelix (double hue, double saturation, double lightness, double *out)
{
  double angle = (hue + 120) * G_PI / 180;
  double amplitude = saturation * lightness * (1 - lightness);
  double c = cos (angle), s = sin (angle);

  out[0] = 255 * (lightness + amplitude * (-0.14861 * c + 1.78277 * s));
  out[1] = 255 * (lightness + amplitude * (-0.29227 * c - 0.90649 * s));
  out[2] = 255 * (lightness + amplitude * (1.97294 * c));
}

static double
between (double a, double b, double t)
{
  return a + (b - a) * t;
}

static void
warm (double t, double *out)
{
  cubehelix (between (-100, 80, t), between (0.75, 1.5, t), between (0.35, 0.8, t), out);
}

static void
cool (double t, double *out)
{
  cubehelix (between (260, 80, t), between (0.75, 1.5, t), between (0.35, 0.8, t), out);
}

static void
cubehelix_default (double t, double *out)
{
  cubehelix (between (300, -240, t), 0.5, t, out);
}

static void
rainbow (double t, double *out)
{
  double distance = fabs (t - 0.5);

  cubehelix (360 * t - 100, 1.5 - 1.5 * distance, 0.8 - 0.9 * distance, out);
}

static void
sinebow (double t, double *out)
{
  double angle = (0.5 - t) * G_PI;

  for (guint i = 0; i < 3; i++)
    out[i] = 255 * pow (sin (angle + i * G_PI / 3), 2);
}

static const Scheme schemes[] = {
  { "BrBG", INVERT_ALWAYS,
    .stops = "5430058c510abf812ddfc27df6e8c3f5f5f5c7eae580cdc135978f01665e003c30" },
  { "PiYG", INVERT_ALWAYS,
    .stops = "8e0152c51b7dde77aef1b6dafde0eff7f7f7e6f5d0b8e1867fbc414d9221276419" },
  { "PRGn", INVERT_ALWAYS,
    .stops = "40004b762a839970abc2a5cfe7d4e8f7f7f7d9f0d3a6dba05aae611b783700441b" },
  { "PuOr", INVERT_ALWAYS,
    .stops = "2d004b5427888073acb2abd2d8daebf7f7f7fee0b6fdb863e08214b358067f3b08" },
  { "RdBu", INVERT_ALWAYS,
    .stops = "67001fb2182bd6604df4a582fddbc7f7f7f7d1e5f092c5de4393c32166ac053061" },
  { "RdGy", INVERT_ALWAYS,
    .stops = "67001fb2182bd6604df4a582fddbc7ffffffe0e0e0bababa8787874d4d4d1a1a1a" },
  { "RdYlBu", INVERT_ALWAYS,
    .stops = "a50026d73027f46d43fdae61fee090ffffbfe0f3f8abd9e974add14575b4313695" },
  { "RdYlGn", INVERT_ALWAYS,
    .stops = "a50026d73027f46d43fdae61fee08bffffbfd9ef8ba6d96a66bd631a9850006837" },
  { "Spectral", INVERT_ALWAYS,
    .stops = "9e0142d53e4ff46d43fdae61fee08bffffbfe6f598abdda466c2a53288bd5e4fa2" },
  { "Blues", INVERT_ON_DARK, .stops = "f7fbffdeebf7c6dbef9ecae16baed64292c62171b508519c08306b" },
  { "Greens", INVERT_ON_DARK, .stops = "f7fcf5e5f5e0c7e9c0a1d99b74c47641ab5d238b45006d2c00441b" },
  { "Greys", INVERT_ON_DARK, .stops = "fffffff0f0f0d9d9d9bdbdbd969696737373525252252525000000" },
  { "Oranges", INVERT_ON_DARK, .stops = "fff5ebfee6cefdd0a2fdae6bfd8d3cf16913d94801a636037f2704" },
  { "Purples", INVERT_ON_DARK, .stops = "fcfbfdefedf5dadaebbcbddc9e9ac8807dba6a51a354278f3f007d" },
  { "Reds", INVERT_ON_DARK, .stops = "fff5f0fee0d2fcbba1fc9272fb6a4aef3b2ccb181da50f1567000d" },
  { "Turbo", INVERT_ON_LIGHT, .ramp = turbo },
  { "Cividis", INVERT_ON_LIGHT, .ramp = cividis },
  { "Viridis", INVERT_ON_LIGHT, .ramp = viridis },
  { "Magma", INVERT_ON_LIGHT, .ramp = magma },
  { "Inferno", INVERT_ON_LIGHT, .ramp = inferno },
  { "Plasma", INVERT_ON_LIGHT, .ramp = plasma },
  { "Warm", INVERT_ON_LIGHT, .ramp = warm },
  { "Cool", INVERT_ON_LIGHT, .ramp = cool },
  { "Cubehelix", INVERT_ON_LIGHT, .ramp = cubehelix_default },
  { "BuGn", INVERT_ON_DARK, .stops = "f7fcfde5f5f9ccece699d8c966c2a441ae76238b45006d2c00441b" },
  { "BuPu", INVERT_ON_DARK, .stops = "f7fcfde0ecf4bfd3e69ebcda8c96c68c6bb188419d810f7c4d004b" },
  { "GnBu", INVERT_ON_DARK, .stops = "f7fcf0e0f3dbccebc5a8ddb57bccc44eb3d32b8cbe0868ac084081" },
  { "OrRd", INVERT_ON_DARK, .stops = "fff7ecfee8c8fdd49efdbb84fc8d59ef6548d7301fb300007f0000" },
  { "PuBuGn", INVERT_ON_DARK, .stops = "fff7fbece2f0d0d1e6a6bddb67a9cf3690c002818a016c59014636" },
  { "PuBu", INVERT_ON_DARK, .stops = "fff7fbece7f2d0d1e6a6bddb74a9cf3690c00570b0045a8d023858" },
  { "PuRd", INVERT_ON_DARK, .stops = "f7f4f9e7e1efd4b9dac994c7df65b0e7298ace125698004367001f" },
  { "RdPu", INVERT_ON_DARK, .stops = "fff7f3fde0ddfcc5c0fa9fb5f768a1dd3497ae017e7a017749006a" },
  { "YlGnBu", INVERT_ON_DARK, .stops = "ffffd9edf8b1c7e9b47fcdbb41b6c41d91c0225ea8253494081d58" },
  { "YlGn", INVERT_ON_DARK, .stops = "ffffe5f7fcb9d9f0a3addd8e78c67941ab5d238443006837004529" },
  { "YlOrBr", INVERT_ON_DARK, .stops = "ffffe5fff7bcfee391fec44ffe9929ec7014cc4c02993404662506" },
  { "YlOrRd", INVERT_ON_DARK, .stops = "ffffccffeda0fed976feb24cfd8d3cfc4e2ae31a1cbd0026800026" },
  { "Rainbow", INVERT_ALWAYS, .ramp = rainbow },
  { "Sinebow", INVERT_ALWAYS, .ramp = sinebow },
};

static const Scheme *
find_scheme (const char *name)
{
  const Scheme *fallback = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_strcmp0 (schemes[i].name, name) == 0)
        return &schemes[i];
      if (strcmp (schemes[i].name, "Spectral") == 0)
        fallback = &schemes[i];
    }
  return fallback;
}

/* Component `index` (0 to 2) of stop number `i`. */
static double
stop_at (const char *stops, guint i, guint index)
{
  const char *digits = stops + i * HEX_DIGITS + index * 2;

  return g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1]);
}

/* A uniform cubic basis spline whose ends are mirrored: d3's interpolateRgbBasis. */
static double
spline (const char *stops, guint index, double t)
{
  guint last = (guint) (strlen (stops) / HEX_DIGITS) - 1;
  guint i = MIN ((guint) (t * last), last - 1);
  double x = t * last - i, x2 = x * x, x3 = x2 * x;
  double v1 = stop_at (stops, i, index), v2 = stop_at (stops, i + 1, index);
  double v0 = i > 0 ? stop_at (stops, i - 1, index) : 2 * v1 - v2;
  double v3 = i + 2 <= last ? stop_at (stops, i + 2, index) : 2 * v2 - v1;

  return ((1 - 3 * x + 3 * x2 - x3) * v0 + (4 - 6 * x2 + 3 * x3) * v1 +
          (1 + 3 * x + 3 * x2 - 3 * x3) * v2 + x3 * v3) /
         6;
}

static OrielColor
color_at (const Scheme *scheme, double t)
{
  double c[3];

  if (scheme->ramp != NULL)
    scheme->ramp (t, c);
  for (guint i = 0; i < 3; i++)
    {
      if (scheme->ramp == NULL)
        c[i] = spline (scheme->stops, i, t);
      c[i] = floor (CLAMP (c[i], 0, 255) + 0.5) / 255;
    }
  return (OrielColor){ (float) c[0], (float) c[1], (float) c[2], 1 };
}

static gboolean
is_inverted (const Scheme *scheme, const OrielTheme *theme)
{
  return scheme->inversion == INVERT_ALWAYS ||
         (scheme->inversion == INVERT_ON_DARK) == theme->is_dark;
}

void
oriel_heat_colors_fill (const char *name,
                        const OrielTheme *theme,
                        gboolean reverse,
                        OrielColor *colors,
                        guint n)
{
  const Scheme *scheme = find_scheme (name);
  gboolean backwards = is_inverted (scheme, theme) != (reverse != FALSE);

  for (guint i = 0; i < n; i++)
    {
      double t = n > 1 ? (double) i / (n - 1) : 0;

      colors[backwards ? n - 1 - i : i] = color_at (scheme, t);
    }
}
