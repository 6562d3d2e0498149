/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Visualizations: pure functions from frames to a scene.
 *
 * prepare (frames + options → model), layout (model + size → scene), hit (scene + point →
 * identity), describe (model → words). A panel type is one folder and one row of the table in
 * oriel-viz.c. Nothing here knows of GTK; all of it runs on workers. */

#pragma once

#include "base/oriel-time-range.h"
#include "draw/oriel-scene.h"
#include "field/oriel-overrides.h"
#include "viz/oriel-markers.h"
#include "viz/oriel-tip-options.h"

G_BEGIN_DECLS

/* What a panel type is given. Borrowed for the call; a model keeps references of its own. */
typedef struct
{
  GPtrArray *frames;        /* of OrielFrame, overrides applied */
  JsonObject *options;      /* nullable: the panel's `options` */
  JsonObject *panel;        /* nullable: the whole panel's JSON */
  JsonObject *field_config; /* nullable: the panel's `fieldConfig` */
  const OrielTheme *theme;
  const OrielTimeZone *zone;
  OrielTimeSpan range;
  gint64 now_ms;
  gboolean has_title;       /* the panel has a title bar */
  OrielReplaceFunc replace; /* nullable: variables in texts */
  gpointer replace_data;
} OrielVizInput;

/* What a person changed on the panel since it was opened. */
typedef struct
{
  const gboolean *hidden; /* nullable: per legend entry, `n_hidden` of them */
  guint n_hidden;
  double scroll_y; /* of a table, in px */
  int sort_field;  /* of a table or legend; -1: as the options say */
  gboolean sort_descending;
  double window_width; /* of the window, 0: wide */
  double scroll_x;     /* of a table that is wider than its panel, in px */
  guint page;          /* of a table with pages, from 0 */
  int frame;           /* of a table of several frames, from 1; 0: as the options say */
  double room_around;  /* px around the box into which texts may reach */
} OrielVizState;

/* One entry of a legend, also for the list that a screen reader walks. */
typedef struct
{
  const char *label; /* owned by the model */
  OrielColor color;
  int frame, field;
} OrielVizSeries;

typedef struct _OrielVizClass OrielVizClass;

/* Every type's model begins with this. */
typedef struct
{
  const OrielVizClass *klass;
  OrielMarkers *markers; /* nullable, owned: set once prepare() is done */
  OrielTipOptions tips;
} OrielVizModel;

/* The frame of a row that belongs to no series: it stays whichever of them the tooltip is of. */
#define ORIEL_TIP_OF_ALL (-2)

/* One row of a tooltip at an x position. */
typedef struct
{
  const char *label; /* owned by the model */
  char value[128];
  double numeric;
  OrielColor color;
  int frame, field, row;
  double part;       /* of the greatest, 0 to 1, to be seen as a bar; 0: no bar */
  gboolean is_under; /* it is of what the pointer is at */
} OrielVizTip;

/* Where a tooltip is wanted. */
typedef struct
{
  double x;                    /* a value of the plot's x */
  double pointer_x, pointer_y; /* px of the scene; NaN: there is no pointer */
} OrielTipPlace;

struct _OrielVizClass
{
  const char *type;     /* id in dashboards: "timeseries" */
  OrielMarkUse marks;   /* what of annotations lies over its plot */
  gboolean overflows;   /* what is too large for the box reaches into the panel around it */
  gboolean fills;       /* in a dashboard it reaches to the border of its panel */
  gboolean tips_by_row; /* rows of a tooltip may be of one field, each of another sample */

  /* Makes the model; never NULL: an error becomes a message of the model. */
  OrielVizModel *(*prepare) (const OrielVizInput *input);

  /* Lays the model out into the inner box of a panel. `state` is nullable. */
  OrielScene *(*layout) (const OrielVizModel *model,
                         double width,
                         double height,
                         const OrielVizState *state);

  /* What is at a point of `scene`, laid out for `state` (nullable); nullable: hit areas only.
   * Returns FALSE for nothing. */
  gboolean (*hit) (const OrielVizModel *model,
                   const OrielScene *scene,
                   const OrielVizState *state,
                   double x,
                   double y,
                   OrielHit *hit);

  /* Rows of a tooltip for x value `x` (ms for time), of what `state` (nullable) shows; nullable.
   * Array of OrielVizTip. `title` receives an owned text. */
  GArray *(*tips) (const OrielVizModel *model, const OrielVizState *state, double x, char **title);

  /* Rows of a tooltip of one sample that was hit, where those of an x say nothing; nullable. */
  GArray *(*tips_of) (const OrielVizModel *model, const OrielHit *hit, char **title);

  /* Adds what else is to be said of the sample that was hit, where only its row is shown;
   * nullable. */
  void (*more_tips) (const OrielVizModel *model, const OrielHit *hit, GArray *rows);

  /* Legend entries; nullable. `n` receives their number. */
  const OrielVizSeries *(*series) (const OrielVizModel *model, guint *n);

  /* The picture in words: type, series count, last, min, max, crossed thresholds. Free with
   * g_free(). */
  char *(*describe) (const OrielVizModel *model);

  /* Height of the content at a width, for tables and texts that scroll; nullable: fits. */
  double (*content_height) (const OrielVizModel *model, double width);

  /* Width of the content in a panel of a width, for tables that scroll sideways; nullable: fits. */
  double (*content_width) (const OrielVizModel *model, double width);

  void (*free) (OrielVizModel *model);
};

/* The class that draws `type` (old ids are mapped: graph, singlestat, table-old); for a type
 * that is not drawn yet the fallback: its data as a table, saying so. Never NULL. */
const OrielVizClass *oriel_viz_find (const char *type);

/* TRUE when `type` is drawn by a class of its own. */
gboolean oriel_viz_is_supported (const char *type);

/* NULL-ended list of the ids that are drawn. Never freed. */
const char *const *oriel_viz_types (void);

/* Lays a model of any class out, with the annotations over its plot. See OrielVizClass. */
OrielScene *oriel_viz_layout (const OrielVizModel *model,
                              double width,
                              double height,
                              const OrielVizState *state) G_GNUC_WARN_UNUSED_RESULT;

/* The rows (of OrielVizTip) of a tooltip at a place of `scene`, as the panel wants them; NULL when
 * it has no tooltip. `title` receives an owned text, nullable; `lit` what is lit, empty: nothing.
 * Any thread. */
GArray *oriel_viz_tips (const OrielVizModel *model,
                        const OrielScene *scene,
                        const OrielVizState *state,
                        const OrielTipPlace *place,
                        char **title,
                        OrielRect *lit) G_GNUC_WARN_UNUSED_RESULT;

/* A model of any class in words, with what is marked; never NULL. Free with g_free(). */
char *oriel_viz_describe (const OrielVizModel *model) G_GNUC_WARN_UNUSED_RESULT;

/* Frees a model of any class; nullable. */
void oriel_viz_model_free (OrielVizModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielVizModel, oriel_viz_model_free)

G_END_DECLS
