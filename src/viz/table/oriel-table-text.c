/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text of a table's cell. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "viz/table/oriel-table-private.h"
#include "viz/table/oriel-table-sort.h"

const OrielFont oriel_table_font = { .size_px = 14,
                                     .weight = 400,
                                     .letter_spacing_px = 0.15,
                                     .proportional = TRUE };

/* Copies as many whole characters as there is room for. */
static void
take_text (OrielTableText *out, const char *text)
{
  gsize length = strlen (text);

  if (length > ORIEL_TABLE_MAX_TEXT)
    {
      length = ORIEL_TABLE_MAX_TEXT;
      while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
        length--;
    }
  memcpy (out->text, text, length);
  out->text[length] = '\0';
}

static void
take_display (OrielTableText *out, const OrielDisplayValue *value)
{
  const OrielFormatted *parts = &value->formatted;

  if (value->whole != NULL)
    take_text (out, value->whole);
  else
    g_snprintf (out->text, sizeof out->text, "%s%s%s", parts->prefix, parts->text, parts->suffix);
  out->unit_at = strlen (out->text);
  if (value->whole == NULL)
    out->unit_at -= MIN (strlen (parts->suffix), out->unit_at);

  out->has_color = value->color_text != NULL;
  out->color = value->color;
  out->numeric = value->numeric;
  out->percent = value->percent;
}

/* The JSON of a cell, or of a text that is JSON; nullable. Free with json_node_unref(). */
static JsonNode *
json_of (const OrielColumn *cells, gsize row)
{
  if (cells->type == ORIEL_FIELD_OTHER && cells->nodes[row] != NULL)
    return json_node_ref (cells->nodes[row]);
  if (cells->type == ORIEL_FIELD_STRING && cells->strings[row] != NULL &&
      strchr ("{[", *cells->strings[row]) != NULL)
    return oriel_json_parse (NULL, cells->strings[row], -1, 1024 * 1024, NULL);

  return NULL;
}

/* JSON as one line; a text that is JSON is shown the same way. */
static void
take_json (const OrielTableColumn *column, gsize row, OrielTableText *out)
{
  g_autoptr (JsonNode) node = json_of (column->field->column, row);

  if (node != NULL && oriel_json_node_string (node) == NULL)
    {
      g_autofree char *line = oriel_table_json_line (node);

      take_text (out, line);
    }
}

void
oriel_table_text_read (const OrielTableColumn *column, gsize row, OrielTableText *out)
{
  OrielDisplayValue value;

  if (column->field->column->type == ORIEL_FIELD_FRAME)
    oriel_display_number (column->display,
                          oriel_table_frame_value (column->field->column->frames[row]), -1, &value);
  else
    oriel_display_row (column->display, column->field, row, &value);

  take_display (out, &value);
  if (column->cell.kind == ORIEL_TABLE_CELL_JSON)
    take_json (column, row, out);
}

char *
oriel_table_text_whole (const OrielTableColumn *column, gsize row)
{
  const OrielColumn *cells = column->field->column;
  g_autoptr (JsonNode) node = json_of (cells, row);
  OrielTableText shown;

  if (node != NULL && oriel_json_node_string (node) == NULL)
    return oriel_json_to_text (node, TRUE);
  if (cells->type == ORIEL_FIELD_STRING && cells->strings[row] != NULL)
    return g_strdup (cells->strings[row]);

  oriel_table_text_read (column, row, &shown);
  return g_strdup (shown.text);
}
