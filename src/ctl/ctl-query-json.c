/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See ctl-query-json.h. */

#include "config.h"

#include "ctl/ctl-query-json.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"

/* Numbers as Go's servers write them: infinities and the zero's sign shown, exponents of two
 * digits at least. */
static void
append_number (GString *out, double value)
{
  char text[ORIEL_NUMBER_BUFFER];
  const char *exponent;

  if (isinf (value))
    {
      g_string_append (out, value > 0 ? "+Inf" : "-Inf");
      return;
    }
  if (value == 0 && signbit (value))
    g_string_append_c (out, '-');

  oriel_number_to_string (value, text);
  exponent = strchr (text, 'e');
  if (exponent == NULL || exponent[2] == '\0' || exponent[3] != '\0')
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_len (out, text, exponent + 2 - text);
  g_string_append_printf (out, "0%s", exponent + 2);
}

static void
append_text (GString *out, const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *quoted = oriel_json_to_text (node, FALSE);

  g_string_append (out, quoted);
}

static void
append_metric (GString *out, const OrielLabels *labels)
{
  g_string_append (out, "{\"metric\":{");
  for (guint i = 0; labels != NULL && i < labels->n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_text (out, labels->items[i].name);
      g_string_append_c (out, ':');
      append_text (out, labels->items[i].value);
    }
  g_string_append (out, "},");
}

/* `[TIME,` of a sample; seconds with the milliseconds there are. */
static void
append_sample_time (GString *out, gint64 at_ms)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *format = at_ms % 1000 == 0 ? "%.0f" : "%.3f";

  g_ascii_formatd (text, sizeof text, format, (double) at_ms / 1000);
  g_string_append_printf (out, "[%s,", text);
}

static void
append_sample (GString *out, gint64 at_ms, double value)
{
  append_sample_time (out, at_ms);
  g_string_append_c (out, '"');
  append_number (out, value);
  g_string_append (out, "\"]");
}

static void
append_samples (GString *out, const OrielField *time, const OrielField *value)
{
  gboolean first = TRUE;

  g_string_append (out, "\"values\":[");
  for (gsize row = 0; row < value->column->n_rows; row++)
    {
      if (oriel_is_null (value->column->numbers[row]))
        continue;
      if (!first)
        g_string_append_c (out, ',');
      append_sample (out, time->column->times[row], value->column->numbers[row]);
      first = FALSE;
    }
  g_string_append (out, "]}");
}

static void
append_only_sample (GString *out, const OrielField *time, const OrielField *value)
{
  g_string_append (out, "\"value\":");
  append_sample (out, time->column->times[0], value->column->numbers[0]);
  g_string_append_c (out, '}');
}

static void
append_series (GString *out, const GPtrArray *frames, gboolean is_matrix)
{
  gboolean first = TRUE;

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);

      for (guint j = 0; time != NULL && frame->n_rows > 0 && j < frame->fields->len; j++)
        {
          const OrielField *value = oriel_frame_field (frame, j);

          if (value->type != ORIEL_FIELD_NUMBER)
            continue;
          if (!first)
            g_string_append_c (out, ',');
          append_metric (out, value->labels);
          if (is_matrix)
            append_samples (out, time, value);
          else
            append_only_sample (out, time, value);
          first = FALSE;
        }
    }
}

/* A scalar's or a string's one sample, which has no labels around it. */
static void
append_bare_sample (GString *out, const OrielFrame *frame)
{
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
  const OrielField *number = oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL);
  const OrielField *string = oriel_frame_first_field (frame, ORIEL_FIELD_STRING, NULL);

  if (time == NULL || frame->n_rows == 0)
    return;

  append_sample_time (out, time->column->times[0]);
  if (number != NULL)
    {
      g_string_append_c (out, '"');
      append_number (out, number->column->numbers[0]);
      g_string_append_c (out, '"');
    }
  else
    append_text (out, string != NULL ? string->column->strings[0] : "");
  g_string_append_c (out, ']');
}

/* What the server called the result; an empty answer has no frame that says it. */
static const char *
result_type (const GPtrArray *frames, gboolean is_range)
{
  const char *fallback = is_range ? "matrix" : "vector";
  const OrielFrame *frame = frames->len > 0 ? g_ptr_array_index (frames, 0) : NULL;

  if (frame == NULL)
    return fallback;

  return oriel_json_string (oriel_json_object (frame->meta, "custom"), "resultType", fallback);
}

void
ctl_query_append_json (GString *out, const GPtrArray *frames, gboolean is_range)
{
  const char *type = result_type (frames, is_range);
  gboolean is_bare = strcmp (type, "scalar") == 0 || strcmp (type, "string") == 0;

  g_string_append_printf (
    out, "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":", type);
  if (is_bare)
    append_bare_sample (out, g_ptr_array_index (frames, 0));
  else
    {
      g_string_append_c (out, '[');
      append_series (out, frames, strcmp (type, "matrix") == 0);
      g_string_append_c (out, ']');
    }
  g_string_append (out, "}}\n");
}
