/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two themes as tables: surfaces, the hues by name, the classic palette. The values are
 * Grafana's, so that a dashboard looks the same in both. */

#include "config.h"

#include "field/oriel-theme.h"

#include <string.h>

#include "field/oriel-color-names.h"

/* Index into every pair below. */
enum
{
  DARK,
  LIGHT,
  N_THEMES
};

/* What Grafana shows for an empty colour. */
#define FALLBACK "#808080"

/* From this brightness on, text on a colour is dark. */
#define BRIGHT_BACKGROUND 180

typedef struct
{
  const char *name;
  const char *colors[N_THEMES];
} ThemeColor;

/* Hues and the words for parts of the theme. */
static const ThemeColor palette[] = {
  { "super-light-red", { "#FFA6B0", "#FF7383" } },
  { "light-red", { "#FF7383", "#F2495C" } },
  { "red", { "#F2495C", "#E02F44" } },
  { "semi-dark-red", { "#E02F44", "#C4162A" } },
  { "dark-red", { "#C4162A", "#AD0317" } },
  { "super-light-orange", { "#FFCB7D", "#FFB357" } },
  { "light-orange", { "#FFB357", "#FF9830" } },
  { "orange", { "#FF9830", "#FF780A" } },
  { "semi-dark-orange", { "#FF780A", "#FA6400" } },
  { "dark-orange", { "#FA6400", "#E55400" } },
  { "super-light-yellow", { "#FFF899", "#FFEE52" } },
  { "light-yellow", { "#FFEE52", "#FADE2A" } },
  { "yellow", { "#FADE2A", "#F2CC0C" } },
  { "semi-dark-yellow", { "#F2CC0C", "#E0B400" } },
  { "dark-yellow", { "#E0B400", "#CC9D00" } },
  { "super-light-green", { "#C8F2C2", "#96D98D" } },
  { "light-green", { "#96D98D", "#73BF69" } },
  { "green", { "#73BF69", "#56A64B" } },
  { "semi-dark-green", { "#56A64B", "#37872D" } },
  { "dark-green", { "#37872D", "#19730E" } },
  { "super-light-blue", { "#C0D8FF", "#8AB8FF" } },
  { "light-blue", { "#8AB8FF", "#5794F2" } },
  { "blue", { "#5794F2", "#3274D9" } },
  { "semi-dark-blue", { "#3274D9", "#1F60C4" } },
  { "dark-blue", { "#1F60C4", "#1250B0" } },
  { "super-light-purple", { "#DEB6F2", "#CA95E5" } },
  { "light-purple", { "#CA95E5", "#B877D9" } },
  { "purple", { "#B877D9", "#A352CC" } },
  { "semi-dark-purple", { "#A352CC", "#8F3BB8" } },
  { "dark-purple", { "#8F3BB8", "#7C2EA3" } },
  { "text", { "rgb(204, 204, 220)", "rgba(36, 41, 46, 1)" } },
  { "panel-bg", { "#181b1f", "#ffffff" } },
  { "transparent", { "rgba(0,0,0,0)", "rgba(255, 255, 255, 0)" } },
};

/* Colours of series by number: the hues first, then the same hex in both themes. */
static const char *const classic_palette[] = {
  "green",
  "semi-dark-yellow",
  "blue",
  "orange",
  "red",
  "purple",
  "dark-green",
  "dark-yellow",
  "dark-blue",
  "dark-orange",
  "dark-red",
  "dark-purple",
  "super-light-green",
  "super-light-yellow",
  "super-light-blue",
  "super-light-orange",
  "super-light-red",
  "super-light-purple",
  "#447EBC",
  "#C15C17",
  "#890F02",
  "#0A437C",
  "#6D1F62",
  "#584477",
  "#B7DBAB",
  "#F4D598",
  "#70DBED",
  "#F9BA8F",
  "#F29191",
  "#82B5D8",
  "#E5A8E2",
  "#AEA2E0",
  "#629E51",
  "#E5AC0E",
  "#64B0C8",
  "#E0752D",
  "#BF1B00",
  "#0A50A1",
  "#962D82",
  "#614D93",
  "#9AC48A",
  "#F2C96D",
  "#65C5DB",
  "#F9934E",
  "#EA6460",
  "#5195CE",
  "#D683CE",
  "#806EB7",
  "#3F6833",
  "#967302",
  "#2F575E",
  "#99440A",
  "#58140C",
  "#052B51",
  "#511749",
  "#3F2B5B",
  "#E0F9D7",
  "#FCEACA",
  "#CFFAFF",
  "#F9E2D2",
  "#FCE2DE",
  "#BADFF4",
  "#F9D9F9",
  "#DEDAF7",
};

/* A surface and the place of its colour in OrielTheme. */
typedef struct
{
  gsize offset;
  const char *colors[N_THEMES];
} Surface;

#define SURFACE(member, dark, light)                                                               \
  {                                                                                                \
    G_STRUCT_OFFSET (OrielTheme, member), { dark, light }                                          \
  }

static const Surface surfaces[] = {
  SURFACE (canvas, "#111217", "#fbfbfb"),
  SURFACE (primary, "#181b1f", "#ffffff"),
  SURFACE (secondary, "#22252b", "#f4f5f5"),
  SURFACE (elevated, "#22252b", "#ffffff"),
  SURFACE (border_weak, "rgba(204, 204, 220, 0.12)", "rgba(36, 41, 46, 0.12)"),
  SURFACE (border_medium, "rgba(204, 204, 220, 0.2)", "rgba(36, 41, 46, 0.3)"),
  SURFACE (border_strong, "rgba(204, 204, 220, 0.30)", "rgba(36, 41, 46, 0.4)"),
  SURFACE (text, "rgb(204, 204, 220)", "rgba(36, 41, 46, 1)"),
  SURFACE (text_secondary, "rgba(204, 204, 220, 0.65)", "rgba(36, 41, 46, 0.75)"),
  SURFACE (text_disabled, "rgba(204, 204, 220, 0.61)", "rgba(36, 41, 46, 0.65)"),
  SURFACE (text_link, "#6e9fff", "#1f62e0"),
  SURFACE (text_max_contrast, "#ffffff", "#000000"),
  SURFACE (accent, "#3d71d9", "#3871dc"),
  SURFACE (error, "#d10e5c", "#e0226e"),
  SURFACE (warning, "#ff9900", "#ff9900"),
  SURFACE (success, "#1a7f4b", "#1b855e"),
  SURFACE (info, "#3d71d9", "#3871dc"),
  SURFACE (grid, "rgba(240, 250, 255, 0.09)", "rgba(0, 10, 23, 0.09)"),
  SURFACE (unfilled, "#282a2e", "#ededed"),
};

static OrielTheme themes[N_THEMES];

static void
fill_theme (OrielTheme *theme, guint which)
{
  theme->name = which == DARK ? "dark" : "light";
  theme->is_dark = which == DARK;

  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    {
      OrielColor *color = G_STRUCT_MEMBER_P (theme, surfaces[i].offset);

      oriel_color_parse (surfaces[i].colors[which], color);
    }
}

const OrielTheme *
oriel_theme_get (gboolean dark)
{
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < N_THEMES; i++)
        fill_theme (&themes[i], i);
      g_once_init_leave (&filled, 1);
    }

  return &themes[dark ? DARK : LIGHT];
}

static const char *
find_in_palette (const OrielTheme *theme, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (palette); i++)
    if (strcmp (palette[i].name, name) == 0)
      return palette[i].colors[theme->is_dark ? DARK : LIGHT];

  return NULL;
}

const char *
oriel_theme_color_text (const OrielTheme *theme, const char *text)
{
  const char *found;

  if (text == NULL || *text == '\0')
    return FALLBACK;

  found = find_in_palette (theme, text);
  if (found == NULL)
    found = oriel_color_name_to_hex (text);

  return found != NULL ? found : text;
}

gboolean
oriel_theme_color (const OrielTheme *theme, const char *text, OrielColor *out)
{
  if (oriel_color_parse (oriel_theme_color_text (theme, text), out))
    return TRUE;

  oriel_color_parse (FALLBACK, out);
  return FALSE;
}

const char *
oriel_theme_series_color (const OrielTheme *theme, guint index)
{
  return oriel_theme_color_text (theme, classic_palette[index % G_N_ELEMENTS (classic_palette)]);
}

OrielColor
oriel_theme_text_on (const OrielTheme *theme, OrielColor background)
{
  gboolean bright = oriel_color_brightness (background) > BRIGHT_BACKGROUND;
  OrielColor text;

  oriel_color_parse (bright ? "#202226" : "#f7f8fa", &text);
  return text;
}
