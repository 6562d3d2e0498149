/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-bar-gauge.h. Bars are boxes in a row or a column; each is laid out by
 * oriel-bar-gauge-layout.c and drawn by oriel-bar-gauge-draw.c.
 */

#include "config.h"

#include "viz/bargauge/oriel-bar-gauge.h"

#include <string.h>

#include "base/oriel-json.h"
#include "viz/bargauge/oriel-bar-gauge-draw.h"
#include "viz/oriel-legend.h"
#include "viz/oriel-value-grid.h"
#include "viz/oriel-value-set.h"
#include "viz/oriel-viz-options.h"

#define GAP_PX 10.0
#define LCD_GAP_PX 2.0

/* Where the sizing is automatic. */
#define MIN_WIDTH_PX 8.0
#define MIN_HEIGHT_PX 16.0
#define MAX_HEIGHT_PX 300.0

typedef struct
{
  OrielVizModel base;
  OrielValueSet values;
  OrielLegend *legend; /* nullable */

  OrielBarMode mode;
  OrielBarValue value_mode;
  OrielBarNames names;
  OrielOrientation orientation;
  gboolean unfilled;
  double min_width, min_height, max_height;
  double title_px, value_px;
} BarModel;

/* The number of `name` in a list of names that ends with NULL, else 0. */
static int
choice (const char *name, const char *const *names)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return i;

  return 0;
}

/* The sizes in the options count only where the person chose to set them, for that direction. */
static void
read_sizes (BarModel *self, JsonObject *options)
{
  self->min_width = MIN_WIDTH_PX;
  self->min_height = MIN_HEIGHT_PX;
  self->max_height = MAX_HEIGHT_PX;
  if (strcmp (oriel_json_string (options, "sizing", "auto"), "manual") != 0)
    return;

  self->min_width = MAX (oriel_json_number (options, "minVizWidth", MIN_WIDTH_PX), 1);
  self->min_height = MAX (oriel_json_number (options, "minVizHeight", MIN_HEIGHT_PX), 1);
  self->max_height =
    MAX (oriel_json_number (options, "maxVizHeight", MAX_HEIGHT_PX), self->min_height);
}

static void
read_options (BarModel *self, JsonObject *options)
{
  static const char *const modes[] = { "basic", "gradient", "lcd", NULL };
  static const char *const value_modes[] = { "color", "text", "hidden", NULL };
  static const char *const names[] = { "auto", "top", "left", "hidden", NULL };
  JsonObject *text = oriel_json_object (options, "text");

  self->mode = choice (oriel_json_string (options, "displayMode", "gradient"), modes);
  self->value_mode = choice (oriel_json_string (options, "valueMode", "color"), value_modes);
  self->names = choice (oriel_json_string (options, "namePlacement", "auto"), names);
  self->orientation =
    oriel_orientation_from_name (oriel_json_string (options, "orientation", "auto"));
  self->unfilled = oriel_json_boolean (options, "showUnfilled", TRUE);
  self->title_px = oriel_json_number (text, "titleSize", 0);
  self->value_px = oriel_json_number (text, "valueSize", 0);
  read_sizes (self, options);
}

static void
add_legend_entry (OrielLegend *legend, const OrielVizInput *input, guint frame, guint index)
{
  OrielField *field = oriel_frame_field (g_ptr_array_index (input->frames, frame), index);
  OrielDisplay *display;

  if (field->type == ORIEL_FIELD_TIME || oriel_viz_is_hidden (field, "legend"))
    return;

  display = oriel_viz_display_new (field, NULL, -1, input);
  oriel_legend_add (legend, field, oriel_viz_field_name (field),
                    oriel_display_series_color (display, field), FALSE, (int) frame, (int) index,
                    input->theme, input->zone);
  oriel_display_free (display);
}

/* The legend is there only when the options ask for it. It names fields, also where each of their
 * rows has a bar. */
static OrielLegend *
legend_new (const OrielVizInput *input)
{
  JsonObject *options = oriel_json_object (input->options, "legend");
  OrielLegend *legend;

  if (!oriel_json_boolean (options, "showLegend", FALSE))
    return NULL;

  legend = oriel_legend_new (options);
  for (guint i = 0; i < input->frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (input->frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        add_legend_entry (legend, input, i, j);
    }
  return legend;
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  BarModel *self = g_new0 (BarModel, 1);

  self->base.klass = &oriel_bar_gauge_class;
  read_options (self, input->options);
  oriel_value_set_init (&self->values, input, FALSE, FALSE);
  self->legend = legend_new (input);
  return &self->base;
}

/* Standing bars where the box is wider than high, unless the options say. */
static gboolean
is_vertical (const BarModel *self, double width, double height)
{
  if (self->orientation == ORIEL_ORIENTATION_AUTO)
    return width > height;

  return self->orientation == ORIEL_ORIENTATION_VERTICAL;
}

/* The box of a bar; boxes that are not allowed to get smaller run out of the panel. */
static OrielRect
box_of (const BarModel *self, guint index, OrielRect rest, gboolean vertical)
{
  double gap = self->mode == ORIEL_BAR_LCD ? LCD_GAP_PX : GAP_PX;
  guint n = self->values.n;
  OrielRect box = rest;

  if (vertical)
    {
      box.width = MAX (rest.width / n - gap * (n - 1) / n, self->min_width);
      box.x = rest.x + index * (box.width + gap);
      return box;
    }

  box.height = CLAMP ((rest.height + gap) / n - gap, self->min_height, self->max_height);
  box.y = rest.y + index * (box.height + gap);
  return box;
}

static void
draw_bar (const BarModel *self, OrielScene *scene, guint index, OrielRect box, gboolean vertical)
{
  const OrielFieldValue *value = oriel_value_set_get (&self->values, index);
  const char *name = oriel_value_set_shown_name (&self->values, index);
  const char *longest = self->values.longest_title;
  double min = oriel_is_null (value->min) ? 0 : value->min;
  double max = oriel_is_null (value->max) ? 100 : value->max;
  g_autofree char *text = oriel_value_set_text (&self->values, index);
  OrielBarInput input = {
    .width = box.width,
    .height = box.height,
    .vertical = vertical,
    .value_mode = self->value_mode,
    .names = self->names,
    .title = longest != NULL ? longest : name,
    .text = self->values.longest_text != NULL ? self->values.longest_text : text,
    .title_px = self->title_px,
    .value_px = self->value_px,
    .fraction = oriel_bar_gauge_fraction (value->display.numeric, min, max),
  };
  OrielBarLayout layout;
  OrielBar bar = {
    .layout = &layout,
    .theme = self->values.theme,
    .mode = self->mode,
    .value_mode = self->value_mode,
    .vertical = vertical,
    .unfilled = self->unfilled,
    .title = name,
    .value = &value->display,
    .config = value->field != NULL ? value->field->config : NULL,
    .processor = value->processor,
    .min = min,
    .max = max,
  };

  oriel_bar_gauge_layout (&input, &layout);
  oriel_bar_gauge_draw (scene, &bar, box);
}

static OrielScene *
layout (const OrielVizModel *model, double width, double height, const OrielVizState *state)
{
  const BarModel *self = (const BarModel *) model;
  OrielScene *scene = oriel_scene_new (width, height);
  OrielRect rest = { 0, 0, width, height }, place = { 0, 0, 0, 0 };
  gboolean vertical;

  if (self->legend != NULL)
    place = oriel_legend_place (self->legend, width, height, state, &rest);
  vertical = is_vertical (self, rest.width, rest.height);

  oriel_scene_clip (scene, rest);
  for (guint i = 0; i < self->values.n; i++)
    {
      OrielRect box = box_of (self, i, rest, vertical);

      if (state != NULL && !vertical)
        box.y -= state->scroll_y;
      if (box.y > rest.y + rest.height || box.y + box.height < rest.y ||
          box.x > rest.x + rest.width)
        continue;
      draw_bar (self, scene, i, box, vertical);
      oriel_value_set_add_hit (&self->values, scene, i, box);
    }
  oriel_scene_unclip (scene);

  if (self->legend != NULL)
    oriel_legend_draw (self->legend, scene, &place, self->values.theme, state);
  return scene;
}

static const OrielVizSeries *
series (const OrielVizModel *model, guint *n)
{
  const BarModel *self = (const BarModel *) model;

  *n = self->values.n;
  return self->values.series;
}

static char *
describe (const OrielVizModel *model)
{
  return oriel_value_set_describe (&((const BarModel *) model)->values);
}

static void
bar_gauge_free (OrielVizModel *model)
{
  BarModel *self = (BarModel *) model;

  oriel_legend_free (self->legend);
  oriel_value_set_clear (&self->values);
  g_free (self);
}

const OrielVizClass oriel_bar_gauge_class = {
  .type = "bargauge",
  .prepare = prepare,
  .layout = layout,
  .series = series,
  .describe = describe,
  .free = bar_gauge_free,
};
