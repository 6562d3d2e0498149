/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The header of a table: names, icons of types, the arrow of the sort, the mark of filters. */

#include "config.h"

#include <math.h>

#include "draw/oriel-text.h"
#include "viz/table/oriel-table-private.h"

#define LINE_PX 20.0
#define BORDER_PX 1.0
#define ICON_PX 16.0
#define ICON_GAP_PX 4.0
#define TYPE_ICON_PX 14.0
#define MAX_LINES 5
#define FILTER_LIFT_PX 1.0 /* the button makes the line higher, and all stands in its middle */

static const OrielFont header_font = { .size_px = 14,
                                       .weight = 500,
                                       .letter_spacing_px = 0.15,
                                       .proportional = TRUE };
static const OrielFont letter_font = { .size_px = 14, .weight = 400, .italic = TRUE };

static const char *
name_of (const OrielField *field)
{
  return field->display_name != NULL ? field->display_name : field->name;
}

/* What stands in a header beside its name. */
typedef struct
{
  gboolean type_icon, sorted, descending, filter;
  double before, behind; /* px */
} Marks;

static void
marks_of (const OrielTableModel *model,
          const OrielTableView *view,
          const OrielTableColumn *column,
          Marks *marks)
{
  marks->type_icon = model->type_icons;
  marks->sorted = oriel_table_view_sorted_by (view, model, &marks->descending) == column->index;
  marks->filter = column->filterable;
  marks->before = marks->type_icon ? TYPE_ICON_PX + ICON_GAP_PX : 0;
  marks->behind =
    (marks->sorted ? ICON_PX + ICON_GAP_PX / 2 : 0) + (marks->filter ? ICON_PX + ICON_GAP_PX : 0);
}

static double
text_room (const Marks *marks, double width)
{
  return MAX (width - 2 * ORIEL_TABLE_PADDING_PX - BORDER_PX - marks->before - marks->behind, 1);
}

static guint
lines_of (const OrielTableModel *model,
          const OrielTableView *view,
          const OrielTableColumn *column,
          double width)
{
  g_auto (GStrv) lines = NULL;
  Marks marks;

  if (!column->wrap_header)
    return 1;

  marks_of (model, view, column, &marks);
  lines = oriel_text_wrap (name_of (column->field), &header_font, text_room (&marks, width));
  return CLAMP (g_strv_length (lines), 1, MAX_LINES);
}

double
oriel_table_header_height (const OrielTableModel *model,
                           const OrielTableView *view,
                           const double *widths)
{
  guint lines = 1;

  if (!model->show_header)
    return 0;

  for (guint i = 0; i < view->columns->len; i++)
    lines = MAX (lines, lines_of (model, view, oriel_table_view_column (view, i), widths[i]));
  return ORIEL_TABLE_HEADER_PX + (lines - 1) * LINE_PX;
}

static void
put_path (OrielScene *scene,
          const guint8 *commands,
          guint n,
          const double *coordinates,
          OrielColor color,
          double width)
{
  OrielPaint line = oriel_paint_solid (color);
  OrielStroke stroke = { .width = width, .round_caps = TRUE };

  oriel_scene_add_path (scene, commands, n, coordinates, NULL, &line, &stroke);
}

static const guint8 polyline[] = {
  ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE,  ORIEL_PATH_LINE,
  ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_CLOSE,
};

/* An arrow in a box of 16 px at (x, y). */
static void
put_sort_arrow (OrielScene *scene, double x, double y, gboolean descending, OrielColor color)
{
  double middle = x + 7, top = y + 4, end = y + 12.5;
  double tip = descending ? end : top;
  double wing = descending ? end - 4 : top + 4;
  double head[] = { middle - 4, wing, middle, tip, middle + 4, wing };

  oriel_scene_add_line (scene, middle, top, middle, end, color,
                        &(OrielStroke){ .width = 1.5, .round_caps = TRUE });
  put_path (scene, polyline, 3, head, color, 1.5);
}

/* A funnel in a box of 16 px at (x, y): its rim is a band. */
static void
put_funnel (OrielScene *scene, double x, double y, OrielColor color)
{
  static const guint8 closed[] = {
    ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE,  ORIEL_PATH_LINE,
    ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_CLOSE,
  };
  double points[] = {
    x + 1.7, y + 3,    x + 14.3, y + 3,    x + 14.3, y + 5.8,  x + 9.7, y + 10.2,
    x + 9.7, y + 13.4, x + 6.5,  y + 15.2, x + 6.5,  y + 10.2, x + 1.7, y + 5.8,
  };
  OrielPaint line = oriel_paint_solid (color);

  oriel_scene_add_path (scene, closed, G_N_ELEMENTS (closed), points, NULL, &line,
                        &(OrielStroke){ .width = 1.2, .round_caps = TRUE });
  oriel_scene_add_line (scene, x + 2, y + 3.4, x + 14, y + 3.4, color,
                        &(OrielStroke){ .width = 1.8 });
  oriel_scene_add_line (scene, x + 1.7, y + 5.8, x + 14.3, y + 5.8, color,
                        &(OrielStroke){ .width = 1.2 });
}

static void
put_clock (OrielScene *scene, double x, double y, OrielColor color)
{
  OrielPaint line = oriel_paint_solid (color);
  double hands[] = { x + 7, y + 4, x + 7, y + 7, x + 5.2, y + 7 };

  oriel_scene_add_rect (scene, (OrielRect){ x + 1.5, y + 1.5, 11, 11 }, 5.5, NULL, &line,
                        &(OrielStroke){ .width = 1.2 });
  put_path (scene, polyline, 3, hands, color, 1.2);
}

/* The keys of a calculator. */
static void
put_keys (OrielScene *scene, double x, double y, OrielColor color)
{
  OrielPaint paint = oriel_paint_solid (color);
  OrielStroke stroke = { .width = 1.2 };

  oriel_scene_add_rect (scene, (OrielRect){ x + 0.8, y + 0.8, 12.4, 12.4 }, 1.2, NULL, &paint,
                        &stroke);
  oriel_scene_add_line (scene, x + 7, y + 0.8, x + 7, y + 13.2, color, &stroke);
  oriel_scene_add_line (scene, x + 0.8, y + 7, x + 13.2, y + 7, color, &stroke);
  for (int i = 0; i < 4; i++)
    oriel_scene_add_rect (scene, (OrielRect){ x + 3 + 6 * (i % 2), y + 3 + 6 * (i / 2), 2, 2 }, 0,
                          &paint, NULL, NULL);
}

/* A slanted letter with feet, for texts. */
static void
put_text_sign (OrielScene *scene, double x, double y, OrielColor color)
{
  double legs[] = { x + 2.9, y + 12.4, x + 9.2, y + 1.6, x + 10.6, y + 1.6, x + 11, y + 12.4 };
  const OrielStroke stroke = { .width = 1.1 };

  put_path (scene, polyline, 4, legs, color, 1.2);
  oriel_scene_add_line (scene, x + 5.2, y + 8.2, x + 10.8, y + 8.2, color, &stroke);
  oriel_scene_add_line (scene, x + 1, y + 12.5, x + 5, y + 12.5, color, &stroke);
  oriel_scene_add_line (scene, x + 9, y + 12.5, x + 13, y + 12.5, color, &stroke);
}

static void
put_switch (OrielScene *scene, double x, double y, OrielColor color)
{
  OrielPaint line = oriel_paint_solid (color);
  OrielStroke stroke = { .width = 1.2 };

  oriel_scene_add_rect (scene, (OrielRect){ x + 1.2, y + 3.6, 11.6, 6.8 }, 3.4, NULL, &line,
                        &stroke);
  oriel_scene_add_rect (scene, (OrielRect){ x + 7.8, y + 5.4, 3.2, 3.2 }, 1.6, NULL, &line,
                        &stroke);
}

static void
put_braces (OrielScene *scene, double x, double y, OrielColor color)
{
  oriel_scene_add_text (scene, "{}", x + TYPE_ICON_PX / 2,
                        round (y + oriel_text_baseline (&letter_font, TYPE_ICON_PX)),
                        ORIEL_ALIGN_CENTER, &letter_font, color, 0);
}

static void
put_type_icon (OrielScene *scene, OrielFieldType type, double x, double y, OrielColor color)
{
  switch (type)
    {
    case ORIEL_FIELD_TIME:
      put_clock (scene, x, y, color);
      break;
    case ORIEL_FIELD_NUMBER:
      put_keys (scene, x, y, color);
      break;
    case ORIEL_FIELD_BOOLEAN:
      put_switch (scene, x, y, color);
      break;
    case ORIEL_FIELD_STRING:
    case ORIEL_FIELD_ENUM:
      put_text_sign (scene, x, y, color);
      break;
    case ORIEL_FIELD_FRAME:
    case ORIEL_FIELD_NESTED:
    case ORIEL_FIELD_OTHER:
    default:
      put_braces (scene, x, y, color);
      break;
    }
}

static double
widest (char **lines)
{
  double width = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    width = MAX (width, oriel_text_width (lines[i], &header_font));
  return width;
}

/* The name from x on, its last line standing on `bottom`. */
static void
put_name (OrielScene *scene, char **lines, double x, double bottom, double room, OrielColor color)
{
  guint n = MIN (g_strv_length (lines), MAX_LINES);

  for (guint i = 0; i < n; i++)
    oriel_scene_add_text (
      scene, lines[i], x,
      round (bottom - (n - i) * LINE_PX + oriel_text_baseline (&header_font, LINE_PX)),
      ORIEL_ALIGN_START, &header_font, color, room);
}

static void
add_hit (const OrielTableDrawing *drawing, const OrielTableColumn *column, OrielRect box)
{
  OrielHit hit = {
    .kind = ORIEL_HIT_HEADER, .frame = drawing->view->index, .field = column->index, .row = -1
  };

  oriel_scene_add_hit (drawing->scene, box, &hit);
}

static char **
lines_in (const OrielTableColumn *column, double room)
{
  const char *one[] = { name_of (column->field), NULL };

  return column->wrap_header ? oriel_text_wrap (one[0], &header_font, room)
                             : g_strdupv ((char **) one);
}

void
oriel_table_draw_header (const OrielTableDrawing *drawing, guint index, OrielRect box)
{
  const OrielTableColumn *column = oriel_table_view_column (drawing->view, index);
  OrielColor color = drawing->model->theme->text_secondary;
  OrielScene *scene = drawing->scene;
  double bottom = box.y + box.height - BORDER_PX - ORIEL_TABLE_PADDING_PX;
  double x = box.x + ORIEL_TABLE_PADDING_PX, room, width, free;
  g_auto (GStrv) lines = NULL;
  Marks marks;

  marks_of (drawing->model, drawing->view, column, &marks);
  bottom -= marks.filter ? FILTER_LIFT_PX : 0;
  room = text_room (&marks, box.width);
  lines = lines_in (column, room);
  width = MIN (widest (lines), room);
  free = MAX (room - width, 0);
  x += column->align == ORIEL_ALIGN_END ? free : column->align == ORIEL_ALIGN_CENTER ? free / 2 : 0;

  if (marks.type_icon)
    put_type_icon (scene, column->field->type, x, bottom - 17, color);
  x += marks.before;
  put_name (scene, lines, x, bottom, room, color);
  x += width + ICON_GAP_PX / 2;
  if (marks.sorted)
    {
      put_sort_arrow (scene, x, bottom - 18, marks.descending, color);
      x += ICON_PX;
    }
  if (marks.filter)
    put_funnel (scene, x + ICON_GAP_PX / 2, bottom - 18, color);
  add_hit (drawing, column, box);
}
