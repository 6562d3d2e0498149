/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of transformations and the runner of a panel's list: see oriel-transform.h. Source
 * of the rules: Grafana's transformDataFrame. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-field-properties.h"

typedef struct
{
  OrielTransformInfo info;
  OrielTransformFunc run;
} Row;

static const Row rows[] = {
  { { "append", NULL, "Append", "Append the rows of all frames into one, columns by name", "{}" },
    oriel_transform_append },
  { { "calculateField", NULL, "Add field from calculation",
      "Use the row values to calculate a new field",
      "{\"mode\":\"reduceRow\",\"reduce\":{\"reducer\":\"sum\"}}" },
    oriel_transform_calculate_field },
  { { "concatenate", NULL, "Concatenate fields",
      "Combine all fields into a single frame.  Values will be appended with undefined values if "
      "not the same length.",
      "{\"frameNameMode\":\"field\",\"frameNameLabel\":\"frame\"}" },
    oriel_transform_concatenate },
  { { "configFromData", NULL, "Config from query results", "Set unit, min, max and more.",
      "{\"configRefId\":\"config\",\"mappings\":[]}" },
    oriel_transform_config_from_data },
  { { "convertFieldType", NULL, "Convert field type", "Convert a field to a specified field type.",
      "{\"fields\":{},\"conversions\":[{}]}" },
    oriel_transform_convert_field_type },
  { { "convertFrameType", NULL, "Convert frame type", "Convert data frame(s) to another type.",
      "{}" },
    oriel_transform_convert_frame_type },
  { { "dedupeByValues", NULL, "Dedupe by values", "Keep the first row of each value.", "{}" },
    oriel_transform_dedupe_by_values },
  { { "ensureColumns", NULL, "Ensure Columns Transformer",
      "Will check if current data frames is series or columns. If in series it will convert to "
      "columns.",
      "{}" },
    oriel_transform_ensure_columns },
  { { "extractFields", NULL, "Extract fields", "Parse fields from the contents of another.",
      "{\"delimiter\":\",\"}" },
    oriel_transform_extract_fields },
  { { "fieldLookup", NULL, "Lookup fields from resource",
      "Retrieve matching data based on a specified field.", "{}" },
    oriel_transform_field_lookup },
  { { "filterByRefId", NULL, "Filter data by query refId", "select a subset of results", "{}" },
    oriel_transform_filter_by_ref_id },
  { { "filterByValue", NULL, "Filter data by values", "select a subset of results based on values",
      "{\"filters\":[],\"type\":\"include\",\"match\":\"any\"}" },
    oriel_transform_filter_by_value },
  { { "filterFields", NULL, "Filter Fields", "select a subset of fields", "{}" },
    oriel_transform_filter_fields },
  { { "filterFieldsByName", NULL, "Filter fields by name", "select a subset of fields", "{}" },
    oriel_transform_filter_fields_by_name },
  { { "filterFrames", NULL, "Filter Frames", "select a subset of frames", "{}" },
    oriel_transform_filter_frames },
  { { "formatString", NULL, "Format string", "Manipulate string fields formatting",
      "{\"stringField\":\"\",\"outputFormat\":\"Upper Case\"}" },
    oriel_transform_format_string },
  { { "formatTime", NULL, "Format time", "Set the output format of a time field",
      "{\"timeField\":\"\",\"outputFormat\":\"\",\"useTimezone\":true}" },
    oriel_transform_format_time },
  { { "groupBy", NULL, "Group by",
      "Group the data by a field values then process calculations for each group.",
      "{\"fields\":{}}" },
    oriel_transform_group_by },
  { { "groupToNestedTable", NULL, "Group to nested tables",
      "Group data by a field value and create nested tables with the grouped data",
      "{\"showSubframeHeaders\":true,\"fields\":{}}" },
    oriel_transform_group_to_nested_table },
  { { "groupingToMatrix", NULL, "Grouping to Matrix",
      "Groups series by field and return a matrix visualisation",
      "{\"columnField\":\"Time\",\"rowField\":\"Time\",\"valueField\":\"Value\"}" },
    oriel_transform_grouping_to_matrix },
  { { "heatmap", NULL, "Create heatmap", "Generate heatmap data from source data.", "{}" },
    oriel_transform_heatmap },
  { { "histogram", NULL, "Histogram", "Calculate a histogram from input data.", "{\"fields\":{}}" },
    oriel_transform_histogram },
  { { "joinByField", "seriesToColumns", "Join by field",
      "Combine rows from two or more tables, based on a related field between them.  This can be "
      "used to outer join multiple time series on the _time_ field to show many time series in "
      "one table.",
      "{\"mode\":\"outer\"}" },
    oriel_transform_join_by_field },
  { { "joinByLabels", NULL, "Join by labels",
      "Flatten labeled results into a table joined by labels.", "{}" },
    oriel_transform_join_by_labels },
  { { "labelsToFields", NULL, "Labels to fields",
      "Extract time series labels to fields (columns or rows)", "{}" },
    oriel_transform_labels_to_fields },
  { { "limit", NULL, "Limit", "Limit the number of items to the top N", "{\"limitField\":10}" },
    oriel_transform_limit },
  { { "merge", NULL, "Merge series/tables",
      "Merges multiple series/tables into a single serie/table", "{}" },
    oriel_transform_merge },
  { { "noop", NULL, "noop", "No-operation transformer", "{}" }, oriel_transform_noop },
  { { "order", NULL, "Order fields by name", "Order fields based on configuration given by user",
      "{\"indexByName\":{}}" },
    oriel_transform_order },
  { { "organize", NULL, "Organize fields by name",
      "Order, filter and rename fields based on configuration given by user",
      "{\"excludeByName\":{},\"indexByName\":{},\"renameByName\":{},\"includeByName\":{}}" },
    oriel_transform_organize },
  { { "partitionByValues", NULL, "Partition by values",
      "Split a one-frame dataset into multiple series.", "{\"keepFields\":false}" },
    oriel_transform_partition_by_values },
  { { "prepareTimeSeries", NULL, "Prepare time series",
      "Stretch data frames from the wide format into the long format.", "{}" },
    oriel_transform_prepare_time_series },
  { { "reduce", NULL, "Reduce",
      "Reduce all rows or data points to a single value using a function like max, min, mean or "
      "last.",
      "{\"reducers\":[\"max\"]}" },
    oriel_transform_reduce },
  { { "regression", NULL, "Trendline",
      "Create a new data frame containing values predicted by a statistical model.", "{}" },
    oriel_transform_regression },
  { { "rename", NULL, "Rename fields by name", "Rename fields based on configuration given by user",
      "{\"renameByName\":{}}" },
    oriel_transform_rename },
  { { "renameByRegex", NULL, "Rename fields by regex",
      "Rename fields based on regular expression by users.",
      "{\"regex\":\"(.*)\",\"renamePattern\":\"$1\"}" },
    oriel_transform_rename_by_regex },
  { { "rowsToFields", NULL, "Rows to fields", "Convert each row into a field with dynamic config.",
      "{}" },
    oriel_transform_rows_to_fields },
  { { "seriesToRows", NULL, "Series to rows",
      "Combines multiple series into a single serie and appends a column with metric name per "
      "value.",
      "{}" },
    oriel_transform_series_to_rows },
  { { "smoothing", NULL, "Smoothing",
      "Reduce noise in time series data through adaptive downsampling.", "{}" },
    oriel_transform_smoothing },
  { { "sortBy", NULL, "Sort by", "Sort fields in a frame.", "{\"fields\":{}}" },
    oriel_transform_sort_by },
  { { "spatial", NULL, "Spatial operations", "Apply spatial operations to query results.", "{}" },
    oriel_transform_spatial },
  { { "timeSeriesTable", NULL, "Time series to table",
      "Convert time series data to table rows so that they can be viewed in tabular format.",
      "{}" },
    oriel_transform_time_series_table },
  { { "transpose", NULL, "Transpose", "Transpose the data frame", "{}" },
    oriel_transform_transpose },
};

static const Row *
find_row (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].info.id, id) == 0 ||
        (id != NULL && g_strcmp0 (rows[i].info.alias, id) == 0))
      return &rows[i];

  return NULL;
}

const OrielTransformInfo *
oriel_transform_find (const char *id)
{
  const Row *row = find_row (id);

  return row != NULL ? &row->info : NULL;
}

const OrielTransformInfo *
oriel_transform_nth (guint index)
{
  return index < G_N_ELEMENTS (rows) ? &rows[index].info : NULL;
}

GPtrArray *
oriel_transform_noop (JsonObject *options,
                      GPtrArray *frames,
                      const OrielTransformContext *context,
                      GError **error)
{
  return oriel_frames_copy (frames);
}

OrielFieldMatcher *
oriel_transform_field_matcher (JsonObject *config, GError **error)
{
  const char *id = oriel_json_string (config, "id", NULL);
  OrielFieldMatcher *matcher = oriel_field_matcher_new (id, oriel_json_member (config, "options"));

  if (matcher == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("there is no field matcher “%s”"),
                 id != NULL ? id : "");
  return matcher;
}

gboolean
oriel_transform_field_matches (const OrielFieldMatcher *matcher,
                               const OrielField *field,
                               const OrielFrame *frame,
                               const OrielNameScope *scope)
{
  g_auto (OrielMatchTarget) target = { field, frame, scope, NULL };

  return oriel_field_matcher_test (matcher, &target);
}

const OrielField *
oriel_transform_find_field (const OrielFieldMatcher *matcher,
                            const OrielFrame *frame,
                            const OrielNameScope *scope)
{
  for (guint i = 0; i < frame->fields->len; i++)
    if (oriel_transform_field_matches (matcher, oriel_frame_field (frame, i), frame, scope))
      return oriel_frame_field (frame, i);

  return NULL;
}

gboolean
oriel_transform_check_fields (gsize n_rows, gsize most, GError **error)
{
  if (n_rows <= most)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("too many rows to make columns of"));
  return FALSE;
}

OrielNameScope
oriel_transform_scope (GPtrArray *frames)
{
  OrielNameScope scope;

  oriel_name_scope_init (&scope, (OrielFrame *const *) frames->pdata, frames->len);
  return scope;
}

/* Replaces variables in every text below `node`, which nobody else has. */
static void
replace_in_node (JsonNode *node, const OrielTransformContext *context)
{
  JsonObject *object = oriel_json_node_object (node);
  JsonArray *array = oriel_json_node_array (node);
  const char *text = oriel_json_node_string (node);

  if (text != NULL && strpbrk (text, "$[") != NULL)
    {
      g_autofree char *replaced = context->replace (text, context->replace_data);

      json_node_set_string (node, replaced);
    }

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    replace_in_node (json_array_get_element (array, i), context);

  if (object != NULL)
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, NULL, &member))
        replace_in_node (member, context);
    }
}

/* The defaults with `options` (nullable) over them, variables replaced. */
static JsonNode *
complete_options (const Row *row, JsonObject *options, const OrielTransformContext *context)
{
  g_autoptr (JsonNode) defaults = json_from_string (row->info.default_options, NULL);
  JsonNode *complete = oriel_json_copy_deep (defaults);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (options != NULL)
    {
      json_object_iter_init_ordered (&iter, options);
      while (json_object_iter_next_ordered (&iter, &name, &member))
        json_object_set_member (json_node_get_object (complete), name,
                                oriel_json_copy_deep (member));
    }
  if (context != NULL && context->replace != NULL)
    replace_in_node (complete, context);

  return complete;
}

static void report (GPtrArray *issues, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
report (GPtrArray *issues, const char *format, ...)
{
  va_list args;

  if (issues == NULL)
    return;

  va_start (args, format);
  g_ptr_array_add (issues, g_strdup_vprintf (format, args));
  va_end (args);
}

/* The matcher of a transformation's `filter`, or NULL for all frames. */
static OrielFrameMatcher *
frame_filter (JsonObject *config, GPtrArray *issues)
{
  JsonObject *filter = oriel_json_object (config, "filter");
  JsonNode *options = oriel_json_member (filter, "options");
  const char *id = oriel_json_string (filter, "id", NULL);
  OrielFrameMatcher *matcher;

  if (options == NULL || g_strcmp0 (oriel_json_node_string (options), "") == 0)
    return NULL;

  matcher = oriel_frame_matcher_new (id, options);
  if (matcher == NULL)
    report (issues, _ ("transformation: there is no frame matcher “%s”"), id != NULL ? id : "");
  return matcher;
}

/* Frames that the filter left out go back to where Grafana puts them: behind as many as stood
 * before the first of them, or the second when that is the very first. */
static void
insert_others (GPtrArray *after, GPtrArray *before, const OrielFrameMatcher *filter)
{
  guint place = 0, n_transformed = after->len, added = 0;

  for (guint i = 0; i < before->len && place == 0; i++)
    if (!oriel_frame_matcher_test (filter, g_ptr_array_index (before, i)))
      place = i;

  place = MIN (place, n_transformed);
  for (guint i = 0; i < before->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (before, i);

      if (!oriel_frame_matcher_test (filter, frame))
        g_ptr_array_insert (after, (int) (place + added++), oriel_frame_ref (frame));
    }
}

/* Runs one of the list; NULL with `error` when it fails. */
static GPtrArray *
run_one (const Row *row,
         JsonObject *config,
         GPtrArray *frames,
         const OrielTransformContext *context,
         GPtrArray *issues,
         GError **error)
{
  static const OrielTransformContext nothing = { .now_ms = 0 };
  g_autoptr (JsonNode) options =
    complete_options (row, oriel_json_object (config, "options"), context);
  g_autoptr (OrielFrameMatcher) filter = frame_filter (config, issues);
  g_autoptr (GPtrArray) input = NULL;
  GPtrArray *output;

  if (context == NULL)
    context = &nothing;
  if (filter == NULL)
    return row->run (json_node_get_object (options), frames, context, error);

  input = oriel_frames_new ();
  for (guint i = 0; i < frames->len; i++)
    if (oriel_frame_matcher_test (filter, g_ptr_array_index (frames, i)))
      g_ptr_array_add (input, oriel_frame_ref (g_ptr_array_index (frames, i)));

  output = row->run (json_node_get_object (options), input, context, error);
  if (output != NULL)
    insert_others (output, frames, filter);

  return output;
}

/* Transformations are for the series of a panel, for its annotations, or for other topics that it
 * does not have. */
static gboolean
is_for_topic (JsonObject *config, const OrielTransformContext *context)
{
  const char *topic = oriel_json_string (config, "topic", "");
  const char *wanted = context != NULL && context->topic != NULL ? context->topic : "series";

  return strcmp (*topic != '\0' ? topic : "series", wanted) == 0;
}

GPtrArray *
oriel_transform_run (JsonArray *transformations,
                     GPtrArray *frames,
                     const OrielTransformContext *context,
                     GPtrArray *issues)
{
  GPtrArray *current = oriel_frames_copy (frames);

  for (guint i = 0; i < oriel_json_array_length (transformations); i++)
    {
      JsonObject *config = oriel_json_array_object (transformations, i);
      const char *id = oriel_json_string (config, "id", "");
      const Row *row = find_row (id);
      g_autoptr (GError) error = NULL;
      GPtrArray *next;

      if (oriel_json_boolean (config, "disabled", FALSE) || !is_for_topic (config, context))
        continue;
      if (row == NULL)
        {
          report (issues, _ ("transformation “%s” is not supported: the data passes unchanged"),
                  id);
          continue;
        }

      next = run_one (row, config, current, context, issues, &error);
      if (next == NULL)
        {
          report (issues, _ ("transformation “%s”: %s"), id,
                  error != NULL ? error->message : "failed");
          continue;
        }
      g_ptr_array_unref (current);
      current = next;
    }

  return current;
}
