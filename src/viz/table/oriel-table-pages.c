/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands below a table: buttons of pages, and which of several frames is shown. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "draw/oriel-text.h"
#include "field/oriel-names.h"
#include "viz/table/oriel-table-private.h"

#define BUTTON_PX 24.0
#define BUTTON_RADIUS_PX 6.0
#define BUTTON_PADDING_PX 8.0
#define ARROW_PX 32.0
#define GAP_PX 10.0
#define DOTS_PX 16.0
#define SUMMARY_GAP_PX 16.0
#define SUMMARY_FROM_PX 750.0
#define FEW_PAGES 8 /* so many are all listed */
#define AT_AN_END 7 /* pages listed at the end that is near */
#define AROUND 2    /* pages listed on both sides in the middle */

/* Rows are counted as if the bar were a little higher than it is. */
#define COUNTED_BAR_PX 38.0

static const OrielFont button_font = { .size_px = 12,
                                       .weight = 500,
                                       .letter_spacing_px = 0.15,
                                       .proportional = TRUE };
static const OrielFont small_font = { .size_px = 12,
                                      .weight = 400,
                                      .letter_spacing_px = 0.15,
                                      .proportional = TRUE };
static const OrielFont choice_font = { .size_px = 14,
                                       .weight = 400,
                                       .letter_spacing_px = 0.15,
                                       .proportional = TRUE };

/* One thing of the bar. */
typedef struct
{
  enum
  {
    PREVIOUS,
    PAGE,
    DOTS,
    NEXT,
  } kind;
  gsize page;
} Button;

void
oriel_table_pages_init (OrielTablePages *pages,
                        gsize n_rows,
                        double row_px,
                        double room,
                        guint page)
{
  double per_page = floor ((room + ORIEL_TABLE_PAGES_PX - COUNTED_BAR_PX) / row_px);

  pages->n_rows = n_rows;
  pages->rows_per_page = (gsize) CLAMP (per_page, 1, 100000);
  pages->n_pages = MAX ((n_rows + pages->rows_per_page - 1) / pages->rows_per_page, 1);
  pages->page = MIN (page, pages->n_pages - 1);
}

/* How many pages a bar of little room lists. */
typedef enum
{
  LIST_MANY,
  LIST_ENDS, /* the first, the current and the last */
  LIST_ONE,  /* the current */
} Listing;

/* With many pages those near the current one are listed, and the first and last. */
static gboolean
is_listed (const OrielTablePages *pages, gsize page, Listing listing)
{
  gsize last = pages->n_pages - 1;

  if (listing == LIST_ONE)
    return page == pages->page;
  if (listing == LIST_ENDS)
    return page == pages->page || page == 0 || page == last;
  if (pages->n_pages <= FEW_PAGES || page == 0 || page == last)
    return TRUE;
  if (pages->page < AT_AN_END - 1)
    return page < AT_AN_END;
  if (pages->page + AT_AN_END > last + 1)
    return page + AT_AN_END > last;

  return page + AROUND >= pages->page && page <= pages->page + AROUND;
}

static GArray *
buttons_of (const OrielTablePages *pages, Listing listing)
{
  GArray *buttons = g_array_new (FALSE, FALSE, sizeof (Button));
  gsize near_first = pages->page > AT_AN_END ? pages->page - AT_AN_END : 0;
  gsize near_end = MIN (pages->page + AT_AN_END + 1, pages->n_pages);
  gsize last = 0;

  g_array_append_val (buttons, ((Button){ PREVIOUS, 0 }));
  for (gsize page = 0; page < pages->n_pages; page++)
    {
      /* Pages far from the current one are not walked through. */
      if (page == 1 && near_first > 1)
        page = near_first;
      else if (page >= near_end && page < pages->n_pages - 1)
        page = pages->n_pages - 1;
      if (!is_listed (pages, page, listing))
        continue;
      if (page > last + 1 && listing != LIST_ONE)
        g_array_append_val (buttons, ((Button){ DOTS, 0 }));
      g_array_append_val (buttons, ((Button){ PAGE, page }));
      last = page;
    }
  g_array_append_val (buttons, ((Button){ NEXT, 0 }));
  return buttons;
}

static double
button_width (const Button *button, char *label, gsize size)
{
  if (button->kind == DOTS)
    return DOTS_PX;
  if (button->kind != PAGE)
    return ARROW_PX;

  g_snprintf (label, size, "%" G_GSIZE_FORMAT, button->page + 1);
  return oriel_text_width (label, &button_font) + 2 * BUTTON_PADDING_PX;
}

static double
buttons_width (const GArray *buttons)
{
  double width = -GAP_PX;
  char label[32];

  for (guint i = 0; i < buttons->len; i++)
    width += button_width (&g_array_index (buttons, Button, i), label, sizeof label) + GAP_PX;
  return width;
}

/* As many pages as there is room for: the way on must never be cut off. */
static GArray *
buttons_within (const OrielTablePages *pages, double room)
{
  GArray *buttons = NULL;

  for (Listing listing = LIST_MANY; listing <= LIST_ONE; listing++)
    {
      g_clear_pointer (&buttons, g_array_unref);
      buttons = buttons_of (pages, listing);
      if (buttons_width (buttons) <= room)
        break;
    }
  return buttons;
}

static void
put_face (const OrielTableDrawing *drawing, OrielRect box, gboolean active, gboolean disabled)
{
  const OrielTheme *theme = drawing->model->theme;
  OrielPaint fill = oriel_paint_solid (
    active ? theme->accent : oriel_color_with_alpha (theme->text, disabled ? 0.04f : 0.11f));
  OrielPaint line = oriel_paint_solid (oriel_color_with_alpha (theme->text, 0.08f));
  OrielRect edge = { box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1 };

  oriel_scene_add_rect (drawing->scene, box, BUTTON_RADIUS_PX, &fill, NULL, NULL);
  if (!active && !disabled)
    oriel_scene_add_rect (drawing->scene, edge, BUTTON_RADIUS_PX - 0.5, NULL, &line,
                          &(OrielStroke){ .width = 1 });
}

static void
put_arrow (OrielScene *scene, OrielRect box, double direction, OrielColor color)
{
  static const guint8 commands[] = { ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE };
  double x = box.x + box.width / 2, y = box.y + box.height / 2;
  double points[] = {
    x - direction * 1.5, y - 3, x + direction * 1.5, y, x - direction * 1.5, y + 3
  };
  OrielPaint line = oriel_paint_solid (color);

  oriel_scene_add_path (scene, commands, 3, points, NULL, &line,
                        &(OrielStroke){ .width = 1.4, .round_caps = TRUE });
}

static void
put_dots (OrielScene *scene, OrielRect box, OrielColor color)
{
  OrielPoint points[3];
  OrielPaint fill = oriel_paint_solid (color);

  for (int i = 0; i < 3; i++)
    points[i] = (OrielPoint){ box.x + box.width / 2 + (i - 1) * 4.5, box.y + box.height / 2 };
  oriel_scene_add_points (scene, points, 3, 1.4, &fill, NULL, NULL, box);
}

static void
add_page_hit (OrielScene *scene, OrielRect box, gsize page)
{
  OrielHit hit = {
    .kind = ORIEL_HIT_PAGE, .frame = -1, .field = -1, .row = (int) MIN (page, G_MAXINT)
  };

  oriel_scene_add_hit (scene, box, &hit);
}

static void
put_step (const OrielTableDrawing *drawing,
          const OrielTablePages *pages,
          OrielRect box,
          gboolean next)
{
  gboolean disabled = next ? pages->page + 1 >= pages->n_pages : pages->page == 0;
  const OrielTheme *theme = drawing->model->theme;

  put_face (drawing, box, FALSE, disabled);
  put_arrow (drawing->scene, box, next ? 1 : -1, disabled ? theme->text_disabled : theme->text);
  if (!disabled)
    add_page_hit (drawing->scene, box, next ? pages->page + 1 : pages->page - 1);
}

static void
put_page (const OrielTableDrawing *drawing,
          const OrielTablePages *pages,
          OrielRect box,
          gsize page,
          const char *label)
{
  gboolean active = page == pages->page;
  OrielColor color = active ? (OrielColor){ 1, 1, 1, 1 } : drawing->model->theme->text;

  put_face (drawing, box, active, FALSE);
  oriel_scene_add_text (drawing->scene, label, box.x + box.width / 2,
                        round (box.y + oriel_text_baseline (&button_font, box.height)),
                        ORIEL_ALIGN_CENTER, &button_font, color, 0);
  add_page_hit (drawing->scene, box, page);
}

static void
put_button (const OrielTableDrawing *drawing,
            const OrielTablePages *pages,
            const Button *button,
            OrielRect box,
            const char *label)
{
  if (button->kind == DOTS)
    put_dots (drawing->scene, box, drawing->model->theme->text);
  else if (button->kind == PAGE)
    put_page (drawing, pages, box, button->page, label);
  else
    put_step (drawing, pages, box, button->kind == NEXT);
}

static char *
summary_of (const OrielTablePages *pages)
{
  gsize first = pages->page * pages->rows_per_page;
  gsize end = MIN (first + pages->rows_per_page, pages->n_rows);

  return g_strdup_printf (_ ("%zu - %zu of %zu rows"), MIN (first + 1, end), end, pages->n_rows);
}

void
oriel_table_draw_pages (const OrielTableDrawing *drawing,
                        const OrielTablePages *pages,
                        OrielRect box)
{
  g_autoptr (GArray) buttons = buttons_within (pages, box.width);
  g_autofree char *summary = box.width >= SUMMARY_FROM_PX ? summary_of (pages) : NULL;
  double width = buttons_width (buttons), x;
  double y = box.y + box.height - BUTTON_PX;
  char label[32];

  if (summary != NULL)
    width += SUMMARY_GAP_PX + oriel_text_width (summary, &small_font);

  x = round (box.x + MAX (box.width - width, 0) / 2);
  for (guint i = 0; i < buttons->len; i++)
    {
      const Button *button = &g_array_index (buttons, Button, i);
      OrielRect place = { x, y, round (button_width (button, label, sizeof label)), BUTTON_PX };

      put_button (drawing, pages, button, place, label);
      x += place.width + GAP_PX;
    }
  if (summary != NULL)
    oriel_scene_add_text (drawing->scene, summary, x + SUMMARY_GAP_PX - GAP_PX,
                          round (y + 1 + oriel_text_baseline (&small_font, BUTTON_PX)),
                          ORIEL_ALIGN_START, &small_font, drawing->model->theme->text_secondary, 0);
}

void
oriel_table_draw_choice (const OrielTableDrawing *drawing, OrielRect box)
{
  const OrielTheme *theme = drawing->model->theme;
  g_autofree char *name = oriel_frame_display_name (drawing->view->frame, drawing->view->index);
  OrielRect face = { box.x + 0.5, box.y + box.height - 31.5, MAX (box.width - 1, 1), 31 };
  OrielPaint fill = oriel_paint_solid (theme->canvas);
  OrielPaint line = oriel_paint_solid (theme->border_medium);
  static const guint8 commands[] = { ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE };
  double x = face.x + face.width - 16, y = face.y + face.height / 2;
  double points[] = { x - 4, y - 2, x, y + 2, x + 4, y - 2 };
  OrielPaint arrow = oriel_paint_solid (theme->text);
  OrielHit hit = { .kind = ORIEL_HIT_FRAME, .frame = drawing->view->index, .field = -1, .row = -1 };

  oriel_scene_add_rect (drawing->scene, face, BUTTON_RADIUS_PX, &fill, &line,
                        &(OrielStroke){ .width = 1 });
  oriel_scene_add_text (drawing->scene, name, face.x + 8,
                        round (face.y + oriel_text_baseline (&choice_font, face.height)),
                        ORIEL_ALIGN_START, &choice_font, theme->text, MAX (face.width - 40, 1));
  oriel_scene_add_path (drawing->scene, commands, 3, points, NULL, &arrow,
                        &(OrielStroke){ .width = 1.4, .round_caps = TRUE });
  oriel_scene_add_hit (drawing->scene, face, &hit);
}
