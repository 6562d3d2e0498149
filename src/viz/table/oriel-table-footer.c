/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The footer of a table: columns reduced to one value a line. Lines that are the same in all
 * columns are named once, in the first column, where that has none itself. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "draw/oriel-text.h"
#include "field/oriel-cell.h"
#include "viz/table/oriel-table-private.h"

#define BORDER_PX 1.0
#define PADDING_PX 5.0
#define MAX_LISTED 20

static const OrielFont label_font = { .size_px = 12,
                                      .weight = 300,
                                      .letter_spacing_px = 0.15,
                                      .proportional = TRUE };
static const OrielFont value_font = { .size_px = 14,
                                      .weight = 500,
                                      .letter_spacing_px = 0.15,
                                      .proportional = TRUE };

/* Reducers that make sense of any values; the others only of numbers. */
static const char *const any_type[] = {
  "allValues", "changeCount",  "count", "countAll",    "distinctCount",
  "first",     "firstNotNull", "last",  "lastNotNull", "uniqueValues",
};

/* Results that are plain numbers, not in the column's unit. */
static const char *const plain_numbers[] = { "count", "countAll", "distinctCount", "changeCount" };

static gboolean
is_among (const char *const *ids, guint n, const char *id)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (ids[i], id))
      return TRUE;

  return FALSE;
}

static gboolean
reduces (const OrielTableColumn *column, const char *id)
{
  return oriel_reducer_find (id) != NULL && (column->field->type == ORIEL_FIELD_NUMBER ||
                                             is_among (any_type, G_N_ELEMENTS (any_type), id));
}

static char *
text_of_display (const OrielDisplayValue *value)
{
  return value->whole != NULL ? g_strdup (value->whole)
                              : g_strconcat (value->formatted.prefix, value->formatted.text,
                                             value->formatted.suffix, NULL);
}

static char *
list_text (const OrielTableColumn *column, gboolean unique)
{
  g_autoptr (GArray) rows = oriel_reduce_rows (column->field, unique);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len && i < MAX_LISTED; i++)
    {
      OrielDisplayValue value;
      g_autofree char *text = NULL;

      oriel_display_row (column->display, column->field, g_array_index (rows, gsize, i), &value);
      text = text_of_display (&value);
      g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", text);
    }
  if (rows->len > MAX_LISTED)
    g_string_append (out, ", …");
  return g_string_free (out, FALSE);
}

static char *
reduced_text (const OrielTableColumn *column, const char *id)
{
  OrielReduced value = oriel_reduce_one (column->field, oriel_field_null_mode (column->field), id);
  OrielDisplayValue shown;

  if (value.kind == ORIEL_REDUCED_LIST)
    return list_text (column, g_str_equal (oriel_reducer_find (id)->id, "uniqueValues"));
  if (is_among (plain_numbers, G_N_ELEMENTS (plain_numbers), id))
    {
      char buffer[ORIEL_NUMBER_BUFFER];

      return g_strdup (oriel_cell_text (&value, buffer));
    }

  oriel_display_cell (column->display, &value, -1, &shown);
  return text_of_display (&shown);
}

/* The texts of a column's footer, or NULL. */
static GPtrArray *
texts_of (const OrielTableColumn *column)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; column->reducers != NULL && column->reducers[i] != NULL; i++)
    if (reduces (column, column->reducers[i]))
      g_ptr_array_add (texts, reduced_text (column, column->reducers[i]));
  if (texts->len > 0)
    return texts;

  g_ptr_array_unref (texts);
  return NULL;
}

static void
texts_free (gpointer data)
{
  if (data != NULL)
    g_ptr_array_unref (data);
}

/* TRUE when all columns that have a footer have the same lines. */
static gboolean
lines_agree (const OrielTableView *view)
{
  char **first = NULL;

  for (guint i = 0; i < view->columns->len; i++)
    {
      char **ids = oriel_table_view_column (view, i)->reducers;

      if (g_ptr_array_index (view->footers, i) == NULL)
        continue;
      if (first == NULL)
        first = ids;
      else if (!g_strv_equal ((const char *const *) first, (const char *const *) ids))
        return FALSE;
    }

  return first != NULL;
}

void
oriel_table_footer_calculate (OrielTableView *view)
{
  view->footers = g_ptr_array_new_with_free_func (texts_free);
  for (guint i = 0; i < view->columns->len; i++)
    {
      GPtrArray *texts = texts_of (oriel_table_view_column (view, i));

      g_ptr_array_add (view->footers, texts);
      if (texts != NULL)
        view->footer_lines = MAX (view->footer_lines, texts->len);
    }

  view->footer_has_label =
    view->columns->len > 1 && g_ptr_array_index (view->footers, 0) == NULL && lines_agree (view);
}

double
oriel_table_footer_height (const OrielTableView *view)
{
  if (view->footer_lines == 0)
    return 0;

  return view->footer_lines * ORIEL_TABLE_LINE_PX + 2 * PADDING_PX + 2 * BORDER_PX;
}

static char *
label_of (const char *id)
{
  return g_utf8_strup (oriel_reducer_find (id)->name, -1);
}

/* The ids that give the lines of a column. */
static GPtrArray *
ids_of (const OrielTableColumn *column)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; column->reducers != NULL && column->reducers[i] != NULL; i++)
    if (reduces (column, column->reducers[i]))
      g_ptr_array_add (ids, column->reducers[i]);
  return ids;
}

static double
line_y (OrielRect box, guint line)
{
  return box.y + BORDER_PX + PADDING_PX + line * ORIEL_TABLE_LINE_PX;
}

/* Returns the label's width. */
static double
put_label (const OrielTableDrawing *drawing, OrielRect box, guint line, const char *id)
{
  g_autofree char *label = label_of (id);
  double baseline = oriel_text_baseline (&label_font, ORIEL_TABLE_LINE_PX);

  oriel_scene_add_text (drawing->scene, label, box.x + ORIEL_TABLE_PADDING_PX,
                        round (line_y (box, line) + baseline), ORIEL_ALIGN_START, &label_font,
                        drawing->model->theme->text_secondary,
                        MAX (box.width - 2 * ORIEL_TABLE_PADDING_PX, 1));
  return oriel_text_width (label, &label_font);
}

static void
put_value (const OrielTableDrawing *drawing,
           OrielRect box,
           guint line,
           const char *text,
           OrielAlign align,
           double beside)
{
  double left = box.x + ORIEL_TABLE_PADDING_PX;
  double room = MAX (box.width - 2 * ORIEL_TABLE_PADDING_PX - BORDER_PX, 1);
  double x = align == ORIEL_ALIGN_END      ? left + room
             : align == ORIEL_ALIGN_CENTER ? left + room / 2
                                           : left + beside;
  double baseline = oriel_text_baseline (&value_font, ORIEL_TABLE_LINE_PX);

  oriel_scene_add_text (drawing->scene, text, x, round (line_y (box, line) + baseline), align,
                        &value_font, drawing->model->theme->text, MAX (room - beside, 1));
}

/* What the lines are, in the first column. */
static void
draw_labels (const OrielTableDrawing *drawing, OrielRect box)
{
  for (guint i = 0; i < drawing->view->columns->len; i++)
    if (g_ptr_array_index (drawing->view->footers, i) != NULL)
      {
        g_autoptr (GPtrArray) ids = ids_of (oriel_table_view_column (drawing->view, i));

        for (guint line = 0; line < ids->len; line++)
          put_label (drawing, box, line, g_ptr_array_index (ids, line));
        return;
      }
}

void
oriel_table_draw_footer (const OrielTableDrawing *drawing, guint index, OrielRect box)
{
  const OrielTableView *view = drawing->view;
  const OrielTableColumn *column = oriel_table_view_column (view, index);
  const GPtrArray *texts = g_ptr_array_index (view->footers, index);
  g_autoptr (GPtrArray) ids = ids_of (column);

  if (view->footer_has_label && index == 0)
    draw_labels (drawing, box);
  if (texts == NULL)
    return;

  for (guint line = 0; line < texts->len; line++)
    {
      double beside =
        view->footer_has_label
          ? 0
          : put_label (drawing, box, line, g_ptr_array_index (ids, line)) + ORIEL_TABLE_PADDING_PX;

      put_value (drawing, box, line, g_ptr_array_index (texts, line),
                 view->footer_has_label ? column->footer_align : ORIEL_ALIGN_END, beside);
    }
}
