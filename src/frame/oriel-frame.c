/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames and columns: construction and sharing. See oriel-frame.h. */

#include "config.h"

#include "frame/oriel-frame.h"

#include <string.h>

#include "base/oriel-json-share.h"
#include "frame/oriel-pyramid.h"

typedef struct
{
  gboolean is_ascending;
  double widest_step;
} TimeFacts;

/* The public struct comes first; what owns the texts is nobody else's business. */
typedef struct
{
  OrielColumn column;
  gpointer owner; /* nullable */
  GDestroyNotify free_owner;
  gboolean is_lent;      /* the data is the owner's */
  OrielPyramid *pyramid; /* of numbers */
  TimeFacts *time_facts; /* of times; these two nullable, set once, atomically */
} OwnedColumn;

static OwnedColumn *
column_new (OrielFieldType type, gpointer data, gsize n_rows)
{
  OwnedColumn *owned = g_atomic_rc_box_new0 (OwnedColumn);

  owned->column.type = type;
  owned->column.n_rows = n_rows;
  owned->column.data = data;
  return owned;
}

OrielColumn *
oriel_column_new_take (OrielFieldType type, gpointer data, gsize n_rows)
{
  g_return_val_if_fail (type != ORIEL_FIELD_STRING, NULL);

  return &column_new (type, data, n_rows)->column;
}

OrielColumn *
oriel_column_new_strings (const char **strings,
                          gsize n_rows,
                          gpointer owner,
                          GDestroyNotify free_owner)
{
  OwnedColumn *owned = column_new (ORIEL_FIELD_STRING, strings, n_rows);

  owned->owner = owner;
  owned->free_owner = free_owner;
  return &owned->column;
}

OrielColumn *
oriel_column_new_lent (OrielFieldType type,
                       gconstpointer data,
                       gsize n_rows,
                       gpointer owner,
                       GDestroyNotify free_owner)
{
  OwnedColumn *owned = column_new (type, (gpointer) data, n_rows);

  owned->owner = owner;
  owned->free_owner = free_owner;
  owned->is_lent = TRUE;
  return &owned->column;
}

OrielColumn *
oriel_column_ref (OrielColumn *column)
{
  return g_atomic_rc_box_acquire (column);
}

static void
column_clear (gpointer data)
{
  OwnedColumn *owned = data;
  OrielColumn *column = &owned->column;

  if (column->type == ORIEL_FIELD_FRAME)
    for (gsize i = 0; i < column->n_rows; i++)
      oriel_frame_unref (column->frames[i]);
  else if (column->type == ORIEL_FIELD_NESTED)
    for (gsize i = 0; i < column->n_rows; i++)
      {
        if (column->lists[i] != NULL)
          g_ptr_array_unref (column->lists[i]);
      }
  else if (column->type == ORIEL_FIELD_OTHER)
    for (gsize i = 0; i < column->n_rows; i++)
      if (column->nodes[i] != NULL)
        json_node_unref (column->nodes[i]);

  oriel_pyramid_free (owned->pyramid);
  g_free (owned->time_facts);
  if (!owned->is_lent)
    g_free (column->data);
  g_free ((gpointer) column->nanos);
  if (owned->free_owner != NULL)
    owned->free_owner (owned->owner);
}

void
oriel_column_unref (OrielColumn *column)
{
  if (column != NULL)
    g_atomic_rc_box_release_full (column, column_clear);
}

/* Two threads may make it at once; the second one's is dropped. */
static const OrielPyramid *
column_pyramid (OwnedColumn *owned)
{
  OrielPyramid *pyramid = g_atomic_pointer_get (&owned->pyramid);

  if (pyramid != NULL)
    return pyramid;

  pyramid = oriel_pyramid_new (owned->column.numbers, owned->column.n_rows);
  if (!g_atomic_pointer_compare_and_exchange (&owned->pyramid, NULL, pyramid))
    {
      oriel_pyramid_free (pyramid);
      pyramid = g_atomic_pointer_get (&owned->pyramid);
    }
  return pyramid;
}

static gboolean
has_numbers (const OrielColumn *column)
{
  return column->type == ORIEL_FIELD_NUMBER || column->type == ORIEL_FIELD_ENUM;
}

gboolean
oriel_column_is_finite (OrielColumn *column)
{
  g_return_val_if_fail (has_numbers (column), FALSE);

  return oriel_pyramid_is_finite (column_pyramid ((OwnedColumn *) column));
}

void
oriel_column_add_extremes (OrielColumn *column, gsize first, gsize end, double *low, double *high)
{
  g_return_if_fail (has_numbers (column) && end <= column->n_rows);

  if (first < end)
    oriel_pyramid_add (column_pyramid ((OwnedColumn *) column), first, end, low, high);
}

/* The widest step, without a sign: one back is wider than any forward that times can make, but
 * for one over more than half of all times. */
static guint64
widest_step_of (const gint64 *times, gsize n)
{
  guint64 widest[4] = { 0 };
  gsize i = 1;

  for (; i + 4 <= n; i += 4)
    for (guint k = 0; k < 4; k++)
      {
        guint64 step = (guint64) times[i + k] - (guint64) times[i + k - 1];

        widest[k] = step > widest[k] ? step : widest[k];
      }
  for (; i < n; i++)
    widest[0] = MAX (widest[0], (guint64) times[i] - (guint64) times[i - 1]);
  return MAX (MAX (widest[0], widest[1]), MAX (widest[2], widest[3]));
}

static gboolean
never_falls (const gint64 *times, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (times[i] < times[i - 1])
      return FALSE;
  return TRUE;
}

static TimeFacts *
time_facts_new (const gint64 *times, gsize n)
{
  TimeFacts *facts = g_new (TimeFacts, 1);
  guint64 widest = widest_step_of (times, n);

  facts->is_ascending =
    (widest < G_MAXINT64 / 2 || never_falls (times, n)) && (n == 0 || times[0] != ORIEL_TIME_NULL);
  facts->widest_step = (double) widest;
  return facts;
}

gboolean
oriel_column_is_ascending (OrielColumn *column, double *widest_step)
{
  OwnedColumn *owned = (OwnedColumn *) column;
  TimeFacts *facts = g_atomic_pointer_get (&owned->time_facts);

  g_return_val_if_fail (column->type == ORIEL_FIELD_TIME, FALSE);

  if (facts == NULL)
    {
      facts = time_facts_new (column->times, column->n_rows);
      if (!g_atomic_pointer_compare_and_exchange (&owned->time_facts, NULL, facts))
        {
          g_free (facts);
          facts = g_atomic_pointer_get (&owned->time_facts);
        }
    }
  *widest_step = facts->widest_step;
  return facts->is_ascending;
}

static void
field_free (gpointer data)
{
  OrielField *field = data;

  g_free (field->name);
  g_free (field->kept_name);
  g_free (field->display_name);
  oriel_labels_unref (field->labels);
  oriel_field_config_unref (field->config);
  oriel_column_unref (field->column);
  g_free (field);
}

static void
notice_free (gpointer data)
{
  OrielNotice *notice = data;

  g_free (notice->text);
  g_free (notice);
}

OrielFrame *
oriel_frame_new (const char *ref_id, const char *name, gsize n_rows)
{
  OrielFrame *frame = g_atomic_rc_box_new0 (OrielFrame);

  frame->ref_id = g_strdup (ref_id);
  frame->name = g_strdup (name);
  frame->n_rows = n_rows;
  frame->cell_value = oriel_null ();
  frame->fields = g_ptr_array_new_with_free_func (field_free);
  return frame;
}

OrielFrame *
oriel_frame_ref (OrielFrame *frame)
{
  return frame != NULL ? g_atomic_rc_box_acquire (frame) : NULL;
}

static void
frame_clear (gpointer data)
{
  OrielFrame *frame = data;

  g_free (frame->ref_id);
  g_free (frame->name);
  g_ptr_array_unref (frame->fields);
  g_clear_pointer (&frame->meta, oriel_json_object_unref);
  g_clear_pointer (&frame->notices, g_ptr_array_unref);
}

void
oriel_frame_unref (OrielFrame *frame)
{
  if (frame != NULL)
    g_atomic_rc_box_release_full (frame, frame_clear);
}

OrielField *
oriel_frame_add_field (OrielFrame *frame,
                       const char *name,
                       OrielLabels *labels,
                       OrielFieldConfig *config,
                       OrielColumn *column)
{
  OrielField *field;

  g_return_val_if_fail (column->n_rows == frame->n_rows, NULL);

  field = g_new0 (OrielField, 1);
  field->name = g_strdup (name);
  field->type = column->type;
  field->labels = oriel_labels_ref (labels);
  field->config = config != NULL ? oriel_field_config_ref (config) : oriel_field_config_new ();
  field->column = oriel_column_ref (column);
  field->series_index = -1;
  field->range = (OrielRange){ oriel_null (), oriel_null (), oriel_null () };
  g_ptr_array_add (frame->fields, field);
  return field;
}

OrielFrame *
oriel_frame_copy_shallow (const OrielFrame *frame)
{
  OrielFrame *copy = oriel_frame_new (frame->ref_id, frame->name, frame->n_rows);

  copy->meta = oriel_json_object_ref (frame->meta);
  copy->cell_value = frame->cell_value;
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      OrielField *added =
        oriel_frame_add_field (copy, field->name, field->labels, field->config, field->column);

      added->type = field->type;
      added->kept_name = g_strdup (field->kept_name);
      added->display_name = g_strdup (field->display_name);
      added->series_index = field->series_index;
      added->range = field->range;
    }

  for (guint i = 0; frame->notices != NULL && i < frame->notices->len; i++)
    {
      const OrielNotice *notice = g_ptr_array_index (frame->notices, i);

      oriel_frame_add_notice (copy, notice->severity, notice->text);
    }

  return copy;
}

void
oriel_frame_add_notice (OrielFrame *frame, OrielNoticeSeverity severity, const char *text)
{
  OrielNotice *notice = g_new0 (OrielNotice, 1);

  notice->severity = severity;
  notice->text = g_strdup (text);
  if (frame->notices == NULL)
    frame->notices = g_ptr_array_new_with_free_func (notice_free);
  g_ptr_array_add (frame->notices, notice);
}

OrielField *
oriel_frame_first_field (const OrielFrame *frame, OrielFieldType type, guint *index)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      OrielField *field = oriel_frame_field (frame, i);

      if (field->type != type)
        continue;
      if (index != NULL)
        *index = i;
      return field;
    }

  return NULL;
}

static const char *const type_names[] = {
  [ORIEL_FIELD_TIME] = "time",           [ORIEL_FIELD_NUMBER] = "number",
  [ORIEL_FIELD_STRING] = "string",       [ORIEL_FIELD_BOOLEAN] = "boolean",
  [ORIEL_FIELD_ENUM] = "enum",           [ORIEL_FIELD_FRAME] = "frame",
  [ORIEL_FIELD_NESTED] = "nestedFrames", [ORIEL_FIELD_OTHER] = "other",
};

const char *
oriel_field_type_name (OrielFieldType type)
{
  return type_names[type];
}

OrielFieldType
oriel_field_type_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_strcmp0 (name, type_names[i]) == 0)
      return (OrielFieldType) i;

  return ORIEL_FIELD_OTHER;
}
