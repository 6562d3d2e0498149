/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames to the list of values that stat, gauge and bar gauge show: see oriel-field-values.h.
 * Source of the rules: Grafana's getFieldDisplayValues. */

#include "config.h"

#include "field/oriel-field-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-regex.h"
#include "field/oriel-cell.h"
#include "field/oriel-field-scope.h"
#include "field/oriel-matchers.h"
#include "field/oriel-names.h"
#include "field/oriel-reducers.h"

#define DEFAULT_LIMIT 25

/* A list shown as one text is cut here. */
#define MAX_LIST_TEXT 400

/* One call of oriel_field_values_collect(). */
typedef struct
{
  const OrielFieldValuesInput *input;
  GPtrArray *values;
  OrielNameScope scope;
  char *row_name; /* nullable: the name by which the field at hand is coloured */
  const OrielFrame *looked_at;
  gboolean has_time; /* of the frame looked at */
} Collection;

void
oriel_reduce_options_from_json (OrielReduceOptions *options, JsonObject *object)
{
  JsonArray *calcs = oriel_json_array (object, "calcs");
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < oriel_json_array_length (calcs); i++)
    if (oriel_json_array_string (calcs, i) != NULL)
      g_ptr_array_add (ids, g_strdup (oriel_json_array_string (calcs, i)));
  if (ids->len > 0)
    g_ptr_array_add (ids, NULL);

  options->calcs = (char **) g_ptr_array_free (ids, ids->len == 0);
  options->values = oriel_json_boolean (object, "values", FALSE);
  options->limit = (int) CLAMP (oriel_json_int (object, "limit", 0), 0, G_MAXINT);
  options->fields = g_strdup (oriel_json_string (object, "fields", NULL));
}

void
oriel_reduce_options_clear (OrielReduceOptions *options)
{
  g_clear_pointer (&options->calcs, g_strfreev);
  g_clear_pointer (&options->fields, g_free);
}

void
oriel_field_value_free (OrielFieldValue *value)
{
  if (value == NULL)
    return;

  oriel_display_free (value->processor);
  oriel_frame_unref (value->frame);
  g_free (value->name);
  g_free (value);
}

static OrielDisplay *
display_of (const OrielFieldValuesInput *input, const OrielField *field)
{
  return oriel_display_new (field, input->theme, input->zone, input->now_ms);
}

static OrielFieldValue *
value_new (const Collection *collection, OrielFrame *frame, OrielField *field)
{
  OrielFieldValue *value = g_new0 (OrielFieldValue, 1);
  gboolean has_range = !oriel_is_null (field->range.delta);

  value->frame = oriel_frame_ref (frame);
  value->field = field;
  value->min = has_range ? field->range.min : field->config->min;
  value->max = has_range ? field->range.max : field->config->max;
  value->row = value->highlight_row = -1;
  value->highlight_line = value->percent_change = oriel_null ();
  return value;
}

/* A boolean is displayed as a cell of a column. */
static void
display_boolean (OrielDisplay *display, gboolean flag, OrielDisplayValue *out)
{
  gint8 *cells = g_new (gint8, 1);
  g_autoptr (OrielColumn) column = NULL;
  OrielField field = { .type = ORIEL_FIELD_BOOLEAN };

  cells[0] = (gint8) flag;
  column = oriel_column_new_take (ORIEL_FIELD_BOOLEAN, cells, 1);
  field.column = column;
  oriel_display_row (display, &field, 0, out);
}

static void
display_list (OrielDisplay *display,
              const OrielField *field,
              gboolean unique,
              OrielDisplayValue *out)
{
  g_autoptr (GArray) rows = oriel_reduce_rows (field, unique);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len && text->len < MAX_LIST_TEXT; i++)
    {
      OrielReduced cell = oriel_field_cell (field, g_array_index (rows, gsize, i));
      char buffer[ORIEL_NUMBER_BUFFER];

      if (i > 0)
        g_string_append_c (text, ',');
      if (!oriel_cell_is_null (&cell))
        g_string_append (text, oriel_cell_text (&cell, buffer));
    }

  oriel_display_text (display, text->str, out);
}

static void
display_reduced (OrielDisplay *display,
                 const OrielField *field,
                 const OrielReduced *reduced,
                 const char *calc,
                 OrielDisplayValue *out)
{
  char buffer[ORIEL_NUMBER_BUFFER];

  if (oriel_cell_is_null (reduced))
    oriel_display_number (display, oriel_null (), -1, out);
  else if (reduced->kind == ORIEL_REDUCED_NUMBER)
    oriel_display_number (display, reduced->number, -1, out);
  else if (reduced->kind == ORIEL_REDUCED_BOOLEAN)
    display_boolean (display, reduced->number != 0, out);
  else if (reduced->kind == ORIEL_REDUCED_LIST)
    display_list (display, field, strcmp (calc, "uniqueValues") == 0, out);
  else
    oriel_display_text (display, oriel_cell_text (reduced, buffer), out);
}

static gboolean
is_number_at (const OrielField *field, gsize row, double *number)
{
  OrielReduced cell = oriel_field_cell (field, row);

  *number = oriel_cell_number (&cell);
  return !oriel_cell_is_null (&cell) && (cell.kind != ORIEL_REDUCED_NUMBER || !isnan (cell.number));
}

/* The row of the extreme value: the least when `sign` is 1, the greatest when -1; or -1. */
static int
extreme_row (const OrielField *field, double sign)
{
  double best = INFINITY, number;
  int row = -1;

  for (gsize i = 0; i < field->column->n_rows; i++)
    if (is_number_at (field, i, &number) && sign * number < best)
      {
        best = sign * number;
        row = (int) i;
      }

  return row;
}

/* The first row with a value from `from` on in steps of `step`; or -1. */
static int
row_with_value (const OrielField *field, int from, int step)
{
  double number;

  for (int i = from; i >= 0 && i < (int) field->column->n_rows; i += step)
    if (is_number_at (field, (gsize) i, &number))
      return i;

  return -1;
}

/* Where the sparkline shows the value that stands beside it. */
static void
set_highlight (OrielFieldValue *value, const OrielField *field, const char *calc)
{
  int last = (int) field->column->n_rows - 1;

  if (strcmp (calc, "last") == 0)
    value->highlight_row = last;
  else if (strcmp (calc, "first") == 0)
    value->highlight_row = 0;
  else if (strcmp (calc, "lastNotNull") == 0)
    value->highlight_row = row_with_value (field, last, -1);
  else if (strcmp (calc, "firstNotNull") == 0)
    value->highlight_row = row_with_value (field, 0, 1);
  else if (strcmp (calc, "min") == 0)
    value->highlight_row = extreme_row (field, 1);
  else if (strcmp (calc, "max") == 0)
    value->highlight_row = extreme_row (field, -1);
  else if (strcmp (calc, "mean") == 0 || strcmp (calc, "median") == 0)
    value->highlight_line = oriel_reduce_one (field, oriel_field_null_mode (field), calc).number;
}

static char *
title_of_calc (const Collection *collection,
               const OrielField *field,
               const OrielFrame *frame,
               const char *calc)
{
  const char *given = field->config->display_name;

  if (given != NULL && *given != '\0')
    return oriel_text_replace_variable (given, "__calc", calc);
  if (field->display_name != NULL)
    return g_strdup (field->display_name);

  return oriel_field_display_name_in (field, frame, &collection->scope);
}

/* Grafana colours by a name from the moment that somebody asked for it: the matcher by pattern,
 * or a title. Fields to which overrides were applied have theirs from the start. */
static void
start_names (Collection *collection, const OrielFrame *frame, const OrielField *field)
{
  const char *pattern = collection->input->options->fields;

  g_clear_pointer (&collection->row_name, g_free);
  if (pattern != NULL && *pattern != '\0')
    collection->row_name = oriel_field_display_name_in (field, frame, &collection->scope);
}

/* A title that is not made from the config's is the field's name. */
static void
remember_name (Collection *collection, const OrielField *field, const char *title)
{
  const char *given = field->config->display_name;

  if (given != NULL && *given != '\0')
    return;

  g_free (collection->row_name);
  collection->row_name = g_strdup (title);
}

static OrielDisplay *
display_by_name (const Collection *collection, const OrielField *field)
{
  OrielField named = *field;

  if (named.display_name == NULL)
    named.display_name = collection->row_name;

  return display_of (collection->input, &named);
}

/* Looked for once in each frame. */
static gboolean
frame_has_time (Collection *collection, const OrielFrame *frame)
{
  if (collection->looked_at != frame)
    collection->has_time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL) != NULL;
  collection->looked_at = frame;
  return collection->has_time;
}

static void
add_calcs (Collection *collection, OrielFrame *frame, OrielField *field)
{
  static const char *const fallback[] = { "last", NULL };
  const OrielFieldValuesInput *input = collection->input;
  const char *const *calcs =
    input->options->calcs != NULL ? (const char *const *) input->options->calcs : fallback;
  guint n = g_strv_length ((char **) calcs);
  g_autofree OrielReduced *results = g_new0 (OrielReduced, n);
  OrielNullMode nulls = oriel_field_null_mode (field);
  gboolean has_time = input->sparkline && frame_has_time (collection, frame);

  start_names (collection, frame, field);
  oriel_reduce (field, nulls, calcs, n, results);
  for (guint i = 0; i < n; i++)
    {
      OrielFieldValue *value = value_new (collection, frame, field);
      const OrielReducer *reducer = oriel_reducer_find (calcs[i]);

      value->processor = display_by_name (collection, field);
      value->calc = reducer != NULL ? reducer->id : "";
      value->name = title_of_calc (collection, field, frame, calcs[i]);
      remember_name (collection, field, value->name);
      display_reduced (value->processor, field, &results[i], calcs[i], &value->display);
      value->has_sparkline = has_time;
      if (input->sparkline)
        set_highlight (value, field, calcs[i]);
      if (input->percent_change)
        value->percent_change = oriel_reduce_one (field, nulls, "diffperc").number;
      g_ptr_array_add (collection->values, value);
    }
}

/* A pattern of ours, compiled once. */
static GRegex *
cell_regex (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) oriel_regex_new ("\\$\\{__cell_(\\d+)(.*?)\\}|"
                                                       "\\[\\[__cell_(\\d+)(.*?)\\]\\]|"
                                                       "\\$__cell_(\\d+)(\\S*)",
                                                       NULL, NULL));

  return (GRegex *) once;
}

static gboolean
put_data_reference (const GMatchInfo *match, GString *out, gpointer user_data)
{
  for (int group = 1; group <= 5; group += 2)
    {
      g_autofree char *number = g_match_info_fetch (match, group);
      g_autofree char *format = g_match_info_fetch (match, group + 1);

      if (number != NULL && *number != '\0')
        g_string_append_printf (out, "${__data.fields[%s]%s}", number,
                                format != NULL ? format : "");
    }

  return FALSE;
}

/* Old templates name a cell of the row by its column's number. */
static char *
modernize_cells (const char *template)
{
  char *text =
    g_regex_replace_eval (cell_regex (), template, -1, 0, 0, put_data_reference, NULL, NULL);

  return text != NULL ? text : g_strdup (template);
}

/* The row whose cells a template names. */
typedef struct
{
  const Collection *collection;
  const OrielFrame *frame;
  gsize row;
} RowScope;

static const OrielField *
find_data_field (const OrielFrame *frame, const char *number, const char *name)
{
  if (number != NULL && *number != '\0')
    {
      guint64 index = g_ascii_strtoull (number, NULL, 10);

      return index < frame->fields->len ? oriel_frame_field (frame, (guint) index) : NULL;
    }

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (g_strcmp0 (field->name, name) == 0 || g_strcmp0 (field->display_name, name) == 0)
        return field;
    }

  return NULL;
}

static gboolean
put_cell (const GMatchInfo *match, GString *out, gpointer user_data)
{
  const RowScope *scope = user_data;
  g_autofree char *number = g_match_info_fetch (match, 1);
  g_autofree char *name = g_match_info_fetch (match, 2);
  const OrielField *field = find_data_field (scope->frame, number, name);
  g_autoptr (OrielDisplay) display = NULL;
  OrielDisplayValue value;

  if (field == NULL)
    return FALSE;

  display = display_of (scope->collection->input, field);
  oriel_display_row (display, field, scope->row, &value);
  g_string_append_printf (out, "%s%s%s", value.formatted.prefix, value.formatted.text,
                          value.formatted.suffix);
  return FALSE;
}

static char *
take_with_cells (char *text, const RowScope *scope)
{
  static gsize once = 0;
  char *filled;

  if (strstr (text, "${__data.fields") == NULL)
    return text;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) oriel_regex_new ("\\$\\{__data\\.fields(?:\\[\"?(\\d+)\"?\\]|"
                                                       "\\.([^.}:]+)|\\[\"([^\"]+)\"\\])"
                                                       "(?:\\.\\w+)?(?::[^}]*)?\\}",
                                                       NULL, NULL));

  filled = g_regex_replace_eval ((GRegex *) once, text, -1, 0, 0, put_cell, (gpointer) scope, NULL);
  if (filled == NULL)
    return text;

  g_free (text);
  return filled;
}

/* The text of a cell beside the shown one, in `display` when its field has rules; nullable. */
static const char *
neighbour_text (const Collection *collection,
                const OrielField *field,
                gsize row,
                OrielDisplayValue *value)
{
  g_autoptr (OrielDisplay) display = NULL;
  const char *raw = field->column->strings[row];

  if (collection->input->raw_cells)
    return raw;

  display = display_of (collection->input, field);
  oriel_display_text (display, raw != NULL ? raw : "", value);
  return value->formatted.text;
}

/* A row is called by the texts beside its value; the field's name is added where there are
 * several number fields, or no text. */
static char *
title_of_row (Collection *collection, const OrielField *field, const OrielFrame *frame, gsize row)
{
  const char *given = field->config->display_name;
  const RowScope row_scope = { collection, frame, row };
  g_autoptr (GString) title = NULL;
  gboolean other_numbers = FALSE;

  if (given != NULL && *given != '\0')
    {
      char *text = modernize_cells (given);

      return collection->input->raw_cells ? text : take_with_cells (text, &row_scope);
    }

  title = g_string_new (NULL);
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *other = oriel_frame_field (frame, i);
      OrielDisplayValue value;
      const char *text = NULL;

      if (other == field)
        continue;
      if (other->column->type == ORIEL_FIELD_STRING)
        text = neighbour_text (collection, other, row, &value);
      other_numbers = other_numbers || other->type == ORIEL_FIELD_NUMBER;
      if (text != NULL && *text != '\0')
        g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", text);
    }

  if (other_numbers || title->len == 0)
    {
      char *name = oriel_field_display_name_in (field, frame, NULL);

      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", name);
      g_free (collection->row_name);
      collection->row_name = name;
    }

  return g_strdup (title->str);
}

/* The fixed colour that an override by name gives to a row, or NULL. */
static const char *
row_color (JsonArray *overrides, const char *name)
{
  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    {
      JsonObject *rule = oriel_json_array_object (overrides, i);
      JsonObject *matcher = oriel_json_object (rule, "matcher");
      JsonArray *properties = oriel_json_array (rule, "properties");

      if (g_strcmp0 (oriel_json_string (matcher, "id", NULL), "byName") != 0 ||
          g_strcmp0 (oriel_json_string (matcher, "options", NULL), name) != 0)
        continue;
      for (guint j = 0; j < oriel_json_array_length (properties); j++)
        {
          JsonObject *property = oriel_json_array_object (properties, j);
          JsonObject *color = oriel_json_object (property, "value");

          if (g_strcmp0 (oriel_json_string (property, "id", NULL), "color") == 0 && color != NULL)
            return oriel_json_string (color, "fixedColor", NULL);
        }
    }

  return NULL;
}

/* Grafana colours rows by their place in the list, and remembers what it made for a value. */
static OrielDisplay *
display_of_row (const Collection *collection,
                const OrielField *field,
                gsize row,
                GHashTable *places,
                OrielReduced *cells)
{
  OrielField placed = *field;
  gpointer place;

  cells[row] = oriel_field_cell (field, row);
  if (!g_hash_table_lookup_extended (places, &cells[row], NULL, &place) ||
      collection->input->raw_cells)
    {
      place = GINT_TO_POINTER (collection->values->len);
      g_hash_table_insert (places, &cells[row], place);
    }

  placed.series_index = GPOINTER_TO_INT (place);
  return display_by_name (collection, &placed);
}

static guint
limit_of (const OrielReduceOptions *options)
{
  return options->limit > 0 ? (guint) options->limit : DEFAULT_LIMIT;
}

static void
add_rows (Collection *collection, OrielFrame *frame, OrielField *field)
{
  const OrielFieldValuesInput *input = collection->input;
  guint limit = limit_of (input->options);
  gsize n_rows = MIN (field->column->n_rows, (gsize) limit);
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, n_rows);
  g_autoptr (GHashTable) places = g_hash_table_new (oriel_cell_hash, oriel_cell_hash_equal);

  start_names (collection, frame, field);
  for (gsize row = 0; row < n_rows && collection->values->len < limit; row++)
    {
      OrielFieldValue *value = value_new (collection, frame, field);
      const char *color;

      value->processor = display_of_row (collection, field, row, places, cells);
      value->row = (int) row;
      value->name = title_of_row (collection, field, frame, row);
      oriel_display_row (value->processor, field, row, &value->display);

      color = row_color (input->overrides, value->name);
      if (color != NULL)
        {
          oriel_theme_color (input->theme, color, &value->display.color);
          value->display.color_text = oriel_theme_color_text (input->theme, color);
        }
      g_ptr_array_add (collection->values, value);
    }
}

/* What stands there when there is nothing: the panel's text for null, else "No data". */
static void
add_no_data (Collection *collection)
{
  static const OrielRange no_range = { 0, 0, 0 };
  const OrielFieldValuesInput *input = collection->input;
  g_autoptr (OrielFieldConfig) config =
    input->defaults != NULL ? oriel_field_config_copy (input->defaults) : oriel_field_config_new ();
  g_autoptr (OrielColumn) column = oriel_column_new_take (ORIEL_FIELD_OTHER, NULL, 0);
  OrielField field = {
    .name = (char *) "",
    .type = ORIEL_FIELD_OTHER,
    .config = config,
    .column = column,
    .series_index = -1,
    .range = no_range,
  };
  OrielFieldValue *value = g_new0 (OrielFieldValue, 1);

  field.range.min = field.range.max = field.range.delta = oriel_null ();
  value->processor = display_of (input, &field);
  oriel_display_number (value->processor, oriel_null (), -1, &value->display);
  if (*value->display.formatted.text == '\0')
    g_strlcpy (value->display.formatted.text, _ ("No data"), sizeof value->display.formatted.text);
  *value->display.formatted.prefix = *value->display.formatted.suffix = '\0';
  value->display.numeric = 0;
  value->display.percent = NAN;

  value->name = g_strdup ("");
  value->min = oriel_is_null (config->min) ? 0 : config->min;
  value->max = oriel_is_null (config->max) ? 0 : config->max;
  value->row = value->highlight_row = -1;
  value->highlight_line = value->percent_change = oriel_null ();
  g_ptr_array_add (collection->values, value);
}

static OrielFieldMatcher *
matcher_of_fields (const char *fields)
{
  g_autoptr (JsonNode) pattern = NULL;

  if (fields == NULL || *fields == '\0')
    return oriel_field_matcher_new ("numeric", NULL);

  pattern = json_node_init_string (json_node_alloc (), fields);
  return oriel_field_matcher_new ("byRegexp", pattern);
}

static gboolean
is_full (const Collection *collection)
{
  const OrielReduceOptions *options = collection->input->options;

  return options->values && collection->values->len >= limit_of (options);
}

/* The target's name is the field's display name where overrides gave one. */
static gboolean
is_wanted (const OrielFieldMatcher *matcher,
           const Collection *collection,
           const OrielFrame *frame,
           const OrielField *field)
{
  g_auto (OrielMatchTarget)
    target = { field, frame, &collection->scope, g_strdup (field->display_name) };

  return oriel_field_matcher_test (matcher, &target);
}

GPtrArray *
oriel_field_values_collect (const OrielFieldValuesInput *input)
{
  Collection collection = { .input = input };
  GPtrArray *frames = input->frames;
  g_autoptr (OrielFieldMatcher) matcher = matcher_of_fields (input->options->fields);

  collection.values = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_field_value_free);
  oriel_name_scope_init (&collection.scope, (OrielFrame *const *) frames->pdata, frames->len);

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len && !is_full (&collection); j++)
        {
          OrielField *field = oriel_frame_field (frame, j);

          if (!is_wanted (matcher, &collection, frame, field))
            continue;
          if (input->options->values)
            add_rows (&collection, frame, field);
          else
            add_calcs (&collection, frame, field);
        }
    }

  g_free (collection.row_name);
  if (collection.values->len == 0)
    add_no_data (&collection);

  return collection.values;
}

GPtrArray *
oriel_field_values_new (GPtrArray *frames,
                        const OrielReduceOptions *options,
                        const char *no_value,
                        const OrielTheme *theme,
                        const OrielTimeZone *zone,
                        gint64 now_ms)
{
  g_autoptr (OrielFieldConfig) defaults = oriel_field_config_new ();
  OrielFieldValuesInput input = {
    .frames = frames,
    .options = options,
    .theme = theme,
    .zone = zone,
    .now_ms = now_ms,
    .defaults = defaults,
    .sparkline = TRUE,
  };

  defaults->no_value = g_strdup (no_value);
  return oriel_field_values_collect (&input);
}

/* Length as ECMAScript counts it. */
static glong
utf16_length (const char *text)
{
  glong length = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    length += (guchar) *p >= 0xf0 ? 2 : 1;

  return length;
}

static void
keep_longer (const char **longest, const char *text)
{
  if (utf16_length (text) > utf16_length (*longest))
    *longest = text;
}

void
oriel_field_values_align (GPtrArray *values, OrielAlignment *alignment)
{
  *alignment = (OrielAlignment){ "", "", "", "" };
  for (guint i = 0; i < values->len; i++)
    {
      const OrielFieldValue *value = g_ptr_array_index (values, i);

      keep_longer (&alignment->title, value->name);
      keep_longer (&alignment->text, value->display.formatted.text);
      keep_longer (&alignment->prefix, value->display.formatted.prefix);
      keep_longer (&alignment->suffix, value->display.formatted.suffix);
    }
}
