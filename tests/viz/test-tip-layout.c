/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values under the pointer as a scene. */

#include "config.h"

#include <glib.h>

#include "draw/oriel-text.h"
#include "viz/oriel-tip-layout.h"

static const OrielVizTip rows[] = {
  { .label = "prometheus_http_requests_total of the first", .value = "12.5 ms" },
  { .label = "short", .value = "-1" },
};

static OrielTipContent
content_of (guint n_rows)
{
  return (OrielTipContent){ "2026-01-02 03:04:05", rows, n_rows, NULL, 0, 1000 };
}

static double
width_of (const OrielTipContent *content, double *height)
{
  g_autoptr (OrielScene) scene = oriel_tip_layout (content, oriel_theme_get (TRUE));
  double width;

  oriel_scene_get_size (scene, &width, height);
  return width;
}

static char *
name_in (const OrielTipContent *content, guint index)
{
  g_autoptr (OrielScene) scene = oriel_tip_layout (content, oriel_theme_get (TRUE));
  guint n, found = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    if (items[i].kind == ORIEL_ITEM_TEXT && items[i].text.x > 30 &&
        items[i].text.align == ORIEL_ALIGN_START && found++ == index)
      return g_strdup (items[i].text.text);
  return NULL;
}

static void
test_size (void)
{
  OrielTipContent one = content_of (1), two = content_of (2), more = content_of (2);
  double height_of_one, height_of_two, height_of_more, ignored;

  more.more = "and 7 more";
  g_assert_cmpfloat (width_of (&one, &height_of_one), >, 200);
  width_of (&two, &height_of_two);
  width_of (&more, &height_of_more);
  g_assert_cmpfloat (height_of_one, ==, ORIEL_TIP_FRAME_PX + ORIEL_TIP_ROW_PX);
  g_assert_cmpfloat (height_of_two, ==, height_of_one + ORIEL_TIP_ROW_PX);
  g_assert_cmpfloat (height_of_more, ==, height_of_two + ORIEL_TIP_ROW_PX);

  one.min_width = 777;
  g_assert_cmpfloat (width_of (&one, &ignored), ==, 777);
}

/* It keeps its width while figures change a little. */
static void
test_steps (void)
{
  OrielVizTip tip = { .label = "a", .value = "111" };
  OrielTipContent content = { "2026-01-02 03:04:05", &tip, 1, NULL, 0, 1000 };
  double before, after, ignored;

  before = width_of (&content, &ignored);
  g_strlcpy (tip.value, "108", sizeof tip.value);
  after = width_of (&content, &ignored);
  g_assert_cmpfloat (before, ==, after);
}

static void
test_long_names (void)
{
  g_autofree char *filler = g_strnfill (10000, 'x');
  g_autofree char *label = g_strdup_printf ("first-%s-last", filler);
  OrielVizTip tip = { .label = label, .value = "1" };
  OrielTipContent content = { NULL, &tip, 1, NULL, 0, 300 };
  g_autofree char *name = NULL;
  double height;

  g_assert_cmpfloat (width_of (&content, &height), <=, 312);
  name = name_in (&content, 0);
  g_assert_nonnull (name);
  g_assert_true (g_str_has_prefix (name, "first-x"));
  g_assert_true (g_str_has_suffix (name, "x-last"));
  g_assert_nonnull (strstr (name, "…"));
}

static void
test_nothing (void)
{
  OrielTipContent content = { NULL, NULL, 0, NULL, 0, 100 };
  double height;

  g_assert_cmpfloat (width_of (&content, &height), >, 0);
  g_assert_cmpfloat (height, ==, ORIEL_TIP_FRAME_PX);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  oriel_text_set_fixed_metrics (TRUE);

  g_test_add_func ("/viz/tip-layout/size", test_size);
  g_test_add_func ("/viz/tip-layout/steps", test_steps);
  g_test_add_func ("/viz/tip-layout/long-names", test_long_names);
  g_test_add_func ("/viz/tip-layout/nothing", test_nothing);

  return g_test_run ();
}
