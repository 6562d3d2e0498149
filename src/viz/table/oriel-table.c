/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-table.h. */

#include "config.h"

#include "viz/table/oriel-table.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json.h"
#include "viz/oriel-viz-message.h"
#include "viz/table/oriel-table-private.h"

#define MAX_FRAMES 1000
#define MAX_SORT_KEYS 20
#define DESCRIBED_ROWS 3
#define DESCRIBED_COLUMNS 20

static double
row_height (const char *name)
{
  if (g_strcmp0 (name, "md") == 0)
    return 42;

  return g_strcmp0 (name, "lg") == 0 ? 48 : 36;
}

static void
sort_by_clear (gpointer data)
{
  g_free (((OrielTableSortBy *) data)->name);
}

static GArray *
read_sort_by (JsonObject *options)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (OrielTableSortBy));
  JsonArray *entries = oriel_json_array (options, "sortBy");
  guint n = MIN (oriel_json_array_length (entries), MAX_SORT_KEYS);

  g_array_set_clear_func (list, sort_by_clear);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *entry = oriel_json_array_object (entries, i);
      OrielTableSortBy by = { .descending = oriel_json_boolean (entry, "desc", FALSE) };
      const char *name = oriel_json_string (entry, "displayName", NULL);

      if (name == NULL)
        continue;
      by.name = g_strdup (name);
      g_array_append_val (list, by);
    }
  return list;
}

static void
read_options (OrielTableModel *self, JsonObject *options)
{
  self->show_header = oriel_json_boolean (options, "showHeader", TRUE);
  self->type_icons = oriel_json_boolean (options, "showTypeIcons", FALSE);
  self->pagination =
    oriel_json_boolean (options, "enablePagination", FALSE) ||
    oriel_json_boolean (oriel_json_object (options, "footer"), "enablePagination", FALSE);
  self->frozen_columns = (guint) CLAMP (
    oriel_json_int (oriel_json_object (options, "frozenColumns"), "left", 0), 0, G_MAXINT);
  self->row_px = row_height (oriel_json_string (options, "cellHeight", NULL));
  self->sort_by = read_sort_by (options);
}

static void
add_views (OrielTableModel *self, const OrielVizInput *input)
{
  gint64 wanted = oriel_json_int (input->options, "frameIndex", 0);
  guint n = input->frames != NULL ? MIN (input->frames->len, MAX_FRAMES) : 0;

  self->views = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_table_view_free);
  for (guint i = 0; i < n; i++)
    {
      OrielTableView *view =
        oriel_table_view_new (g_ptr_array_index (input->frames, i), (int) i, input);

      if (view->columns->len == 0)
        {
          oriel_table_view_free (view);
          continue;
        }
      if ((gint64) i == wanted)
        self->first_view = self->views->len;
      g_ptr_array_add (self->views, view);
    }
  self->shown = self->first_view;
}

static void
table_free (OrielVizModel *model)
{
  OrielTableModel *self = (OrielTableModel *) model;

  g_ptr_array_unref (self->views);
  g_array_unref (self->sort_by);
  g_free (self->notice);
  oriel_variables_unref (self->variables);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Says that a frame has more columns than are shown, unless something else is said. */
static void
say_left_out (OrielTableModel *self)
{
  for (guint i = 0; i < self->views->len && self->notice == NULL; i++)
    {
      const OrielTableView *view = g_ptr_array_index (self->views, i);

      if (view->n_left_out > 0)
        self->notice = g_strdup_printf (_ ("The first %u columns of %u are shown."),
                                        view->columns->len, view->columns->len + view->n_left_out);
    }
}

OrielVizModel *
oriel_table_model_new (const OrielVizInput *input, const char *notice)
{
  OrielTableModel *self = g_new0 (OrielTableModel, 1);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  self->base.klass = &oriel_table_class;
  self->theme = input->theme;
  self->zone = input->zone;
  self->now_ms = input->now_ms;
  self->variables = oriel_variables_new_for_definitions (none);
  self->notice = g_strdup (notice);
  g_mutex_init (&self->lock);
  read_options (self, input->options);
  add_views (self, input);
  say_left_out (self);
  if (self->views->len == 0)
    {
      table_free (&self->base);
      return oriel_viz_message_new (notice != NULL ? notice : _ ("No data"), input->theme);
    }
  return &self->base;
}

static const OrielTableColumn *
find_column (const OrielTableModel *self, const OrielHit *hit)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      const OrielTableView *view = g_ptr_array_index (self->views, i);

      for (guint k = 0; view->index == hit->frame && k < view->columns->len; k++)
        if (oriel_table_view_column (view, k)->index == hit->field)
          return oriel_table_view_column (view, k);
    }

  return NULL;
}

char *
oriel_table_inspect (const OrielVizModel *model, const OrielHit *hit)
{
  OrielTableModel *self = (OrielTableModel *) model;
  const OrielTableColumn *column;
  char *text;

  if (model->klass != &oriel_table_class || hit->kind != ORIEL_HIT_INSPECT)
    return NULL;
  column = find_column (self, hit);
  if (column == NULL || hit->row < 0 || (gsize) hit->row >= column->field->column->n_rows)
    return NULL;

  g_mutex_lock (&self->lock);
  text = oriel_table_text_whole (column, (gsize) hit->row);
  g_mutex_unlock (&self->lock);
  return text;
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  return oriel_table_model_new (input, NULL);
}

static const char *
name_of (const OrielField *field)
{
  return field->display_name != NULL ? field->display_name : field->name;
}

static void
describe_columns (GString *out, const OrielTableView *view)
{
  guint n = view->columns->len;

  for (guint i = 0; i < n && i < DESCRIBED_COLUMNS; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : ": ",
                            name_of (oriel_table_view_column (view, i)->field));
  g_string_append (out, n > DESCRIBED_COLUMNS ? ", …." : ".");
}

static void
describe_sort (GString *out, const OrielTableView *view, const OrielTableModel *self)
{
  gboolean descending;
  int field = oriel_table_view_sorted_by (view, self, &descending);

  if (field >= 0)
    g_string_append_printf (
      out, descending ? _ (" Sorted by %s, descending.") : _ (" Sorted by %s, ascending."),
      name_of (oriel_frame_field (view->frame, (guint) field)));
}

static void
describe_row (GString *out, const OrielTableView *view, gsize row)
{
  for (guint i = 0; i < view->columns->len && i < DESCRIBED_COLUMNS; i++)
    {
      const OrielTableColumn *column = oriel_table_view_column (view, i);
      OrielTableText text;

      oriel_table_text_read (column, row, &text);
      g_string_append_printf (out, "%s%s %s", i > 0 ? ", " : "", name_of (column->field),
                              text.text);
    }
  g_string_append_c (out, '.');
}

static void
describe_size (GString *out, gsize n_rows, gsize n_columns)
{
  g_autofree char *rows =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%zu row", "%zu rows", n_rows), n_rows);
  g_autofree char *columns = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%zu column", "%zu columns", n_columns), n_columns);

  g_string_append_printf (out, _ ("Table with %s and %s"), rows, columns);
}

static char *
describe (const OrielVizModel *model)
{
  OrielTableModel *self = (OrielTableModel *) model;
  OrielTableView *view = g_ptr_array_index (self->views, self->shown);
  gsize n_rows = view->frame->n_rows;
  GString *out = g_string_new (NULL);

  if (self->notice != NULL)
    g_string_append_printf (out, "%s ", self->notice);
  describe_size (out, n_rows, view->columns->len);
  describe_columns (out, view);

  g_mutex_lock (&self->lock);
  if (!view->order_known)
    oriel_table_view_sort (view, self, NULL);
  describe_sort (out, view, self);
  for (gsize i = 0; i < n_rows && i < DESCRIBED_ROWS; i++)
    {
      g_string_append_printf (out, _ (" Row %zu: "), i + 1);
      describe_row (out, view, view->order != NULL ? view->order[i] : i);
    }
  g_mutex_unlock (&self->lock);
  return g_string_free (out, FALSE);
}

const OrielVizClass oriel_table_class = {
  .type = "table",
  .prepare = prepare,
  .layout = oriel_table_layout,
  .describe = describe,
  .content_height = oriel_table_content_height,
  .content_width = oriel_table_content_width,
  .free = table_free,
};
