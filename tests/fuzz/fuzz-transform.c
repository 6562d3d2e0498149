/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames and transformations of hostile dashboards. The input is cut at its first line feed: a list
 * of transformations, and a list of frames as JSON. What comes out is consistent: columns as long
 * as their frame, which can be written and read again. */

#include "config.h"

#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-overrides.h"
#include "fuzz.h"
#include "transform/oriel-transform.h"

#define MAX_BYTES 65536

/* A table and a series, for lists that come without frames. */
#define FRAMES                                                                                     \
  "\n[{\"schema\":{\"refId\":\"A\",\"fields\":[{\"name\":\"time\",\"type\":\"time\"},"             \
  "{\"name\":\"host\",\"type\":\"string\"},{\"name\":\"cpu\",\"type\":\"number\",\"labels\":"      \
  "{\"job\":\"a\"}},{\"name\":\"ok\",\"type\":\"boolean\"}]},\"data\":{\"values\":[[3,1,2],"       \
  "[\"DE\",null,\"a=1, b:\\\"2\\\"\"],[1,null,1e300],[true,null,false]]}},"                        \
  "{\"schema\":{\"refId\":\"B\",\"fields\":[{\"name\":\"Time\",\"type\":\"time\"},{\"name\":"      \
  "\"Value\",\"type\":\"number\",\"labels\":{\"job\":\"b\"}}]},\"data\":{\"values\":[[1,null],"    \
  "[-1,2]],\"entities\":[null,{\"Inf\":[0]}]}}]"

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("[{\"id\":\"joinByField\",\"options\":{\"mode\":\"outerTabular\"}},"
             "{\"id\":\"regression\",\"options\":{\"modelType\":\"polynomial\",\"degree\":9,"
             "\"xFieldName\":\"time\",\"yFieldName\":\"cpu\"}}]" FRAMES),
  FUZZ_SEED ("[{\"id\":\"groupToNestedTable\",\"options\":{\"rules\":[{\"matcher\":{\"id\":"
             "\"byRegexp\",\"options\":\"/host/\"},\"operation\":\"groupby\"},{\"matcher\":{"
             "\"id\":\"numeric\"},\"operation\":\"aggregate\",\"aggregations\":[\"p95\","
             "\"allValues\"]}]}},{\"id\":\"merge\"}]" FRAMES),
  FUZZ_SEED ("[{\"id\":\"extractFields\",\"options\":{\"source\":\"host\",\"format\":\"kvp\"}},"
             "{\"id\":\"partitionByValues\",\"options\":{\"fields\":[\"host\",\"ok\"],\"naming\":"
             "{\"asLabels\":false,\"withNames\":true}}},{\"id\":\"prepareTimeSeries\",\"options\":"
             "{\"format\":\"multi\"}}]" FRAMES),
  FUZZ_SEED ("[{\"id\":\"configFromData\",\"options\":{\"configRefId\":\"A\",\"mappings\":["
             "{\"fieldName\":\"host\",\"handlerKey\":\"mappings.value\"},{\"fieldName\":\"cpu\","
             "\"handlerKey\":\"threshold1\",\"reducerId\":\"max\"}]}},{\"id\":\"joinByLabels\","
             "\"options\":{\"value\":\"job\"}}]" FRAMES),
  FUZZ_SEED ("[{\"id\":\"histogram\",\"options\":{\"bucketSize\":\"1e-9\"}},{\"id\":\"heatmap\","
             "\"options\":{\"xBuckets\":{\"mode\":\"size\",\"value\":\"1ms\"}}},"
             "{\"id\":\"transpose\"},{\"id\":\"append\"}]" FRAMES),
  FUZZ_SEED ("[{\"id\":\"smoothing\",\"options\":{\"resolution\":2}},{\"id\":\"spatial\","
             "\"options\":{\"action\":\"calculate\",\"source\":{\"mode\":\"lookup\"}}},"
             "{\"id\":\"fieldLookup\",\"options\":{\"lookupField\":\"host\"}},"
             "{\"id\":\"rowsToFields\"},{\"id\":\"timeSeriesTable\"}]" FRAMES),
  FUZZ_SEED ("[{\"id\":\"calculateField\",\"options\":{\"mode\":\"windowFunctions\",\"window\":{"
             "\"field\":\"cpu\",\"windowSize\":7,\"windowSizeMode\":\"fixed\"}}},{\"id\":\"limit\","
             "\"options\":{\"limitField\":-1},\"filter\":{\"id\":\"byRefId\",\"options\":\"A\"}},"
             "{\"id\":\"dedupeByValues\",\"options\":{\"fields\":[\"ok\"]}},{\"id\":"
             "\"labelsToFields\",\"options\":{\"mode\":\"rows\"},\"disabled\":false}]" FRAMES),
  FUZZ_SEED ("[{\"id\":\"organize\",\"options\":{\"indexByName\":{\"b\":0}}},{\"id\":\"sortBy\","
             "\"options\":{\"sort\":[{\"field\":\"b\"}]}}]\n[{\"fields\":[{\"name\":\"b\",\"type\":"
             "\"nestedFrames\",\"values\":[[{\"fields\":[{\"name\":\"c\",\"values\":[1,\"x\"]}]}],"
             "null]},{\"name\":\"t\",\"type\":\"frame\",\"values\":[{\"fields\":[]}]}]}]"),
  FUZZ_SEEDS_END,
};

static GPtrArray *
read_frames (const char *text)
{
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, text, -1, MAX_BYTES, NULL);
  JsonArray *array = oriel_json_node_array (node);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      OrielFrame *frame = object != NULL ? oriel_frame_from_json (object, NULL) : NULL;

      if (frame != NULL)
        g_ptr_array_add (frames, frame);
    }

  return frames;
}

static void
check_frame (const OrielFrame *frame)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (OrielFrame) again = NULL;

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      g_assert_nonnull (field->name);
      g_assert_nonnull (field->config);
      g_assert_cmpuint (field->column->n_rows, ==, frame->n_rows);
    }

  node = oriel_frame_to_json (frame);
  again = oriel_frame_from_json (json_node_get_object (node), NULL);
  g_assert_cmpuint (again->fields->len, ==, frame->fields->len);
}

static void
check_frames (GPtrArray *frames)
{
  g_autoptr (GPtrArray) applied = oriel_field_config_apply (NULL, frames, "table", NULL, NULL);

  for (guint i = 0; i < frames->len; i++)
    check_frame (g_ptr_array_index (frames, i));
  g_assert_cmpuint (applied->len, ==, frames->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *copy = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (copy, -1);
  char *line_end = strchr (text, '\n');
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (GPtrArray) frames = NULL;
  g_autoptr (GPtrArray) issues = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) results = NULL;

  if (line_end != NULL)
    *line_end = '\0';

  frames = read_frames (line_end != NULL ? line_end + 1 : strchr (FRAMES, '['));
  list = oriel_json_parse (NULL, text, -1, MAX_BYTES, NULL);
  results = oriel_transform_run (oriel_json_node_array (list), frames, NULL, issues);
  check_frames (results);
  return 0;
}
