/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-dashboard-scene.h. */

#include "config.h"

#include "export/oriel-dashboard-scene.h"

#include "base/oriel-date-format.h"
#include "draw/oriel-text.h"
#include "viz/oriel-page-layout.h"
#include "viz/oriel-panel-frame.h"

#define MARGIN_PX 16
#define HEADER_PX 48
#define ROW_CHEVRON_PX 16
#define TAB_PADDING_PX 12

static const OrielFont title_font = { ORIEL_FONT_SANS, 18, 500, FALSE };
static const OrielFont row_font = { ORIEL_FONT_SANS, 16, 500, FALSE };
static const OrielFont tab_font = { ORIEL_FONT_SANS, 14, 500, FALSE };
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

static OrielScene *
panel_scene (OrielSession *session,
             int key,
             const OrielTheme *theme,
             double width,
             double height,
             gboolean in_dashboard)
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
    .in_dashboard = in_dashboard,
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

OrielScene *
oriel_session_panel_scene (OrielSession *session,
                           int key,
                           const OrielTheme *theme,
                           double width,
                           double height)
{
  return panel_scene (session, key, theme, width, height, FALSE);
}

OrielRect *
oriel_session_panel_rects (OrielSession *session, double width, double height, double *bottom)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);
  OrielRect *rects = g_new0 (OrielRect, n + 1);
  double inner = MAX (height - HEADER_PX - MARGIN_PX, 0);
  double used = oriel_page_layout (panels, n, MAX (width - 2 * MARGIN_PX, 1), inner, FALSE, rects);

  for (guint i = 0; i < n; i++)
    {
      rects[i].x += MARGIN_PX;
      rects[i].y += HEADER_PX;
    }

  if (bottom != NULL)
    *bottom = HEADER_PX + used + MARGIN_PX;
  return rects;
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

/* The bar: titles below each other's side, a line under the one that is shown. What has no room
 * is cut off at the right. */
static void
add_tabs (OrielScene *scene,
          OrielSession *session,
          const OrielPlacedPanel *placed,
          OrielRect rect,
          const OrielTheme *theme)
{
  OrielPaint border = oriel_paint_solid (theme->border_weak);
  OrielPaint active = oriel_paint_solid (theme->accent);
  OrielRect line = { rect.x, rect.y + rect.height - 1, rect.width, 1 };
  double x = rect.x;

  oriel_scene_add_rect (scene, line, 0, &border, NULL, NULL);
  for (guint i = 0; i < placed->n_tabs && x < rect.x + rect.width; i++)
    {
      g_autofree char *title = oriel_session_dup_tab_title (session, placed->key, i);
      gboolean shown = i == placed->tab;
      double room = rect.x + rect.width - x - 2 * TAB_PADDING_PX;
      double width = MIN (oriel_text_width (title, &tab_font), MAX (room, 1));
      OrielRect mark = { x, rect.y + rect.height - 2, width + 2 * TAB_PADDING_PX, 2 };

      oriel_scene_add_text (
        scene, title, x + TAB_PADDING_PX, rect.y + oriel_text_baseline (&tab_font, rect.height),
        ORIEL_ALIGN_START, &tab_font, shown ? theme->text : theme->text_secondary, width);
      if (shown)
        oriel_scene_add_rect (scene, mark, 0, &active, NULL, NULL);
      x += width + 2 * TAB_PADDING_PX;
    }
}

static void
add_placed (OrielScene *scene,
            OrielSession *session,
            const OrielPlacedPanel *placed,
            OrielRect rect,
            const OrielTheme *theme)
{
  g_autoptr (OrielScene) panel = NULL;

  switch (placed->kind)
    {
    case ORIEL_PLACED_ROW:
      add_row (scene, session, placed, rect, theme);
      break;
    case ORIEL_PLACED_TABS:
      add_tabs (scene, session, placed, rect, theme);
      break;
    case ORIEL_PLACED_PANEL:
    default:
      panel = panel_scene (session, placed->key, theme, rect.width, rect.height, TRUE);
      oriel_scene_add_scene (scene, panel, rect.x, rect.y);
      break;
    }
}

OrielScene *
oriel_session_scene (OrielSession *session, const OrielTheme *theme, double width, double height)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);
  double bottom;
  g_autofree OrielRect *rects = oriel_session_panel_rects (session, width, height, &bottom);
  OrielScene *scene = oriel_scene_new (width, height > 0 ? height : bottom);

  add_header (scene, session, theme, width);
  for (guint i = 0; i < n; i++)
    add_placed (scene, session, &panels[i], rects[i], theme);

  return scene;
}
