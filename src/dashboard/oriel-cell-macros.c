/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The built-in names that mean a cell of a frame: `__value`, `__field`, `__data`, `__series`.
 *
 * Without a cell, or without the part of one they ask for, the reference itself is their value:
 * it is formatted like any other, and resolved where the cell is known. Source: Grafana's scenes
 * data macros.
 */

#include "config.h"

#include "base/oriel-number.h"
#include "dashboard/oriel-interpolation-private.h"
#include "field/oriel-display.h"
#include "field/oriel-names.h"

#include <math.h>
#include <string.h>

static gboolean
stays (const OrielMacroCall *call, OrielValue *value)
{
  return oriel_macro_take_string (call, value, call->match);
}

static const OrielField *
field_at (const OrielFrame *frame, int index)
{
  if (index < 0 || (guint) index >= frame->fields->len)
    return NULL;

  return oriel_frame_field (frame, (guint) index);
}

static gboolean
has_row (const OrielCell *cell)
{
  return cell->row >= 0 && (gsize) cell->row < cell->frame->n_rows;
}

/* A raw value of a column, as JavaScript would hold it. */
static void
take_raw (const OrielMacroCall *call, OrielValue *value, const OrielField *field, gsize row)
{
  const OrielColumn *column = field->column;
  char number[ORIEL_NUMBER_BUFFER];

  switch (field->type)
    {
    case ORIEL_FIELD_TIME:
      if (column->times[row] != ORIEL_TIME_NULL)
        {
          g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, column->times[row]);
          oriel_macro_take_string (call, value, number);
          value->kind = ORIEL_VALUE_NUMBER;
        }
      break;
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      if (!oriel_is_null (column->numbers[row]))
        {
          oriel_number_to_string (column->numbers[row], number);
          oriel_macro_take_string (call, value, number);
          value->kind = ORIEL_VALUE_NUMBER;
        }
      break;
    case ORIEL_FIELD_STRING:
      if (column->strings[row] != NULL)
        oriel_macro_take_string (call, value, column->strings[row]);
      break;
    case ORIEL_FIELD_BOOLEAN:
      if (column->booleans[row] != ORIEL_BOOLEAN_NULL)
        *value = (OrielValue){ .kind = ORIEL_VALUE_BOOLEAN,
                               .text = column->booleans[row] ? "true" : "false" };
      break;
    case ORIEL_FIELD_OTHER:
      *value = oriel_value_from_json (column->nodes[row], call->arena);
      break;
    case ORIEL_FIELD_FRAME:
    case ORIEL_FIELD_NESTED:
    default:
      break;
    }
}

static void
take_number (const OrielMacroCall *call, OrielValue *value, double number)
{
  char text[ORIEL_NUMBER_BUFFER];

  oriel_number_to_string (number, text);
  oriel_macro_take_string (call, value, text);
  value->kind = ORIEL_VALUE_NUMBER;
}

/* What of a displayed value is asked for. */
typedef enum
{
  PART_WHOLE, /* prefix, text, suffix */
  PART_TEXT,
  PART_NUMERIC,
} DisplayPart;

/* A value as the field displays it. */
static void
take_display (const OrielMacroCall *call,
              OrielValue *value,
              const OrielField *field,
              gsize row,
              DisplayPart part)
{
  const OrielBuiltins *builtins = call->how->builtins;
  const OrielTheme *theme = builtins != NULL ? builtins->theme : NULL;
  const OrielTimeZone *zone = builtins != NULL ? builtins->zone : NULL;
  gint64 now_ms = builtins != NULL ? builtins->range.to_ms : 0;
  g_autoptr (OrielDisplay) display =
    oriel_display_new (field, theme != NULL ? theme : oriel_theme_get (TRUE), zone, now_ms);
  OrielDisplayValue shown;
  g_autofree char *whole = NULL;

  oriel_display_row (display, field, row, &shown);
  if (part == PART_NUMERIC)
    {
      take_number (call, value, shown.numeric);
      return;
    }

  /* The display cuts long texts at its buffer; a link wants all of it. */
  if (field->type == ORIEL_FIELD_STRING && field->column->strings[row] != NULL &&
      strlen (shown.formatted.text) + 4 >= sizeof shown.formatted.text)
    whole = g_strdup (field->column->strings[row]);
  else if (part == PART_TEXT)
    whole = g_strdup (shown.formatted.text);
  else
    whole =
      g_strconcat (shown.formatted.prefix, shown.formatted.text, shown.formatted.suffix, NULL);
  oriel_macro_take_string (call, value, whole);
}

static gboolean
calculated_value (const OrielMacroCall *call, OrielValue *value, const char *path)
{
  const OrielCalculatedValue *calculated = call->how->cell->calculated;
  g_autofree char *whole = NULL;

  if (strcmp (path, "raw") == 0 || strcmp (path, "numeric") == 0)
    take_number (call, value, calculated->numeric);
  else if (strcmp (path, "time") == 0)
    value->kind = ORIEL_VALUE_UNDEFINED;
  else
    {
      whole = g_strconcat (calculated->prefix != NULL ? calculated->prefix : "", calculated->text,
                           calculated->suffix != NULL ? calculated->suffix : "", NULL);
      oriel_macro_take_string (call, value, whole);
    }

  return TRUE;
}

gboolean
oriel_cell_macro_value (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielCell *cell = call->how->cell;
  const char *path = call->path != NULL ? call->path : "";
  const OrielField *field, *time;

  if (cell != NULL && cell->calculated != NULL)
    return calculated_value (call, value, path);

  field = cell != NULL ? field_at (cell->frame, cell->field) : NULL;
  if (field == NULL || !has_row (cell))
    return stays (call, value);

  if (strcmp (path, "raw") == 0)
    take_raw (call, value, field, (gsize) cell->row);
  else if (strcmp (path, "numeric") == 0)
    take_display (call, value, field, (gsize) cell->row, PART_NUMERIC);
  else if (strcmp (path, "time") == 0)
    {
      time = oriel_frame_first_field (cell->frame, ORIEL_FIELD_TIME, NULL);
      if (time != NULL)
        take_raw (call, value, time, (gsize) cell->row);
    }
  else
    take_display (call, value, field, (gsize) cell->row, PART_WHOLE);

  return TRUE;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The values of all labels, sorted. */
static char *
label_values (const OrielLabels *labels)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; labels != NULL && i < labels->n; i++)
    g_ptr_array_add (values, (gpointer) labels->items[i].value);
  g_ptr_array_sort (values, compare_strings);
  g_ptr_array_add (values, NULL);

  return g_strjoinv (", ", (char **) values->pdata);
}

/* The label that `path` names: `job`, or `["job"]` behind the dot of `labels`. */
static const char *
label_at (const OrielLabels *labels, const char *path)
{
  gsize length = strlen (path);
  g_autofree char *name = NULL;

  if (path[0] == '.')
    return oriel_labels_get (labels, path + 1);
  if (length < 4 || (path[1] != '"' && path[1] != '\''))
    return NULL;

  name = g_strndup (path + 2, length - 4);
  return oriel_labels_get (labels, name);
}

gboolean
oriel_cell_macro_field (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielCell *cell = call->how->cell;
  const OrielField *field = cell != NULL ? field_at (cell->frame, cell->field) : NULL;
  OrielFrame *frame = cell != NULL ? (OrielFrame *) cell->frame : NULL;
  g_autofree char *made = NULL;

  if (field == NULL || call->path == NULL || *call->path == '\0')
    return stays (call, value);

  if (strcmp (call->path, "name") == 0)
    return oriel_macro_take_string (call, value, field->name);
  if (strcmp (call->path, "displayName") == 0)
    made = oriel_field_display_name (field, frame, &frame, 1);
  else if (strcmp (call->path, "labels") == 0 || strcmp (call->path, "formattedLabels") == 0)
    made = oriel_labels_format (field->labels, "", TRUE);
  else if (strcmp (call->path, "labels.__values") == 0)
    made = label_values (field->labels);
  else if (g_str_has_prefix (call->path, "labels"))
    made = g_strdup (label_at (field->labels, call->path + strlen ("labels")));

  return oriel_macro_take_string (call, value, made);
}

gboolean
oriel_cell_macro_series (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielCell *cell = call->how->cell;
  g_autofree char *name = NULL;

  if (cell == NULL || g_strcmp0 (call->path, "name") != 0)
    return stays (call, value);

  name = oriel_frame_display_name (cell->frame, -1);
  return oriel_macro_take_string (call, value, name);
}

/* The field of that display name, else of that name; NULL when there is none. */
static const OrielField *
field_named (const OrielFrame *frame, const char *name)
{
  OrielFrame *frames[] = { (OrielFrame *) frame };

  for (guint i = 0; i < frame->fields->len; i++)
    if (strcmp (oriel_frame_field (frame, i)->name, name) == 0)
      return oriel_frame_field (frame, i);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autofree char *display_name = oriel_field_display_name (field, frame, frames, 1);

      if (strcmp (display_name, name) == 0)
        return field;
    }

  return NULL;
}

/* Cuts the field off `.host.text`, `[1].numeric`, `["a b"]`; `rest` receives what follows it. A
 * name may hold dots, so a known name up to the end comes before one up to the next dot. */
static const OrielField *
field_of_path (const OrielFrame *frame, const char *path, const char **rest)
{
  const char *close = *path == '[' ? strchr (path, ']') : NULL;
  const OrielField *field;
  g_autofree char *name = NULL;
  guint64 index;

  if (close != NULL && (path[1] == '"' || path[1] == '\'') && close - path > 3)
    {
      name = g_strndup (path + 2, (gsize) (close - path - 3));
      *rest = close + 1;
      return field_named (frame, name);
    }

  if (close != NULL)
    {
      name = g_strndup (path + 1, (gsize) (close - path - 1));
      *rest = close + 1;
      if (!g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT, &index, NULL))
        return NULL;
      return field_at (frame, (int) index);
    }

  path += *path == '.' ? 1 : 0;
  field = field_named (frame, path);
  *rest = field != NULL ? path + strlen (path) : path + strcspn (path, ".");
  if (field != NULL)
    return field;

  name = g_strndup (path, (gsize) (*rest - path));
  if (g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT, &index, NULL))
    return field_at (frame, (int) index);

  return field_named (frame, name);
}

static void
take_field_value (const OrielMacroCall *call, OrielValue *value, const char *path)
{
  const OrielCell *cell = call->how->cell;
  const char *rest = "";
  const OrielField *field = field_of_path (cell->frame, path, &rest);

  if (field == NULL)
    return;

  if (strcmp (rest, ".numeric") == 0)
    take_display (call, value, field, (gsize) cell->row, PART_NUMERIC);
  else if (strcmp (rest, ".text") == 0)
    take_display (call, value, field, (gsize) cell->row, PART_TEXT);
  else
    take_display (call, value, field, (gsize) cell->row, PART_WHOLE);
}

gboolean
oriel_cell_macro_data (const OrielMacroCall *call, OrielValue *value, const char **text)
{
  const OrielCell *cell = call->how->cell;

  if (cell == NULL || !has_row (cell) || call->path == NULL)
    return stays (call, value);

  if (strcmp (call->path, "name") == 0)
    return oriel_macro_take_string (call, value, cell->frame->name);
  if (strcmp (call->path, "refId") == 0)
    return oriel_macro_take_string (call, value, cell->frame->ref_id);
  if (g_str_has_prefix (call->path, "fields"))
    take_field_value (call, value, call->path + strlen ("fields"));

  return TRUE;
}
