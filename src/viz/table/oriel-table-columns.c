/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-table-columns.h. */

#include "config.h"

#include "viz/table/oriel-table-columns.h"

#include "base/oriel-json.h"

#define MAX_WIDTH_PX 10000.0
#define MAX_REDUCERS 40

/* As the options say, else right when `right`. */
static OrielAlign
align_of (const OrielField *field, gboolean right)
{
  const char *align = oriel_json_string (field->config->custom, "align", NULL);

  if (g_strcmp0 (align, "left") == 0)
    return ORIEL_ALIGN_START;
  if (g_strcmp0 (align, "center") == 0)
    return ORIEL_ALIGN_CENTER;
  if (g_strcmp0 (align, "right") == 0)
    return ORIEL_ALIGN_END;

  return right ? ORIEL_ALIGN_END : ORIEL_ALIGN_START;
}

static char **
reducers_of (JsonObject *custom)
{
  JsonArray *ids = oriel_json_array (oriel_json_object (custom, "footer"), "reducers");
  guint n = MIN (oriel_json_array_length (ids), MAX_REDUCERS);
  GPtrArray *names;

  if (n == 0)
    return NULL;

  names = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    if (oriel_json_array_string (ids, i) != NULL)
      g_ptr_array_add (names, g_strdup (oriel_json_array_string (ids, i)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* What shows itself when nothing is said: series as sparklines, objects as JSON. */
static OrielTableCellKind
automatic_kind (const OrielField *field)
{
  if (field->type == ORIEL_FIELD_FRAME)
    return ORIEL_TABLE_CELL_SPARKLINE;

  return field->type == ORIEL_FIELD_OTHER ? ORIEL_TABLE_CELL_JSON : ORIEL_TABLE_CELL_AUTO;
}

void
oriel_table_column_init (OrielTableColumn *column, const OrielField *field, int index)
{
  JsonObject *custom = field->config->custom;
  gboolean is_number = field->type == ORIEL_FIELD_NUMBER;

  *column = (OrielTableColumn){ .index = index, .field = field };
  oriel_table_cell_options_read (custom, &column->cell);
  if (column->cell.kind == ORIEL_TABLE_CELL_AUTO)
    column->cell.kind = automatic_kind (field);
  column->align =
    align_of (field, is_number && column->cell.kind <= ORIEL_TABLE_CELL_COLOR_BACKGROUND);
  column->footer_align = align_of (field, is_number);
  column->width = CLAMP (oriel_json_number (custom, "width", 0), 0, MAX_WIDTH_PX);
  column->min_width =
    CLAMP (oriel_json_number (custom, "minWidth", ORIEL_TABLE_COLUMN_MIN_PX), 0, MAX_WIDTH_PX);
  if (column->min_width == 0)
    column->min_width = ORIEL_TABLE_COLUMN_MIN_PX;
  column->filterable = oriel_json_boolean (custom, "filterable", FALSE);
  column->inspect = oriel_json_boolean (custom, "inspect", FALSE);
  column->wrap_header = oriel_json_boolean (custom, "wrapHeaderText", FALSE);
  column->reducers = reducers_of (custom);
}

void
oriel_table_column_clear (OrielTableColumn *column)
{
  g_clear_pointer (&column->links, json_array_unref);
  g_clear_pointer (&column->reducers, g_strfreev);
  g_clear_pointer (&column->display, oriel_display_free);
}

gboolean
oriel_table_field_is_hidden (const OrielField *field)
{
  JsonObject *custom = field->config->custom;

  return oriel_json_is_true (oriel_json_member (custom, "hidden")) ||
         oriel_json_is_true (oriel_json_member (oriel_json_object (custom, "hideFrom"), "viz"));
}

void
oriel_table_column_widths (const OrielTableColumn *columns, guint n, double width, double *widths)
{
  double left = width;
  guint sharing = 0;

  for (guint i = 0; i < n; i++)
    if (columns[i].width > 0)
      left -= columns[i].width;
    else
      sharing++;

  for (guint i = 0; i < n; i++)
    widths[i] =
      columns[i].width > 0 ? columns[i].width : MAX (left / sharing, columns[i].min_width);
}
