/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values under the pointer as a scene; see oriel-tip-layout.h. */

#include "config.h"

#include "viz/oriel-tip-layout.h"

#include <math.h>

#include "draw/oriel-text.h"

#define PAD_X_PX 12
#define PAD_Y_PX 8
#define TITLE_PX 24 /* with the gap below it */
#define GAP_PX 8
#define VALUE_GAP_PX 20
#define SWATCH_WIDTH_PX 14
#define SWATCH_HEIGHT_PX 4
#define BAR_WIDTH_PX 72 /* of a whole */
#define BAR_HEIGHT_PX 10
#define MIN_NAME_PX 60
#define MAX_NAME_PX 340
#define MAX_VALUE_PX 300
#define WIDTH_STEP_PX 16
#define MAX_NAME_CHARS 512 /* nothing of what is behind fits */

G_STATIC_ASSERT (ORIEL_TIP_FRAME_PX == TITLE_PX + 2 * PAD_Y_PX);

static const OrielFont name_font = { ORIEL_FONT_SANS, 12, 400, FALSE, 0, FALSE };
static const OrielFont value_font = { ORIEL_FONT_SANS, 12, 500, FALSE, 0, FALSE };
static const OrielFont under_font = { ORIEL_FONT_SANS, 12, 700, FALSE, 0, FALSE };
static const OrielFont title_font = { ORIEL_FONT_SANS, 12, 500, FALSE, 0, FALSE };

/* `keep` characters of `text`, half of them its last ones. Free with g_free(). */
static char *
without_middle (const char *text, glong length, glong keep)
{
  glong tail = keep / 2;
  const char *head_end = g_utf8_offset_to_pointer (text, keep - tail);
  const char *tail_start = g_utf8_offset_to_pointer (text, length - tail);

  return g_strdup_printf ("%.*s…%s", (int) (head_end - text), text, tail_start);
}

/* As much of `text` as fits into `max_width`, cut in its middle: names often differ in their
 * ends. Free with g_free(). */
static char *
fit_name (const char *text, double max_width)
{
  glong length = g_utf8_strlen (text, -1);
  glong low = 0, high = MIN (length, MAX_NAME_CHARS);

  if (length <= MAX_NAME_CHARS && oriel_text_width (text, &name_font) <= max_width)
    return g_strdup (text);

  while (low < high)
    {
      glong middle = (low + high + 1) / 2;
      g_autofree char *shorter = without_middle (text, length, middle);

      if (oriel_text_width (shorter, &name_font) <= max_width)
        low = middle;
      else
        high = middle - 1;
    }

  return without_middle (text, length, low);
}

static double
width_of (const char *text, const OrielFont *font)
{
  return text ? oriel_text_width (text, font) : 0;
}

static double
widest_value (const OrielTipContent *content)
{
  double width = 0;

  for (guint i = 0; i < content->n_rows; i++)
    width = MAX (width, oriel_text_width (content->rows[i].value, &value_font));
  return MIN (width, MAX_VALUE_PX);
}

/* Of the colours: lines, or bars where some row is a part of something. */
static double
swatch_width (const OrielTipContent *content)
{
  for (guint i = 0; i < content->n_rows; i++)
    if (content->rows[i].part > 0)
      return BAR_WIDTH_PX;
  return SWATCH_WIDTH_PX;
}

static const OrielFont *
font_of (const OrielVizTip *tip)
{
  return tip->is_under ? &under_font : &name_font;
}

/* Names as they fit; `width` (without the padding) grows by the widest of them. */
static char **
fit_names (const OrielTipContent *content, double *width)
{
  double around = swatch_width (content) + GAP_PX + VALUE_GAP_PX + widest_value (content);
  double most = CLAMP (content->max_width - 2 * PAD_X_PX - around, MIN_NAME_PX, MAX_NAME_PX);
  char **names = g_new0 (char *, content->n_rows + 1);

  for (guint i = 0; i < content->n_rows; i++)
    {
      names[i] = fit_name (content->rows[i].label, most);
      *width = MAX (*width, around + oriel_text_width (names[i], font_of (&content->rows[i])));
    }

  return names;
}

static double
in_steps (double width)
{
  return ceil (width / WIDTH_STEP_PX) * WIDTH_STEP_PX;
}

static void
add_swatch (OrielScene *scene, const OrielVizTip *tip, double top)
{
  const OrielPaint color = oriel_paint_solid (tip->color);
  gboolean is_bar = tip->part > 0;
  double height = is_bar ? BAR_HEIGHT_PX : SWATCH_HEIGHT_PX;
  const OrielRect rect = {
    PAD_X_PX,
    top + (ORIEL_TIP_ROW_PX - height) / 2,
    is_bar ? MAX (MIN (tip->part, 1) * BAR_WIDTH_PX, 1) : SWATCH_WIDTH_PX,
    height,
  };

  oriel_scene_add_rect (scene, rect, is_bar ? 1 : height / 2, &color, NULL, NULL);
}

static void
add_row (OrielScene *scene,
         const OrielVizTip *tip,
         const char *name,
         double name_x,
         double top,
         const OrielTheme *theme)
{
  double baseline = top + oriel_text_baseline (&name_font, ORIEL_TIP_ROW_PX);
  double width, height;

  oriel_scene_get_size (scene, &width, &height);
  add_swatch (scene, tip, top);
  oriel_scene_add_text (scene, name, name_x, baseline, ORIEL_ALIGN_START, font_of (tip),
                        tip->is_under ? theme->text : theme->text_secondary, 0);
  oriel_scene_add_text (scene, tip->value, width - PAD_X_PX, baseline, ORIEL_ALIGN_END, &value_font,
                        theme->text, MAX_VALUE_PX);
}

OrielScene *
oriel_tip_layout (const OrielTipContent *content, const OrielTheme *theme)
{
  double width = MAX (width_of (content->title, &title_font), width_of (content->more, &name_font));
  g_auto (GStrv) names = fit_names (content, &width);
  guint n_lines = content->n_rows + (content->more != NULL);
  double name_x = PAD_X_PX + swatch_width (content) + GAP_PX;
  double top = PAD_Y_PX;
  OrielScene *scene;

  width = MAX (in_steps (width + 2 * PAD_X_PX), content->min_width);
  scene = oriel_scene_new (width, ORIEL_TIP_FRAME_PX + ORIEL_TIP_ROW_PX * n_lines);

  if (content->title)
    oriel_scene_add_text (scene, content->title, PAD_X_PX,
                          top + oriel_text_baseline (&title_font, ORIEL_TIP_ROW_PX),
                          ORIEL_ALIGN_START, &title_font, theme->text, 0);
  top += TITLE_PX;
  for (guint i = 0; i < content->n_rows; i++, top += ORIEL_TIP_ROW_PX)
    add_row (scene, &content->rows[i], names[i], name_x, top, theme);
  if (content->more)
    oriel_scene_add_text (scene, content->more, PAD_X_PX,
                          top + oriel_text_baseline (&name_font, ORIEL_TIP_ROW_PX),
                          ORIEL_ALIGN_START, &name_font, theme->text_secondary, 0);

  return scene;
}
