/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotations over a plot of time, and exemplars in it.
 *
 * What falls on the same pixels in the same colour is one mark, so that drawing costs what the plot
 * is wide, however many events there are. */

#include "config.h"

#include "viz/oriel-markers-private.h"

#include <math.h>

#define DASH_PX 5.0
#define TRIANGLE_WIDTH_PX 10.0
#define TRIANGLE_HEIGHT_PX 5.0
#define BAR_PX 5.0
#define LEAST_BAR_PX 5.0
#define LANE_PX 7.0
#define MAX_LANES 10       /* further ones share the last */
#define TARGET_ROOM_PX 3.0 /* what is pointed at is this much larger than what is seen */

/* Events that are no further apart are one mark, where that is asked for. */
#define CLUSTER_PX 24.0

#define SYMBOL_PX 7.0
#define SYMBOL_LEFT_PX 4.0 /* of its value, from whose height it hangs */
#define MAX_CORNERS 12
#define BOX_PX 8.0

/* Outlines of the symbols in a box of 7 × 7 px. Each query's exemplars have one of them. */
static const struct
{
  guint n;
  double corners[2 * MAX_CORNERS];
} symbols[] = {
  { 4, { 3.4, 0, 6.8, 3.4, 3.4, 6.8, 0, 3.4 } }, /* diamond */
  { 12, { 1.5, 0, 3.5, 2, 5.5, 0, 7, 1.5, 5, 3.5, 7, 5.5,
          5.5, 7, 3.5, 5, 1.5, 7, 0, 5.5, 2, 3.5, 0, 1.5 } }, /* cross */
  { 3, { 4, 0, 7.5, 6, 0.5, 6 } },                            /* triangle */
  { 4, { 0, 0, 5, 0, 5, 5, 0, 5 } },                          /* square */
  { 5, { 3, 0.5, 5.9, 2.6, 4.8, 6, 1.2, 6, 0.1, 2.6 } },      /* pentagon */
  { 12, { 2.4, 0,   4.4, 0,   4.4, 2.4, 6.8, 2.4, 6.8, 4.4, 4.4, 4.4,
          4.4, 6.8, 2.4, 6.8, 2.4, 4.4, 0,   4.4, 0,   2.4, 2.4, 2.4 } }, /* plus */
};

/* What is drawn for one event, or for several that are one mark. */
typedef struct
{
  gint64 from_ms, to_ms;
  gboolean is_region;
  gboolean is_group; /* of several events */
  OrielColor color;
  gsize row;
} Mark;

typedef struct
{
  const OrielMarkers *markers;
  const OrielScenePlot *plot;
  OrielScene *scene;
  double top; /* of the marks below the axis */
} Drawing;

static guint
lane_of (const OrielMarkers *markers, guint frame)
{
  return markers->has_lanes ? MIN (frame, MAX_LANES - 1) : 0;
}

double
oriel_markers_lanes_px (const OrielMarkers *markers)
{
  return markers != NULL && markers->events->len > 0
           ? lane_of (markers, markers->events->len - 1) * LANE_PX
           : 0;
}

static double
x_of (const Drawing *drawing, gint64 time_ms)
{
  const OrielScenePlot *plot = drawing->plot;

  return plot->rect.x +
         ((double) time_ms - plot->x_min) / (plot->x_max - plot->x_min) * plot->rect.width;
}

/* Marks below the axis lie on whole px from the plot's edge. */
static double
mark_x (const Drawing *drawing, gint64 time_ms)
{
  const OrielRect *rect = &drawing->plot->rect;

  return rect->x + floor (x_of (drawing, time_ms) - rect->x + 0.5);
}

static gboolean
same_color (OrielColor a, OrielColor b)
{
  return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}

/* Whether `next` is part of the mark `open`: on its pixel, or close by where marks are clustered.
 */
static gboolean
joins (const Drawing *drawing, const Mark *open, const Mark *next)
{
  if (open->is_region || next->is_region)
    return FALSE;
  if (drawing->markers->clusters)
    return x_of (drawing, next->from_ms) - x_of (drawing, open->to_ms) <= CLUSTER_PX;

  return mark_x (drawing, open->from_ms) == mark_x (drawing, next->from_ms) &&
         same_color (open->color, next->color);
}

static gboolean
is_in_sight (const Drawing *drawing, const Mark *mark)
{
  return (double) mark->to_ms >= drawing->plot->x_min &&
         (double) mark->from_ms <= drawing->plot->x_max;
}

static Mark
mark_of (const Drawing *drawing, const OrielEventColumns *columns, gsize row)
{
  Mark mark = { .row = row, .from_ms = columns->times->times[row] };
  gint64 end;

  mark.is_region = oriel_event_is_region (columns, row, &end);
  mark.to_ms = mark.is_region ? end : mark.from_ms;
  if (mark.to_ms < mark.from_ms)
    {
      mark.to_ms = mark.from_ms;
      mark.from_ms = end;
    }
  mark.color = oriel_event_color (drawing->markers, columns, row);
  return mark;
}

/* The marks of one frame. Its events come by time; others join only their neighbours. */
static GArray *
collect_marks (const Drawing *drawing, const OrielEventColumns *columns)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  int open = -1; /* the last mark that is no region */

  for (gsize row = 0; row < columns->frame->n_rows; row++)
    {
      Mark mark = mark_of (drawing, columns, row);

      if (columns->times->times[row] == ORIEL_TIME_NULL || !is_in_sight (drawing, &mark))
        continue;
      if (open >= 0 && joins (drawing, &g_array_index (marks, Mark, open), &mark))
        {
          g_array_index (marks, Mark, open).to_ms = mark.to_ms;
          g_array_index (marks, Mark, open).is_group = TRUE;
          continue;
        }

      if (!mark.is_region)
        open = (int) marks->len;
      g_array_append_val (marks, mark);
    }

  return marks;
}

static void
draw_line (const Drawing *drawing, double x, OrielColor color)
{
  static const double dashes[] = { DASH_PX, DASH_PX };
  const OrielRect *rect = &drawing->plot->rect;
  const OrielStroke stroke = {
    .width = drawing->markers->line_width,
    .dashes = dashes,
    .n_dashes = G_N_ELEMENTS (dashes),
  };

  if (drawing->markers->has_lines && x >= rect->x - stroke.width &&
      x <= rect->x + rect->width + stroke.width)
    oriel_scene_add_line (drawing->scene, x, rect->y, x, rect->y + rect->height, color, &stroke);
}

/* What lies over the plot, which clips it. */
static void
draw_over_plot (const Drawing *drawing, const Mark *mark, gboolean filled)
{
  const OrielRect *rect = &drawing->plot->rect;
  double from = x_of (drawing, mark->from_ms);
  double to = x_of (drawing, mark->to_ms);
  OrielPaint fill = oriel_paint_solid (
    oriel_color_with_alpha (mark->color, (float) drawing->markers->fill * mark->color.alpha));
  OrielRect box = { .y = rect->y, .height = rect->height };

  draw_line (drawing, from, mark->color);
  if (to == from || (mark->is_group && !drawing->markers->clusters))
    return;

  draw_line (drawing, to, mark->color);
  box.x = MAX (from, rect->x);
  box.width = MIN (to, rect->x + rect->width) - box.x;
  if (filled && drawing->markers->fill > 0 && box.width > 0)
    oriel_scene_add_rect (drawing->scene, box, 0, &fill, NULL, NULL);
}

static void
add_hit (const Drawing *drawing, guint frame, const Mark *mark, const OrielRect *seen)
{
  OrielHit hit = {
    .kind = ORIEL_HIT_MARK,
    .frame = (int) frame,
    .field = -1,
    .row = (int) mark->row,
    .x_value = mark->is_group ? (double) mark->from_ms : NAN,
    .y_value = mark->is_group ? (double) mark->to_ms : NAN,
  };
  OrielRect target = { seen->x, seen->y - TARGET_ROOM_PX, seen->width,
                       seen->height + 2 * TARGET_ROOM_PX };

  oriel_scene_add_hit (drawing->scene, target, &hit);
}

static OrielRect
draw_triangle (const Drawing *drawing, const Mark *mark)
{
  static const guint8 commands[] = {
    ORIEL_PATH_MOVE,
    ORIEL_PATH_LINE,
    ORIEL_PATH_LINE,
    ORIEL_PATH_CLOSE,
  };
  double x = mark_x (drawing, mark->from_ms);
  double y = drawing->top;
  double corners[] = {
    x,
    y,
    x + TRIANGLE_WIDTH_PX / 2,
    y + TRIANGLE_HEIGHT_PX,
    x - TRIANGLE_WIDTH_PX / 2,
    y + TRIANGLE_HEIGHT_PX,
  };
  OrielPaint fill = oriel_paint_solid (mark->color);

  oriel_scene_add_path (drawing->scene, commands, G_N_ELEMENTS (commands), corners, &fill, NULL,
                        NULL);
  return (OrielRect){ x - TRIANGLE_WIDTH_PX / 2, y, TRIANGLE_WIDTH_PX, TRIANGLE_HEIGHT_PX };
}

static OrielRect
draw_bar (const Drawing *drawing, const Mark *mark)
{
  const OrielRect *rect = &drawing->plot->rect;
  double from = MAX (mark_x (drawing, mark->from_ms), rect->x);
  double to = MIN (mark_x (drawing, mark->to_ms), rect->x + rect->width);
  OrielRect bar = { from, drawing->top, MAX (to - from, LEAST_BAR_PX), BAR_PX };
  OrielPaint fill = oriel_paint_solid (mark->color);

  oriel_scene_add_rect (drawing->scene, bar, 0, &fill, NULL, NULL);
  return bar;
}

static gboolean
is_bar (const Drawing *drawing, const Mark *mark)
{
  return mark->is_region || (mark->is_group && drawing->markers->clusters);
}

/* Regions first, so that a moment within one can be pointed at. */
static void
draw_below_axis (const Drawing *drawing, guint frame, const GArray *marks)
{
  for (int bars = 1; bars >= 0; bars--)
    for (guint i = 0; i < marks->len; i++)
      {
        const Mark *mark = &g_array_index (marks, Mark, i);
        OrielRect seen;

        if (is_bar (drawing, mark) != (bars == 1))
          continue;
        seen = bars ? draw_bar (drawing, mark) : draw_triangle (drawing, mark);
        add_hit (drawing, frame, mark, &seen);
      }
}

static gboolean
is_drawable (const OrielScenePlot *plot)
{
  return plot != NULL && plot->x_is_time && plot->rect.width > 0 && plot->rect.height > 0 &&
         plot->x_max > plot->x_min;
}

void
oriel_markers_draw (const OrielMarkers *markers, OrielMarkUse use, OrielScene *scene)
{
  Drawing drawing = { markers, oriel_scene_get_plot (scene), scene };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  if (use == ORIEL_MARKS_NONE || markers->events->len == 0 || !is_drawable (drawing.plot))
    return;

  oriel_scene_clip (scene, drawing.plot->rect);
  for (guint i = 0; i < markers->events->len; i++)
    {
      GArray *marks =
        collect_marks (&drawing, &g_array_index (markers->events, OrielEventColumns, i));

      g_ptr_array_add (all, marks);
      for (guint j = 0; j < marks->len; j++)
        draw_over_plot (&drawing, &g_array_index (marks, Mark, j), use == ORIEL_MARKS_FILLED);
    }
  oriel_scene_unclip (scene);

  for (guint i = 0; i < all->len; i++)
    {
      drawing.top =
        drawing.plot->rect.y + drawing.plot->rect.height + lane_of (markers, i) * LANE_PX;
      draw_below_axis (&drawing, i, g_ptr_array_index (all, i));
    }
}

/* --- exemplars --- */

typedef struct
{
  const OrielMarkers *markers;
  OrielScene *scene;
  const OrielExemplarLook *look;
  GHashTable *taken; /* of places that have an exemplar, by whole px */
  GByteArray *commands;
  GArray *corners; /* of double: the boxes, which are one shape */
} Exemplars;

/* FALSE when there is an exemplar already. */
static gboolean
take_place (Exemplars *all, double x, double y)
{
  guint64 place = ((guint64) (guint32) (gint32) floor (x) << 32) | (guint32) (gint32) floor (y);

  return g_hash_table_add (all->taken, g_memdup2 (&place, sizeof place));
}

/* `x` and `y` are the upper left corner. */
static void
add_symbol (const Exemplars *all, guint symbol, double x, double y, OrielColor color)
{
  static const guint8 commands[] = {
    ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE,
    ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE,
    ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE,
  };
  guint n = symbols[symbol].n;
  double corners[2 * (MAX_CORNERS + 1)];
  OrielPaint fill = oriel_paint_solid (color);

  G_STATIC_ASSERT (G_N_ELEMENTS (commands) == MAX_CORNERS + 1);
  for (guint i = 0; i <= n; i++)
    {
      corners[2 * i] = x + symbols[symbol].corners[2 * (i % n)];
      corners[2 * i + 1] = y + symbols[symbol].corners[2 * (i % n) + 1];
    }
  oriel_scene_add_path (all->scene, commands, n + 1, corners, &fill, NULL, NULL);
}

/* In whole px from the plot's corner, as browsers place what stands over a picture. */
static OrielRect
symbol_rect (const OrielRect *plot, double x, double y)
{
  return (OrielRect){ plot->x + floor (x - plot->x + 0.5) - SYMBOL_LEFT_PX,
                      plot->y + floor (y - plot->y + 0.5), SYMBOL_PX, SYMBOL_PX };
}

static OrielRect
box_rect (double x, double y)
{
  return (OrielRect){ x - BOX_PX / 2, y - BOX_PX / 2, BOX_PX, BOX_PX };
}

static void
add_box (const Exemplars *all, const OrielRect *box)
{
  static const guint8 commands[] = {
    ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_CLOSE,
  };
  double right = box->x + box->width, bottom = box->y + box->height;
  double corners[] = { box->x, box->y, right, box->y, right, bottom, box->x, bottom };

  g_byte_array_append (all->commands, commands, G_N_ELEMENTS (commands));
  g_array_append_vals (all->corners, corners, G_N_ELEMENTS (corners));
}

static void
draw_exemplar (Exemplars *all, guint frame_index, gsize row, double time, double value)
{
  const OrielExemplarLook *look = all->look;
  const OrielFrame *frame = g_ptr_array_index (all->markers->exemplars, frame_index);
  OrielColor color = all->markers->exemplar_color;
  OrielRect rect;
  OrielHit hit = { .kind = ORIEL_HIT_EXEMPLAR, .frame = (int) frame_index, .field = -1 };
  double x = look->plot.x + (time - look->x_min) / (look->x_max - look->x_min) * look->plot.width;
  double y = look->place (frame, row, value, look->data);

  if (isnan (y) || !(x >= look->plot.x && x <= look->plot.x + look->plot.width))
    return;
  y = CLAMP (y, look->plot.y, look->plot.y + look->plot.height);
  if (look->choose != NULL && !look->choose (frame, row, &color, look->data))
    return;
  if (!take_place (all, x, y))
    return;

  rect = look->boxes ? box_rect (x, y) : symbol_rect (&look->plot, x, y);
  if (look->boxes)
    add_box (all, &rect);
  else
    add_symbol (all, frame_index % G_N_ELEMENTS (symbols), rect.x, rect.y, color);
  hit.row = (int) row;
  hit.x_value = time;
  hit.y_value = value;
  oriel_scene_add_hit (all->scene, rect, &hit);
}

static void
draw_frame (Exemplars *all, guint index)
{
  const OrielFrame *frame = g_ptr_array_index (all->markers->exemplars, index);
  const OrielColumn *times, *values;

  if (!oriel_exemplar_columns (frame, &times, &values))
    return;

  for (gsize row = 0; row < frame->n_rows; row++)
    if (times->times[row] != ORIEL_TIME_NULL && !isnan (values->numbers[row]))
      draw_exemplar (all, index, row, (double) times->times[row], values->numbers[row]);
}

/* Boxes are one shape: where they lie over each other, they are no denser. */
static void
draw_boxes (const Exemplars *all)
{
  OrielPaint fill = oriel_paint_solid (all->markers->box_color);

  if (all->commands->len == 0)
    return;

  oriel_scene_clip (all->scene, all->look->plot);
  oriel_scene_add_path (all->scene, all->commands->data, all->commands->len,
                        (const double *) (gpointer) all->corners->data, &fill, NULL, NULL);
  oriel_scene_unclip (all->scene);
}

void
oriel_markers_draw_exemplars (const OrielMarkers *markers,
                              OrielScene *scene,
                              const OrielExemplarLook *look)
{
  g_autoptr (GHashTable) taken = NULL;
  g_autoptr (GByteArray) commands = NULL;
  g_autoptr (GArray) corners = NULL;
  Exemplars all = { .markers = markers, .scene = scene, .look = look };

  if (markers == NULL || markers->exemplars->len == 0 || !(look->x_max > look->x_min))
    return;

  all.taken = taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  all.commands = commands = g_byte_array_new ();
  all.corners = corners = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < markers->exemplars->len; i++)
    draw_frame (&all, i);
  draw_boxes (&all);
}
