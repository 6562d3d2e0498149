/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames as tab separated values. Cells hold raw values, so that a spreadsheet can count with
 * them; tabs and line breaks within a text become spaces. */

#include "config.h"

#include "app/dashboard/oriel-frame-text.h"

#include "base/oriel-date-format.h"
#include "base/oriel-json.h"

static void
append_words (GString *out, const char *text)
{
  for (const char *p = text; p && *p; p++)
    g_string_append_c (out, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

static void
append_number (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!oriel_is_null (number))
    g_string_append (out, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
append_node (GString *out, JsonNode *node)
{
  g_autofree char *text = node ? oriel_json_to_text (node, FALSE) : NULL;

  append_words (out, text);
}

static void
append_cell (GString *out, const OrielColumn *column, gsize row, const OrielTimeZone *zone)
{
  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      if (column->times[row] != ORIEL_TIME_NULL)
        oriel_date_format_append (out, column->times[row], zone, ORIEL_DATE_FORMAT_FULL_MS);
      break;
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      append_number (out, column->numbers[row]);
      break;
    case ORIEL_FIELD_STRING:
      append_words (out, column->strings[row]);
      break;
    case ORIEL_FIELD_BOOLEAN:
      if (column->booleans[row] != ORIEL_BOOLEAN_NULL)
        g_string_append (out, column->booleans[row] ? "true" : "false");
      break;
    case ORIEL_FIELD_OTHER:
      append_node (out, column->nodes[row]);
      break;
    case ORIEL_FIELD_FRAME:
    case ORIEL_FIELD_NESTED:
    default:
      break;
    }
}

static void
append_frame (GString *out, const OrielFrame *frame, const OrielTimeZone *zone, gsize n_rows)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (i > 0)
        g_string_append_c (out, '\t');
      append_words (out, field->display_name ? field->display_name : field->name);
    }
  g_string_append_c (out, '\n');

  for (gsize row = 0; row < n_rows; row++)
    for (guint i = 0; i < frame->fields->len; i++)
      {
        append_cell (out, oriel_frame_field (frame, i)->column, row, zone);
        g_string_append_c (out, i + 1 < frame->fields->len ? '\t' : '\n');
      }
}

char *
oriel_frames_to_text (GPtrArray *frames, const OrielTimeZone *zone, gsize max_rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < frames->len && max_rows > 0; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      gsize n_rows = MIN (frame->n_rows, max_rows);

      if (i > 0)
        g_string_append_c (out, '\n');
      append_frame (out, frame, zone, n_rows);
      max_rows -= n_rows;
    }

  return g_string_free (out, FALSE);
}
