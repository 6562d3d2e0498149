/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One frame as a table: its columns, the order of its rows, their heights.
 *
 * What costs a walk over the rows (footer, order, heights) is found when it is first needed and
 * remembered; the model's lock is held meanwhile.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "viz/table/oriel-table-private.h"
#include "viz/table/oriel-table-sort.h"

#define MAX_COLUMNS 1000
#define MAX_LINKS 20

/* Rows that are asked how wide values beside gauges and sparklines are. */
#define MEASURED_ROWS 1000

/* Rows whose texts are measured when they are wrapped; those behind are as high as others. */
#define MAX_WRAPPED_ROWS 5000
#define MAX_LINES 100

/* No character is wider than this part of the font's size, so short texts need no measuring. */
#define WIDEST_CHARACTER 1.1

#define BORDER_PX 1.0

static void
column_clear (gpointer data)
{
  oriel_table_column_clear (data);
}

static void
replace_member (JsonObject *object, const char *member, const OrielVizInput *input)
{
  const char *text = oriel_json_string (object, member, NULL);

  if (text != NULL && input->replace != NULL)
    {
      g_autofree char *replaced = input->replace (text, input->replace_data);

      json_object_set_string_member (object, member, replaced);
    }
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    json_object_set_member (copy, name, oriel_json_copy_deep (node));
  return copy;
}

/* The links of a field with the variables of the dashboard in them; those of the cell stay. */
static JsonArray *
links_of (const OrielField *field, const OrielVizInput *input)
{
  JsonArray *links = field->config->links;
  guint n = MIN (oriel_json_array_length (links), MAX_LINKS);
  JsonArray *replaced;

  if (n == 0)
    return NULL;

  replaced = json_array_new ();
  for (guint i = 0; i < n; i++)
    if (oriel_json_array_object (links, i) != NULL)
      {
        JsonObject *link = copy_object (oriel_json_array_object (links, i));

        replace_member (link, "url", input);
        replace_member (link, "title", input);
        json_array_add_object_element (replaced, link);
      }
  return replaced;
}

static void
add_column (OrielTableView *view, const OrielField *field, int index, const OrielVizInput *input)
{
  OrielTableColumn column;

  oriel_table_column_init (&column, field, index);
  column.links = links_of (field, input);
  column.display = oriel_display_new (field, input->theme, input->zone, input->now_ms);
  if (view->row_colors < 0 && column.cell.apply_to_row &&
      column.cell.kind == ORIEL_TABLE_CELL_COLOR_BACKGROUND)
    view->row_colors = (int) view->columns->len;
  g_array_append_val (view->columns, column);
}

OrielTableView *
oriel_table_view_new (OrielFrame *frame, int index, const OrielVizInput *input)
{
  OrielTableView *view = g_new0 (OrielTableView, 1);

  view->frame = oriel_frame_ref (frame);
  view->index = index;
  view->row_colors = -1;
  view->columns = g_array_new (FALSE, TRUE, sizeof (OrielTableColumn));
  g_array_set_clear_func (view->columns, column_clear);
  for (guint i = 0; i < frame->fields->len; i++)
    if (oriel_table_field_is_hidden (oriel_frame_field (frame, i)))
      continue;
    else if (view->columns->len < MAX_COLUMNS)
      add_column (view, oriel_frame_field (frame, i), (int) i, input);
    else
      view->n_left_out++;
  return view;
}

void
oriel_table_view_free (OrielTableView *view)
{
  if (view == NULL)
    return;

  g_array_unref (view->columns);
  g_clear_pointer (&view->footers, g_ptr_array_unref);
  g_free (view->value_widths);
  g_free (view->order);
  g_free (view->offsets);
  oriel_frame_unref (view->frame);
  g_free (view);
}

/* Room for the longest value among the column's first rows: measured without the space between
 * letters, and for sparklines in a larger font than it is shown in. */
static double
value_width (const OrielTableColumn *column)
{
  static const double chart_value_px = 16;
  OrielFont font = oriel_table_font;
  gsize n = MIN (column->field->column->n_rows, MEASURED_ROWS);
  glong longest = -1;
  double width = 0;

  font.letter_spacing_px = 0;
  if (column->cell.kind == ORIEL_TABLE_CELL_SPARKLINE)
    font.size_px = chart_value_px;
  for (gsize row = 0; row < n; row++)
    {
      OrielTableText text;
      glong length;

      oriel_table_text_read (column, row, &text);
      length = g_utf8_strlen (text.text, -1);
      if (length > longest)
        {
          longest = length;
          width = oriel_text_width (text.text, &font);
        }
    }

  return width;
}

void
oriel_table_view_get_ready (OrielTableView *view, const OrielTableModel *model)
{
  if (view->ready)
    return;

  view->ready = TRUE;
  oriel_table_footer_calculate (view);
  view->value_widths = g_new0 (double, view->columns->len + 1);
  for (guint i = 0; i < view->columns->len; i++)
    {
      const OrielTableColumn *column = oriel_table_view_column (view, i);

      if (!column->cell.hide_value && (column->cell.kind == ORIEL_TABLE_CELL_GAUGE ||
                                       column->cell.kind == ORIEL_TABLE_CELL_SPARKLINE))
        view->value_widths[i] = value_width (column);
    }
}

static const OrielField *
field_named (const OrielTableView *view, const char *name)
{
  for (guint i = 0; i < view->frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (view->frame, i);

      if (g_strcmp0 (field->display_name, name) == 0 || g_strcmp0 (field->name, name) == 0)
        return field;
    }

  return NULL;
}

/* The keys that the options name, of those that the frame has. */
static guint
keys_of_options (const OrielTableView *view, const OrielTableModel *model, OrielTableSortKey *keys)
{
  guint n = 0;

  for (guint i = 0; i < model->sort_by->len; i++)
    {
      const OrielTableSortBy *by = &g_array_index (model->sort_by, OrielTableSortBy, i);
      const OrielField *field = field_named (view, by->name);

      if (field != NULL)
        keys[n++] = (OrielTableSortKey){ field, by->descending };
    }

  return n;
}

void
oriel_table_view_sort (OrielTableView *view,
                       const OrielTableModel *model,
                       const OrielVizState *state)
{
  int field = state != NULL ? state->sort_field : -1;
  gboolean descending = state != NULL && state->sort_descending;
  g_autofree OrielTableSortKey *keys = g_new (OrielTableSortKey, model->sort_by->len + 1);
  guint n;

  if (field >= (int) view->frame->fields->len)
    field = -1;
  if (view->order_known && view->order_field == field && view->order_descending == descending)
    return;

  if (field >= 0)
    {
      keys[0] = (OrielTableSortKey){ oriel_frame_field (view->frame, (guint) field), descending };
      n = 1;
    }
  else
    {
      n = keys_of_options (view, model, keys);
    }

  g_clear_pointer (&view->order, g_free);
  g_clear_pointer (&view->offsets, g_free);
  if (n > 0)
    view->order = oriel_table_sort (keys, n, view->frame->n_rows);
  view->order_known = TRUE;
  view->order_field = field;
  view->order_descending = descending;
}

int
oriel_table_view_sorted_by (const OrielTableView *view,
                            const OrielTableModel *model,
                            gboolean *descending)
{
  *descending = view->order_descending;
  if (view->order_field >= 0)
    return view->order_field;

  for (guint i = 0; i < model->sort_by->len; i++)
    {
      const OrielTableSortBy *by = &g_array_index (model->sort_by, OrielTableSortBy, i);
      const OrielField *field = field_named (view, by->name);
      guint index;

      *descending = by->descending;
      if (field != NULL && g_ptr_array_find (view->frame->fields, field, &index))
        return (int) index;
    }

  return -1;
}

static guint
lines_of (const OrielTableColumn *column, gsize row, double width)
{
  OrielTableText text;
  g_auto (GStrv) lines = NULL;

  oriel_table_text_read (column, row, &text);
  if (strchr (text.text, '\n') == NULL &&
      strlen (text.text) * oriel_table_font.size_px * WIDEST_CHARACTER <= width)
    return 1;

  lines = oriel_text_wrap (text.text, &oriel_table_font, MAX (width, 1));
  return CLAMP (g_strv_length (lines), 1, MAX_LINES);
}

static gboolean
is_wrapped (const OrielTableColumn *column)
{
  return column->cell.wrap && (column->cell.kind <= ORIEL_TABLE_CELL_COLOR_BACKGROUND ||
                               column->cell.kind == ORIEL_TABLE_CELL_OTHER);
}

static double
height_of (const OrielTableView *view,
           const OrielTableModel *model,
           gsize row,
           const double *widths)
{
  guint lines = 1;

  for (guint i = 0; i < view->columns->len; i++)
    {
      const OrielTableColumn *column = oriel_table_view_column (view, i);
      double room = widths[i] - 2 * ORIEL_TABLE_PADDING_PX - BORDER_PX;

      if (is_wrapped (column))
        lines = MAX (lines, lines_of (column, row, room));
    }

  return lines == 1 ? model->row_px
                    : MAX (model->row_px, lines * ORIEL_TABLE_LINE_PX + 2 * ORIEL_TABLE_PADDING_PX);
}

static gboolean
has_wrapped_column (const OrielTableView *view)
{
  for (guint i = 0; i < view->columns->len; i++)
    if (is_wrapped (oriel_table_view_column (view, i)))
      return TRUE;

  return FALSE;
}

void
oriel_table_view_measure (OrielTableView *view,
                          const OrielTableModel *model,
                          const double *widths,
                          double width)
{
  double top = 0;

  if (!has_wrapped_column (view) || (view->offsets != NULL && view->offsets_width == width))
    return;

  g_free (view->offsets);
  view->n_offsets = MIN (view->frame->n_rows, MAX_WRAPPED_ROWS);
  view->offsets = g_new (double, view->n_offsets + 1);
  view->offsets_width = width;
  for (gsize i = 0; i < view->n_offsets; i++)
    {
      view->offsets[i] = top;
      top += height_of (view, model, view->order != NULL ? view->order[i] : i, widths);
    }
  view->offsets[view->n_offsets] = top;
}

double
oriel_table_view_row_top (const OrielTableView *view, const OrielTableModel *model, gsize place)
{
  if (view->offsets == NULL)
    return (double) place * model->row_px;
  if (place <= view->n_offsets)
    return view->offsets[place];

  return view->offsets[view->n_offsets] + (double) (place - view->n_offsets) * model->row_px;
}
