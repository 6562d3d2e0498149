/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-dashboard-scene.h. */

#include "config.h"

#include "export/oriel-dashboard-scene.h"

#include "base/oriel-date-format.h"
#include "draw/oriel-text.h"
#include "viz/oriel-grid.h"
#include "viz/oriel-panel-frame.h"

#define MARGIN_PX 16
#define HEADER_PX 48
#define ROW_CHEVRON_PX 16

static const OrielFont title_font = { ORIEL_FONT_SANS, 18, 500, FALSE };
static const OrielFont row_font = { ORIEL_FONT_SANS, 16, 500, FALSE };
static const OrielFont small_font = { ORIEL_FONT_SANS, 12, 400, FALSE };

static const OrielPlacedPanel *
find_placed (OrielSession *session, int key)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

  for (guint i = 0; i < n; i++)
    if (panels[i].key == key)
      return &panels[i];

  return NULL;
}

OrielScene *
oriel_session_panel_scene (OrielSession *session,
                           int key,
                           const OrielTheme *theme,
                           double width,
                           double height)
{
  const OrielPlacedPanel *placed = find_placed (session, key);
  g_autoptr (OrielPanelData) data = oriel_session_dup_panel_data (session, key);
  g_autofree char *title = oriel_session_dup_title (session, key);
  g_autofree char *description = oriel_session_dup_description (session, key);
  g_autoptr (OrielVariables) scope = oriel_session_dup_scope (session, key);
  g_autoptr (OrielVizModel) model = NULL;
  OrielPanelChrome chrome = {
    .title = title,
    .description = description,
    .time_info = data->time_info,
    .error = data->error,
    .has_data = data->frames->len > 0,
  };
  OrielPanelLook look = {
    .variables = scope,
    .theme = theme,
    .zone = oriel_session_get_zone (session),
    .now_ms = oriel_session_get_now (session),
  };

  if (placed == NULL)
    return oriel_scene_new (width, height);

  oriel_session_get_raw_range (session, &look.raw_from, &look.raw_to);
  chrome.transparent = placed->panel->transparent;
  model = oriel_panel_model_new (placed->panel, data, &look);
  return oriel_panel_frame_layout (model, &chrome, theme, width, height, NULL);
}

OrielRect
oriel_session_panel_rect (const OrielPlacedPanel *placed, double width)
{
  OrielRect rect = oriel_grid_rect (&placed->grid, MAX (width - 2 * MARGIN_PX, 1));

  rect.x += MARGIN_PX;
  rect.y += HEADER_PX;
  return rect;
}

static void
add_header (OrielScene *scene, OrielSession *session, const OrielTheme *theme, double width)
{
  OrielTimeSpan range = oriel_session_get_range (session);
  const OrielTimeZone *zone = oriel_session_get_zone (session);
  g_autofree char *title =
    oriel_session_interpolate (session, -1, oriel_session_get_dashboard (session)->title);
  g_autofree char *from = oriel_date_format (range.from_ms, zone, ORIEL_DATE_FORMAT_FULL);
  g_autofree char *to = oriel_date_format (range.to_ms, zone, ORIEL_DATE_FORMAT_FULL);
  g_autofree char *when =
    g_strdup_printf ("%s – %s %s", from, to, oriel_time_zone_abbreviation_at (zone, range.to_ms));
  double when_width = oriel_text_width (when, &small_font);

  oriel_scene_add_text (scene, title, MARGIN_PX, 30, ORIEL_ALIGN_START, &title_font, theme->text,
                        MAX (width - when_width - 3 * MARGIN_PX, 40));
  oriel_scene_add_text (scene, when, width - MARGIN_PX, 30, ORIEL_ALIGN_END, &small_font,
                        theme->text_secondary, 0);
}

static void
add_chevron (OrielScene *scene, OrielRect rect, gboolean folded, OrielColor color)
{
  static const guint8 commands[] = { ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE };
  double x = rect.x + ROW_CHEVRON_PX / 2.0;
  double y = rect.y + rect.height / 2;
  double down[] = { x - 4, y - 2, x, y + 2, x + 4, y - 2 };
  double right[] = { x - 2, y - 4, x + 2, y, x - 2, y + 4 };
  OrielPaint paint = oriel_paint_solid (color);
  OrielStroke stroke = { .width = 1.5 };

  oriel_scene_add_path (scene, commands, G_N_ELEMENTS (commands), folded ? right : down, NULL,
                        &paint, &stroke);
}

static void
add_row (OrielScene *scene,
         OrielSession *session,
         const OrielPlacedPanel *placed,
         OrielRect rect,
         const OrielTheme *theme)
{
  g_autofree char *title = oriel_session_dup_title (session, placed->key);

  add_chevron (scene, rect, oriel_session_is_collapsed (session, placed->key), theme->text);
  oriel_scene_add_text (scene, title, rect.x + ROW_CHEVRON_PX + 8,
                        rect.y + oriel_text_baseline (&row_font, rect.height), ORIEL_ALIGN_START,
                        &row_font, theme->text, rect.width - ROW_CHEVRON_PX - 8);
}

static double
page_height (const OrielPlacedPanel *panels, guint n, double width)
{
  double bottom = HEADER_PX;

  for (guint i = 0; i < n; i++)
    {
      OrielRect rect = oriel_session_panel_rect (&panels[i], width);

      bottom = MAX (bottom, rect.y + rect.height);
    }

  return bottom + MARGIN_PX;
}

OrielScene *
oriel_session_scene (OrielSession *session, const OrielTheme *theme, double width, double height)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);
  OrielScene *scene;

  if (height <= 0)
    height = page_height (panels, n, width);

  scene = oriel_scene_new (width, height);
  add_header (scene, session, theme, width);
  for (guint i = 0; i < n; i++)
    {
      OrielRect rect = oriel_session_panel_rect (&panels[i], width);
      g_autoptr (OrielScene) panel = NULL;

      if (panels[i].panel->is_row)
        {
          add_row (scene, session, &panels[i], rect, theme);
          continue;
        }
      panel = oriel_session_panel_scene (session, panels[i].key, theme, rect.width, rect.height);
      oriel_scene_add_scene (scene, panel, rect.x, rect.y);
    }

  return scene;
}
