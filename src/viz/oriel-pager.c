/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-pager.h. */

#include "config.h"

#include "viz/oriel-pager.h"

#define BUTTON_PX 24.0
#define GAP_PX 4.0
#define RADIUS_PX 6.0
#define FONT_PX 12.0

static void
draw_button (OrielScene *scene,
             const OrielRect *box,
             const char *label,
             gboolean active,
             int page,
             const OrielTheme *theme)
{
  OrielFont font = { .size_px = FONT_PX, .weight = 500 };
  OrielPaint fill = oriel_paint_solid (active ? theme->accent : theme->secondary);
  OrielColor white = { 1, 1, 1, 1 };
  OrielHit hit = { .kind = ORIEL_HIT_PAGE, .frame = -1, .field = -1, .row = page };

  oriel_scene_add_rect (scene, *box, RADIUS_PX, &fill, NULL, NULL);
  oriel_scene_add_text (scene, label, box->x + box->width / 2, box->y + box->height / 2 + 4,
                        ORIEL_ALIGN_CENTER, &font,
                        page < 0 ? theme->text_disabled
                        : active ? white
                                 : theme->text,
                        0);
  if (page >= 0)
    oriel_scene_add_hit (scene, *box, &hit);
}

void
oriel_pager_draw (OrielScene *scene,
                  const OrielRect *place,
                  guint page,
                  guint n,
                  const OrielTheme *theme)
{
  guint room = (guint) (MAX (place->width, 0) / (BUTTON_PX + GAP_PX));
  guint n_shown = MIN (n, room > 3 ? room - 2 : 1);
  guint first = MIN (page > n_shown / 2 ? page - n_shown / 2 : 0, n - n_shown);
  OrielRect box = { 0, place->y + place->height - BUTTON_PX, BUTTON_PX, BUTTON_PX };

  box.x = place->x + (place->width - (n_shown + 2) * (BUTTON_PX + GAP_PX) + GAP_PX) / 2;
  draw_button (scene, &box, "‹", FALSE, page > 0 ? (int) page - 1 : -1, theme);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", first + i + 1);

      box.x += BUTTON_PX + GAP_PX;
      draw_button (scene, &box, label, first + i == page, (int) (first + i), theme);
    }
  box.x += BUTTON_PX + GAP_PX;
  draw_button (scene, &box, "›", FALSE, page + 1 < n ? (int) page + 1 : -1, theme);
}
