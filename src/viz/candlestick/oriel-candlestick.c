/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-candlestick.h: which fields are prices and volume. From there on it is a time series
 * panel, which draws all other fields and leaves these to oriel-candles-draw.c. Rules:
 * prepareCandlestickFields of Grafana. */

#include "config.h"

#include "viz/candlestick/oriel-candlestick-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "viz/oriel-join-by-time.h"
#include "viz/oriel-viz-message.h"
#include "viz/oriel-viz-options.h"

#define VOLUME_ROOM 7.0 /* the volume's axis is so many times higher than the volume */
#define VOLUME_OPACITY 0.5

typedef enum
{
  MODE_CANDLES,
  MODE_BOTH,
  MODE_VOLUME,
} Mode;

/* The fields of a frame by their meaning; -1: none. */
typedef struct
{
  int fields[ORIEL_CANDLE_N_FIELDS];
} FieldMap;

static const char *const keys[ORIEL_CANDLE_N_FIELDS] = { "open", "high", "low", "close", "volume" };

/* Names by which a field is known, in lower case. */
static const char *const usual_names[ORIEL_CANDLE_N_FIELDS][3] = {
  { "open", "o", NULL },  { "high", "h", "max" },  { "low", "l", "min" },
  { "close", "c", NULL }, { "volume", "v", NULL },
};

static gboolean
is_usual (const OrielField *field, guint meaning)
{
  g_autofree char *name = g_utf8_strdown (oriel_viz_field_name (field), -1);

  for (guint i = 0; i < 3 && usual_names[meaning][i] != NULL; i++)
    if (strcmp (name, usual_names[meaning][i]) == 0 ||
        g_strcmp0 (field->name, usual_names[meaning][i]) == 0)
      return TRUE;
  return FALSE;
}

static int
find_field (const OrielFrame *frame, guint meaning, const char *chosen)
{
  for (guint i = 0; chosen != NULL && *chosen != '\0' && i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->type == ORIEL_FIELD_NUMBER &&
          (g_strcmp0 (field->display_name, chosen) == 0 || g_strcmp0 (field->name, chosen) == 0))
        return (int) i;
    }
  for (guint i = 0; i < frame->fields->len; i++)
    if (oriel_frame_field (frame, i)->type == ORIEL_FIELD_NUMBER &&
        is_usual (oriel_frame_field (frame, i), meaning))
      return (int) i;
  return -1;
}

/* A column whose values lie one row earlier or later; its end is repeated. */
static OrielColumn *
shifted (const OrielColumn *column, int by)
{
  gsize n = column->n_rows;
  double *values = g_new (double, n + 1);

  for (gsize i = 0; i < n; i++)
    values[i] = column->numbers[by > 0 ? MIN (i + 1, n - 1) : i > 0 ? i - 1 : 0];
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, n);
}

static int
add_shifted (OrielFrame *frame, int source, int by, const char *name)
{
  const OrielField *field = oriel_frame_field (frame, (guint) source);
  g_autoptr (OrielColumn) column = shifted (field->column, by);
  OrielField *added = oriel_frame_add_field (frame, name, field->labels, field->config, column);

  added->display_name = g_strdup (name);
  added->range = field->range;
  return (int) frame->fields->len - 1;
}

static gboolean
is_chosen (JsonObject *fields, guint meaning)
{
  const char *name = oriel_json_string (fields, keys[meaning], NULL);

  return name != NULL && *name != '\0';
}

/* What is missing is made of what is there. */
static void
complete_map (FieldMap *map, OrielFrame *frame, JsonObject *fields)
{
  int *open = &map->fields[ORIEL_CANDLE_OPEN], *close = &map->fields[ORIEL_CANDLE_CLOSE];
  guint first;

  if (*open < 0 && *close < 0 &&
      oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, &first) != NULL)
    *open = (int) first;
  if (*open >= 0 && *close < 0 && !is_chosen (fields, ORIEL_CANDLE_CLOSE))
    *close = add_shifted (frame, *open, 1, "Next open");
  if (*close >= 0 && *open < 0 && !is_chosen (fields, ORIEL_CANDLE_OPEN))
    *open = add_shifted (frame, *close, -1, "Previous close");
  if (map->fields[ORIEL_CANDLE_HIGH] < 0 && !is_chosen (fields, ORIEL_CANDLE_HIGH))
    map->fields[ORIEL_CANDLE_HIGH] = *open;
  if (map->fields[ORIEL_CANDLE_LOW] < 0 && !is_chosen (fields, ORIEL_CANDLE_LOW))
    map->fields[ORIEL_CANDLE_LOW] = *open;
}

static void
drop_unused (FieldMap *map, Mode mode)
{
  if (mode == MODE_VOLUME)
    map->fields[ORIEL_CANDLE_HIGH] = map->fields[ORIEL_CANDLE_LOW] = -1;
  else if (mode == MODE_CANDLES)
    map->fields[ORIEL_CANDLE_VOLUME] = -1;
}

/* A field that counts for its axis but has neither line nor legend: it is drawn as a candle. */
static void
make_invisible (OrielFieldConfig *config)
{
  g_autoptr (JsonNode) node = json_from_string (
    "{\"drawStyle\": \"line\", \"lineWidth\": 0, \"fillOpacity\": 0, \"showPoints\": \"never\","
    " \"hideFrom\": {\"legend\": true, \"tooltip\": false, \"viz\": false}}",
    NULL);
  JsonObject *changes = json_node_get_object (node);
  JsonObject *custom = json_object_new ();
  g_autoptr (GList) old = config->custom != NULL ? json_object_get_members (config->custom) : NULL;
  g_autoptr (GList) new = json_object_get_members (changes);

  for (GList *item = old; item != NULL; item = item->next)
    json_object_set_member (
      custom, item->data,
      oriel_json_copy_deep (json_object_get_member (config->custom, item->data)));
  for (GList *item = new; item != NULL; item = item->next)
    json_object_set_member (custom, item->data,
                            oriel_json_copy_deep (json_object_get_member (changes, item->data)));
  g_clear_pointer (&config->custom, json_object_unref);
  config->custom = custom;
}

static double
greatest (const OrielColumn *column)
{
  double max = 0;

  for (gsize i = 0; i < column->n_rows; i++)
    if (isfinite (column->numbers[i]))
      max = MAX (max, column->numbers[i]);
  return max;
}

/* The volume has a scale of its own, on which it stays low. */
static void
lower_volume (OrielFieldConfig *config, const OrielColumn *column)
{
  g_free (config->unit);
  config->unit = g_strdup ("short");
  config->min = 0;
  config->max = MAX (greatest (column), 1e-9) * VOLUME_ROOM;
}

static gboolean
has_meaning (const FieldMap *map, int index)
{
  for (guint i = 0; i < ORIEL_CANDLE_N_FIELDS; i++)
    if (map->fields[i] == index)
      return TRUE;
  return FALSE;
}

/* What is found out while the frame for the time series is made. */
typedef struct
{
  const FieldMap *map;
  OrielCandles *candles;
  gboolean all, both;
  int n_series;
} Making;

static void
take_field (const Making *making, OrielFrame *made, const OrielFrame *frame, int index)
{
  const OrielField *field = oriel_frame_field (frame, (guint) index);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_copy (field->config);
  gboolean is_volume = index == making->map->fields[ORIEL_CANDLE_VOLUME];
  OrielField *copy;

  if (has_meaning (making->map, index) && (is_volume || making->candles->draws_price))
    make_invisible (config);
  if (is_volume && making->both)
    lower_volume (config, field->column);
  copy = oriel_frame_add_field (made, field->name, field->labels, config, field->column);
  copy->display_name = g_strdup (field->display_name);
  copy->series_index = making->n_series;
  copy->range = field->range;
}

static gboolean
is_series (const OrielField *field)
{
  return field->type == ORIEL_FIELD_NUMBER || field->type == ORIEL_FIELD_BOOLEAN ||
         field->type == ORIEL_FIELD_ENUM;
}

static OrielFrame *
make_frame (Making *making, const OrielFrame *frame, const OrielField *time)
{
  OrielFrame *made = oriel_frame_new (frame->ref_id, frame->name, frame->n_rows);

  oriel_frame_add_field (made, time->name, time->labels, time->config, time->column)->display_name =
    g_strdup (time->display_name);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field == time || !is_series (field) ||
          (!making->all && !has_meaning (making->map, (int) i)))
        continue;
      take_field (making, made, frame, (int) i);
      for (guint meaning = 0; meaning < ORIEL_CANDLE_N_FIELDS; meaning++)
        if (making->map->fields[meaning] == (int) i)
          making->candles->series[meaning] = making->n_series;
      making->n_series++;
    }
  return made;
}

static void
read_look (OrielCandles *candles, const OrielVizInput *input)
{
  JsonObject *colors = oriel_json_object (input->options, "colors");

  candles->as_bars =
    strcmp (oriel_json_string (input->options, "candleStyle", "candles"), "ohlcbars") == 0;
  candles->by_close =
    strcmp (oriel_json_string (input->options, "colorStrategy", "open-close"), "close-close") == 0;
  candles->volume_opacity = VOLUME_OPACITY;
  oriel_theme_color (input->theme, oriel_json_string (colors, "up", "green"), &candles->up);
  oriel_theme_color (input->theme, oriel_json_string (colors, "down", "red"), &candles->down);
  oriel_theme_color (input->theme, oriel_json_string (colors, "flat", "gray"), &candles->flat);
  for (guint i = 0; i < ORIEL_CANDLE_N_FIELDS; i++)
    candles->series[i] = -1;
}

static void
set_volume (OrielCandles *candles, const FieldMap *map, const OrielFrame *frame, Mode mode)
{
  int index = map->fields[ORIEL_CANDLE_VOLUME];
  double opacity;

  candles->draws_price = mode != MODE_VOLUME && map->fields[ORIEL_CANDLE_HIGH] >= 0 &&
                         map->fields[ORIEL_CANDLE_LOW] >= 0;
  candles->draws_volume = index >= 0 && mode != MODE_CANDLES;
  if (!candles->draws_volume)
    return;
  opacity =
    oriel_json_number (oriel_frame_field (frame, (guint) index)->config->custom, "fillOpacity", 0);
  if (opacity > 0)
    candles->volume_opacity = MIN (opacity, 100) / 100;
}

static OrielVizModel *
make_model (const OrielVizInput *input, OrielFrame *frame, const OrielField *time, Mode mode)
{
  JsonObject *fields = oriel_json_object (input->options, "fields");
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielCandles *candles = g_new0 (OrielCandles, 1);
  OrielVizInput over = *input;
  OrielTimeSeriesModel *model;
  FieldMap map;
  Making making = {
    .map = &map,
    .candles = candles,
    .all = oriel_json_boolean (input->options, "includeAllFields", FALSE),
    .both = mode == MODE_BOTH,
  };

  for (guint i = 0; i < ORIEL_CANDLE_N_FIELDS; i++)
    map.fields[i] = find_field (frame, i, oriel_json_string (fields, keys[i], NULL));
  complete_map (&map, frame, fields);
  drop_unused (&map, mode);
  read_look (candles, input);
  set_volume (candles, &map, frame, mode);
  g_ptr_array_add (frames, make_frame (&making, frame, time));
  over.frames = frames;
  model = (OrielTimeSeriesModel *) oriel_time_series_prepare (&over);
  model->base.klass = &oriel_candlestick_class;
  model->draw_marks = oriel_candles_draw;
  model->marks = candles;
  model->free_marks = g_free;
  if (making.both && candles->series[ORIEL_CANDLE_VOLUME] >= 0)
    oriel_time_series_at (model, (guint) candles->series[ORIEL_CANDLE_VOLUME])->ticks_up_to =
      greatest (oriel_frame_field (frame, (guint) map.fields[ORIEL_CANDLE_VOLUME])->column);
  return &model->base;
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  static const OrielWord modes[] = {
    { "candles", MODE_CANDLES },
    { "candles+volume", MODE_BOTH },
    { "volume", MODE_VOLUME },
    { 0 },
  };
  g_autoptr (OrielFrame) joined = NULL;
  g_autoptr (OrielFrame) frame = NULL;
  const OrielField *time;

  if (input->frames == NULL || input->frames->len == 0)
    return oriel_viz_message_new (_ ("No data"), input->theme);
  joined = oriel_viz_join_by_time (input->frames);
  frame = oriel_frame_copy_shallow (joined);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      g_free (oriel_frame_field (frame, i)->display_name);
      oriel_frame_field (frame, i)->display_name =
        g_strdup (oriel_frame_field (joined, i)->display_name);
    }
  time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
  if (time == NULL || frame->n_rows == 0 ||
      oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL) == NULL)
    return oriel_viz_message_new (_ ("No data"), input->theme);
  return make_model (input, frame, time,
                     (Mode) oriel_viz_word (input->options, "mode", modes, MODE_BOTH));
}

/* The words of a time series, under another name. */
static char *
describe (const OrielVizModel *model)
{
  const OrielTimeSeriesModel *self = (const OrielTimeSeriesModel *) model;
  g_autofree char *words = oriel_time_series_describe (model);
  const char *rest = strchr (words, '\n');
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Candlesticks, %u series"), self->series->len);
  return g_string_free (g_string_append (text, rest != NULL ? rest : ""), FALSE);
}

static const OrielVizSeries *
series (const OrielVizModel *model, guint *n)
{
  return oriel_legend_get_series (((const OrielTimeSeriesModel *) model)->legend, n);
}

const OrielVizClass oriel_candlestick_class = {
  .type = "candlestick",
  .marks = ORIEL_MARKS_FILLED,
  .overflows = TRUE,
  .prepare = prepare,
  .layout = oriel_time_series_layout,
  .hit = oriel_time_series_hit,
  .tips = oriel_time_series_tips,
  .series = series,
  .describe = describe,
  .free = oriel_time_series_free,
};
