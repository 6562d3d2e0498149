/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Colours, themes and colour modes: small tables of our own, and the outside file
 * `oracle/color-schemes.json`, which is one object and not a list of records. */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/oriel-json.h"
#include "field/oriel-color-contrast.h"
#include "field/oriel-color-scheme.h"
#include "oracle.h"

#define MAX_FAILURES_SHOWN 10

/* Colours that were interpolated may differ by this much in a channel. */
#define CHANNEL_TOLERANCE 1

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *written; /* NULL: can't be read */
  } cases[] = {
    { "#abc", "#aabbcc" },
    { "#AABBCC", "#aabbcc" },
    { "#11223380", "rgba(17, 34, 51, 0.5)" },
    { "#1238", "rgba(17, 34, 51, 0.53)" },
    { "rgb(1,2,3)", "#010203" },
    { "rgb(1 2 3 / 50%)", "rgba(1, 2, 3, 0.5)" },
    { "rgba(1, 2, 3, 0.4)", "rgba(1, 2, 3, 0.4)" },
    { "RGB(100%, 0%, 50%)", "#ff0080" },
    { "hsl(120, 50%, 25%)", "#206020" },
    { "hsla(120, 50%, 25%, 0.5)", "rgba(32, 96, 32, 0.5)" },
    { "hsl(-240deg, 50%, 25%)", "#206020" },
    { "Gold", "#ffd700" },
    { "rebeccapurple", "#663399" },
    { "transparent", "rgba(0, 0, 0, 0)" },
    { "  red ", "#ff0000" },
    { "rgb(300, -5, 0)", "#ff0000" },
    { "", NULL },
    { NULL, NULL },
    { "#12", NULL },
    { "#ggg", NULL },
    { "nosuch", NULL },
    { "rgb(1,2)", NULL },
    { "rgb(1,2,3", NULL },
    { "rgb(1,2,3,4,5)", NULL },
    { "rgb(a,b,c)", NULL },
    { "rgb(nan,inf,0)", NULL },
    { "hsl(", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char text[ORIEL_COLOR_BUFFER];
      OrielColor color;
      gboolean read = oriel_color_parse (cases[i].text, &color);

      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "(null)");
      g_assert_cmpint (read, ==, cases[i].written != NULL);
      if (!read)
        continue;
      oriel_color_to_text (&color, text);
      g_assert_cmpstr (text, ==, cases[i].written);
    }
}

static void
test_theme (void)
{
  const OrielTheme *dark = oriel_theme_get (TRUE);
  const OrielTheme *light = oriel_theme_get (FALSE);
  OrielColor color;

  g_assert_true (dark->is_dark);
  g_assert_cmpstr (light->name, ==, "light");
  g_assert_cmpstr (oriel_theme_color_text (dark, "red"), ==, "#F2495C");
  g_assert_cmpstr (oriel_theme_color_text (light, "red"), ==, "#E02F44");
  g_assert_cmpstr (oriel_theme_color_text (light, "nosuch"), ==, "nosuch");
  g_assert_cmpstr (oriel_theme_color_text (light, NULL), ==, "#808080");
  g_assert_cmpstr (oriel_theme_series_color (dark, 64), ==, oriel_theme_series_color (dark, 0));
  g_assert_false (oriel_theme_color (dark, "nosuch", &color));
  g_assert_cmphex (oriel_color_to_bytes (&color), ==, 0x808080);
}

static void
test_blend (void)
{
  OrielColor red, half, result;

  oriel_color_parse ("#ff0000", &red);
  oriel_color_parse ("rgba(0, 0, 255, 0.5)", &half);
  result = oriel_color_over (half, red);
  g_assert_cmphex (oriel_color_to_bytes (&result), ==, 0x800080);
  result = oriel_color_over (oriel_color_with_alpha (half, 0), oriel_color_with_alpha (red, 0));
  g_assert_cmpfloat (result.alpha, ==, 0);
}

static void
test_schemes (void)
{
  const OrielTheme *theme = oriel_theme_get (TRUE);
  const OrielColorScheme *scheme = oriel_color_scheme_find ("continuous-BlPu");

  g_assert_true (oriel_color_scheme_is_by_value (scheme));
  g_assert_cmphex (oriel_color_scheme_at (scheme, theme, -1), ==, 0x5794f2);
  g_assert_cmphex (oriel_color_scheme_at (scheme, theme, NAN), ==, 0x5794f2);
  g_assert_cmphex (oriel_color_scheme_at (scheme, theme, INFINITY), ==, 0xb877d9);
  g_assert_cmpstr (oriel_color_scheme_find ("nosuch")->id, ==, "thresholds");
  g_assert_cmpstr (oriel_color_scheme_find (NULL)->id, ==, "thresholds");
  g_assert_cmphex (oriel_color_scheme_at (oriel_color_scheme_find ("fixed"), theme, 1), ==,
                   0x808080);
}

/* The outside file. */

typedef struct
{
  guint passed;
  guint total;
  GPtrArray *failures;
} Tally;

static void
count (Tally *tally, gboolean passed, const char *what, const char *ours, const char *theirs)
{
  tally->total++;
  if (passed)
    tally->passed++;
  else if (tally->failures->len < MAX_FAILURES_SHOWN)
    g_ptr_array_add (tally->failures,
                     g_strdup_printf ("%s: ours \"%s\", theirs \"%s\"", what, ours, theirs));
}

static void
check_text (Tally *tally, const char *what, const char *ours, const char *theirs)
{
  count (tally, g_strcmp0 (ours, theirs) == 0, what, ours, theirs);
}

static gboolean
channels_close (guint32 a, guint32 b)
{
  for (guint shift = 0; shift < 24; shift += 8)
    if (abs ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)) > CHANNEL_TOLERANCE)
      return FALSE;

  return TRUE;
}

/* Colours as colours: their forms may differ. */
static void
check_color (Tally *tally, const char *what, OrielColor ours, const char *theirs)
{
  char text[ORIEL_COLOR_BUFFER];
  OrielColor expected = { 0 };
  gboolean close =
    oriel_color_parse (theirs, &expected) &&
    channels_close (oriel_color_to_bytes (&ours), oriel_color_to_bytes (&expected)) &&
    ABS (ours.alpha - expected.alpha) < 0.005f;

  oriel_color_to_text (&ours, text);
  count (tally, close, what, text, theirs);
}

static void
check_number (Tally *tally, const char *what, double ours, double theirs)
{
  char texts[2][G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (texts[0], sizeof texts[0], ours);
  g_ascii_dtostr (texts[1], sizeof texts[1], theirs);
  count (tally, oracle_close (ours, theirs), what, texts[0], texts[1]);
}

static const char *
text_at (JsonArray *array, guint index)
{
  return json_array_get_string_element (array, index);
}

static void
check_named (Tally *tally, const OrielTheme *theme, JsonObject *named)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, named);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    check_text (tally, name, oriel_theme_color_text (theme, name), json_node_get_string (node));
}

static void
check_hues (Tally *tally, const OrielTheme *theme, JsonArray *hues)
{
  for (guint i = 0; i < json_array_get_length (hues); i++)
    {
      JsonArray *shades =
        json_object_get_array_member (json_array_get_object_element (hues, i), "shades");

      for (guint j = 0; j < json_array_get_length (shades); j++)
        {
          JsonObject *shade = json_array_get_object_element (shades, j);
          const char *name = json_object_get_string_member (shade, "name");

          check_text (tally, name, oriel_theme_color_text (theme, name),
                      json_object_get_string_member (shade, "color"));
        }
    }
}

static void
check_surfaces (Tally *tally, const OrielTheme *theme, JsonObject *colors)
{
  const struct
  {
    const char *name;
    OrielColor ours;
  } surfaces[] = {
    { "background.canvas", theme->canvas },
    { "background.primary", theme->primary },
    { "background.secondary", theme->secondary },
    { "background.elevated", theme->elevated },
    { "border.weak", theme->border_weak },
    { "border.medium", theme->border_medium },
    { "border.strong", theme->border_strong },
    { "text.primary", theme->text },
    { "text.secondary", theme->text_secondary },
    { "text.disabled", theme->text_disabled },
    { "text.link", theme->text_link },
    { "text.maxContrast", theme->text_max_contrast },
    { "accent.main", theme->accent },
    { "error.main", theme->error },
    { "warning.main", theme->warning },
    { "success.main", theme->success },
    { "info.main", theme->info },
  };

  for (guint i = 0; i < G_N_ELEMENTS (surfaces); i++)
    check_color (tally, surfaces[i].name, surfaces[i].ours,
                 json_object_get_string_member (colors, surfaces[i].name));
}

/* Shades that a theme derives from its main colours. */
static void
check_derived (Tally *tally, JsonObject *theme)
{
  JsonObject *colors = json_object_get_object_member (theme, "colors");
  double offset = json_object_get_double_member (colors, "tonalOffset");
  static const char *const roles[] = { "primary", "error", "warning", "success", "info", "accent" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *main_name = g_strconcat (roles[i], ".main", NULL);
      g_autofree char *emphasis_name = g_strconcat (roles[i], ".mainEmphasis", NULL);
      g_autofree char *text_name = g_strconcat (roles[i], ".contrastText", NULL);
      OrielColor main_color;

      oriel_color_parse (json_object_get_string_member (colors, main_name), &main_color);
      check_color (tally, emphasis_name, oriel_color_emphasize (main_color, offset),
                   json_object_get_string_member (colors, emphasis_name));
      check_color (tally, text_name, oriel_color_contrast_text (main_color),
                   json_object_get_string_member (colors, text_name));
    }
}

static void
check_contrast_text (Tally *tally, JsonObject *cases)
{
  JsonObjectIter iter;
  const char *background;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, cases);
  while (json_object_iter_next_ordered (&iter, &background, &node))
    {
      OrielColor color;

      oriel_color_parse (background, &color);
      check_color (tally, background, oriel_color_contrast_text (color),
                   json_node_get_string (node));
    }
}

static void
check_theme (Tally *tally, const OrielTheme *theme, JsonObject *expected)
{
  JsonArray *palette = json_object_get_array_member (expected, "palette");

  for (guint i = 0; i < json_array_get_length (palette); i++)
    check_text (tally, "palette", oriel_theme_series_color (theme, i), text_at (palette, i));

  check_named (tally, theme, json_object_get_object_member (expected, "named"));
  check_hues (tally, theme, json_object_get_array_member (expected, "hues"));
  check_surfaces (tally, theme, json_object_get_object_member (expected, "colors"));
  check_derived (tally, expected);
  check_contrast_text (tally, json_object_get_object_member (expected, "contrastText"));
}

static void
check_colors (Tally *tally,
              const OrielColorScheme *scheme,
              const OrielTheme *theme,
              JsonArray *expected)
{
  guint n = oriel_color_scheme_n_colors (scheme, theme);

  check_number (tally, scheme->id, n, json_array_get_length (expected));
  for (guint i = 0; i < MIN (n, json_array_get_length (expected)); i++)
    check_text (tally, scheme->id, oriel_color_scheme_color (scheme, theme, i),
                text_at (expected, i));
}

static void
check_fractions (Tally *tally,
                 const OrielColorScheme *scheme,
                 const OrielTheme *theme,
                 JsonArray *samples)
{
  for (guint i = 0; i < json_array_get_length (samples); i++)
    {
      JsonArray *sample = json_array_get_array_element (samples, i);
      const char *theirs = text_at (sample, 1);
      char ours[ORIEL_COLOR_BUFFER];
      OrielColor expected = { 0 };
      guint32 rgb =
        oriel_color_scheme_at (scheme, theme, json_array_get_double_element (sample, 0));

      oriel_color_scheme_text (scheme, rgb, ours);
      oriel_color_parse (theirs, &expected);
      count (tally, channels_close (rgb, oriel_color_to_bytes (&expected)) && ours[0] == theirs[0],
             scheme->id, ours, theirs);
    }
}

static void
check_shades (Tally *tally, const OrielTheme *theme, JsonObject *shades)
{
  JsonObjectIter iter;
  const char *color;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, shades);
  while (json_object_iter_next_ordered (&iter, &color, &node))
    {
      JsonArray *expected = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (expected); i++)
        {
          char ours[ORIEL_COLOR_BUFFER];
          OrielColor parsed = { 0 };

          oriel_color_shade (theme, color, i, ours);
          oriel_color_parse (ours, &parsed);
          check_color (tally, color, parsed, text_at (expected, i));
        }
    }
}

/* What the modes that take their colour from the config show for it in the file. */
#define FIXED_COLOR "semi-dark-orange"

static void
check_series (Tally *tally,
              const OrielColorScheme *scheme,
              const OrielTheme *theme,
              JsonArray *expected)
{
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      char shade[ORIEL_COLOR_BUFFER];
      const char *ours = oriel_color_scheme_color (scheme, theme, i);

      if (scheme->kind == ORIEL_COLOR_BY_FIXED)
        ours = oriel_theme_color_text (theme, FIXED_COLOR);
      if (scheme->kind == ORIEL_COLOR_BY_SHADE)
        {
          oriel_color_shade (theme, FIXED_COLOR, i, shade);
          ours = shade;
        }
      check_text (tally, scheme->id, ours, text_at (expected, i));
    }
}

static void
check_names (Tally *tally,
             const OrielColorScheme *scheme,
             const OrielTheme *theme,
             JsonArray *expected)
{
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      JsonArray *pair = json_array_get_array_element (expected, i);

      check_text (tally, text_at (pair, 0),
                  oriel_color_scheme_color_of_name (scheme, theme, text_at (pair, 0)),
                  text_at (pair, 1));
    }
}

static void
check_scheme (Tally *tally, const OrielTheme *theme, guint index, JsonObject *expected)
{
  const OrielColorScheme *scheme =
    oriel_color_scheme_find (json_object_get_string_member (expected, "id"));

  check_text (tally, "id", scheme->id, json_object_get_string_member (expected, "id"));
  check_text (tally, "name", scheme->name, json_object_get_string_member (expected, "name"));
  check_text (tally, "group", scheme->group, oriel_json_string (expected, "group", NULL));
  check_number (tally, "by value", oriel_color_scheme_is_by_value (scheme),
                json_object_get_boolean_member (expected, "isByValue"));
  check_number (tally, "place in the menu", oriel_color_scheme_list (index) == scheme, TRUE);

  if (json_object_has_member (expected, "colors"))
    check_colors (tally, scheme, theme, json_object_get_array_member (expected, "colors"));
  if (json_object_has_member (expected, "at"))
    check_fractions (tally, scheme, theme, json_object_get_array_member (expected, "at"));
  if (json_object_has_member (expected, "shadesOf"))
    check_shades (tally, theme, json_object_get_object_member (expected, "shadesOf"));
  if (json_object_has_member (expected, "bySeriesIndex"))
    check_series (tally, scheme, theme, json_object_get_array_member (expected, "bySeriesIndex"));
  if (json_object_has_member (expected, "bySeriesName"))
    check_names (tally, scheme, theme, json_object_get_array_member (expected, "bySeriesName"));
}

static void
check_all_schemes (Tally *tally, const OrielTheme *theme, JsonObject *schemes)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;
  guint index = 0;

  json_object_iter_init_ordered (&iter, schemes);
  while (json_object_iter_next_ordered (&iter, &id, &node))
    check_scheme (tally, theme, index++, json_node_get_object (node));
}

static void
check_hashes (Tally *tally, JsonArray *hashes)
{
  for (guint i = 0; i < json_array_get_length (hashes); i++)
    {
      JsonArray *pair = json_array_get_array_element (hashes, i);

      check_number (tally, text_at (pair, 0), oriel_color_scheme_hash (text_at (pair, 0)) % 1000,
                    json_array_get_double_element (pair, 1));
    }
}

static void
check_changes (Tally *tally, JsonObject *record)
{
  const char *text = json_object_get_string_member (record, "color");
  OrielColor black = oriel_theme_get (FALSE)->text_max_contrast;
  OrielColor white = oriel_theme_get (TRUE)->text_max_contrast;
  OrielColor color = { .alpha = 1 };

  oriel_color_parse (text, &color);
  check_color (tally, "rgb", color, json_object_get_string_member (record, "rgb"));

  /* The library takes no names here, and works on lightness where it is given as such. */
  if (oriel_json_object (record, "luminance") != NULL)
    return;

  check_number (tally, "luminance", oriel_color_luminance (color),
                json_object_get_double_member (record, "luminance"));
  check_number (tally, "contrast with white", oriel_color_contrast (color, white),
                json_object_get_double_member (record, "contrastWhite"));
  check_number (tally, "contrast with black", oriel_color_contrast (color, black),
                json_object_get_double_member (record, "contrastBlack"));
  check_color (tally, "alpha", oriel_color_with_alpha (color, 0.5f),
               json_object_get_string_member (record, "alpha50"));
  if (g_str_has_prefix (text, "hsl"))
    return;

  check_color (tally, "darken", oriel_color_scale_down (color, 0.2),
               json_object_get_string_member (record, "darken20"));
  check_color (tally, "lighten", oriel_color_scale_up (color, 0.2),
               json_object_get_string_member (record, "lighten20"));
  check_color (tally, "emphasize", oriel_color_emphasize (color, 0.15),
               json_object_get_string_member (record, "emphasize15"));
}

static void
check_file (Tally *tally, JsonObject *root)
{
  JsonArray *changes = json_object_get_array_member (root, "manipulator");

  for (guint dark = 0; dark < 2; dark++)
    {
      const OrielTheme *theme = oriel_theme_get (dark != 0);
      JsonObject *themes = json_object_get_object_member (root, "themes");
      JsonObject *schemes = json_object_get_object_member (root, "schemes");

      check_theme (tally, theme, json_object_get_object_member (themes, theme->name));
      check_all_schemes (tally, theme, json_object_get_object_member (schemes, theme->name));
    }

  check_hashes (tally, json_object_get_array_member (root, "hash"));
  for (guint i = 0; i < json_array_get_length (changes); i++)
    check_changes (tally, json_array_get_object_element (changes, i));
}

static void
test_oracle (void)
{
  g_autofree char *path = oracle_shared_path_or_skip ("oracle/color-schemes.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  Tally tally = { 0 };

  if (path == NULL)
    return;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  tally.failures = g_ptr_array_new_with_free_func (g_free);
  check_file (&tally, json_node_get_object (json_parser_get_root (parser)));

  printf ("oracle color-schemes: %u of %u\n", tally.passed, tally.total);
  for (guint i = 0; i < tally.failures->len; i++)
    printf ("  failed: %s\n", (char *) g_ptr_array_index (tally.failures, i));
  fflush (stdout);
  if (tally.passed != tally.total)
    g_test_fail_printf ("color-schemes: %u of %u", tally.passed, tally.total);

  g_ptr_array_unref (tally.failures);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/colors/parse", test_parse);
  g_test_add_func ("/field/colors/theme", test_theme);
  g_test_add_func ("/field/colors/blend", test_blend);
  g_test_add_func ("/field/colors/schemes", test_schemes);
  g_test_add_func ("/field/colors/oracle", test_oracle);

  return g_test_run ();
}
