/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markers in words: for tooltips, and for those who do not see the picture. */

#include "config.h"

#include "viz/oriel-markers-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/oriel-date-format.h"
#include "base/oriel-json.h"
#include "field/oriel-display.h"

/* Events that a description tells one by one. */
#define MAX_DESCRIBED 10

/* Labels of an exemplar beyond these are left out. */
#define MAX_LABELS 100

#define MAX_TAGS 50

static void
link_free (gpointer link)
{
  oriel_link_free (link);
}

static void
tip_free (gpointer data)
{
  OrielMarkTip *tip = data;

  g_free (tip->title);
  g_free (tip->when);
  g_free (tip->text);
  g_strfreev (tip->tags);
  g_free (tip->source);
  g_ptr_array_unref (tip->names);
  g_ptr_array_unref (tip->values);
  g_ptr_array_unref (tip->links);
  g_free (tip);
}

static OrielMarkTip *
tip_new (void)
{
  OrielMarkTip *tip = g_new0 (OrielMarkTip, 1);

  tip->names = g_ptr_array_new_with_free_func (g_free);
  tip->values = g_ptr_array_new_with_free_func (g_free);
  tip->links = g_ptr_array_new_with_free_func (link_free);
  return tip;
}

/* --- events --- */

static char **
tags_of (const OrielColumn *column, gsize row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = column != NULL && column->type == ORIEL_FIELD_OTHER
                       ? oriel_json_node_array (column->nodes[row])
                       : NULL;

  if (column != NULL && column->type == ORIEL_FIELD_STRING && column->strings[row] != NULL)
    return g_strsplit (column->strings[row], ",", MAX_TAGS);

  for (guint i = 0; i < MIN (oriel_json_array_length (array), MAX_TAGS); i++)
    if (oriel_json_array_string (array, i) != NULL)
      g_strv_builder_add (builder, oriel_json_array_string (array, i));
  return g_strv_builder_end (builder);
}

static char *
when_of (const OrielMarkers *markers, const OrielEventColumns *columns, gsize row)
{
  gint64 end_ms;
  gboolean is_region = oriel_event_is_region (columns, row, &end_ms);
  g_autofree char *from =
    oriel_date_format (columns->times->times[row], markers->zone, ORIEL_DATE_FORMAT_FULL);
  g_autofree char *to = NULL;

  if (!is_region)
    return g_steal_pointer (&from);

  to = oriel_date_format (end_ms, markers->zone, ORIEL_DATE_FORMAT_FULL);
  return g_strdup_printf (_ ("%s – %s"), from, to);
}

static OrielMarkTip *
event_tip (const OrielMarkers *markers, const OrielEventColumns *columns, gsize row)
{
  OrielMarkTip *tip = tip_new ();
  const char *title = oriel_event_text (columns->titles, row);
  const char *text = oriel_event_text (columns->texts, row);

  tip->title = g_strdup (title != NULL ? title : "");
  tip->when = when_of (markers, columns, row);
  tip->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  tip->tags = tags_of (columns->tags, row);
  tip->source = g_strdup (columns->frame->name);
  tip->color = oriel_event_color (markers, columns, row);
  return tip;
}

/* Whether an event belongs to the mark of several that spans `hit`. */
static gboolean
is_of_group (const OrielEventColumns *columns, gsize row, const OrielHit *hit)
{
  gint64 end_ms;
  gint64 time = columns->times->times[row];

  return time != ORIEL_TIME_NULL && (double) time >= hit->x_value &&
         (double) time <= hit->y_value && !oriel_event_is_region (columns, row, &end_ms);
}

static guint
add_group (const OrielMarkers *markers,
           const OrielEventColumns *columns,
           const OrielHit *hit,
           guint limit,
           GPtrArray *tips)
{
  guint n = 0;

  for (gsize row = (gsize) hit->row; row < columns->frame->n_rows; row++)
    if (is_of_group (columns, row, hit) && n++ < limit)
      g_ptr_array_add (tips, event_tip (markers, columns, row));

  return n;
}

static guint
add_events (const OrielMarkers *markers, const OrielHit *hit, guint limit, GPtrArray *tips)
{
  const OrielEventColumns *columns;

  if (hit->frame < 0 || (guint) hit->frame >= markers->events->len)
    return 0;

  columns = &g_array_index (markers->events, OrielEventColumns, hit->frame);
  if (hit->row < 0 || (gsize) hit->row >= columns->frame->n_rows)
    return 0;
  if (!isnan (hit->x_value))
    return add_group (markers, columns, hit, limit, tips);

  g_ptr_array_add (tips, event_tip (markers, columns, (gsize) hit->row));
  return 1;
}

/* --- exemplars --- */

static void
add_pair (OrielMarkTip *tip, const char *name, char *value)
{
  g_ptr_array_add (tip->names, g_strdup (name));
  g_ptr_array_add (tip->values, value);
}

static gboolean
is_trace_id (const OrielField *field)
{
  return field->type == ORIEL_FIELD_STRING && (oriel_json_array_length (field->config->links) > 0 ||
                                               g_ascii_strcasecmp (field->name, "traceID") == 0 ||
                                               g_ascii_strcasecmp (field->name, "trace_id") == 0);
}

/* The labels that lead to a trace, or the others. */
static void
add_labels (OrielMarkTip *tip, const OrielFrame *frame, gsize row, gboolean trace_ids)
{
  for (guint i = 0; i < frame->fields->len && tip->names->len < MAX_LABELS; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      const char *text = field->type == ORIEL_FIELD_STRING ? field->column->strings[row] : NULL;

      if (text != NULL && *text != '\0' && is_trace_id (field) == trace_ids)
        add_pair (tip, field->name, g_strdup (text));
    }
}

static void
add_value (OrielMarkTip *tip, const OrielMarkers *markers, const OrielFrame *frame, double value)
{
  const OrielField *field = oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL);
  g_autoptr (OrielDisplay) display = oriel_display_new (field, markers->theme, markers->zone, 0);
  OrielDisplayValue shown;

  oriel_display_number (display, value, -1, &shown);
  add_pair (
    tip, _ ("Value"),
    g_strconcat (shown.formatted.prefix, shown.formatted.text, shown.formatted.suffix, NULL));
}

static void
add_links (OrielMarkTip *tip, const OrielFrame *frame, gsize row, const OrielInterpolation *how)
{
  for (guint i = 0; how != NULL && i < frame->fields->len; i++)
    {
      const OrielCell cell = { .frame = frame, .field = (int) i, .row = (int) row };
      OrielInterpolation at_cell = *how;
      g_autoptr (GPtrArray) links = NULL;

      at_cell.cell = &cell;
      links = oriel_links_resolve (oriel_frame_field (frame, i)->config->links, &at_cell);
      for (guint j = 0; j < links->len; j++)
        g_ptr_array_add (tip->links, g_ptr_array_index (links, j));
      g_ptr_array_set_free_func (links, NULL);
    }
}

static guint
add_exemplar (const OrielMarkers *markers,
              const OrielHit *hit,
              const OrielInterpolation *how,
              GPtrArray *tips)
{
  const OrielFrame *frame;
  const OrielColumn *times, *values;
  OrielMarkTip *tip;
  gsize row = (gsize) MAX (hit->row, 0);

  if (hit->frame < 0 || (guint) hit->frame >= markers->exemplars->len)
    return 0;

  frame = g_ptr_array_index (markers->exemplars, hit->frame);
  if (row >= frame->n_rows || !oriel_exemplar_columns (frame, &times, &values))
    return 0;

  tip = tip_new ();
  tip->title = g_strdup (_ ("Exemplar"));
  tip->when = oriel_date_format (times->times[row], markers->zone, ORIEL_DATE_FORMAT_FULL);
  tip->tags = g_new0 (char *, 1);
  tip->color = oriel_color_with_alpha (markers->exemplar_color, 1);
  add_labels (tip, frame, row, TRUE);
  add_value (tip, markers, frame, values->numbers[row]);
  add_labels (tip, frame, row, FALSE);
  add_links (tip, frame, row, how);
  g_ptr_array_add (tips, tip);
  return 1;
}

GPtrArray *
oriel_markers_tips (const OrielMarkers *markers,
                    const OrielHit *hit,
                    const OrielInterpolation *how,
                    guint limit,
                    guint *n)
{
  GPtrArray *tips = g_ptr_array_new_with_free_func (tip_free);
  guint found = 0;

  if (markers != NULL && hit->kind == ORIEL_HIT_MARK)
    found = add_events (markers, hit, limit, tips);
  else if (markers != NULL && hit->kind == ORIEL_HIT_EXEMPLAR)
    found = add_exemplar (markers, hit, how, tips);
  if (n != NULL)
    *n = found;
  return tips;
}

/* --- descriptions --- */

static gboolean
is_in_range (const OrielMarkers *markers, const OrielEventColumns *columns, gsize row)
{
  gint64 end_ms;
  gint64 time = columns->times->times[row];

  oriel_event_is_region (columns, row, &end_ms);
  return time != ORIEL_TIME_NULL && MAX (end_ms, time) >= markers->range.from_ms &&
         MIN (end_ms, time) <= markers->range.to_ms;
}

static void
describe_event (const OrielMarkers *markers,
                const OrielEventColumns *columns,
                gsize row,
                GString *text)
{
  g_autofree char *when = when_of (markers, columns, row);
  const char *title = oriel_event_text (columns->titles, row);
  const char *source = columns->frame->name;

  g_string_append_printf (text, "\n%s: ", when);
  if (title != NULL && *title != '\0')
    g_string_append (text, title);
  else
    g_string_append (text, source != NULL ? source : _ ("annotation"));
}

static void
describe_events (const OrielMarkers *markers, GString *text)
{
  g_autoptr (GString) first = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < markers->events->len; i++)
    {
      const OrielEventColumns *columns = &g_array_index (markers->events, OrielEventColumns, i);

      for (gsize row = 0; row < columns->frame->n_rows; row++)
        if (is_in_range (markers, columns, row) && n++ < MAX_DESCRIBED)
          describe_event (markers, columns, row, first);
    }

  if (n == 0)
    return;
  g_string_append_printf (text, ngettext ("\n%u annotation:", "\n%u annotations:", n), n);
  g_string_append (text, first->str);
  if (n > MAX_DESCRIBED)
    g_string_append_printf (text, _ ("\nand %u more"), n - MAX_DESCRIBED);
}

void
oriel_markers_describe (const OrielMarkers *markers, OrielMarkUse use, GString *text)
{
  gsize n = 0;

  if (markers == NULL || use == ORIEL_MARKS_NONE)
    return;

  describe_events (markers, text);
  for (guint i = 0; i < markers->exemplars->len; i++)
    n += ((const OrielFrame *) g_ptr_array_index (markers->exemplars, i))->n_rows;
  if (n > 0)
    g_string_append_printf (text, ngettext ("\n%u exemplar", "\n%u exemplars", (gulong) n),
                            (guint) n);
}
