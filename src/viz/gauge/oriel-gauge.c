/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-gauge.h. Values are boxes of a grid, or of a row or column that may scroll; each is
 * drawn by oriel-gauge-draw.c. Panels of before the radial gauge come with its options: the
 * dashboard stage renews them.
 */

#include "config.h"

#include "viz/gauge/oriel-gauge.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "viz/gauge/oriel-gauge-draw.h"
#include "viz/oriel-value-grid.h"
#include "viz/oriel-value-set.h"
#include "viz/oriel-viz-message.h"

#define GAP_PX 16.0
#define DEFAULT_WIDTH_FACTOR 0.5
#define DEFAULT_SPACING 0.3
#define DEFAULT_LEAST_PX 75.0
#define MOST_SEGMENTS 1000.0
#define LARGEST_FONT_PX 1000.0

typedef struct
{
  OrielVizModel base;
  OrielValueSet values;
  OrielGaugeItem *items; /* one a value */
  char **texts, **words; /* one a value: as shown, and its description */

  OrielGaugeOptions options;
  OrielOrientation orientation;
  double least_width, least_height; /* of a box; 0: as it fits */
} GaugeModel;

static OrielGaugeEnd
end_from_name (const char *name)
{
  if (strcmp (name, "point") == 0)
    return ORIEL_GAUGE_END_POINT;
  if (strcmp (name, "glow") == 0)
    return ORIEL_GAUGE_END_GLOW;

  return ORIEL_GAUGE_END_NONE;
}

static void
read_effects (OrielGaugeOptions *out, JsonObject *options)
{
  JsonObject *effects = oriel_json_object (options, "effects");

  out->gradient = oriel_json_boolean (effects, "gradient", TRUE);
  out->bar_glow = oriel_json_boolean (effects, "barGlow", FALSE);
  out->center_glow = oriel_json_boolean (effects, "centerGlow", FALSE);
  out->end = end_from_name (oriel_json_string (options, "endpointMarker", "point"));
}

static void
read_shape (OrielGaugeOptions *out, JsonObject *options)
{
  JsonObject *text = oriel_json_object (options, "text");
  double segments = oriel_json_number (options, "segmentCount", 1);

  out->circle = strcmp (oriel_json_string (options, "shape", "gauge"), "circle") == 0;
  out->rounded = strcmp (oriel_json_string (options, "barShape", "flat"), "rounded") == 0;
  out->width_factor = oriel_json_number (options, "barWidthFactor", DEFAULT_WIDTH_FACTOR);
  out->segments = (guint) (segments > 1 ? MIN (segments, MOST_SEGMENTS) : 1);
  out->spacing = oriel_json_number (options, "segmentSpacing", DEFAULT_SPACING);
  out->ring = oriel_json_boolean (options, "showThresholdMarkers", TRUE);
  out->labels = oriel_json_boolean (options, "showThresholdLabels", FALSE);
  out->sparkline = oriel_json_boolean (options, "sparkline", TRUE);
  out->neutral = oriel_json_number (options, "neutral", oriel_null ());
  out->value_px = MIN (oriel_json_number (text, "valueSize", 0), LARGEST_FONT_PX);
  out->name_px = MIN (oriel_json_number (text, "titleSize", 0), LARGEST_FONT_PX);
}

static void
read_sizing (GaugeModel *self, JsonObject *options)
{
  self->orientation =
    oriel_orientation_from_name (oriel_json_string (options, "orientation", "auto"));
  if (strcmp (oriel_json_string (options, "sizing", "auto"), "manual") != 0)
    return;

  self->least_width = oriel_json_number (options, "minVizWidth", DEFAULT_LEAST_PX);
  self->least_height = oriel_json_number (options, "minVizHeight", DEFAULT_LEAST_PX);
}

/* Needs the number of values. */
static void
read_text_mode (GaugeModel *self, JsonObject *options)
{
  const char *mode = oriel_json_string (options, "textMode", "auto");

  if (strcmp (mode, "auto") == 0)
    mode = self->values.n > 1 ? "value_and_name" : "value";
  self->options.show_value = strcmp (mode, "value") == 0 || strcmp (mode, "value_and_name") == 0;
  self->options.show_name = strcmp (mode, "name") == 0 || strcmp (mode, "value_and_name") == 0;
}

/* Percentages fill their whole range, where the config does not say otherwise. */
static void
set_percent_range (OrielField *field)
{
  const OrielFieldConfig *config = field->config;
  gboolean is_unit = g_strcmp0 (config->unit, "percentunit") == 0;

  if (field->type != ORIEL_FIELD_NUMBER || (!is_unit && g_strcmp0 (config->unit, "percent") != 0))
    return;

  field->range.min = oriel_is_null (config->min) ? 0 : config->min;
  field->range.max = !oriel_is_null (config->max) ? config->max : is_unit ? 1 : 100;
  field->range.delta = field->range.max - field->range.min;
}

static GPtrArray *
with_percent_ranges (GPtrArray *frames)
{
  GPtrArray *out = g_ptr_array_new_full (frames->len, (GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = oriel_frame_copy_shallow (g_ptr_array_index (frames, i));

      for (guint j = 0; j < frame->fields->len; j++)
        set_percent_range (oriel_frame_field (frame, j));
      g_ptr_array_add (out, frame);
    }
  return out;
}

static char *
value_text (OrielDisplay *processor, double number)
{
  OrielDisplayValue shown;

  if (processor == NULL)
    return g_strdup_printf ("%g", number);
  oriel_display_number (processor, number, -1, &shown);
  return g_strconcat (shown.formatted.prefix, shown.formatted.text, shown.formatted.suffix, NULL);
}

/* The highest mark within the range that `number` has reached; NULL for none. */
static const OrielGaugeMark *
crossed_mark (const GArray *marks, double number)
{
  for (guint i = marks->len - 1; i-- > 1;)
    if (number >= g_array_index (marks, OrielGaugeMark, i).value)
      return &g_array_index (marks, OrielGaugeMark, i);
  return NULL;
}

/* `web-01: 86.4%, of 0% to 100%, above 85%`. */
static char *
words_of (const OrielGaugeItem *item)
{
  const OrielFieldValue *value = item->value;
  const OrielFormatted *text = &value->display.formatted;
  g_autofree char *min = value_text (value->processor, item->range.min);
  g_autofree char *max = value_text (value->processor, item->range.max);
  const OrielGaugeMark *crossed = crossed_mark (item->marks, value->display.numeric);
  GString *out = g_string_new (NULL);

  if (*value->name != '\0')
    g_string_append_printf (out, "%s: ", value->name);
  g_string_append_printf (out, "%s%s%s", text->prefix,
                          value->display.whole != NULL ? value->display.whole : text->text,
                          text->suffix);
  if (isfinite (value->display.numeric))
    g_string_append_printf (out, _ (", of %s to %s"), min, max);
  if (crossed != NULL)
    {
      g_autofree char *level = value_text (value->processor, crossed->value);

      g_string_append_printf (out, _ (", above %s"), level);
    }
  return g_string_free (out, FALSE);
}

static void
make_items (GaugeModel *self)
{
  const OrielValueSet *set = &self->values;

  self->items = g_new0 (OrielGaugeItem, set->n);
  self->texts = g_new0 (char *, set->n + 1);
  self->words = g_new0 (char *, set->n + 1);
  for (guint i = 0; i < set->n; i++)
    {
      const OrielFieldValue *value = oriel_value_set_get (set, i);
      OrielGaugeRange range = oriel_gauge_range (value);

      self->texts[i] = oriel_value_set_text (set, i);
      self->items[i] = (OrielGaugeItem){
        .value = value,
        .range = range,
        .stops = oriel_gauge_gradient (value, range, set->theme),
        .marks = oriel_gauge_marks (value, range, set->theme),
        .fit_title = set->longest_title != NULL ? set->longest_title : value->name,
        .fit_text = set->longest_text != NULL ? set->longest_text : self->texts[i],
        .theme = set->theme,
      };
      self->words[i] = words_of (&self->items[i]);
    }
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  GaugeModel *self = g_new0 (GaugeModel, 1);
  g_autoptr (GPtrArray) frames = with_percent_ranges (input->frames);
  OrielVizInput ranged = *input;

  ranged.frames = frames;
  self->base.klass = &oriel_gauge_class;
  read_shape (&self->options, input->options);
  read_effects (&self->options, input->options);
  read_sizing (self, input->options);
  oriel_value_set_init (&self->values, &ranged, self->options.sparkline, FALSE);
  read_text_mode (self, input->options);
  make_items (self);
  return &self->base;
}

/* A gauge without data is no gauge: the panel says so. */
static const char *
message_of (const GaugeModel *self)
{
  const OrielFieldValue *first = oriel_value_set_get (&self->values, 0);

  return first->field == NULL ? first->display.formatted.text : NULL;
}

/* The room that all boxes take in a direction in which they lie one behind the other. */
static double
room_for (guint n, double least)
{
  return least > 0 ? n * least + (n - 1) * GAP_PX : 0;
}

static OrielScene *
layout (const OrielVizModel *model, double width, double height, const OrielVizState *state)
{
  const GaugeModel *self = (const GaugeModel *) model;
  guint n = self->values.n;
  double scroll = state != NULL ? state->scroll_y : 0, all_width = width, all_height = height;
  OrielScene *scene;

  if (message_of (self) != NULL)
    return oriel_viz_message_scene (message_of (self), self->values.theme, width, height);

  if (self->orientation == ORIEL_ORIENTATION_HORIZONTAL)
    all_height = MAX (height, room_for (n, self->least_height));
  if (self->orientation == ORIEL_ORIENTATION_VERTICAL)
    all_width = MAX (width, room_for (n, self->least_width));

  scene = oriel_scene_new (width, height);
  oriel_scene_clip (scene, (OrielRect){ 0, 0, width, height });
  for (guint i = 0; i < n; i++)
    {
      OrielRect box = oriel_value_grid_box (i, n, all_width, all_height, self->orientation, GAP_PX);

      box.y -= CLAMP (scroll, 0, all_height - height);
      if (box.y > height || box.y + box.height < 0 || box.x > width)
        continue;
      oriel_gauge_draw (scene, box, &self->options, &self->items[i]);
      oriel_value_set_add_hit (&self->values, scene, i, box);
    }
  oriel_scene_unclip (scene);
  return scene;
}

static double
content_height (const OrielVizModel *model, double width)
{
  const GaugeModel *self = (const GaugeModel *) model;

  return self->orientation == ORIEL_ORIENTATION_HORIZONTAL
           ? room_for (self->values.n, self->least_height)
           : 0;
}

static const OrielVizSeries *
series (const OrielVizModel *model, guint *n)
{
  const GaugeModel *self = (const GaugeModel *) model;

  *n = self->values.n;
  return self->values.series;
}

static char *
describe (const OrielVizModel *model)
{
  const GaugeModel *self = (const GaugeModel *) model;

  return message_of (self) != NULL ? g_strdup (message_of (self)) : g_strjoinv ("; ", self->words);
}

static void
gauge_free (OrielVizModel *model)
{
  GaugeModel *self = (GaugeModel *) model;

  for (guint i = 0; i < self->values.n; i++)
    {
      g_array_unref ((GArray *) self->items[i].stops);
      g_array_unref ((GArray *) self->items[i].marks);
    }
  g_free (self->items);
  g_strfreev (self->texts);
  g_strfreev (self->words);
  oriel_value_set_clear (&self->values);
  g_free (self);
}

const OrielVizClass oriel_gauge_class = {
  .type = "gauge",
  .prepare = prepare,
  .layout = layout,
  .series = series,
  .describe = describe,
  .content_height = content_height,
  .free = gauge_free,
};
