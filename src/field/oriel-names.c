/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of fields and frames: see oriel-names.h. What depends on all frames is looked up once
 * (OrielNameScope), so that naming a thousand series costs a thousand steps. */

#include "config.h"

#include "field/oriel-names.h"

#include <string.h>

#include "base/oriel-json.h"

/* Frames of more fields are wide. */
#define MANY_FIELDS 64

#define VALUE_FIELD_NAME "Value"
#define TIME_FIELD_NAME "Time"

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static const char *
find_single_label (OrielFrame *const *frames, guint n)
{
  const char *single = NULL;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < frames[i]->fields->len; j++)
      {
        const OrielLabels *labels = oriel_frame_field (frames[i], j)->labels;

        for (guint k = 0; labels != NULL && k < labels->n; k++)
          {
            if (single == NULL)
              single = labels->items[k].name;
            else if (strcmp (single, labels->items[k].name) != 0)
              return NULL;
          }
      }

  return single;
}

/* TRUE when no two fields of the frame have the same name. */
static gboolean
names_differ (const OrielFrame *frame)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < frame->fields->len; i++)
    if (!g_hash_table_add (seen, oriel_frame_field (frame, i)->name))
      return FALSE;

  return TRUE;
}

void
oriel_name_scope_init (OrielNameScope *scope, OrielFrame *const *frames, guint n)
{
  scope->frame_names_differ = FALSE;
  for (guint i = 1; i < n && !scope->frame_names_differ; i++)
    scope->frame_names_differ = g_strcmp0 (frames[i]->name, frames[i - 1]->name) != 0;

  scope->single_label = find_single_label (frames, n);
  scope->common = NULL;

  /* To look for equal names among many fields costs their number squared. */
  scope->wide_names_differ = TRUE;
  for (guint i = 0; i < n && scope->wide_names_differ; i++)
    if (frames[i]->fields->len > MANY_FIELDS)
      scope->wide_names_differ = names_differ (frames[i]);
}

static void
append_part (GString *name, const char *part)
{
  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append (name, part);
}

/* Appends what the labels say; FALSE when that is nothing. */
static gboolean
append_labels (GString *name, const OrielLabels *labels, const OrielNameScope *scope)
{
  g_autoptr (OrielLabels) telling = NULL;
  g_autofree char *text = NULL;

  if (is_set (scope->single_label))
    text = g_strdup (oriel_labels_get (labels, scope->single_label));
  else
    {
      telling = oriel_labels_without (labels, scope->common);
      text = oriel_labels_format (telling, NULL, FALSE);
    }
  if (!is_set (text))
    return FALSE;

  append_part (name, text);
  return TRUE;
}

/* The name made of frame, field and labels; empty when none of them says anything. */
static GString *
join_parts (const OrielField *field, const OrielFrame *frame, const OrielNameScope *scope)
{
  GString *name = g_string_new (NULL);
  gboolean is_value = strcmp (field->name, VALUE_FIELD_NAME) == 0;
  gboolean has_frame_name = frame != NULL && is_set (frame->name);
  gboolean said_frame = has_frame_name && scope->frame_names_differ;
  gboolean said_labels = FALSE;

  if (said_frame)
    append_part (name, frame->name);
  if (is_set (field->name) && !is_value)
    append_part (name, field->name);
  if (field->labels != NULL && frame != NULL)
    said_labels = append_labels (name, field->labels, scope);
  if (has_frame_name && !said_frame && !said_labels && is_value)
    append_part (name, frame->name);

  return name;
}

static gboolean
is_comparison (const OrielFrame *frame)
{
  JsonObject *compare = frame != NULL ? oriel_json_object (frame->meta, "timeCompare") : NULL;

  return oriel_json_boolean (compare, "isTimeShiftQuery", FALSE);
}

/* A name given by the config, else NULL. */
static const char *
given_name (const OrielField *field, const OrielFrame *frame)
{
  if (is_set (field->config->display_name))
    return field->config->display_name;
  if (frame != NULL && is_set (field->config->display_name_from_ds))
    return field->config->display_name_from_ds;

  return NULL;
}

/* The display name before fields of one name are numbered: `is_bare` tells whether it is the
 * field's own name, which then has to be. */
static char *
name_before_numbering (const OrielField *field,
                       const OrielFrame *frame,
                       const OrielNameScope *scope,
                       gboolean *is_bare)
{
  const char *given = given_name (field, frame);
  g_autoptr (GString) joined = NULL;

  *is_bare = FALSE;
  if (given != NULL)
    return g_strdup (given);
  if (field->type == ORIEL_FIELD_TIME && field->labels == NULL)
    return g_strdup (is_set (field->name) ? field->name : TIME_FIELD_NAME);

  joined = join_parts (field, frame, scope);
  if (joined->len == 0)
    g_string_assign (joined, is_set (field->name) ? field->name : VALUE_FIELD_NAME);

  *is_bare = strcmp (joined->str, field->name) == 0;
  return g_strdup (joined->str);
}

/* Grafana leaves times without labels out of the mark for compared ranges. */
static char *
take_with_comparison (char *name, const OrielField *field, const OrielFrame *frame)
{
  gboolean marks =
    given_name (field, frame) != NULL || field->type != ORIEL_FIELD_TIME || field->labels != NULL;
  char *marked;

  if (!marks || !is_comparison (frame))
    return name;

  marked = g_strconcat (name, " (comparison)", NULL);
  g_free (name);
  return marked;
}

char *
oriel_field_unique_name (const OrielField *field, const OrielFrame *frame)
{
  guint before = 0, others = 0;
  gboolean found = FALSE;

  for (guint i = 0; frame != NULL && i < frame->fields->len; i++)
    {
      const OrielField *other = oriel_frame_field (frame, i);

      if (other == field)
        found = TRUE;
      else if (strcmp (other->name, field->name) == 0)
        {
          others++;
          if (!found)
            before++;
        }
    }

  if (field->kept_name != NULL)
    return g_strdup (field->kept_name);
  if (others == 0)
    return g_strdup (field->name);

  return g_strdup_printf ("%s %u", field->name, before + 1);
}

/* Whether fields of one name are looked for in `frame`, which is dear where there are many. */
static gboolean
is_numbered_in (const OrielFrame *frame, const OrielNameScope *scope)
{
  return scope == NULL || !scope->wide_names_differ || frame == NULL ||
         frame->fields->len <= MANY_FIELDS;
}

void
oriel_field_keep_number (OrielField *kept,
                         const OrielField *field,
                         const OrielFrame *frame,
                         const OrielNameScope *scope)
{
  gboolean is_bare;
  g_autofree char *name = name_before_numbering (field, frame, scope, &is_bare);
  g_autofree char *unique = NULL;

  if (!is_bare || !is_numbered_in (frame, scope))
    return;
  unique = oriel_field_unique_name (field, frame);
  if (strcmp (unique, name) == 0)
    return;

  g_free (kept->kept_name);
  kept->kept_name = g_steal_pointer (&unique);
}

char *
oriel_field_display_name_in (const OrielField *field,
                             const OrielFrame *frame,
                             const OrielNameScope *scope)
{
  OrielNameScope alone = { 0 };
  gboolean is_bare;
  char *name;

  if (scope == NULL && frame != NULL)
    alone.single_label = find_single_label ((OrielFrame *const[]){ (OrielFrame *) frame }, 1);

  name = name_before_numbering (field, frame, scope != NULL ? scope : &alone, &is_bare);
  if (is_bare && (field->kept_name != NULL || is_numbered_in (frame, scope)))
    {
      g_free (name);
      name = oriel_field_unique_name (field, frame);
    }

  return take_with_comparison (name, field, frame);
}

char *
oriel_field_display_name (const OrielField *field,
                          const OrielFrame *frame,
                          OrielFrame *const *frames,
                          guint n)
{
  OrielNameScope scope;

  if (frames == NULL)
    return oriel_field_display_name_in (field, frame, NULL);

  oriel_name_scope_init (&scope, frames, n);
  return oriel_field_display_name_in (field, frame, &scope);
}

/* How often a field name occurs in a frame, and how often it was met so far. */
typedef struct
{
  guint total, met;
} NameCount;

/* Name → NameCount, over all fields of a frame. The names are borrowed. */
static GHashTable *
count_names (const OrielFrame *frame)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      char *name = oriel_frame_field (frame, i)->name;
      NameCount *count = g_hash_table_lookup (counts, name);

      if (count == NULL)
        {
          count = g_new0 (NameCount, 1);
          g_hash_table_insert (counts, name, count);
        }
      count->total++;
    }

  return counts;
}

static void
set_frame_names (OrielFrame *frame, const OrielNameScope *scope)
{
  g_autoptr (GHashTable) counts = count_names (frame);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      OrielField *field = oriel_frame_field (frame, i);
      NameCount *count = g_hash_table_lookup (counts, field->name);
      gboolean is_bare;
      char *name = name_before_numbering (field, frame, scope, &is_bare);

      count->met++;
      if (is_bare && field->kept_name != NULL)
        {
          g_free (name);
          name = g_strdup (field->kept_name);
        }
      else if (is_bare && count->total > 1)
        {
          g_free (name);
          name = g_strdup_printf ("%s %u", field->name, count->met);
        }
      g_free (field->display_name);
      field->display_name = take_with_comparison (name, field, frame);
    }
}

void
oriel_frames_set_display_names (OrielFrame *const *frames, guint n)
{
  OrielNameScope scope;

  oriel_name_scope_init (&scope, frames, n);
  for (guint i = 0; i < n; i++)
    set_frame_names (frames[i], &scope);
}

char *
oriel_frame_display_name (const OrielFrame *frame, int index)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (is_set (frame->name))
    return g_strdup (frame->name);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->type != ORIEL_FIELD_TIME)
        g_ptr_array_add (names, oriel_field_display_name_in (field, frame, NULL));
    }

  if (names->len == 1 || (index < 0 && frame->fields->len > 0))
    {
      g_ptr_array_add (names, NULL);
      return g_strjoinv (", ", (char **) names->pdata);
    }
  if (is_set (frame->ref_id))
    return g_strdup_printf ("Series (%s)", frame->ref_id);

  /* Grafana's words for a frame without fields, name and place. */
  return index < 0 ? g_strdup ("Series (undefined)") : g_strdup_printf ("Series (%d)", index);
}
