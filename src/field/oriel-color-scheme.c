/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colour modes of fields as one table, and the colours they give: by number, by name, along a
 * ramp. What a theme makes of a row is compiled once and never freed. */

#include "config.h"

#include "field/oriel-color-scheme.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"
#include "field/oriel-color-contrast.h"
#include "field/oriel-color-ramp.h"

/* Colours that stand for a perceptual ramp where a list is wanted. */
#define N_RAMP_SAMPLES 9

/* A shade step spins the hue by 10 degrees and changes the lightness by 35 percent, divided by
 * the number of steps to either side (and the colour itself). */
#define N_SHADE_STEPS 6
#define SHADE_SPIN 10.0
#define SHADE_LIGHTNESS 35.0

static const char *const categorical_1[] = {
  "#D97E9B", "#FFC554", "#41CD94", "#64A6D8", "#F79CFF", "#E78A5F", "#C9E1A6", "#00CFE3", "#9B93DF",
  "#FFB2BE", "#CEA82E", "#9CF2D6", "#8FC3FF", "#CE84C1", "#FFC39D", "#89C862", "#41AEC7", "#CDB9FF",
  "#EF8488", "#E7DB98", "#00D8BE", "#759EE6", "#FFB1E1", "#EE9941", "#BAF2B8", "#54D3FF", "#B78EE2",
  "#FF645A", "#C0BD2F", "#8FFFF6", "#B4C7FF", "#EB85B5", "#FFD49F", "#58DB89", "#46ABDE", "#EABCFF",
  "#FF8E6F", "#DEED9F", "#00DFE5", "#959DF6", NULL,
};

static const char *const categorical_2[] = {
  "#63B564", "#DED188", "#84B1FF", "#FFDBBC", "#FFA8AA", "#C986E6", "#FFC4D4", "#9BCB35", "#D3EFFF",
  "#F8B4D2", "#A6B924", "#AFE8FF", "#FF97DA", "#AAA720", "#81E3FB", "#F386E2", "#FFE397", "#84D6E1",
  "#D784DF", "#FED283", "#00D4DA", "#F2E7FF", "#F3C48A", "#00C9C0", "#E4DAFF", "#FFAC74", "#00BEA7",
  "#D2CFFF", "#FF9767", "#9DFFDF", "#BDC4FF", "#FE8260", "#93F4C5", "#A4BAFF", "#EA796E", "#9FE3B3",
  "#74B6FF", "#FFD8DD", "#89E04D", "#3BAFFE", NULL,
};

static const char *const categorical_3[] = {
  "#63B564", "#88DDFE", "#CA94FF", "#FFD8D3", "#CFCB00", "#00BEB5", "#C7D5FF", "#FF8DC4", "#FFE5C7",
  "#9FDCB0", "#00BBFF", "#F0D0FF", "#FFA48B", "#9BAC32", "#7CE6E9", "#A3ABFF", "#FFDAE4", "#E1C18A",
  "#1DC58A", "#B7DFFF", "#F38EFC", "#FFE7DD", "#BED997", "#00C5D8", "#DEDCFF", "#FFA4B3", "#C79E00",
  "#8BEBCC", "#7DBBFF", "#FFDCF8", "#F5BB95", "#7DC053", "#9BEAFF", "#C5ADFF", "#EA777E", "#E0D287",
  "#00CEB5", "#D5E4FF", "#FFA1DC", "#E88E29", NULL,
};

/* Okabe and Ito's palette, with black and white so that each theme has one of them. */
static const char *const colorblind[] = {
  "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9",
  "#D55E00", "#F0E442", "#000000", "#FFFFFF", NULL,
};

static const char *const green_yellow_red[] = { "green", "yellow", "red", NULL };
static const char *const red_yellow_green[] = { "red", "yellow", "green", NULL };
static const char *const blue_yellow_red[] = { "dark-blue", "super-light-yellow", "dark-red",
                                               NULL };
static const char *const yellow_red[] = { "super-light-yellow", "dark-red", NULL };
static const char *const blue_purple[] = { "blue", "purple", NULL };
static const char *const yellow_blue[] = { "super-light-yellow", "dark-blue", NULL };
static const char *const blues[] = { "panel-bg", "dark-blue", NULL };
static const char *const reds[] = { "panel-bg", "dark-red", NULL };
static const char *const greens[] = { "panel-bg", "dark-green", NULL };
static const char *const purples[] = { "panel-bg", "dark-purple", NULL };

/* Where the colours of a row come from. */
typedef enum
{
  FROM_NOWHERE,
  FROM_CLASSIC, /* the theme's palette */
  FROM_LIST,
  FROM_RAMP,
} Origin;

typedef struct
{
  OrielColorScheme scheme;
  Origin origin;
  const char *const *list; /* FROM_LIST */
  OrielColorRamp ramp;     /* FROM_RAMP */
  gboolean needs_contrast; /* drops colours too near to the background */
} Row;

/* In menu order. */
static const Row rows[] = {
  { { "fixed", "Single color", NULL, ORIEL_COLOR_BY_FIXED }, FROM_NOWHERE },
  { { "shades", "Shades of a color", NULL, ORIEL_COLOR_BY_SHADE }, FROM_NOWHERE },
  { { "gradient", "Gradient", NULL, ORIEL_COLOR_BY_FIXED }, FROM_NOWHERE },
  { { "thresholds", "From thresholds", NULL, ORIEL_COLOR_BY_THRESHOLD }, FROM_NOWHERE },
  { { "palette-classic", "Classic palette", NULL, ORIEL_COLOR_BY_INDEX }, FROM_CLASSIC },
  { { "palette-classic-by-name", "Classic palette (by series name)", NULL, ORIEL_COLOR_BY_NAME },
    FROM_CLASSIC,
    .needs_contrast = TRUE },
  { { "palette-colorblind", "Color blind safe", "Accessible", ORIEL_COLOR_BY_INDEX },
    FROM_LIST,
    colorblind,
    .needs_contrast = TRUE },
  { { "palette-categorical-next", "Categorical Next", "Experimental", ORIEL_COLOR_BY_INDEX },
    FROM_LIST,
    categorical_1 },
  { { "palette-categorical-next-2", "Categorical Next 2", "Experimental", ORIEL_COLOR_BY_INDEX },
    FROM_LIST,
    categorical_2 },
  { { "palette-categorical-next-3", "Categorical Next 3", "Experimental", ORIEL_COLOR_BY_INDEX },
    FROM_LIST,
    categorical_3 },
  { { "continuous-viridis", "Viridis", "Accessible", ORIEL_COLOR_BY_VALUE },
    FROM_RAMP,
    .ramp = ORIEL_COLOR_RAMP_VIRIDIS },
  { { "continuous-magma", "Magma", "Accessible", ORIEL_COLOR_BY_VALUE },
    FROM_RAMP,
    .ramp = ORIEL_COLOR_RAMP_MAGMA },
  { { "continuous-plasma", "Plasma", "Accessible", ORIEL_COLOR_BY_VALUE },
    FROM_RAMP,
    .ramp = ORIEL_COLOR_RAMP_PLASMA },
  { { "continuous-inferno", "Inferno", "Accessible", ORIEL_COLOR_BY_VALUE },
    FROM_RAMP,
    .ramp = ORIEL_COLOR_RAMP_INFERNO },
  { { "continuous-cividis", "Cividis", "Accessible", ORIEL_COLOR_BY_VALUE },
    FROM_RAMP,
    .ramp = ORIEL_COLOR_RAMP_CIVIDIS },
  { { "continuous-GrYlRd", "Green-Yellow-Red", "Others", ORIEL_COLOR_BY_VALUE },
    FROM_LIST,
    green_yellow_red },
  { { "continuous-RdYlGr", "Red-Yellow-Green", "Others", ORIEL_COLOR_BY_VALUE },
    FROM_LIST,
    red_yellow_green },
  { { "continuous-BlYlRd", "Blue-Yellow-Red", "Others", ORIEL_COLOR_BY_VALUE },
    FROM_LIST,
    blue_yellow_red },
  { { "continuous-YlRd", "Yellow-Red", "Others", ORIEL_COLOR_BY_VALUE }, FROM_LIST, yellow_red },
  { { "continuous-BlPu", "Blue-Purple", "Others", ORIEL_COLOR_BY_VALUE }, FROM_LIST, blue_purple },
  { { "continuous-YlBl", "Yellow-Blue", "Others", ORIEL_COLOR_BY_VALUE }, FROM_LIST, yellow_blue },
  { { "continuous-blues", "Blues", "Others", ORIEL_COLOR_BY_VALUE }, FROM_LIST, blues },
  { { "continuous-reds", "Reds", "Others", ORIEL_COLOR_BY_VALUE }, FROM_LIST, reds },
  { { "continuous-greens", "Greens", "Others", ORIEL_COLOR_BY_VALUE }, FROM_LIST, greens },
  { { "continuous-purples", "Purples", "Others", ORIEL_COLOR_BY_VALUE }, FROM_LIST, purples },
};

/* A row's colours in one theme. */
typedef struct
{
  GPtrArray *texts; /* borrowed from tables, or kept for the process */
  GArray *colors;   /* of OrielColor, parallel */
} Compiled;

static Compiled compiled[G_N_ELEMENTS (rows)][2];

static void
add_color (Compiled *out, const OrielTheme *theme, const char *text, gboolean needs_contrast)
{
  const char *resolved = oriel_theme_color_text (theme, text);
  OrielColor color;

  oriel_theme_color (theme, resolved, &color);
  if (needs_contrast &&
      oriel_color_contrast (color, theme->primary) < ORIEL_COLOR_CONTRAST_THRESHOLD)
    return;

  g_ptr_array_add (out->texts, (gpointer) resolved);
  g_array_append_val (out->colors, color);
}

/* Samples of a ramp have the form that the ramp itself writes. */
static void
ramp_text (OrielColorRamp ramp, guint32 rgb, char *out)
{
  if (ramp == ORIEL_COLOR_RAMP_CIVIDIS)
    g_snprintf (out, ORIEL_COLOR_BUFFER, "rgb(%u, %u, %u)", rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
  else
    g_snprintf (out, ORIEL_COLOR_BUFFER, "#%06x", rgb);
}

static void
compile_row (Compiled *out, const Row *row, const OrielTheme *theme)
{
  char text[ORIEL_COLOR_BUFFER];

  out->texts = g_ptr_array_new ();
  out->colors = g_array_new (FALSE, FALSE, sizeof (OrielColor));

  if (row->origin == FROM_CLASSIC)
    for (guint i = 0; i < ORIEL_THEME_N_SERIES_COLORS; i++)
      add_color (out, theme, oriel_theme_series_color (theme, i), row->needs_contrast);

  if (row->origin == FROM_LIST)
    for (guint i = 0; row->list[i] != NULL; i++)
      add_color (out, theme, row->list[i], row->needs_contrast);

  if (row->origin == FROM_RAMP)
    for (guint i = 0; i < N_RAMP_SAMPLES; i++)
      {
        ramp_text (row->ramp, oriel_color_ramp_at (row->ramp, i / (N_RAMP_SAMPLES - 1.0)), text);
        add_color (out, theme, g_intern_string (text), FALSE);
      }
}

static const Compiled *
compiled_for (const OrielColorScheme *scheme, const OrielTheme *theme)
{
  static gsize done = 0;
  const Row *row = (const Row *) scheme;

  if (g_once_init_enter (&done))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        for (guint dark = 0; dark < 2; dark++)
          compile_row (&compiled[i][dark], &rows[i], oriel_theme_get (dark != 0));
      g_once_init_leave (&done, 1);
    }

  return &compiled[row - rows][theme->is_dark ? 1 : 0];
}

const OrielColorScheme *
oriel_color_scheme_find (const char *id)
{
  const OrielColorScheme *fallback = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_strcmp0 (rows[i].scheme.id, id) == 0)
        return &rows[i].scheme;
      if (rows[i].scheme.kind == ORIEL_COLOR_BY_THRESHOLD)
        fallback = &rows[i].scheme;
    }

  return fallback;
}

const OrielColorScheme *
oriel_color_scheme_list (guint index)
{
  return index < G_N_ELEMENTS (rows) ? &rows[index].scheme : NULL;
}

guint
oriel_color_scheme_n_colors (const OrielColorScheme *scheme, const OrielTheme *theme)
{
  return compiled_for (scheme, theme)->texts->len;
}

const char *
oriel_color_scheme_color (const OrielColorScheme *scheme, const OrielTheme *theme, guint index)
{
  const Compiled *colors = compiled_for (scheme, theme);

  if (colors->texts->len == 0)
    return oriel_theme_color_text (theme, NULL);

  return g_ptr_array_index (colors->texts, index % colors->texts->len);
}

const char *
oriel_color_scheme_color_of_name (const OrielColorScheme *scheme,
                                  const OrielTheme *theme,
                                  const char *name)
{
  return oriel_color_scheme_color (scheme, theme, oriel_color_scheme_hash (name));
}

/* One coordinate of a cubic basis spline between v1 and v2, at x from 0 to 1. */
static double
basis (double x, double v0, double v1, double v2, double v3)
{
  double x2 = x * x;
  double x3 = x2 * x;

  return ((1 - 3 * x + 3 * x2 - x3) * v0 + (4 - 6 * x2 + 3 * x3) * v1 +
          (1 + 3 * x + 3 * x2 - 3 * x3) * v2 + x3 * v3) /
         6;
}

/* Basis spline through the first and last of `n` values at `t`, the ends mirrored. `stride` is
 * their distance in floats. */
static double
spline (const float *values, guint stride, guint n, double t)
{
  guint last = n - 1;
  guint i = MIN ((guint) floor (t * last), last - 1);
  double v1 = (double) values[i * stride];
  double v2 = (double) values[(i + 1) * stride];
  double v0 = i > 0 ? (double) values[(i - 1) * stride] : 2 * v1 - v2;
  double v3 = i + 2 < n ? (double) values[(i + 2) * stride] : 2 * v2 - v1;

  return CLAMP (basis (t * last - i, v0, v1, v2, v3), 0.0, 1.0);
}

static guint32
spline_bytes (const GArray *colors, double t)
{
  const OrielColor *first = &g_array_index (colors, OrielColor, 0);
  const float *components[] = { &first->red, &first->green, &first->blue };
  guint32 rgb = 0;

  for (guint i = 0; i < G_N_ELEMENTS (components); i++)
    {
      double unit = spline (components[i], sizeof (OrielColor) / sizeof (float), colors->len, t);

      rgb = rgb << 8 | (guint32) oriel_number_round (unit * 255);
    }

  return rgb;
}

guint32
oriel_color_scheme_at (const OrielColorScheme *scheme, const OrielTheme *theme, double fraction)
{
  const Row *row = (const Row *) scheme;
  const Compiled *colors = compiled_for (scheme, theme);
  double t = isnan (fraction) ? 0 : CLAMP (fraction, 0.0, 1.0);

  if (row->origin == FROM_RAMP)
    return oriel_color_ramp_at (row->ramp, t);
  if (colors->colors->len == 0)
    return 0x808080;
  if (colors->colors->len == 1)
    return oriel_color_to_bytes (&g_array_index (colors->colors, OrielColor, 0));

  return spline_bytes (colors->colors, t);
}

void
oriel_color_scheme_text (const OrielColorScheme *scheme, guint32 rgb, char *out)
{
  const Row *row = (const Row *) scheme;

  ramp_text (row->origin == FROM_RAMP ? row->ramp : ORIEL_COLOR_RAMP_CIVIDIS, rgb, out);
}

/* Dan Bernstein's hash with xor, over UTF-16 units from the last to the first: the colours that
 * names have in Grafana depend on it. */
guint
oriel_color_scheme_hash (const char *name)
{
  g_autofree gunichar2 *units = NULL;
  glong n = 0;
  guint32 hash = 5381;

  units = g_utf8_to_utf16 (name != NULL ? name : "", -1, NULL, &n, NULL);
  while (units != NULL && n-- > 0)
    hash = (hash * 33) ^ units[n];

  return hash;
}

void
oriel_color_shade (const OrielTheme *theme, const char *color, guint index, char *out)
{
  const char *text = oriel_theme_color_text (theme, color);
  guint place = index % (2 * N_SHADE_STEPS - 1);
  double step = (double) ((place + 1) / 2) / N_SHADE_STEPS;
  OrielColor base;

  if (place == 0)
    {
      g_strlcpy (out, text, ORIEL_COLOR_BUFFER);
      return;
    }

  /* What is no colour is black to tinycolor. */
  if (!oriel_theme_color (theme, text, &base))
    base = (OrielColor){ 0 };
  if (place % 2 == 1)
    base =
      oriel_color_brighten (oriel_color_spin (base, step * SHADE_SPIN), step * SHADE_LIGHTNESS);
  else
    base = oriel_color_darken (oriel_color_spin (base, -step * SHADE_SPIN), step * SHADE_LIGHTNESS);

  base.alpha = 1;
  oriel_color_to_text (&base, out);
}
