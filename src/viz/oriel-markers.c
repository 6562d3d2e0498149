/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markers: from frames to what is drawn. See oriel-markers.h. */

#include "config.h"

#include "viz/oriel-markers-private.h"

#include "base/oriel-json.h"

/* Of events that say none. */
#define EVENT_COLOR "rgba(0, 211, 255, 1)"

#define EXEMPLAR_COLOR "green"
#define EXEMPLAR_OPACITY 0.5f
#define BOX_COLOR "rgba(255, 0, 255, 0.7)"

#define LINE_PX 2.0
#define FILL_OPACITY 0.1

static const OrielField *
find_field (const OrielFrame *frame, const char *name)
{
  for (guint i = 0; i < frame->fields->len; i++)
    if (g_ascii_strcasecmp (oriel_frame_field (frame, i)->name, name) == 0)
      return oriel_frame_field (frame, i);

  return NULL;
}

/* The column of that name, if it is of that type. */
static const OrielColumn *
find_column (const OrielFrame *frame, const char *name, OrielFieldType type)
{
  const OrielField *field = find_field (frame, name);

  return field != NULL && field->type == type ? field->column : NULL;
}

/* FALSE when the frame has no times. */
static gboolean
find_columns (OrielFrame *frame, OrielEventColumns *columns)
{
  const OrielField *first = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

  columns->frame = frame;
  columns->times = find_column (frame, "time", ORIEL_FIELD_TIME);
  if (columns->times == NULL && first != NULL)
    columns->times = first->column;
  columns->ends = find_column (frame, "timeEnd", ORIEL_FIELD_TIME);
  columns->regions = find_column (frame, "isRegion", ORIEL_FIELD_BOOLEAN);
  columns->titles = find_column (frame, "title", ORIEL_FIELD_STRING);
  columns->texts = find_column (frame, "text", ORIEL_FIELD_STRING);
  columns->colors = find_column (frame, "color", ORIEL_FIELD_STRING);
  columns->tags = find_column (frame, "tags", ORIEL_FIELD_OTHER);
  if (columns->tags == NULL)
    columns->tags = find_column (frame, "tags", ORIEL_FIELD_STRING);
  return columns->times != NULL && frame->n_rows > 0;
}

static gboolean
is_exemplars (const OrielFrame *frame)
{
  return g_strcmp0 (frame->name, "exemplar") == 0 ||
         g_strcmp0 (oriel_json_string (oriel_json_object (frame->meta, "custom"), "resultType", ""),
                    "exemplar") == 0;
}

gboolean
oriel_exemplar_columns (const OrielFrame *frame,
                        const OrielColumn **times,
                        const OrielColumn **values)
{
  *times = find_column (frame, "Time", ORIEL_FIELD_TIME);
  *values = find_column (frame, "Value", ORIEL_FIELD_NUMBER);
  return *times != NULL && *values != NULL;
}

static void
sort_out (OrielMarkers *self, const GPtrArray *frames)
{
  for (guint i = 0; frames != NULL && i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);
      OrielEventColumns columns;
      const OrielColumn *times, *values;

      if (is_exemplars (frame))
        {
          if (frame->n_rows > 0 && oriel_exemplar_columns (frame, &times, &values))
            g_ptr_array_add (self->exemplars, oriel_frame_ref (frame));
        }
      else if (find_columns (frame, &columns))
        {
          oriel_frame_ref (frame);
          g_array_append_val (self->events, columns);
        }
    }
}

static void
columns_clear (gpointer data)
{
  oriel_frame_unref (((OrielEventColumns *) data)->frame);
}

static void
read_options (OrielMarkers *self, JsonObject *options)
{
  JsonObject *annotations = oriel_json_object (options, "annotations");
  JsonObject *lines = oriel_json_object (annotations, "lines");
  JsonObject *regions = oriel_json_object (annotations, "regions");
  gboolean lanes = oriel_json_boolean (annotations, "multiLane", FALSE);

  /* Lanes have marks alone, unless something else is asked for. */
  self->has_lanes = lanes;
  self->clusters = oriel_json_number (annotations, "clustering", 0) > 0;
  self->line_width = CLAMP (oriel_json_number (lines, "width", lanes ? 0 : LINE_PX), 0, 20);
  self->fill = CLAMP (oriel_json_number (regions, "opacity", lanes ? 0 : FILL_OPACITY), 0, 1);
  self->has_lines = self->line_width > 0;
  oriel_theme_color (self->theme, EXEMPLAR_COLOR, &self->exemplar_color);
  self->exemplar_color = oriel_color_with_alpha (self->exemplar_color, EXEMPLAR_OPACITY);
  oriel_theme_color (
    self->theme, oriel_json_string (oriel_json_object (options, "exemplars"), "color", BOX_COLOR),
    &self->box_color);
}

OrielMarkers *
oriel_markers_new (const OrielMarkersInput *input)
{
  OrielMarkers *self = g_new0 (OrielMarkers, 1);

  self->events = g_array_new (FALSE, TRUE, sizeof (OrielEventColumns));
  g_array_set_clear_func (self->events, columns_clear);
  self->exemplars = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  self->theme = input->theme;
  self->zone = input->zone;
  self->range = input->range;
  sort_out (self, input->annotations);
  sort_out (self, input->events);
  if (self->events->len == 0 && self->exemplars->len == 0)
    {
      oriel_markers_free (self);
      return NULL;
    }

  read_options (self, input->options);
  return self;
}

void
oriel_markers_free (OrielMarkers *markers)
{
  if (markers == NULL)
    return;

  g_array_unref (markers->events);
  g_ptr_array_unref (markers->exemplars);
  g_free (markers);
}

OrielFrame *const *
oriel_markers_exemplars (const OrielMarkers *markers, guint *n)
{
  *n = markers != NULL ? markers->exemplars->len : 0;
  return markers != NULL ? (OrielFrame *const *) markers->exemplars->pdata : NULL;
}

gboolean
oriel_event_is_region (const OrielEventColumns *columns, gsize row, gint64 *end_ms)
{
  gint64 time = columns->times->times[row];
  gint64 end = columns->ends != NULL ? columns->ends->times[row] : ORIEL_TIME_NULL;

  *end_ms = end == ORIEL_TIME_NULL ? time : end;
  if (columns->regions != NULL && columns->regions->booleans[row] != 1)
    return FALSE;
  return *end_ms != time;
}

const char *
oriel_event_text (const OrielColumn *column, gsize row)
{
  return column != NULL ? column->strings[row] : NULL;
}

OrielColor
oriel_event_color (const OrielMarkers *markers, const OrielEventColumns *columns, gsize row)
{
  const char *text = oriel_event_text (columns->colors, row);
  OrielColor color;

  oriel_theme_color (markers->theme, text != NULL && *text != '\0' ? text : EVENT_COLOR, &color);
  return color;
}
