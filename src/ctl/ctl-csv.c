/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See ctl-csv.h. */

#include "config.h"

#include "ctl/ctl-csv.h"

#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-json.h"

void
ctl_csv_append_cell (GString *out, const char *text, gboolean first)
{
  if (!first)
    g_string_append_c (out, ',');
  if (text == NULL)
    return;

  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static char *
number_text (double value)
{
  char text[ORIEL_NUMBER_BUFFER];

  if (oriel_is_null (value))
    return NULL;

  oriel_number_to_string (value, text);
  return g_strdup (text);
}

char *
ctl_csv_value (const OrielField *field, gsize row)
{
  const OrielColumn *column = field->column;

  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      return column->times[row] != ORIEL_TIME_NULL ? oriel_date_format_iso (column->times[row])
                                                   : NULL;
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      return number_text (column->numbers[row]);
    case ORIEL_FIELD_STRING:
      return g_strdup (column->strings[row]);
    case ORIEL_FIELD_BOOLEAN:
      return column->booleans[row] == ORIEL_BOOLEAN_NULL
               ? NULL
               : g_strdup (column->booleans[row] ? "true" : "false");
    case ORIEL_FIELD_OTHER:
      return column->nodes[row] != NULL ? oriel_json_to_text (column->nodes[row], FALSE) : NULL;
    case ORIEL_FIELD_FRAME:
    case ORIEL_FIELD_NESTED:
    default:
      return NULL;
    }
}

void
ctl_csv_append_frame (GString *out, const OrielFrame *frame)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      ctl_csv_append_cell (out, field->display_name != NULL ? field->display_name : field->name,
                           i == 0);
    }
  g_string_append (out, "\r\n");

  for (gsize row = 0; row < frame->n_rows; row++)
    {
      for (guint i = 0; i < frame->fields->len; i++)
        {
          g_autofree char *text = ctl_csv_value (oriel_frame_field (frame, i), row);

          ctl_csv_append_cell (out, text, i == 0);
        }
      g_string_append (out, "\r\n");
    }
}
