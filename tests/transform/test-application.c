/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The transformations of which Grafana's packages hold nothing: what they make of small frames. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-cell.h"
#include "field/oriel-names.h"
#include "transform/oriel-transform.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = oriel_json_parse (NULL, text, -1, ORIEL_JSON_MAX_BYTES, &error);

  g_assert_no_error (error);
  return node;
}

static GPtrArray *
read_frames (const char *text)
{
  g_autoptr (JsonNode) node = parse (text);
  JsonArray *array = json_node_get_array (node);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (frames, oriel_frame_from_json (oriel_json_array_object (array, i), NULL));

  return frames;
}

static void
write_cell (GString *out, const OrielField *field, gsize row)
{
  OrielReduced cell = oriel_field_cell (field, row);
  char buffer[ORIEL_NUMBER_BUFFER];

  if (field->column->type == ORIEL_FIELD_NESTED && field->column->lists[row] != NULL)
    g_string_append_printf (out, "[%u]", field->column->lists[row]->len);
  else if (field->column->type == ORIEL_FIELD_FRAME && field->column->frames[row] != NULL)
    g_string_append (out, "frame");
  else if (oriel_cell_is_null (&cell))
    g_string_append (out, "-");
  else if (cell.kind == ORIEL_REDUCED_OTHER && cell.node != NULL)
    {
      g_autofree char *json = oriel_json_to_text (cell.node, FALSE);

      g_string_append (out, json);
    }
  else if (cell.kind == ORIEL_REDUCED_NUMBER)
    g_string_append_printf (out, "%.10g", cell.number);
  else
    g_string_append (out, oriel_cell_text (&cell, buffer));
}

/* `NAME: field{labels} 1 2 | field 3 4`, frames divided by line feeds. */
static char *
frames_text (GPtrArray *frames)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      g_string_append_printf (out, "%s%s:", i > 0 ? "\n" : "",
                              frame->name != NULL ? frame->name : "");
      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielField *field = oriel_frame_field (frame, j);
          g_autofree char *labels = oriel_labels_format (field->labels, "", FALSE);

          g_string_append_printf (out, "%s %s%s", j > 0 ? " |" : "", field->name, labels);
          for (gsize row = 0; row < frame->n_rows; row++)
            {
              g_string_append_c (out, ' ');
              write_cell (out, field, row);
            }
        }
    }

  return g_string_free (out, FALSE);
}

static GPtrArray *
run_text (const char *list, GPtrArray *frames, GPtrArray *issues)
{
  g_autoptr (JsonNode) node = parse (list);

  return oriel_transform_run (json_node_get_array (node), frames, NULL, issues);
}

#define FIELD(name, type, values)                                                                  \
  "{\"name\":\"" name "\",\"type\":\"" type "\",\"values\":[" values "]}"
#define LABELLED(name, type, labels, values)                                                       \
  "{\"name\":\"" name "\",\"type\":\"" type "\",\"labels\":{" labels "},\"values\":[" values "]}"
#define FRAME(ref, fields) "{\"refId\":\"" ref "\",\"fields\":[" fields "]}"
#define RUN(id, options) "[{\"id\":\"" id "\",\"options\":{" options "}}]"

#define TABLE                                                                                      \
  FRAME ("A", FIELD ("time", "time", "1000,2000,3000,4000") "," FIELD (                            \
                "region", "string", "\"eu\",\"us\",\"eu\",\"us\"") "," FIELD ("n", "number",       \
                                                                              "1,2,3,4"))

static const struct
{
  const char *name, *list, *frames, *result;
} cases[] = {
  { "regression",
    RUN ("regression", "\"xFieldName\":\"t\",\"yFieldName\":\"y\",\"predictionCount\":3"),
    "[" FRAME ("A",
               FIELD ("t", "time", "0,1000,2000,3000") "," FIELD ("y", "number", "1,3,5,7")) "]",
    ": t 0 1000 2000 3000 | y 1 3 5 7\nLinear regression: t 0 1500 3000 | y 1 4 7" },
  { "regression-nulls",
    RUN ("regression",
         "\"modelType\":\"polynomial\",\"degree\":2,\"xFieldName\":\"x\","
         "\"yFieldName\":\"y\",\"predictionCount\":2"),
    "[" FRAME ("A",
               FIELD ("x", "number", "0,1,2,3,4") "," FIELD ("y", "number", "0,1,null,9,16")) "]",
    ": x 0 1 2 3 4 | y 0 1 - 9 16\nQuadratic polynomial regression: x 0 4 | y 0 16" },
  { "config-from-data",
    RUN ("configFromData",
         "\"configRefId\":\"B\",\"mappings\":[{\"fieldName\":\"limit\","
         "\"handlerKey\":\"threshold1\",\"reducerId\":\"max\"}]"),
    "[" TABLE
    "," FRAME ("B", FIELD ("max", "number", "10,20") "," FIELD ("limit", "number", "5,7")) "]",
    ": time 1000 2000 3000 4000 | region eu us eu us | n 1 2 3 4" },
  { "partition-labels", RUN ("partitionByValues", "\"fields\":[\"region\"]"), "[" TABLE "]",
    ": time{region=\"eu\"} 1000 3000 | n{region=\"eu\"} 1 3\n"
    ": time{region=\"us\"} 2000 4000 | n{region=\"us\"} 2 4" },
  { "partition-names",
    RUN ("partitionByValues",
         "\"fields\":[\"region\"],\"keepFields\":true,\"naming\":{"
         "\"asLabels\":false,\"withNames\":true}"),
    "[" TABLE "]",
    "region=eu: time 1000 3000 | region eu eu | n 1 3\n"
    "region=us: time 2000 4000 | region us us | n 2 4" },
  { "join-by-labels", RUN ("joinByLabels", "\"value\":\"what\""),
    "[" FRAME (
      "A",
      LABELLED ("Value",
                "number",
                "\"what\":\"temp\",\"site\":\"x\"",
                "1,2")) "," FRAME ("B",
                                   LABELLED ("Value",
                                             "number",
                                             "\"what\":\"wind\",\"site\":\"x\"",
                                             "3")) "," FRAME ("C",
                                                              LABELLED (
                                                                "Value",
                                                                "number",
                                                                "\"what\":\"temp\",\"site\":\"y\"",
                                                                "5")) "]",
    ": site x x y | temp 1 2 5 | wind 3 - -" },
  { "join-by-no-label", RUN ("joinByLabels", ""), "[" TABLE "]",
    ": Error No value label configured" },
  { "prepare-multi", RUN ("prepareTimeSeries", "\"format\":\"many\""), "[" TABLE "]",
    ": time 1000 3000 | n{region=\"eu\"} 1 3\n: time 2000 4000 | n{region=\"us\"} 2 4" },
  { "prepare-long", RUN ("prepareTimeSeries", "\"format\":\"long\""),
    "[" FRAME ("A",
               FIELD ("t", "time", "2,1") "," LABELLED (
                 "v",
                 "number",
                 "\"k\":\"a\"",
                 "10,20") "," LABELLED ("v", "number", "\"k\":\"b\"", "30,40")) "]",
    ": t 1 1 2 2 | v 20 40 10 30 | k a b a b" },
  { "prepare-wide", RUN ("prepareTimeSeries", ""),
    "[" FRAME ("A", FIELD ("t", "time", "1,2") "," FIELD ("a", "number", "1,2")) "," FRAME (
      "B",
      FIELD ("t", "time", "2,3") "," FIELD ("b", "number", "5,6")) "]",
    ": t 1 2 3 | a 1 2 - | b - 5 6" },
  { "extract-json", RUN ("extractFields", "\"source\":\"line\",\"replace\":true"),
    "[" FRAME (
      "A",
      FIELD ("line", "string", "\"{\\\"a\\\":1,\\\"b\\\":\\\"x\\\"}\",null,\"{\\\"a\\\":2}\"")) "]",
    ": a 1 - 2 | b x - -" },
  { "extract-paths",
    RUN ("extractFields",
         "\"source\":\"line\",\"format\":\"json\",\"replace\":true,\"jsonPaths\":["
         "{\"path\":\"a.b[1]\",\"alias\":\"second\"},{\"path\":\"c\"}]"),
    "[" FRAME ("A", FIELD ("line", "string", "\"{\\\"a\\\":{\\\"b\\\":[1,2]}}\"")) "]",
    ": second 2 | c Not Found" },
  { "extract-pairs",
    RUN ("extractFields", "\"source\":\"line\",\"format\":\"kvp\",\"replace\":true"),
    "[" FRAME ("A", FIELD ("line", "string", "\"a=1, b: \\\"x y\\\" done\"")) "]",
    ": a 1 | b x y | done " },
  { "extract-groups",
    RUN ("extractFields",
         "\"source\":\"line\",\"format\":\"regexp\",\"replace\":true,"
         "\"regExp\":\"/(?<verb>\\\\w+) (?<code>\\\\d+)/\""),
    "[" FRAME ("A", FIELD ("line", "string", "\"GET 200\",\"?\"")) "]",
    ": verb GET - | code 200 -" },
  { "extract-parts",
    RUN ("extractFields", "\"source\":\"line\",\"format\":\"delimiter\",\"replace\":true"),
    "[" FRAME ("A", FIELD ("line", "string", "\"a , b\",\"b\"")) "]", ": a 1 - | b 1 1" },
  { "heatmap",
    RUN ("heatmap",
         "\"xBuckets\":{\"mode\":\"size\",\"value\":\"2s\"},\"yBuckets\":{\"mode\":"
         "\"size\",\"value\":\"2\"}"),
    "[" TABLE "]",
    "n: xMin 0 0 0 2000 2000 2000 4000 4000 4000 | yMin 0 2 4 0 2 4 0 2 4 | "
    "Count 1 0 0 0 2 0 0 0 1" },
  { "heading", RUN ("spatial", "\"action\":\"calculate\",\"calculate\":{\"calc\":\"heading\"}"),
    "[" FRAME ("A", FIELD ("lat", "number", "0,1") "," FIELD ("lon", "number", "0,0")) "]",
    ": point {\"type\":\"Point\",\"coordinates\":[0,0]} {\"type\":\"Point\",\"coordinates\":[0,1]}"
    " | lat 0 1 | lon 0 0 | heading 0 0" },
  { "lookup",
    RUN ("fieldLookup", "\"lookupField\":\"c\",\"gazetteer\":\"public/gazetteer/usa-states.json\""),
    "[" FRAME ("A", FIELD ("c", "string", "\"WY\",\"nowhere\"")) "]",
    ": c WY nowhere | ID WY - | Latitude 43 - | Longitude -107.55 - | Name Wyoming -" },
  { "append", RUN ("append", ""),
    "[" FRAME ("A", FIELD ("a", "string", "\"x\"") "," FIELD ("n", "number", "1")) "," FRAME (
      "B",
      FIELD ("n", "number", "2,3")) "]",
    ": a x - - | n 1 2 3" },
  { "dedupe", RUN ("dedupeByValues", "\"fields\":[\"region\"]"), "[" TABLE "]",
    ": time 1000 2000 | region eu us | n 1 2" },
  { "nested",
    RUN ("groupToNestedTable",
         "\"fields\":{\"region\":{\"operation\":\"groupby\"},\"n\":{"
         "\"operation\":\"aggregate\",\"aggregations\":[\"sum\"]}}"),
    "[" TABLE "]", ": region eu us | n (sum) 4 6 | __nestedFrames [1] [1]" },
  { "histogram", RUN ("histogram", "\"bucketSize\":2"), "[" TABLE "]",
    ": xMin 0 2 4 | xMax 2 4 6 | n 1 2 1" },
  { "sparklines-merged", "[{\"id\":\"timeSeriesTable\"},{\"id\":\"merge\"}]",
    "[" FRAME ("A",
               FIELD ("t", "time", "1") "," LABELLED (
                 "v",
                 "number",
                 "\"k\":\"a\"",
                 "1")) "," FRAME ("B",
                                  FIELD ("t",
                                         "time",
                                         "1") "," LABELLED ("v", "number", "\"k\":\"a\"", "2")) "]",
    ": k a | Trend #A frame | Trend #B frame" },
  { "moving-average",
    RUN ("calculateField",
         "\"mode\":\"windowFunctions\",\"replaceFields\":true,\"alias\":\"week\","
         "\"window\":{\"field\":\"n\",\"reducer\":\"mean\",\"windowSize\":7,"
         "\"windowSizeMode\":\"fixed\"}"),
    "[" FRAME (
      "A",
      FIELD ("t", "time", "1,2,3,4,5,6,7,8") "," FIELD ("n", "number", "7,7,7,7,7,7,7,14")) "]",
    ": t 1 2 3 4 5 6 7 8 | week 7 7 7 7 7 7 7 8" },
  { "rows-to-fields",
    RUN ("rowsToFields", "\"mappings\":[{\"fieldName\":\"n\",\"handlerKey\":\"field.value\"}]"),
    "[" FRAME ("A",
               FIELD ("who", "string", "\"a\",\"b\"") "," FIELD ("n", "number", "1,2") "," FIELD (
                 "zone",
                 "string",
                 "\"x\",\"y\"")) "]",
    ": a{zone=\"x\"} 1 | b{zone=\"y\"} 2" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) frames = read_frames (cases[i].frames);
      g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) result = run_text (cases[i].list, frames, issues);
      g_autofree char *text = frames_text (result);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (text, ==, cases[i].result);
      g_assert_cmpuint (issues->len, ==, 0);
    }
}

/* Fields of one name keep their numbers when others of it are filtered away. */
static void
test_kept_numbers (void)
{
  g_autoptr (GPtrArray) frames =
    read_frames ("[" FRAME ("A", FIELD ("v", "number", "1") "," FIELD (
                                   "v", "number", "2") "," FIELD ("v", "number", "3")) "]");
  g_autoptr (GPtrArray) result = run_text (
    RUN ("organize", "\"excludeByName\":{\"v 1\":true},\"renameByName\":{\"v 2\":\"second\"}"),
    frames, NULL);
  OrielFrame *frame = g_ptr_array_index (result, 0);

  oriel_frames_set_display_names (&frame, 1);
  g_assert_cmpuint (frame->fields->len, ==, 2);
  g_assert_cmpstr (oriel_frame_field (frame, 0)->display_name, ==, "second");
  g_assert_cmpstr (oriel_frame_field (frame, 1)->display_name, ==, "v 3");
}

/* What the data say of min, max, colours and mappings is in the config. */
static void
test_config (void)
{
  g_autoptr (GPtrArray) frames = read_frames ("[" TABLE "," FRAME (
    "B", FIELD ("max", "number", "10,20") "," FIELD ("what", "string", "\"1\",\"2\"") "," FIELD (
           "color", "string", "\"red\",\"blue\"") "," FIELD ("limit", "number", "5,7")) "]");
  g_autoptr (GPtrArray) result = run_text (
    RUN ("configFromData",
         "\"configRefId\":\"B\",\"mappings\":[{\"fieldName\":\"what\",\"handlerKey\":"
         "\"mappings.value\"},{\"fieldName\":\"color\",\"handlerKey\":\"mappings.color\"},"
         "{\"fieldName\":\"limit\",\"handlerKey\":\"threshold1\",\"handlerArguments\":{"
         "\"threshold\":{\"color\":\"orange\"}}}]"),
    frames, NULL);
  const OrielFieldConfig *config = oriel_frame_field (g_ptr_array_index (result, 0), 2)->config;
  const OrielMapping *mapping;
  const OrielThreshold *step;

  g_assert_cmpuint (result->len, ==, 1);
  g_assert_cmpfloat (config->max, ==, 20);
  g_assert_cmpuint (config->mappings->len, ==, 1);
  mapping = g_ptr_array_index (config->mappings, 0);
  g_assert_cmpstr (g_ptr_array_index (mapping->keys, 1), ==, "2");
  g_assert_cmpstr (g_array_index (mapping->results, OrielMappingResult, 1).color, ==, "blue");
  step = &g_array_index (config->thresholds->steps, OrielThreshold, 0);
  g_assert_cmpfloat (step->value, ==, 7);
  g_assert_cmpstr (step->color, ==, "orange");
}

/* Least squares, against what the normal equations of an exact solver give. */
static void
test_regression_of_noise (void)
{
  static const double expected[][3] = {
    { 2.2087912087912, 4.464285714285717, 6.054945054945051 },
    { 1.5421245421244625, 4.464285714285719, 6.721611721611801 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GPtrArray) frames = read_frames ("[" FRAME (
        "A", FIELD ("t", "time",
                    "0,60000,120000,180000,240000,300000,360000,420000,480000,540000,"
                    "600000,660000") "," FIELD ("y", "number", "3,1,4,1,5,9,2,6,5,3,5,8")) "]");
      g_autofree char *list = g_strdup_printf (
        "[{\"id\":\"regression\",\"options\":{\"modelType\":\"polynomial\",\"degree\":%u,"
        "\"xFieldName\":\"t\",\"yFieldName\":\"y\",\"predictionCount\":3}}]",
        i + 2);
      g_autoptr (GPtrArray) result = run_text (list, frames, NULL);
      const OrielFrame *frame = g_ptr_array_index (result, 1);

      for (guint j = 0; j < 3; j++)
        g_assert_cmpfloat_with_epsilon (oriel_frame_field (frame, 1)->column->numbers[j],
                                        expected[i][j], 1e-9);
    }
}

/* A period of four is smoothed away, a series without noise is not made worse. */
static void
test_smoothing (void)
{
  GString *times = g_string_new (NULL), *values = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) frames = NULL;
  g_autoptr (GPtrArray) result = NULL;
  const OrielFrame *frame;

  for (guint i = 0; i < 400; i++)
    {
      g_string_append_printf (times, "%s%u", i > 0 ? "," : "", i * 1000);
      g_string_append_printf (values, "%s%u", i > 0 ? "," : "", i % 4);
    }

  text =
    g_strdup_printf ("[{\"name\":\"s\",\"fields\":[{\"name\":\"t\",\"type\":\"time\",\"values\":"
                     "[%s]},{\"name\":\"v\",\"type\":\"number\",\"values\":[%s]}]}]",
                     times->str, values->str);
  frames = read_frames (text);
  result = run_text (RUN ("smoothing", "\"resolution\":50"), frames, NULL);
  frame = g_ptr_array_index (result, 0);
  g_assert_cmpstr (frame->name, ==, "s (smoothed)");
  g_assert_cmpstr (oriel_frame_field (frame, 1)->name, ==, "v (smoothed)");
  g_assert_cmpuint (frame->n_rows, >=, 40);
  g_assert_cmpuint (frame->n_rows, <=, 100);
  g_string_free (times, TRUE);
  g_string_free (values, TRUE);
}

/* A transformation of annotations leaves series alone, and the other way round. */
static void
test_topics (void)
{
  static const char *const list =
    "[{\"id\":\"limit\",\"topic\":\"annotations\",\"options\":{\"limitField\":1}},"
    "{\"id\":\"limit\",\"topic\":\"series\",\"options\":{\"limitField\":2}},"
    "{\"id\":\"limit\",\"topic\":\"alertStates\",\"options\":{\"limitField\":0}}]";
  static const struct
  {
    const char *topic; /* nullable */
    guint n_rows;
  } topics[] = { { NULL, 2 }, { "series", 2 }, { "annotations", 1 } };
  g_autoptr (GPtrArray) frames = read_frames ("[" TABLE "]");
  g_autoptr (JsonNode) node = parse (list);

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      OrielTransformContext context = { .topic = topics[i].topic };
      g_autoptr (GPtrArray) result =
        oriel_transform_run (json_node_get_array (node), frames, &context, NULL);

      g_assert_cmpuint (((OrielFrame *) g_ptr_array_index (result, 0))->n_rows, ==,
                        topics[i].n_rows);
    }
}

/* Options that make no sense are said, and the data pass. */
static void
test_issues (void)
{
  static const char *const lists[] = {
    RUN ("regression", "\"xFieldName\":\"nosuch\",\"yFieldName\":\"n\""),
    RUN ("extractFields", "\"source\":\"region\",\"format\":\"magic\""),
    RUN ("fieldLookup", "\"lookupField\":\"region\",\"gazetteer\":\"airports.geojson\""),
    RUN ("heatmap", "\"yBuckets\":{\"mode\":\"size\",\"value\":\"1e-9\"}"),
    RUN ("configFromData", "\"configRefId\":\"A\",\"applyTo\":{\"id\":\"byMagic\"}"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) frames = read_frames ("[" TABLE "]");
      g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) result = run_text (lists[i], frames, issues);

      g_test_message ("%s", lists[i]);
      g_assert_cmpuint (issues->len, ==, 1);
      g_assert_true (g_ptr_array_index (result, 0) == g_ptr_array_index (frames, 0));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transform/application/cases", test_cases);
  g_test_add_func ("/transform/application/kept-numbers", test_kept_numbers);
  g_test_add_func ("/transform/application/config", test_config);
  g_test_add_func ("/transform/application/regression-of-noise", test_regression_of_noise);
  g_test_add_func ("/transform/application/smoothing", test_smoothing);
  g_test_add_func ("/transform/application/topics", test_topics);
  g_test_add_func ("/transform/application/issues", test_issues);

  return g_test_run ();
}
