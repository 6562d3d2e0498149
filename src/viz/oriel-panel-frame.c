/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel's frame: border, title bar, error button, and the visualization within.
 *
 * Sizes: 1 px border of radius 10; a header of 40 px with 8 px padding and 8 px between its pieces;
 * content 8 px from the border, or up to it where it fills its panel. Without a title there is no
 * header. */

#include "config.h"

#include "viz/oriel-panel-frame.h"

#include "draw/oriel-text.h"
#include "viz/oriel-viz-message.h"

#define BORDER_PX 1.0
#define RADIUS_PX 10.0
#define PADDING_PX 8.0
#define HEADER_PX 40.0
#define GAP_PX 8.0
#define ICON_GAP_PX 12.0 /* between the title and its icon: a gap and the button's padding */
#define TITLE_INDENT_PX 4.0
#define TITLE_LINE_PX 22.0
#define ICON_PX 16.0
#define BUTTON_WIDTH_PX 22.0
#define BUTTON_HEIGHT_PX 24.0
#define BUTTON_RADIUS_PX 6.0
#define BUTTON_ICON_PX 14.0

static const OrielFont title_font = {
  .size_px = 14,
  .weight = 500,
  .letter_spacing_px = 0.15,
  .proportional = TRUE,
};
static const OrielFont small_font = {
  .size_px = 12,
  .weight = 400,
  .letter_spacing_px = 0.15,
  .proportional = TRUE,
};

OrielRect
oriel_panel_frame_inner (gboolean has_title, gboolean fills, double width, double height)
{
  double edge = BORDER_PX + (fills ? 0 : PADDING_PX);
  double top = has_title ? BORDER_PX + HEADER_PX : edge;

  return (OrielRect){ edge, top, MAX (width - 2 * edge, 0), MAX (height - top - edge, 0) };
}

static void
add_background (OrielScene *scene, const OrielTheme *theme, double width, double height)
{
  OrielRect outer = { 0, 0, width, height };
  OrielRect edge = { 0.5, 0.5, MAX (width - 1, 0), MAX (height - 1, 0) };
  OrielPaint fill = oriel_paint_solid (theme->primary);
  OrielPaint line = oriel_paint_solid (theme->border_weak);
  OrielStroke stroke = { .width = BORDER_PX };

  oriel_scene_add_rect (scene, outer, RADIUS_PX, &fill, NULL, NULL);
  oriel_scene_add_rect (scene, edge, RADIUS_PX - 0.5, NULL, &line, &stroke);
}

/* A triangle with an exclamation mark. */
static void
add_warning_icon (OrielScene *scene, double x, double y, double size, OrielColor color)
{
  static const guint8 triangle[] = {
    ORIEL_PATH_MOVE,
    ORIEL_PATH_LINE,
    ORIEL_PATH_LINE,
    ORIEL_PATH_CLOSE,
  };
  double middle = x + size / 2;
  double unit = size / 14;
  double corners[] = {
    middle,         y + 1.7 * unit,      x + size - 0.9 * unit, y + size - 2 * unit,
    x + 0.9 * unit, y + size - 2 * unit,
  };
  OrielStroke stroke = { .width = 1.3 * unit, .round_caps = TRUE };
  OrielPaint line = oriel_paint_solid (color);

  oriel_scene_add_path (scene, triangle, 4, corners, NULL, &line, &stroke);
  oriel_scene_add_line (scene, middle, y + 5.6 * unit, middle, y + 8 * unit, color, &stroke);
  oriel_scene_add_line (scene, middle, y + 9.8 * unit, middle, y + 9.9 * unit, color, &stroke);
}

/* A circle with an i. */
static void
add_info_icon (OrielScene *scene, double x, double y, double size, OrielColor color)
{
  OrielRect circle = { x + 1.5, y + 1.5, size - 3, size - 3 };
  OrielStroke stroke = { .width = 1.3, .round_caps = TRUE };
  OrielPaint line = oriel_paint_solid (color);
  double middle = x + size / 2;

  oriel_scene_add_rect (scene, circle, circle.width / 2, NULL, &line, &stroke);
  oriel_scene_add_line (scene, middle, y + 7.6, middle, y + 10.6, color, &stroke);
  oriel_scene_add_line (scene, middle, y + 5.3, middle, y + 5.4, color, &stroke);
}

static void
add_clock_icon (OrielScene *scene, double x, double y, double size, OrielColor color)
{
  static const guint8 hands[] = { ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE };
  OrielRect circle = { x + 1.2, y + 1.2, size - 2.4, size - 2.4 };
  OrielStroke stroke = { .width = 1.1, .round_caps = TRUE };
  OrielPaint line = oriel_paint_solid (color);
  double middle = size / 2;
  double corners[] = {
    x + middle, y + 3.8, x + middle, y + middle, x + middle + 2, y + middle,
  };

  oriel_scene_add_rect (scene, circle, circle.width / 2, NULL, &line, &stroke);
  oriel_scene_add_path (scene, hands, 3, corners, NULL, &line, &stroke);
}

/* Returns the x behind the button. */
static double
add_error_button (OrielScene *scene, const OrielTheme *theme, double x)
{
  OrielRect button = { x, BORDER_PX + (HEADER_PX - BUTTON_HEIGHT_PX) / 2, BUTTON_WIDTH_PX,
                       BUTTON_HEIGHT_PX };
  OrielPaint fill = oriel_paint_solid (theme->error);
  OrielColor white = { 1, 1, 1, 1 };
  double inset = (BUTTON_WIDTH_PX - BUTTON_ICON_PX) / 2;

  oriel_scene_add_rect (scene, button, BUTTON_RADIUS_PX, &fill, NULL, NULL);
  add_warning_icon (scene, x + inset, button.y + (BUTTON_HEIGHT_PX - BUTTON_ICON_PX) / 2,
                    BUTTON_ICON_PX, white);
  return x + BUTTON_WIDTH_PX + GAP_PX;
}

/* The panel's own range, after the title: a clock and its words. */
static void
add_time_info (OrielScene *scene, const OrielTheme *theme, const char *text, double x, double room)
{
  double middle = BORDER_PX + HEADER_PX / 2;
  double size = 14;

  if (room < size + 4)
    return;

  add_clock_icon (scene, x, middle - size / 2, size, theme->text_secondary);
  oriel_scene_add_text (scene, text, x + size + 4,
                        middle - 9 + oriel_text_baseline (&small_font, 18), ORIEL_ALIGN_START,
                        &small_font, theme->text_secondary, room - size - 4);
}

static double
time_info_width (const char *text)
{
  return text != NULL ? 14 + 4 + oriel_text_width (text, &small_font) : 0;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
add_header (OrielScene *scene,
            const OrielPanelChrome *chrome,
            const OrielTheme *theme,
            double width)
{
  double x = BORDER_PX + PADDING_PX;
  double end = width - BORDER_PX - PADDING_PX;
  double beside = has_text (chrome->description) ? ICON_PX + ICON_GAP_PX : 0;
  double title_width, room;
  double baseline =
    BORDER_PX + (HEADER_PX - TITLE_LINE_PX) / 2 + oriel_text_baseline (&title_font, TITLE_LINE_PX);

  if (has_text (chrome->error))
    x = add_error_button (scene, theme, x);
  if (has_text (chrome->time_info))
    beside += time_info_width (chrome->time_info) + GAP_PX;

  x += TITLE_INDENT_PX;
  room = MAX (end - x - beside, 1);
  oriel_scene_add_text (scene, chrome->title, x, baseline, ORIEL_ALIGN_START, &title_font,
                        theme->text, room);
  title_width = oriel_text_width (chrome->title, &title_font);
  x += MIN (title_width, room);
  if (has_text (chrome->description))
    {
      x += ICON_GAP_PX;
      add_info_icon (scene, x, BORDER_PX + (HEADER_PX - ICON_PX) / 2, ICON_PX,
                     theme->text_secondary);
      x += ICON_PX;
    }
  x += GAP_PX;
  if (has_text (chrome->time_info))
    add_time_info (scene, theme, chrome->time_info, x, end - x);
}

static gboolean
has_overflow (const OrielVizModel *model)
{
  return model != NULL && model->klass->overflows;
}

static OrielScene *
layout_content (const OrielVizModel *model,
                const OrielPanelChrome *chrome,
                const OrielTheme *theme,
                const OrielRect *inner,
                const OrielVizState *state)
{
  OrielVizState own = state != NULL ? *state : (OrielVizState){ .sort_field = -1 };

  if (has_text (chrome->error) && !chrome->has_data)
    return oriel_viz_message_scene (chrome->error, theme, inner->width, inner->height);
  if (model == NULL)
    return NULL;
  own.room_around = has_overflow (model) ? PADDING_PX : 0;
  return oriel_viz_layout (model, inner->width, inner->height, &own);
}

static OrielRect
inside_border (double width, double height)
{
  return (OrielRect){ BORDER_PX, BORDER_PX, MAX (width - 2 * BORDER_PX, 0),
                      MAX (height - 2 * BORDER_PX, 0) };
}

OrielScene *
oriel_panel_frame_layout (const OrielVizModel *model,
                          const OrielPanelChrome *chrome,
                          const OrielTheme *theme,
                          double width,
                          double height,
                          const OrielVizState *state)
{
  OrielScene *scene = oriel_scene_new (width, height);
  gboolean has_title = has_text (chrome->title);
  gboolean fills = chrome->in_dashboard && model != NULL && model->klass->fills;
  OrielRect inner = oriel_panel_frame_inner (has_title, fills, width, height);
  g_autoptr (OrielScene) content = layout_content (model, chrome, theme, &inner, state);

  if (!chrome->transparent)
    add_background (scene, theme, width, height);
  if (has_title)
    add_header (scene, chrome, theme, width);
  else if (has_text (chrome->error))
    add_error_button (scene, theme, BORDER_PX + PADDING_PX);

  if (content != NULL)
    {
      oriel_scene_clip_rounded (
        scene, fills || has_overflow (model) ? inside_border (width, height) : inner,
        fills && !chrome->transparent ? RADIUS_PX - BORDER_PX : 0);
      oriel_scene_add_scene (scene, content, inner.x, inner.y);
      oriel_scene_unclip (scene);
    }
  return scene;
}
