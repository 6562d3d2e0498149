/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes: plain geometry in device-independent pixels, from the visualizations to the painter.
 *
 * A scene is a list of items in painting order, all memory in one arena. It is built by one
 * thread, then immutable and shared by reference. Data lines borrow columns (by reference) and
 * are reduced to pixels only when painted. */

#pragma once

#include "base/oriel-arena.h"
#include "field/oriel-color.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height;
} OrielRect;

typedef struct
{
  double x, y;
} OrielPoint;

typedef struct
{
  double offset; /* 0 to 1 */
  OrielColor color;
} OrielStop;

typedef enum
{
  ORIEL_PAINT_NONE,
  ORIEL_PAINT_SOLID,
  ORIEL_PAINT_LINEAR, /* from (x0, y0) to (x1, y1) */
  ORIEL_PAINT_RADIAL, /* centre (x0, y0), radius x1; an ellipse y1 high where y1 > 0 */
} OrielPaintKind;

/* A fill or stroke colour; stops are copied into the scene. */
typedef struct
{
  OrielPaintKind kind;
  OrielColor color;
  double x0, y0, x1, y1;
  const OrielStop *stops;
  guint n_stops;
} OrielPaint;

/* Width in px; 0 is one device pixel: the points of a path are then rounded to whole device pixels
 * and the line covers the pixels that begin there, as grid lines must. */
typedef struct
{
  double width;
  const double *dashes; /* nullable; copied */
  guint n_dashes;
  gboolean round_caps;
} OrielStroke;

/* Path commands: coordinates follow in one array, 2 for MOVE and LINE, 6 for CURVE, 5 for ARC
 * (centre x, y, radius, start and end angle in radians, clockwise), 0 for CLOSE. */
typedef enum
{
  ORIEL_PATH_MOVE,
  ORIEL_PATH_LINE,
  ORIEL_PATH_CURVE,
  ORIEL_PATH_ARC,
  ORIEL_PATH_ARC_NEGATIVE,
  ORIEL_PATH_CLOSE,
} OrielPathCommand;

typedef enum
{
  ORIEL_FONT_SANS,
  ORIEL_FONT_MONO,
} OrielFontFamily;

typedef struct
{
  OrielFontFamily family;
  double size_px;
  int weight; /* 300, 400, 500, 700 */
  gboolean italic;
  double letter_spacing_px;
  gboolean proportional; /* figures as wide as they are, not all alike */
} OrielFont;

typedef enum
{
  ORIEL_ALIGN_START,
  ORIEL_ALIGN_CENTER,
  ORIEL_ALIGN_END,
} OrielAlign;

/* How the samples of a series are joined. */
typedef enum
{
  ORIEL_JOIN_LINEAR,
  ORIEL_JOIN_SMOOTH,
  ORIEL_JOIN_STEP_BEFORE,
  ORIEL_JOIN_STEP_AFTER,
} OrielJoin;

/* A data series: x and y columns mapped linearly into a plot rectangle, clipped to it.
 * `xs` are times or numbers; `ys` are already stacked and scaled values (log axes: the
 * logarithm). A null in `ys` is a gap unless `span_nulls`; NaN is a gap always. */
typedef struct
{
  const gint64 *times; /* either */
  const double *xs;    /* or */
  const double *ys;
  const double *base; /* nullable: lower edge of the filled area per sample (stacking) */
  gsize n;
  OrielColumn *x_column; /* nullable: kept alive with the scene */
  OrielColumn *y_column;
  OrielRect plot;
  double x_min, x_max, y_min, y_max; /* what the plot's edges stand for */
  double fill_to;                    /* value down to which areas are filled, if no base */
  OrielJoin join;
  gboolean span_nulls;
  gboolean snap;   /* samples lie on whole device pixels, as uPlot draws */
  OrielPaint line; /* NONE: no line */
  OrielStroke stroke;
  OrielPaint fill; /* NONE: no area */
  gint16 axis;     /* whose identity a hit reports */
  int series;      /* caller's number of the series */
} OrielSeriesItem;

typedef enum
{
  ORIEL_ITEM_RECT,
  ORIEL_ITEM_PATH,
  ORIEL_ITEM_TEXT,
  ORIEL_ITEM_SERIES,
  ORIEL_ITEM_POINTS,
  ORIEL_ITEM_IMAGE,
  ORIEL_ITEM_CLIP,   /* push a rectangle */
  ORIEL_ITEM_UNCLIP, /* pop it */
} OrielItemKind;

typedef struct
{
  OrielItemKind kind;
  union
  {
    struct
    {
      OrielRect rect;
      double radius;
      gboolean snap; /* to whole device pixels */
      OrielPaint fill, line;
      OrielStroke stroke;
    } rect;
    struct
    {
      const guint8 *commands;
      guint n_commands;
      const double *coordinates;
      OrielPaint fill, line;
      OrielStroke stroke;
    } path;
    struct
    {
      const char *text;
      double x, baseline;
      double max_width; /* > 0: cut with an ellipsis */
      double angle;     /* radians, clockwise, around (x, baseline) */
      OrielAlign align;
      OrielFont font;
      OrielColor color;
    } text;
    OrielSeriesItem series;
    struct
    {
      const OrielPoint *points;
      guint n;
      double radius;
      OrielPaint fill, line;
      OrielStroke stroke;
      OrielRect clip;
    } points;
    struct
    {
      OrielRect rect;
      GBytes *png;
    } image;
    struct
    {
      OrielRect rect;
      double radius;
    } clip;
  };
} OrielItem;

/* What a place of the scene stands for. -1 and NULL where it does not apply. */
typedef struct
{
  enum
  {
    ORIEL_HIT_NOTHING,
    ORIEL_HIT_SAMPLE,   /* frame, field, row */
    ORIEL_HIT_FIELD,    /* a whole series: legend entry, stat */
    ORIEL_HIT_CELL,     /* table: frame, field, row */
    ORIEL_HIT_INSPECT,  /* the same, whose whole value a click shows */
    ORIEL_HIT_HEADER,   /* table: column header */
    ORIEL_HIT_LINK,     /* url */
    ORIEL_HIT_PLOT,     /* within a plot; x_value and y_value */
    ORIEL_HIT_PAGE,     /* table: button of page `row` */
    ORIEL_HIT_FRAME,    /* table: the choice of another frame than `frame` */
    ORIEL_HIT_MARK,     /* an annotation: see oriel-markers.h */
    ORIEL_HIT_EXEMPLAR, /* the same: frame of exemplars, row; x_value and y_value */
  } kind;
  int frame, field, row;
  double x_value, y_value;
  const char *url; /* owned by the scene */
  OrielRect lit;   /* what is lit while the pointer is here; empty: nothing */
} OrielHit;

typedef struct
{
  OrielRect rect;
  OrielHit hit;
} OrielHitArea;

/* A plot's rectangle and scales, for crosshair, zoom and hit tests. */
typedef struct
{
  OrielRect rect;
  double x_min, x_max;
  gboolean x_is_time;
  gboolean runs_down; /* x goes from the top to the bottom, as of bars that lie */
  double first_stop;  /* where the keyboard stops if x is no time: here, and each step on */
  double stop_step;
  guint n_stops; /* 0: nowhere */
} OrielScenePlot;

typedef struct _OrielScene OrielScene;

/* An empty scene of that size. Share with ref/unref. */
OrielScene *oriel_scene_new (double width, double height) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference; NULL gives NULL. Any thread. */
OrielScene *oriel_scene_ref (OrielScene *scene);

/* Drops a reference; nullable. Any thread. */
void oriel_scene_unref (OrielScene *scene);

/* Size in px. */
void oriel_scene_get_size (const OrielScene *scene, double *width, double *height);

/* The scene's arena, for texts and arrays of its items. */
OrielArena *oriel_scene_get_arena (OrielScene *scene);

/* The items, in painting order; `n` receives their number. */
const OrielItem *oriel_scene_get_items (const OrielScene *scene, guint *n);

/* The hit areas, topmost last; `n` receives their number. */
const OrielHitArea *oriel_scene_get_hit_areas (const OrielScene *scene, guint *n);

/* Solid paint. */
OrielPaint oriel_paint_solid (OrielColor color);

/* No paint. */
OrielPaint oriel_paint_none (void);

/* Adds a rectangle with rounded corners (radius 0: square). `fill` and `line` are nullable. */
void oriel_scene_add_rect (OrielScene *scene,
                           OrielRect rect,
                           double radius,
                           const OrielPaint *fill,
                           const OrielPaint *line,
                           const OrielStroke *stroke);

/* Adds a filled box whose sides lie on whole device pixels, as the boxes of a page do. */
void oriel_scene_add_box (OrielScene *scene, OrielRect rect, double radius, const OrielPaint *fill);

/* Adds a straight line. */
void oriel_scene_add_line (OrielScene *scene,
                           double x0,
                           double y0,
                           double x1,
                           double y1,
                           OrielColor color,
                           const OrielStroke *stroke);

/* Adds a path; the arrays are copied. */
void oriel_scene_add_path (OrielScene *scene,
                           const guint8 *commands,
                           guint n_commands,
                           const double *coordinates,
                           const OrielPaint *fill,
                           const OrielPaint *line,
                           const OrielStroke *stroke);

/* Adds one line of text (copied) at a baseline. `max_width` 0: as wide as it is. */
void oriel_scene_add_text (OrielScene *scene,
                           const char *text,
                           double x,
                           double baseline,
                           OrielAlign align,
                           const OrielFont *font,
                           OrielColor color,
                           double max_width);

/* The same, turned by `angle` radians clockwise around (x, baseline). */
void oriel_scene_add_text_turned (OrielScene *scene,
                                  const char *text,
                                  double x,
                                  double baseline,
                                  OrielAlign align,
                                  const OrielFont *font,
                                  OrielColor color,
                                  double angle);

/* Adds a data series; columns gain a reference, paints and dashes are copied; arrays without a
 * column must lie in the scene's arena. */
void oriel_scene_add_series (OrielScene *scene, const OrielSeriesItem *item);

/* Adds filled circles (copied), clipped to `clip`. */
void oriel_scene_add_points (OrielScene *scene,
                             const OrielPoint *points,
                             guint n,
                             double radius,
                             const OrielPaint *fill,
                             const OrielPaint *line,
                             const OrielStroke *stroke,
                             OrielRect clip);

/* Adds a picture (PNG; a reference is kept), stretched into `rect`. */
void oriel_scene_add_image (OrielScene *scene, OrielRect rect, GBytes *png);

/* Clips what follows to `rect`, until oriel_scene_unclip(). Nests. */
void oriel_scene_clip (OrielScene *scene, OrielRect rect);

/* The same with rounded corners. */
void oriel_scene_clip_rounded (OrielScene *scene, OrielRect rect, double radius);

/* Ends the innermost clip. */
void oriel_scene_unclip (OrielScene *scene);

/* Adds everything of `other` moved by (dx, dy), hit areas and plots too. */
void oriel_scene_add_scene (OrielScene *scene, const OrielScene *other, double dx, double dy);

/* Says what a rectangle stands for; `hit->url` is copied. */
void oriel_scene_add_hit (OrielScene *scene, OrielRect rect, const OrielHit *hit);

/* Says where the plot is. */
void oriel_scene_set_plot (OrielScene *scene, const OrielScenePlot *plot);

/* The plot, or NULL. */
const OrielScenePlot *oriel_scene_get_plot (const OrielScene *scene);

/* The topmost hit area at a point, or NULL. */
const OrielHit *oriel_scene_hit_area_at (const OrielScene *scene, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielScene, oriel_scene_unref)

G_END_DECLS
