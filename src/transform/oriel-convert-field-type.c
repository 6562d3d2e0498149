/* SPDX-License-Identifier: GPL-3.0-or-later */

/* convertFieldType and formatTime: the values of a field read as another type, times as text. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <math.h>
#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "base/oriel-time-range.h"

/* What a conversion reads its values with. */
typedef struct
{
  const char *date_format; /* nullable */
  const char *join_with;   /* nullable: of lists */
  JsonArray *enum_texts;   /* nullable */
  JsonNode *enum_config;   /* nullable */
  const OrielTimeZone *zone;
  gboolean is_utc; /* UTC by name, not a zone that is as far from it */
  gint64 now_ms;
} Conversion;

typedef OrielColumn *(*ConvertFunc) (const Conversion *conversion, const OrielField *field);

static OrielReduced
first_value (const OrielField *field)
{
  for (gsize i = 0; i < field->column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);

      if (!oriel_cell_is_null (&cell))
        return cell;
    }

  return (OrielReduced){ .kind = ORIEL_REDUCED_NOTHING };
}

/* `2024-01-02T03:04:05.678Z`, with any zone: such columns are read without a format. */
static gboolean
is_iso_instant (const char *text)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (
      &once, (gsize) g_regex_new ("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{3,})?"
                                  "(?:Z|[-+]\\d{2}:?\\d{2})$",
                                  G_REGEX_DOLLAR_ENDONLY, 0, NULL));

  return g_regex_match ((GRegex *) once, text, 0, NULL);
}

static double
parse_iso (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  if (time == NULL)
    return NAN;

  return (double) g_date_time_to_unix (time) * 1000 +
         floor (g_date_time_get_microsecond (time) / 1000.);
}

static double
parse_time (const Conversion *conversion, const OrielReduced *cell, gboolean iso)
{
  OrielTimeContext context = {
    .now_ms = conversion->now_ms,
    .zone = conversion->zone,
  };
  char buffer[ORIEL_NUMBER_BUFFER];
  gint64 ms;

  if (!oriel_cell_is_true (cell))
    return NAN;
  if (cell->kind == ORIEL_REDUCED_NUMBER)
    return trunc (cell->number);
  if (iso)
    return parse_iso (oriel_cell_text (cell, buffer));

  ms = oriel_time_parse_typed (oriel_cell_text (cell, buffer), conversion->date_format, FALSE,
                               &context);
  return ms == ORIEL_TIME_INVALID ? NAN : (double) ms;
}

/* Numbers are milliseconds as they are. */
static gboolean
starts_with_number (const OrielField *field)
{
  OrielReduced cell = { .kind = ORIEL_REDUCED_NOTHING };

  if (field->column->n_rows > 0)
    cell = oriel_field_cell (field, 0);

  return cell.kind == ORIEL_REDUCED_NUMBER && !oriel_cell_is_null (&cell);
}

static OrielColumn *
convert_to_time (const Conversion *conversion, const OrielField *field)
{
  gsize n = field->column->n_rows;
  g_autofree OrielReduced *cells = g_new (OrielReduced, n);
  OrielReduced first = first_value (field);
  gboolean iso = first.kind == ORIEL_REDUCED_TEXT && is_iso_instant (first.text);
  gboolean numbers = starts_with_number (field) && g_strcmp0 (conversion->date_format, "X") != 0;
  gboolean seconds =
    first.kind == ORIEL_REDUCED_NUMBER && g_strcmp0 (conversion->date_format, "X") == 0;

  if (field->column->type == ORIEL_FIELD_TIME)
    return oriel_column_ref (field->column);

  for (gsize i = 0; i < n; i++)
    {
      double ms;

      cells[i] = oriel_field_cell (field, i);
      if (numbers)
        continue;
      ms = parse_time (conversion, &cells[i], iso);
      cells[i] = (OrielReduced){ .kind = ORIEL_REDUCED_NUMBER, .number = oriel_null () };
      if (isfinite (ms))
        cells[i].number = seconds ? ms * 1000 : ms;
    }

  return oriel_column_from_cells (ORIEL_FIELD_TIME, cells, n);
}

/* Texts lose their commas; what is empty or no number is null. */
static double
parse_number (const OrielReduced *cell)
{
  double number;

  if (oriel_cell_is_null (cell))
    return oriel_null ();

  if (cell->kind == ORIEL_REDUCED_TEXT)
    {
      g_auto (GStrv) parts = g_strsplit (cell->text, ",", -1);
      g_autofree char *bare = g_strjoinv ("", parts);

      number = *bare != '\0' ? oriel_number_from_string (bare) : NAN;
      if (*bare == '\0' && *cell->text != '\0')
        number = 0;
    }
  else
    number = oriel_cell_number (cell);

  return isfinite (number) ? number : oriel_null ();
}

static OrielColumn *
convert_to_number (const Conversion *conversion, const OrielField *field)
{
  gsize n = field->column->n_rows;
  double *numbers = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);

      numbers[i] = parse_number (&cell);
    }

  return oriel_column_from_numbers (numbers, n);
}

static char *
list_to_text (JsonArray *array, const char *separator)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      OrielReduced cell = oriel_cell_from_node (json_array_get_element (array, i));
      char buffer[ORIEL_NUMBER_BUFFER];

      if (i > 0)
        g_string_append (text, separator);
      if (!oriel_cell_is_null (&cell))
        g_string_append (text, oriel_cell_text (&cell, buffer));
    }

  return g_string_free (text, FALSE);
}

/* A value as JSON.stringify() writes it. */
static char *
cell_to_json (const OrielReduced *cell)
{
  g_autoptr (OrielColumn) column = oriel_column_from_cells (ORIEL_FIELD_OTHER, cell, 1);

  if (oriel_cell_is_null (cell))
    return g_strdup (oriel_cell_is_undefined (cell) ? NULL : "null");

  return oriel_json_to_text (column->nodes[0], FALSE);
}

/* Without a format as ISO 8601; UTC has its own letter. */
static char *
time_to_text (const Conversion *conversion, const OrielReduced *cell)
{
  const char *format = conversion->date_format;

  if (oriel_cell_is_null (cell))
    return g_strdup ("Invalid date");
  if (format == NULL)
    format = conversion->is_utc ? "YYYY-MM-DDTHH:mm:ss[Z]" : "YYYY-MM-DDTHH:mm:ssZ";

  return oriel_date_format ((gint64) cell->number, conversion->zone, format);
}

/* NULL for what stays null. */
static char *
cell_to_text (const Conversion *conversion, const OrielField *field, const OrielReduced *cell)
{
  JsonArray *array = cell->kind == ORIEL_REDUCED_OTHER ? oriel_json_node_array (cell->node) : NULL;
  char buffer[ORIEL_NUMBER_BUFFER];

  if (field->type == ORIEL_FIELD_TIME)
    return time_to_text (conversion, cell);
  if (field->type != ORIEL_FIELD_STRING && field->type != ORIEL_FIELD_OTHER)
    return g_strdup (oriel_cell_text (cell, buffer));
  if (array != NULL && conversion->join_with != NULL && *conversion->join_with != '\0')
    return list_to_text (array, conversion->join_with);

  return cell_to_json (cell);
}

static OrielColumn *
convert_to_string (const Conversion *conversion, const OrielField *field)
{
  gsize n = field->column->n_rows;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, n);

  for (gsize i = 0; i < n; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      char *text = cell_to_text (conversion, field, &cell);

      if (text == NULL)
        continue;
      g_ptr_array_add (texts, text);
      cells[i] = (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = text };
    }

  return oriel_column_from_cells (ORIEL_FIELD_STRING, cells, n);
}

static OrielColumn *
convert_to_boolean (const Conversion *conversion, const OrielField *field)
{
  gsize n = field->column->n_rows;
  gint8 *booleans = g_new (gint8, n);

  for (gsize i = 0; i < n; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);

      booleans[i] = (gint8) oriel_cell_is_true (&cell);
    }

  return oriel_column_new_take (ORIEL_FIELD_BOOLEAN, booleans, n);
}

/* NULL when the conversion names no texts: the field stays. */
static OrielColumn *
convert_to_enum (const Conversion *conversion, const OrielField *field)
{
  gsize n = field->column->n_rows;
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  double *numbers;

  if (oriel_json_array_length (conversion->enum_texts) == 0)
    return NULL;

  for (guint i = 0; i < json_array_get_length (conversion->enum_texts); i++)
    if (oriel_json_array_string (conversion->enum_texts, i) != NULL)
      g_hash_table_insert (index, (gpointer) oriel_json_array_string (conversion->enum_texts, i),
                           GUINT_TO_POINTER (i));

  numbers = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      gpointer place;

      numbers[i] = oriel_undefined ();
      if (cell.kind == ORIEL_REDUCED_TEXT &&
          g_hash_table_lookup_extended (index, cell.text, NULL, &place))
        numbers[i] = GPOINTER_TO_UINT (place);
    }

  return oriel_column_new_take (ORIEL_FIELD_ENUM, numbers, n);
}

/* Texts are read as JSON; what is none is null. */
static OrielColumn *
convert_to_other (const Conversion *conversion, const OrielField *field)
{
  gsize n = field->column->n_rows;
  JsonNode **nodes = g_new0 (JsonNode *, n);

  for (gsize i = 0; i < n; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      char buffer[ORIEL_NUMBER_BUFFER];

      if (!oriel_cell_is_null (&cell))
        nodes[i] =
          oriel_json_parse (NULL, oriel_cell_text (&cell, buffer), -1, ORIEL_JSON_MAX_BYTES, NULL);
    }

  return oriel_column_new_take (ORIEL_FIELD_OTHER, nodes, n);
}

static const struct
{
  OrielFieldType type;
  ConvertFunc convert;
} converters[] = {
  { ORIEL_FIELD_TIME, convert_to_time },     { ORIEL_FIELD_NUMBER, convert_to_number },
  { ORIEL_FIELD_STRING, convert_to_string }, { ORIEL_FIELD_BOOLEAN, convert_to_boolean },
  { ORIEL_FIELD_ENUM, convert_to_enum },     { ORIEL_FIELD_OTHER, convert_to_other },
};

static void
convert_field (const Conversion *conversion, OrielField *field, const char *type_name)
{
  OrielFieldType type = oriel_field_type_from_name (type_name);
  OrielColumn *column = NULL;

  if (g_strcmp0 (oriel_field_type_name (type), type_name) != 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (converters); i++)
    if (converters[i].type == type)
      column = converters[i].convert (conversion, field);
  if (column == NULL)
    return;

  oriel_column_unref (field->column);
  field->column = column;
  field->type = type;
  if (type == ORIEL_FIELD_ENUM)
    {
      OrielFieldConfig *config = oriel_field_own_config (field);
      JsonObject *enumeration = json_object_new ();

      json_object_set_member (enumeration, "enum", oriel_json_copy_deep (conversion->enum_config));
      if (config->rest == NULL)
        config->rest = json_object_new ();
      json_object_set_object_member (config->rest, "type", enumeration);
    }
}

/* NULL for no text and for an empty one. */
static const char *
given_text (JsonObject *object, const char *member)
{
  const char *text = oriel_json_string (object, member, "");

  return *text != '\0' ? text : NULL;
}

static Conversion
read_conversion (JsonObject *object, const OrielTransformContext *context)
{
  const char *zone_name = oriel_json_string (object, "timezone", NULL);
  const OrielTimeZone *zone = zone_name != NULL ? oriel_time_zone_get (zone_name) : NULL;
  JsonNode *enum_config = oriel_json_member (object, "enumConfig");

  if (zone == NULL)
    zone = context->zone != NULL ? context->zone : oriel_time_zone_utc ();

  return (Conversion){
    .date_format = given_text (object, "dateFormat"),
    .join_with = oriel_json_string (object, "joinWith", NULL),
    .enum_config = enum_config,
    .enum_texts = oriel_json_array (oriel_json_node_object (enum_config), "text"),
    .zone = zone,
    .is_utc = zone_name != NULL && g_ascii_strcasecmp (zone_name, "utc") == 0,
    .now_ms = context->now_ms,
  };
}

GPtrArray *
oriel_transform_convert_field_type (JsonObject *options,
                                    GPtrArray *frames,
                                    const OrielTransformContext *context,
                                    GError **error)
{
  JsonArray *conversions = oriel_json_array (options, "conversions");
  GPtrArray *converted = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (converted, oriel_frame_copy_shallow (g_ptr_array_index (frames, i)));

  for (guint i = 0; i < oriel_json_array_length (conversions); i++)
    {
      JsonObject *object = oriel_json_array_object (conversions, i);
      Conversion conversion = read_conversion (object, context);
      g_autoptr (OrielFieldMatcher) matcher =
        oriel_field_matcher_new ("byName", oriel_json_member (object, "targetField"));
      OrielNameScope scope = oriel_transform_scope (converted);

      for (guint j = 0; j < converted->len; j++)
        {
          OrielFrame *frame = g_ptr_array_index (converted, j);

          for (guint k = 0; k < frame->fields->len; k++)
            {
              OrielField *field = oriel_frame_field (frame, k);

              if (oriel_transform_field_matches (matcher, field, frame, &scope))
                convert_field (&conversion, field,
                               oriel_json_string (object, "destinationType", NULL));
            }
        }
    }

  return converted;
}

GPtrArray *
oriel_transform_format_time (JsonObject *options,
                             GPtrArray *frames,
                             const OrielTransformContext *context,
                             GError **error)
{
  const char *wanted = oriel_json_string (options, "timeField", "");
  Conversion conversion = read_conversion (options, context);
  OrielNameScope scope = oriel_transform_scope (frames);
  GPtrArray *formatted = oriel_frames_new ();

  conversion.date_format = given_text (options, "outputFormat");
  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *copy = oriel_frame_copy_shallow (g_ptr_array_index (frames, i));

      for (guint j = 0; j < copy->fields->len; j++)
        {
          OrielField *field = oriel_frame_field (copy, j);
          g_autofree char *name = oriel_field_display_name_in (field, copy, &scope);

          if (strcmp (name, wanted) == 0)
            convert_field (&conversion, field, "string");
        }
      g_ptr_array_add (formatted, copy);
    }

  return formatted;
}
