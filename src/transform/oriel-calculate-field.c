/* SPDX-License-Identifier: GPL-3.0-or-later */

/* calculateField: a new field from the values of others. One function a mode. Source of the
 * rules: Grafana's calculateFieldTransformer. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-window.h"

/* One call. */
typedef struct
{
  JsonObject *options;
  GPtrArray *frames;
  OrielNameScope scope;
} Calculation;

/* The new values of a frame; NULL when the frame has not what is needed, or with `error` when
 * the options make no sense. */
typedef double *(*CalculateFunc) (const Calculation *calculation,
                                  const OrielFrame *frame,
                                  GError **error);

static double
number_at (const OrielField *field, gsize row)
{
  OrielReduced cell = oriel_field_cell (field, row);
  double number = oriel_cell_number (&cell);

  return isnan (number) ? NAN : number;
}

static void
set_unsupported (GError **error, const char *id)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("unsupported reducer: “%s”"), id);
}

/* The matcher of the fields called `names`, or of all numbers when there are none. */
static OrielFieldMatcher *
matcher_of (JsonArray *names)
{
  g_autoptr (JsonNode) options = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *copy = json_array_new ();

  json_object_set_array_member (object, "names", copy);
  json_node_take_object (options, object);
  for (guint i = 0; i < oriel_json_array_length (names); i++)
    if (oriel_json_array_string (names, i) != NULL)
      json_array_add_string_element (copy, oriel_json_array_string (names, i));

  if (json_array_get_length (copy) == 0)
    return oriel_field_matcher_new ("numeric", NULL);

  return oriel_field_matcher_new ("byNames", options);
}

/* The first field that is called `name` (empty: the first number). */
static const OrielField *
find_field (const Calculation *calculation, const OrielFrame *frame, const char *name)
{
  g_autoptr (JsonArray) names = json_array_new ();
  g_autoptr (OrielFieldMatcher) matcher = NULL;

  if (*name != '\0')
    json_array_add_string_element (names, name);
  matcher = matcher_of (names);

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (oriel_transform_field_matches (matcher, field, frame, &calculation->scope))
        return field;
    }

  return NULL;
}

static OrielNullMode
read_null_mode (JsonObject *reduce)
{
  const char *mode = oriel_json_string (reduce, "nullValueMode", "");

  if (strcmp (mode, "connected") == 0)
    return ORIEL_NULLS_CONNECTED;

  return strcmp (mode, "null as zero") == 0 ? ORIEL_NULLS_AS_ZERO : ORIEL_NULLS_NULL;
}

/* Reduces row after row, the cells of a row standing in one column that is filled anew. */
static void
reduce_rows (GPtrArray *fields,
             gsize n_rows,
             const OrielReducer *reducer,
             OrielNullMode nulls,
             double *out)
{
  guint n = fields->len;
  double *row = g_new (double, n);
  g_autoptr (OrielColumn) column = oriel_column_new_take (ORIEL_FIELD_NUMBER, row, n);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  const OrielField field = {
    .name = (char *) "",
    .type = ORIEL_FIELD_NUMBER,
    .config = config,
    .column = column,
  };

  for (gsize i = 0; i < n_rows; i++)
    {
      OrielReduced result;

      for (guint j = 0; j < n; j++)
        {
          OrielReduced cell = oriel_field_cell (g_ptr_array_index (fields, j), i);

          row[j] = oriel_cell_is_null (&cell) && cell.kind == ORIEL_REDUCED_NUMBER
                     ? cell.number
                     : oriel_cell_number (&cell);
        }
      result = oriel_reduce_one (&field, nulls, reducer->id);
      if (result.kind == ORIEL_REDUCED_NUMBER || result.kind == ORIEL_REDUCED_BOOLEAN)
        out[i] = result.number;
      else
        out[i] = result.kind == ORIEL_REDUCED_NOTHING ? oriel_undefined () : NAN;
    }
}

static double *
calculate_reduce_row (const Calculation *calculation, const OrielFrame *frame, GError **error)
{
  JsonObject *reduce = oriel_json_object (calculation->options, "reduce");
  const char *id = oriel_json_string (reduce, "reducer", "sum");
  const OrielReducer *reducer = oriel_reducer_find (id);
  g_autoptr (OrielFieldMatcher) matcher = matcher_of (oriel_json_array (reduce, "include"));
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  double *values;

  if (reducer == NULL)
    {
      set_unsupported (error, id);
      return NULL;
    }

  for (guint i = 0; i < frame->fields->len; i++)
    {
      OrielField *field = oriel_frame_field (frame, i);

      if (oriel_transform_field_matches (matcher, field, frame, &calculation->scope))
        g_ptr_array_add (fields, field);
    }

  values = g_new (double, frame->n_rows);

  /* Results are known by the reducers' own ids: an old id has none. */
  if (strcmp (reducer->id, id) != 0)
    {
      for (gsize i = 0; i < frame->n_rows; i++)
        values[i] = oriel_undefined ();
      return values;
    }

  reduce_rows (fields, frame->n_rows, reducer, read_null_mode (reduce), values);
  return values;
}

static double *
calculate_cumulative (const Calculation *calculation, const OrielFrame *frame, GError **error)
{
  JsonObject *cumulative = oriel_json_object (calculation->options, "cumulative");
  const char *reducer = oriel_json_string (cumulative, "reducer", "sum");
  gboolean is_mean = strcmp (reducer, "mean") == 0;
  const OrielField *field =
    find_field (calculation, frame, oriel_json_string (cumulative, "field", ""));
  double total = 0;
  double *values;

  if (!is_mean && strcmp (reducer, "sum") != 0)
    {
      set_unsupported (error, reducer);
      return NULL;
    }
  if (field == NULL)
    return NULL;

  values = g_new (double, frame->n_rows);
  for (gsize i = 0; i < frame->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);

      total += oriel_cell_is_null (&cell) ? 0 : number_at (field, i);
      values[i] = is_mean ? total / (double) (i + 1) : total;
    }

  return values;
}

/* The numbers of a field, nulls kept. */
static double *
copy_numbers (const OrielField *field)
{
  double *numbers = g_new (double, field->column->n_rows);

  for (gsize i = 0; i < field->column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);

      numbers[i] = oriel_cell_is_null (&cell) ? oriel_null () : number_at (field, i);
    }

  return numbers;
}

static double *
calculate_window (const Calculation *calculation, const OrielFrame *frame, GError **error)
{
  JsonObject *window = oriel_json_object (calculation->options, "window");
  const char *reducer = oriel_json_string (window, "reducer", "mean");
  double size = oriel_json_number (window, "windowSize", 0.1);
  gboolean fixed =
    strcmp (oriel_json_string (window, "windowSizeMode", "percentage"), "percentage");
  gboolean centered =
    strcmp (oriel_json_string (window, "windowAlignment", "trailing"), "centered") == 0;
  const OrielField *field =
    find_field (calculation, frame, oriel_json_string (window, "field", ""));
  g_autofree double *numbers = NULL;
  OrielWindowKind kind;

  if (size <= 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("the window's size must be larger than 0"));
      return NULL;
    }
  if (field == NULL)
    return NULL;
  if (!oriel_window_kind_from_name (reducer, &kind))
    {
      set_unsupported (error, reducer);
      return NULL;
    }

  numbers = copy_numbers (field);
  size = ceil (size * (fixed ? 1 : (double) frame->n_rows));
  return oriel_window_calculate (numbers, frame->n_rows, size, kind, centered);
}

static double
unary_absolute (double value, double total)
{
  return fabs (value);
}

static double
unary_exponent (double value, double total)
{
  return exp (value);
}

static double
unary_logarithm (double value, double total)
{
  return log (value);
}

static double
unary_round (double value, double total)
{
  return oriel_number_round (value);
}

static double
unary_floor (double value, double total)
{
  return floor (value);
}

static double
unary_ceil (double value, double total)
{
  return ceil (value);
}

static double
unary_percent (double value, double total)
{
  return value / (total != 0 ? total : 1);
}

static const struct
{
  const char *id;
  double (*apply) (double value, double total);
} unary_operators[] = {
  { "abs", unary_absolute },    { "exp", unary_exponent }, { "ln", unary_logarithm },
  { "round", unary_round },     { "floor", unary_floor },  { "ceil", unary_ceil },
  { "percent", unary_percent },
};

/* The last number field with that display name. */
static const OrielField *
find_number (const Calculation *calculation, const OrielFrame *frame, const char *name)
{
  const OrielField *found = NULL;

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autofree char *display_name =
        oriel_field_display_name_in (field, frame, &calculation->scope);

      if (field->type == ORIEL_FIELD_NUMBER && strcmp (name, display_name) == 0)
        found = field;
    }

  return found;
}

static double
finite_sum (const OrielField *field)
{
  double sum = 0;

  for (gsize i = 0; i < field->column->n_rows; i++)
    if (isfinite (field->column->numbers[i]))
      sum += field->column->numbers[i];

  return sum;
}

static double *
calculate_unary (const Calculation *calculation, const OrielFrame *frame, GError **error)
{
  JsonObject *unary = oriel_json_object (calculation->options, "unary");
  const char *id = oriel_json_string (unary, "operator", "abs");
  const OrielField *field =
    find_number (calculation, frame, oriel_json_string (unary, "fieldName", ""));
  guint i = 0;
  double total;
  double *values;

  while (i < G_N_ELEMENTS (unary_operators) && strcmp (unary_operators[i].id, id) != 0)
    i++;
  if (i == G_N_ELEMENTS (unary_operators) || field == NULL || frame->n_rows == 0)
    return NULL;

  total = finite_sum (field);
  values = g_new (double, frame->n_rows);
  for (gsize row = 0; row < frame->n_rows; row++)
    values[row] = unary_operators[i].apply (number_at (field, row), total);

  return values;
}

/* One side of a binary operation: a field by name, all fields of a type, or a number. */
typedef struct
{
  const char *matcher_id; /* nullable */
  const char *text;       /* name, type or number; "" when nothing is given */
} Operand;

static gboolean
has_field_called (GPtrArray *frames, const char *name)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        if (strcmp (oriel_frame_field (frame, j)->name, name) == 0)
          return TRUE;
    }

  return FALSE;
}

/* An old operand is a text: a name, unless it reads as a number that no field is called. */
static Operand
read_operand (const Calculation *calculation, const char *side)
{
  JsonNode *node = oriel_json_member (oriel_json_object (calculation->options, "binary"), side);
  JsonObject *object = oriel_json_node_object (node);
  JsonObject *matcher = oriel_json_object (object, "matcher");
  const char *text = oriel_json_node_string (node);

  if (matcher != NULL)
    return (Operand){ oriel_json_string (matcher, "id", ""),
                      oriel_json_string (matcher, "options", "") };
  if (object != NULL)
    return (Operand){ NULL, oriel_json_string (object, "fixed", "") };
  if (text == NULL)
    text = "";
  if (isnan (oriel_number_from_string (text)) || has_field_called (calculation->frames, text))
    return (Operand){ "byName", text };

  return (Operand){ NULL, text };
}

/* A fixed number may be written as a number. */
static double
operand_constant (const Calculation *calculation, const char *side, const Operand *operand)
{
  JsonObject *object = oriel_json_object (oriel_json_object (calculation->options, "binary"), side);

  if (operand->matcher_id == NULL && *operand->text == '\0')
    return oriel_json_number (object, "fixed", NAN);

  return oriel_number_parse_float (operand->text);
}

/* The values of one side; NULL when there is no such field and it is no number. */
static double *
operand_values (const Calculation *calculation,
                const OrielFrame *frame,
                const char *side,
                const Operand *operand)
{
  double *values;
  double constant;

  for (guint i = 0; g_strcmp0 (operand->matcher_id, "byName") == 0 && i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      g_autofree char *name = oriel_field_display_name_in (field, frame, &calculation->scope);

      if (strcmp (name, operand->text) != 0)
        continue;
      values = g_new (double, frame->n_rows);
      for (gsize row = 0; row < frame->n_rows; row++)
        values[row] = number_at (field, row);
      return values;
    }

  constant = operand_constant (calculation, side, operand);
  if (isnan (constant))
    return NULL;

  values = g_new (double, frame->n_rows);
  for (gsize row = 0; row < frame->n_rows; row++)
    values[row] = constant;
  return values;
}

/* FALSE for an operator that there is not. */
static gboolean
apply_binary (const char *operator, double * left, const double *right, gsize n)
{
  char symbol = operator[0];

  if (strlen (operator) != 1 || strchr ("+-*/", symbol) == NULL)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      double result = left[i] / right[i];

      if (symbol == '+')
        result = left[i] + right[i];
      else if (symbol == '-')
        result = left[i] - right[i];
      else if (symbol == '*')
        result = left[i] * right[i];
      left[i] = isnan (result) ? NAN : result;
    }

  return TRUE;
}

static const char *
binary_operator (const Calculation *calculation)
{
  return oriel_json_string (oriel_json_object (calculation->options, "binary"), "operator", "+");
}

static double *
calculate_binary (const Calculation *calculation, const OrielFrame *frame, GError **error)
{
  Operand left = read_operand (calculation, "left"), right = read_operand (calculation, "right");
  g_autofree double *left_values = operand_values (calculation, frame, "left", &left);
  g_autofree double *right_values = operand_values (calculation, frame, "right", &right);

  if (left_values == NULL || right_values == NULL ||
      !apply_binary (binary_operator (calculation), left_values, right_values, frame->n_rows))
    return NULL;

  return g_steal_pointer (&left_values);
}

static char *
name_of_function (JsonObject *object, const char *prefix, const char *member, const char *argument)
{
  const char *id = oriel_json_string (object, member, "");
  const char *field = oriel_json_string (object, argument, "");

  if (*field == '\0')
    return g_strdup_printf ("%s%s", prefix, id);

  return g_strdup_printf ("%s%s(%s)", prefix, id, field);
}

static char *
name_of_binary (const Calculation *calculation)
{
  Operand left = read_operand (calculation, "left"), right = read_operand (calculation, "right");

  if (*left.text == '\0' || *right.text == '\0' || strchr (left.text, '$') != NULL ||
      strchr (right.text, '$') != NULL)
    return g_strdup ("");

  return g_strdup_printf ("%s %s %s", left.text, binary_operator (calculation), right.text);
}

static char *
name_of_reduce_row (const Calculation *calculation)
{
  JsonObject *reduce = oriel_json_object (calculation->options, "reduce");
  const OrielReducer *reducer = oriel_reducer_find (oriel_json_string (reduce, "reducer", "sum"));

  return g_strdup (reducer != NULL ? reducer->name : "math");
}

static char *
name_of_cumulative (const Calculation *calculation)
{
  return name_of_function (oriel_json_object (calculation->options, "cumulative"), "cumulative ",
                           "reducer", "field");
}

static char *
name_of_window (const Calculation *calculation)
{
  JsonObject *window = oriel_json_object (calculation->options, "window");
  g_autofree char *prefix =
    g_strdup_printf ("%s moving ", oriel_json_string (window, "windowAlignment", ""));

  return name_of_function (window, prefix, "reducer", "field");
}

static char *
name_of_unary (const Calculation *calculation)
{
  return name_of_function (oriel_json_object (calculation->options, "unary"), "", "operator",
                           "fieldName");
}

static const struct
{
  const char *id;
  CalculateFunc calculate;
  char *(*name) (const Calculation *calculation);
} modes[] = {
  { "reduceRow", calculate_reduce_row, name_of_reduce_row },
  { "binary", calculate_binary, name_of_binary },
  { "unary", calculate_unary, name_of_unary },
  { "cumulativeFunctions", calculate_cumulative, name_of_cumulative },
  { "windowFunctions", calculate_window, name_of_window },
};

/* Adds the calculated field to (a copy of) the frame, or leaves only it and the time. */
static OrielFrame *
with_calculated_field (const Calculation *calculation,
                       const OrielFrame *frame,
                       char *(*name_of) (const Calculation *calculation),
                       double *values)
{
  const char *alias = oriel_json_string (calculation->options, "alias", "");
  gboolean replace = oriel_json_boolean (calculation->options, "replaceFields", FALSE);
  gboolean keep_time = oriel_json_boolean (calculation->options, "timeSeries", TRUE);
  const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
  g_autoptr (OrielColumn) column = oriel_column_from_numbers (values, frame->n_rows);
  g_autofree char *name = *alias != '\0' ? g_strdup (alias) : name_of (calculation);
  OrielFrame *copy =
    replace ? oriel_frame_new_like (frame, frame->n_rows) : oriel_frame_copy_shallow (frame);
  OrielField *field;

  if (replace && time != NULL && keep_time)
    oriel_frame_add_copy (copy, time, NULL);
  field = oriel_frame_add_field (copy, name, NULL, NULL, column);
  if (*alias != '\0')
    oriel_field_own_config (field)->display_name = g_strdup (alias);

  return copy;
}

static GPtrArray *
calculate_frames (const Calculation *calculation, guint mode, GError **error)
{
  g_autoptr (GPtrArray) results = oriel_frames_new ();

  for (guint i = 0; i < calculation->frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (calculation->frames, i);
      g_autoptr (GError) failure = NULL;
      double *values = modes[mode].calculate (calculation, frame, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (values != NULL)
        g_ptr_array_add (results,
                         with_calculated_field (calculation, frame, modes[mode].name, values));
      else if (!oriel_json_boolean (calculation->options, "replaceFields", FALSE))
        g_ptr_array_add (results, oriel_frame_ref (frame));
    }

  return g_steal_pointer (&results);
}

/* What the name of a field of a type-wide operation ends in. */
static char *
name_of_typed (const Calculation *calculation, const OrielField *field, const Operand *right)
{
  return g_strdup_printf ("%s %s %s", field->name, binary_operator (calculation), right->text);
}

/* Adds, behind each field of the type, the result of the operation on it; NULL drops the
 * frame. */
static OrielFrame *
calculate_typed_frame (const Calculation *calculation,
                       const OrielFrame *frame,
                       OrielFieldType type,
                       const Operand *right)
{
  gboolean replace = oriel_json_boolean (calculation->options, "replaceFields", FALSE);
  gboolean keep_time = oriel_json_boolean (calculation->options, "timeSeries", TRUE);
  const OrielField *time =
    keep_time ? oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL) : NULL;
  g_autofree double *right_values = operand_values (calculation, frame, "right", right);
  g_autoptr (OrielFrame) result = oriel_frame_new_like (frame, frame->n_rows);
  gboolean added = FALSE;

  if (time != NULL)
    oriel_frame_add_copy (result, time, NULL);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);
      double *values;
      g_autoptr (OrielColumn) column = NULL;
      OrielField *copy;

      if (!replace && field != time)
        oriel_frame_add_copy (result, field, NULL);
      if (field->type != type || right_values == NULL)
        continue;

      values = g_new (double, frame->n_rows);
      for (gsize row = 0; row < frame->n_rows; row++)
        values[row] = number_at (field, row);
      column = oriel_column_from_numbers (values, frame->n_rows);
      if (!apply_binary (binary_operator (calculation), values, right_values, frame->n_rows))
        continue;

      copy = oriel_frame_add_copy (result, field, column);
      g_free (copy->name);
      copy->name = name_of_typed (calculation, field, right);
      added = TRUE;
    }

  return replace && !added ? NULL : g_steal_pointer (&result);
}

static GPtrArray *
calculate_typed (const Calculation *calculation, const Operand *left)
{
  GPtrArray *results = oriel_frames_new ();
  Operand right = read_operand (calculation, "right");
  OrielFieldType type = oriel_field_type_from_name (left->text);

  for (guint i = 0; i < calculation->frames->len; i++)
    {
      OrielFrame *frame = calculate_typed_frame (
        calculation, g_ptr_array_index (calculation->frames, i), type, &right);

      if (frame != NULL)
        g_ptr_array_add (results, frame);
    }

  return results;
}

/* The rows' numbers, from 0, or as parts of all. */
static GPtrArray *
calculate_index (const Calculation *calculation)
{
  JsonObject *index = oriel_json_object (calculation->options, "index");
  gboolean percentile = oriel_json_boolean (index, "asPercentile", FALSE);
  gboolean replace = oriel_json_boolean (calculation->options, "replaceFields", FALSE);
  const char *name = oriel_json_string (calculation->options, "alias", "Row");
  GPtrArray *results = oriel_frames_new ();

  for (guint i = 0; i < calculation->frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (calculation->frames, i);
      double *numbers = g_new (double, frame->n_rows);
      g_autoptr (OrielColumn) column = NULL;
      OrielFrame *copy =
        replace ? oriel_frame_new_like (frame, frame->n_rows) : oriel_frame_copy_shallow (frame);
      OrielField *field;

      for (gsize row = 0; row < frame->n_rows; row++)
        numbers[row] = (double) row / (percentile ? (double) frame->n_rows : 1);
      column = oriel_column_from_numbers (numbers, frame->n_rows);
      field = oriel_frame_add_field (copy, name, NULL, NULL, column);
      if (percentile)
        oriel_field_own_config (field)->unit = g_strdup ("percentunit");
      g_ptr_array_add (results, copy);
    }

  return results;
}

/* TRUE when the right side is a number, so that series need not be joined first. */
static gboolean
right_is_fixed (JsonObject *options)
{
  JsonNode *node = oriel_json_member (oriel_json_object (options, "binary"), "right");
  JsonObject *object = oriel_json_node_object (node);
  JsonNode *value = object != NULL ? oriel_json_member (object, "fixed") : node;
  const char *text = oriel_json_node_string (value);

  if (value == NULL)
    return FALSE;
  if (text != NULL)
    return !isnan (oriel_number_from_string (text));

  return object != NULL && JSON_NODE_HOLDS_VALUE (value);
}

GPtrArray *
oriel_transform_calculate_field (JsonObject *options,
                                 GPtrArray *frames,
                                 const OrielTransformContext *context,
                                 GError **error)
{
  const char *mode = oriel_json_string (options, "mode", "reduceRow");
  gboolean fixed = strcmp (mode, "binary") == 0 && right_is_fixed (options);
  g_autoptr (GPtrArray) input = oriel_json_boolean (options, "timeSeries", TRUE) && !fixed
                                  ? oriel_transform_ensure_columns (options, frames, context, error)
                                  : oriel_frames_copy (frames);
  Calculation calculation = { options, input, { 0 } };
  Operand left;

  if (input == NULL)
    return NULL;

  calculation.scope = oriel_transform_scope (input);
  if (strcmp (mode, "index") == 0)
    return calculate_index (&calculation);

  left = read_operand (&calculation, "left");
  if (strcmp (mode, "binary") == 0 && g_strcmp0 (left.matcher_id, "byType") == 0)
    return calculate_typed (&calculation, &left);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (strcmp (modes[i].id, mode) == 0)
      return calculate_frames (&calculation, i, error);

  return g_steal_pointer (&input);
}
