/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Grafana's frame JSON in and out: see oriel_frame_from_json().
 *
 * JSON has no NaN, infinities or undefined: a cell that is one of these is null in `values`, and
 * `entities` lists its row. `bases` and `factors` scale number columns, `enums` gives texts for
 * indexes, `nanos` what a time has beyond its millisecond. Frames of old snapshots carry each
 * field's `values` in the field itself; they are read as well. Source of the rules:
 * Grafana's DataFrameJSON. */

#include "config.h"

#include "frame/oriel-frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-arena.h"
#include "base/oriel-json-packed.h"
#include "base/oriel-json-share.h"
#include "base/oriel-json.h"

/* Times further away than this (ECMAScript's limit of dates) are no times. */
#define MAX_TIME_MS 8.64e15

#define NANOS_PER_MS 1000000

/* How the cells of one column are coded. All members are nullable. */
typedef struct
{
  JsonArray *values;
  double *numbers; /* owned: instead of `values`, where these were packed */
  guint n_numbers;
  JsonArray *unpacked; /* owned: `values`, when these were packed once */
  JsonObject *entities;
  JsonArray *enums;
  JsonArray *nanos;
  double base;   /* added to every number; 0: nothing */
  double factor; /* every number is multiplied by it; 1: nothing */
} Coding;

static JsonNode *
cell_at (const Coding *coding, gsize row)
{
  JsonNode *node = NULL;

  if (row < oriel_json_array_length (coding->values))
    node = json_array_get_element (coding->values, (guint) row);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static double
number_of_node (JsonNode *node)
{
  if (node == NULL)
    return oriel_null ();
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NAN;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return oriel_number_from_string (json_node_get_string (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? 1 : 0;

  return json_node_get_double (node);
}

static guint
length_of (const Coding *coding)
{
  return coding->numbers != NULL ? coding->n_numbers : oriel_json_array_length (coding->values);
}

static double
number_at_row (const Coding *coding, gsize row)
{
  if (coding->numbers != NULL)
    return row < coding->n_numbers ? coding->numbers[row] : oriel_null ();

  return number_of_node (cell_at (coding, row));
}

/* Calls for every row that `entities` lists under `name`. */
static void
put_entities (const Coding *coding, const char *name, double value, double *numbers, gsize n_rows)
{
  JsonArray *rows = oriel_json_array (coding->entities, name);

  for (guint i = 0; i < oriel_json_array_length (rows); i++)
    {
      double row = number_of_node (json_array_get_element (rows, i));

      if (row >= 0 && row < (double) n_rows)
        numbers[(gsize) row] = value;
    }
}

static double *
read_numbers (const Coding *coding, gsize n_rows)
{
  double *numbers = g_new (double, n_rows);
  gboolean scaled = coding->base != 0 || coding->factor != 1;

  for (gsize i = 0; i < n_rows; i++)
    {
      numbers[i] = i < length_of (coding) ? number_at_row (coding, i) : oriel_undefined ();
      if (scaled && !isnan (numbers[i]))
        numbers[i] = numbers[i] * coding->factor + coding->base;
    }

  put_entities (coding, "NaN", NAN, numbers, n_rows);
  put_entities (coding, "Inf", INFINITY, numbers, n_rows);
  put_entities (coding, "NegInf", -INFINITY, numbers, n_rows);
  put_entities (coding, "Undef", oriel_undefined (), numbers, n_rows);
  return numbers;
}

static OrielColumn *
read_number_column (const Coding *coding, gsize n_rows)
{
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, read_numbers (coding, n_rows), n_rows);
}

static OrielColumn *
read_enum_column (const Coding *coding, gsize n_rows)
{
  return oriel_column_new_take (ORIEL_FIELD_ENUM, read_numbers (coding, n_rows), n_rows);
}

static double
time_at_row (const Coding *coding, gsize row)
{
  JsonNode *node = coding->numbers == NULL ? cell_at (coding, row) : NULL;
  const char *text = oriel_json_node_string (node);
  double ms = number_at_row (coding, row);

  if (text != NULL && isnan (ms))
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

      if (time != NULL)
        ms =
          (double) (g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000);
    }

  return ms;
}

/* Nanoseconds: as given, else what the milliseconds have behind the point; NULL when all 0. */
static gint32 *
read_nanos (const Coding *coding, const double *ms, gsize n_rows)
{
  gint32 *nanos = NULL;

  for (gsize i = 0; i < n_rows; i++)
    {
      double extra = 0;

      if (coding->nanos != NULL && i < json_array_get_length (coding->nanos))
        extra = number_of_node (json_array_get_element (coding->nanos, (guint) i));
      else if (isfinite (ms[i]))
        extra = (ms[i] - floor (ms[i])) * NANOS_PER_MS;
      if (!(extra > 0 && extra < NANOS_PER_MS))
        continue;

      if (nanos == NULL)
        nanos = g_new0 (gint32, n_rows);
      nanos[i] = (gint32) extra;
    }

  return nanos;
}

static OrielColumn *
read_time_column (const Coding *coding, gsize n_rows)
{
  g_autofree double *ms = g_new (double, n_rows);
  gint64 *times = g_new (gint64, n_rows);
  gboolean scaled = coding->base != 0 || coding->factor != 1;
  OrielColumn *column;

  for (gsize i = 0; i < n_rows; i++)
    {
      ms[i] = time_at_row (coding, i);
      if (scaled)
        ms[i] = ms[i] * coding->factor + coding->base;
      times[i] = fabs (ms[i]) <= MAX_TIME_MS ? (gint64) floor (ms[i]) : ORIEL_TIME_NULL;
    }

  column = oriel_column_new_take (ORIEL_FIELD_TIME, times, n_rows);
  column->nanos = read_nanos (coding, ms, n_rows);
  return column;
}

/* The text of a cell: of an enum's index the text it stands for; of a number its digits. */
static const char *
text_of_node (JsonNode *node, JsonArray *enums, OrielArena *arena)
{
  const char *text = oriel_json_node_string (node);

  if (node != NULL && enums != NULL)
    {
      double index = number_of_node (node);

      text = index >= 0 && index < G_MAXINT ? oriel_json_array_string (enums, (guint) index) : NULL;
      return text != NULL ? oriel_arena_strndup (arena, text, -1) : NULL;
    }

  if (node == NULL || text != NULL)
    return text != NULL ? oriel_arena_strndup (arena, text, -1) : NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      char digits[ORIEL_NUMBER_BUFFER];

      oriel_number_to_string (json_node_get_double (node), digits);
      return oriel_arena_strndup (arena, digits, -1);
    }
  else
    {
      g_autofree char *json = oriel_json_to_text (node, FALSE);

      return oriel_arena_strndup (arena, json, -1);
    }
}

static void
free_arena (gpointer data)
{
  oriel_arena_free (data);
}

static OrielColumn *
read_string_column (const Coding *coding, gsize n_rows)
{
  OrielArena *arena = oriel_arena_new ();
  const char **strings = g_new (const char *, n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      JsonNode *node = cell_at (coding, i);
      const char *text = oriel_json_node_string (node);

      /* Tables repeat themselves: equal neighbours share their text. */
      if (i > 0 && text != NULL && strings[i - 1] != NULL && coding->enums == NULL &&
          strcmp (strings[i - 1], text) == 0)
        strings[i] = strings[i - 1];
      else
        strings[i] = text_of_node (node, coding->enums, arena);
    }

  return oriel_column_new_strings (strings, n_rows, arena, free_arena);
}

static gint8
boolean_of_node (JsonNode *node)
{
  const char *text = oriel_json_node_string (node);

  if (node == NULL)
    return ORIEL_BOOLEAN_NULL;
  if (text != NULL)
    return g_ascii_strcasecmp (text, "true") == 0;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return json_node_get_double (node) != 0;

  return !JSON_NODE_HOLDS_VALUE (node) || json_node_get_boolean (node);
}

static OrielColumn *
read_boolean_column (const Coding *coding, gsize n_rows)
{
  gint8 *booleans = g_new (gint8, n_rows);

  for (gsize i = 0; i < n_rows; i++)
    booleans[i] = boolean_of_node (cell_at (coding, i));

  return oriel_column_new_take (ORIEL_FIELD_BOOLEAN, booleans, n_rows);
}

/* A cell that is no frame is null. */
static OrielColumn *
read_frame_column (const Coding *coding, gsize n_rows)
{
  OrielFrame **frames = g_new (OrielFrame *, n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      JsonObject *object = oriel_json_node_object (cell_at (coding, i));

      frames[i] = object != NULL ? oriel_frame_from_json (object, NULL) : NULL;
    }

  return oriel_column_new_take (ORIEL_FIELD_FRAME, frames, n_rows);
}

/* The frames of a cell; what is no frame among them is left out. */
static GPtrArray *
read_frame_list (JsonArray *array)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      OrielFrame *frame = object != NULL ? oriel_frame_from_json (object, NULL) : NULL;

      if (frame != NULL)
        g_ptr_array_add (list, frame);
    }

  return list;
}

static OrielColumn *
read_nested_column (const Coding *coding, gsize n_rows)
{
  GPtrArray **lists = g_new (GPtrArray *, n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      JsonArray *array = oriel_json_node_array (cell_at (coding, i));

      lists[i] = array != NULL ? read_frame_list (array) : NULL;
    }

  return oriel_column_new_take (ORIEL_FIELD_NESTED, lists, n_rows);
}

static JsonNode *
number_to_node (double value)
{
  JsonNode *node = json_node_alloc ();

  if (!isfinite (value))
    return json_node_init_null (node);
  if (value == trunc (value) && fabs (value) < 9007199254740992. &&
      !(value == 0 && signbit (value)))
    return json_node_init_int (node, (gint64) value);

  return json_node_init_double (node, value);
}

static JsonNode *
frames_to_node (const GPtrArray *frames)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_sized_new (frames->len);

  for (guint i = 0; i < frames->len; i++)
    json_array_add_element (array, oriel_frame_to_json (g_ptr_array_index (frames, i)));
  json_node_take_array (node, array);
  return node;
}

static JsonArray *
array_of_numbers (const double *numbers, guint n)
{
  JsonArray *array = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    json_array_add_element (array, number_to_node (numbers[i]));
  return array;
}

/* A cell that is itself a list of numbers. */
static JsonNode *
unpack_cell (JsonNode *node)
{
  guint n;
  g_autofree double *numbers = oriel_json_packed_numbers (oriel_json_node_string (node), &n);
  g_autoptr (JsonArray) array = NULL;

  if (numbers == NULL)
    return oriel_json_copy_deep (node);

  array = array_of_numbers (numbers, n);
  return json_node_init_array (json_node_alloc (), array);
}

static OrielColumn *
read_other_column (const Coding *coding, gsize n_rows)
{
  JsonNode **nodes = g_new (JsonNode *, n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      JsonNode *node = cell_at (coding, i);

      nodes[i] = node != NULL ? unpack_cell (node) : NULL;
    }

  return oriel_column_new_take (ORIEL_FIELD_OTHER, nodes, n_rows);
}

static OrielColumn *(*const column_readers[]) (const Coding *coding, gsize n_rows) = {
  [ORIEL_FIELD_TIME] = read_time_column,     [ORIEL_FIELD_NUMBER] = read_number_column,
  [ORIEL_FIELD_STRING] = read_string_column, [ORIEL_FIELD_BOOLEAN] = read_boolean_column,
  [ORIEL_FIELD_ENUM] = read_enum_column,     [ORIEL_FIELD_FRAME] = read_frame_column,
  [ORIEL_FIELD_NESTED] = read_nested_column, [ORIEL_FIELD_OTHER] = read_other_column,
};

static gboolean
text_is_number (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  const char *digits = *bare == '-' ? bare + 1 : bare;

  if (g_ascii_strcasecmp (bare, "nan") == 0)
    return TRUE;

  /* No sign but minus, no radix, no Infinity. */
  return (g_ascii_isdigit (*digits) || *digits == '.') &&
         strspn (digits, "0123456789.eE+-") == strlen (digits) &&
         !isnan (oriel_number_from_string (bare));
}

static OrielFieldType
type_of_text (const char *text)
{
  static const char *const booleans[] = { "true", "TRUE", "True", "false", "FALSE", "False", NULL };

  if (text_is_number (text))
    return ORIEL_FIELD_NUMBER;

  return g_strv_contains (booleans, text) ? ORIEL_FIELD_BOOLEAN : ORIEL_FIELD_STRING;
}

OrielFieldType
oriel_field_type_guess (const char *name, JsonNode *value)
{
  if (name != NULL &&
      (g_ascii_strcasecmp (name, "date") == 0 || g_ascii_strcasecmp (name, "time") == 0))
    return ORIEL_FIELD_TIME;
  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value))
    return ORIEL_FIELD_OTHER;
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return type_of_text (json_node_get_string (value));

  return json_node_get_value_type (value) == G_TYPE_BOOLEAN ? ORIEL_FIELD_BOOLEAN
                                                            : ORIEL_FIELD_NUMBER;
}

static OrielFieldType
type_of_packed (const char *name)
{
  g_autoptr (JsonNode) any = number_to_node (0);

  return oriel_field_type_guess (name, any);
}

/* Grafana guesses by the first cell that is not null; a column of nulls stays OTHER. A cell
 * that `entities` lists is a number. */
static OrielFieldType
guess_type (const char *name, const Coding *coding)
{
  static const char *const numbers[] = { "NaN", "Inf", "NegInf" };

  for (guint i = 0; i < coding->n_numbers; i++)
    if (!oriel_is_null (coding->numbers[i]))
      return type_of_packed (name);

  for (guint i = 0; i < oriel_json_array_length (coding->values); i++)
    {
      JsonNode *node = cell_at (coding, i);

      if (node != NULL)
        return oriel_field_type_guess (name, node);
    }

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (oriel_json_array_length (oriel_json_array (coding->entities, numbers[i])) > 0)
      return ORIEL_FIELD_NUMBER;

  return ORIEL_FIELD_OTHER;
}

OrielColumn *
oriel_column_from_json (OrielFieldType type, JsonArray *values, gsize n_rows)
{
  const Coding coding = { .values = values, .factor = 1 };

  return column_readers[type](&coding, n_rows);
}

static double
number_at (JsonArray *array, guint index, double fallback)
{
  double value = fallback;

  if (index < oriel_json_array_length (array))
    value = number_of_node (json_array_get_element (array, index));

  return isfinite (value) ? value : fallback;
}

static JsonArray *
array_at (JsonArray *array, guint index)
{
  if (index >= oriel_json_array_length (array))
    return NULL;

  return oriel_json_node_array (json_array_get_element (array, index));
}

/* The numbers of a packed column of either form, or NULL. */
static double *
read_packed (JsonObject *data, JsonObject *field, guint index, guint *n)
{
  JsonArray *columns = oriel_json_array (data, "values");
  const char *packed = NULL;

  if (index < oriel_json_array_length (columns))
    packed = oriel_json_node_string (json_array_get_element (columns, index));
  if (packed == NULL)
    packed = oriel_json_string (field, "values", NULL);

  return oriel_json_packed_numbers (packed, n);
}

/* `data` is nullable; `field` may have values of its own (old snapshots). */
static Coding
coding_of_field (JsonObject *data, JsonObject *field, guint index)
{
  Coding coding = {
    .values = array_at (oriel_json_array (data, "values"), index),
    .entities = oriel_json_array_object (oriel_json_array (data, "entities"), index),
    .enums = array_at (oriel_json_array (data, "enums"), index),
    .nanos = array_at (oriel_json_array (data, "nanos"), index),
    .base = number_at (oriel_json_array (data, "bases"), index, 0),
    .factor = number_at (oriel_json_array (data, "factors"), index, 1),
  };

  if (coding.values == NULL)
    coding.values = oriel_json_array (field, "values");
  if (coding.values == NULL)
    coding.numbers = read_packed (data, field, index, &coding.n_numbers);
  if (coding.entities == NULL)
    coding.entities = oriel_json_object (field, "entities");
  if (coding.factor == 0)
    coding.factor = 1;
  return coding;
}

/* A label's value: a text, or what stands for one; owned by `texts`. NULL for null. */
static const char *
label_value (JsonNode *node, GPtrArray *texts)
{
  const char *text = oriel_json_node_string (node);
  char digits[ORIEL_NUMBER_BUFFER];

  if (text != NULL || node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return text;

  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? "true" : "false";

  oriel_number_to_string (json_node_get_double (node), digits);
  g_ptr_array_add (texts, g_strdup (digits));
  return g_ptr_array_index (texts, texts->len - 1);
}

OrielLabels *
oriel_labels_from_json (JsonObject *object)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (OrielLabel));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return NULL;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      OrielLabel pair = { name, label_value (node, texts) };

      if (pair.value != NULL)
        g_array_append_val (pairs, pair);
    }

  return oriel_labels_new ((const OrielLabel *) (gpointer) pairs->data, pairs->len);
}

static gboolean
holds_numbers (OrielFieldType type)
{
  return type == ORIEL_FIELD_NUMBER || type == ORIEL_FIELD_TIME || type == ORIEL_FIELD_ENUM;
}

/* For columns that read nodes. */
static void
unpack_coding (Coding *coding)
{
  coding->values = coding->unpacked = array_of_numbers (coding->numbers, coding->n_numbers);
  g_clear_pointer (&coding->numbers, g_free);
  coding->n_numbers = 0;
}

static void
clear_coding (Coding *coding)
{
  g_clear_pointer (&coding->numbers, g_free);
  g_clear_pointer (&coding->unpacked, json_array_unref);
}

static void
read_field (OrielFrame *frame, JsonObject *object, Coding *coding)
{
  const char *name = oriel_json_string (object, "name", "");
  const char *type_name = oriel_json_string (object, "type", NULL);
  g_autoptr (OrielLabels) labels = oriel_labels_from_json (oriel_json_object (object, "labels"));
  g_autoptr (OrielFieldConfig) config =
    oriel_field_config_from_json (oriel_json_object (object, "config"));
  g_autoptr (OrielColumn) column = NULL;
  OrielFieldType type;

  if (coding->enums != NULL)
    type = ORIEL_FIELD_STRING;
  else if (type_name != NULL)
    type = oriel_field_type_from_name (type_name);
  else
    type = guess_type (name, coding);

  if (coding->numbers != NULL && !holds_numbers (type))
    unpack_coding (coding);
  column = column_readers[type](coding, frame->n_rows);
  oriel_frame_add_field (frame, name, labels, config, column);
}

static void
read_notices (OrielFrame *frame, JsonArray *notices)
{
  for (guint i = 0; i < oriel_json_array_length (notices); i++)
    {
      JsonObject *object = oriel_json_array_object (notices, i);
      const char *severity = oriel_json_string (object, "severity", "info");
      const char *text = oriel_json_string (object, "text", NULL);
      OrielNoticeSeverity level = ORIEL_NOTICE_INFO;

      if (strcmp (severity, "warning") == 0)
        level = ORIEL_NOTICE_WARNING;
      else if (strcmp (severity, "error") == 0)
        level = ORIEL_NOTICE_ERROR;
      if (text != NULL)
        oriel_frame_add_notice (frame, level, text);
    }
}

static gsize
longest_column (const Coding *codings, guint n)
{
  gsize longest = 0;

  for (guint i = 0; i < n; i++)
    longest = MAX (longest, length_of (&codings[i]));

  return longest;
}

/* NULL when it is no object. */
static JsonObject *
copy_meta (JsonNode *meta)
{
  g_autoptr (JsonNode) copy = NULL;

  if (oriel_json_node_object (meta) == NULL)
    return NULL;

  copy = oriel_json_copy_deep (meta);
  return json_node_dup_object (copy);
}

OrielFrame *
oriel_frame_from_json (JsonObject *object, GError **error)
{
  JsonObject *schema = oriel_json_object (object, "schema");
  JsonObject *about = schema != NULL ? schema : object;
  JsonArray *fields = oriel_json_array (about, "fields");
  guint n_fields = oriel_json_array_length (fields);
  g_autofree Coding *codings = g_new0 (Coding, n_fields);
  OrielFrame *frame;

  if (fields == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("frame “%s” has no list of fields"), oriel_json_string (about, "refId", "?"));
      return NULL;
    }

  for (guint i = 0; i < n_fields; i++)
    codings[i] =
      coding_of_field (oriel_json_object (object, "data"), oriel_json_array_object (fields, i), i);

  frame =
    oriel_frame_new (oriel_json_string (about, "refId", NULL),
                     oriel_json_string (about, "name", NULL), longest_column (codings, n_fields));
  frame->meta = copy_meta (oriel_json_member (about, "meta"));
  frame->cell_value = oriel_json_number (object, "value", oriel_null ());
  read_notices (frame, oriel_json_array (frame->meta, "notices"));
  for (guint i = 0; i < n_fields; i++)
    {
      read_field (frame, oriel_json_array_object (fields, i), &codings[i]);
      clear_coding (&codings[i]);
    }

  return frame;
}

JsonObject *
oriel_labels_to_json (const OrielLabels *labels)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; labels != NULL && i < labels->n; i++)
    json_object_set_string_member (object, labels->items[i].name, labels->items[i].value);

  return object;
}

static JsonArray *
notices_to_json (const GPtrArray *notices)
{
  static const char *const severities[] = {
    [ORIEL_NOTICE_INFO] = "info",
    [ORIEL_NOTICE_WARNING] = "warning",
    [ORIEL_NOTICE_ERROR] = "error",
  };
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < notices->len; i++)
    {
      const OrielNotice *notice = g_ptr_array_index (notices, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "severity", severities[notice->severity]);
      json_object_set_string_member (object, "text", notice->text);
      json_array_add_object_element (array, object);
    }

  return array;
}

/* NULL when the frame has neither meta nor notices. */
static JsonObject *
meta_to_json (const OrielFrame *frame)
{
  JsonObject *meta;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (frame->meta == NULL && frame->notices == NULL)
    return NULL;

  meta = json_object_new ();
  if (frame->meta != NULL)
    {
      json_object_iter_init_ordered (&iter, frame->meta);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        json_object_set_member (meta, name, oriel_json_copy_deep (node));
    }
  if (frame->notices != NULL)
    json_object_set_array_member (meta, "notices", notices_to_json (frame->notices));

  return meta;
}

static JsonObject *
schema_to_json (const OrielFrame *frame)
{
  JsonObject *schema = json_object_new ();
  JsonArray *fields = json_array_new ();
  JsonObject *meta = meta_to_json (frame);

  if (frame->ref_id != NULL)
    json_object_set_string_member (schema, "refId", frame->ref_id);
  if (frame->name != NULL)
    json_object_set_string_member (schema, "name", frame->name);
  if (meta != NULL)
    json_object_set_object_member (schema, "meta", meta);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", field->name);
      json_object_set_string_member (object, "type", oriel_field_type_name (field->type));
      if (field->labels != NULL)
        json_object_set_object_member (object, "labels", oriel_labels_to_json (field->labels));
      json_object_set_object_member (object, "config", oriel_field_config_to_json (field->config));
      json_array_add_object_element (fields, object);
    }

  json_object_set_array_member (schema, "fields", fields);
  return schema;
}

static JsonNode *
cell_to_node (const OrielColumn *column, gsize row)
{
  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      if (column->times[row] == ORIEL_TIME_NULL)
        return json_node_init_null (json_node_alloc ());
      return json_node_init_int (json_node_alloc (), column->times[row]);
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      return number_to_node (column->numbers[row]);
    case ORIEL_FIELD_STRING:
      if (column->strings[row] == NULL)
        return json_node_init_null (json_node_alloc ());
      return json_node_init_string (json_node_alloc (), column->strings[row]);
    case ORIEL_FIELD_BOOLEAN:
      if (column->booleans[row] == ORIEL_BOOLEAN_NULL)
        return json_node_init_null (json_node_alloc ());
      return json_node_init_boolean (json_node_alloc (), column->booleans[row]);
    case ORIEL_FIELD_FRAME:
      if (column->frames[row] == NULL)
        return json_node_init_null (json_node_alloc ());
      return oriel_frame_to_json (column->frames[row]);
    case ORIEL_FIELD_NESTED:
      if (column->lists[row] == NULL)
        return json_node_init_null (json_node_alloc ());
      return frames_to_node (column->lists[row]);
    case ORIEL_FIELD_OTHER:
    default:
      if (column->nodes[row] == NULL)
        return json_node_init_null (json_node_alloc ());
      return oriel_json_copy_deep (column->nodes[row]);
    }
}

/* The name under which `entities` lists a cell, or NULL. */
static const char *
entity_of (double value)
{
  if (oriel_is_undefined (value))
    return "Undef";
  if (isfinite (value) || oriel_is_null (value))
    return NULL;
  if (isnan (value))
    return "NaN";

  return value > 0 ? "Inf" : "NegInf";
}

/* NULL when no cell of the column needs one. */
static JsonObject *
entities_to_json (const OrielColumn *column)
{
  JsonObject *entities = NULL;

  if (column->type != ORIEL_FIELD_NUMBER && column->type != ORIEL_FIELD_ENUM)
    return NULL;

  for (gsize i = 0; i < column->n_rows; i++)
    {
      const char *name = entity_of (column->numbers[i]);

      if (name == NULL)
        continue;
      if (entities == NULL)
        entities = json_object_new ();
      if (!json_object_has_member (entities, name))
        json_object_set_array_member (entities, name, json_array_new ());
      json_array_add_int_element (json_object_get_array_member (entities, name), (gint64) i);
    }

  return entities;
}

static JsonArray *
nanos_to_json (const OrielColumn *column)
{
  JsonArray *nanos = json_array_sized_new ((guint) column->n_rows);

  for (gsize i = 0; i < column->n_rows; i++)
    json_array_add_int_element (nanos, column->nanos[i]);

  return nanos;
}

/* Adds `list` to `data` when one of its elements is not null, else drops it. */
static void
set_if_used (JsonObject *data, const char *name, JsonArray *list)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!json_array_get_null_element (list, i))
      {
        json_object_set_array_member (data, name, list);
        return;
      }

  json_array_unref (list);
}

static JsonObject *
data_to_json (const OrielFrame *frame)
{
  JsonObject *data = json_object_new ();
  JsonArray *columns = json_array_new ();
  JsonArray *entities = json_array_new ();
  JsonArray *nanos = json_array_new ();

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielColumn *column = oriel_frame_field (frame, i)->column;
      JsonArray *values = json_array_sized_new ((guint) column->n_rows);
      JsonObject *found = entities_to_json (column);

      for (gsize row = 0; row < column->n_rows; row++)
        json_array_add_element (values, cell_to_node (column, row));
      json_array_add_array_element (columns, values);

      if (found != NULL)
        json_array_add_object_element (entities, found);
      else
        json_array_add_null_element (entities);
      if (column->nanos != NULL)
        json_array_add_array_element (nanos, nanos_to_json (column));
      else
        json_array_add_null_element (nanos);
    }

  json_object_set_array_member (data, "values", columns);
  set_if_used (data, "entities", entities);
  set_if_used (data, "nanos", nanos);
  return data;
}

JsonNode *
oriel_frame_to_json (const OrielFrame *frame)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_object_member (object, "schema", schema_to_json (frame));
  json_object_set_object_member (object, "data", data_to_json (frame));
  if (!oriel_is_null (frame->cell_value))
    json_object_set_double_member (object, "value", frame->cell_value);
  json_node_take_object (node, object);
  return node;
}
