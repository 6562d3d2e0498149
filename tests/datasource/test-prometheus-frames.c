/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames: from decoded answers as the back end makes them, and from those as Grafana's data
 * source hands them on (the oracle's `transform`). */

#include "config.h"

#include "base/oriel-json.h"
#include "datasource/prometheus/oriel-prometheus-frames.h"
#include "field/oriel-names.h"
#include "oracle-frame.h"

#include <string.h>

/* Frames of an answer's text. */
static GPtrArray *
frames_of (const char *text, const OrielPrometheusTarget *target)
{
  g_autoptr (OrielPrometheusDecoder) decoder = oriel_prometheus_decoder_new ();
  g_autoptr (OrielPrometheusResult) result = NULL;
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (GError) error = NULL;

  g_assert_true (oriel_prometheus_decoder_feed (decoder, text, strlen (text), &error));
  result = oriel_prometheus_decoder_finish (decoder, &error);
  g_assert_no_error (error);
  oriel_prometheus_server_frames (result, target, frames);
  return frames;
}

static void
test_steps (void)
{
  static const struct
  {
    gint64 ms;
    const char *text;
  } cases[] = {
    { 500, "500ms" },      { 1500, "1.5s" },        { 15000, "15s" },
    { 60000, "1m0s" },     { 90500, "1m30.5s" },    { 1200000, "20m0s" },
    { 3600000, "1h0m0s" }, { 86400000, "24h0m0s" }, { 1, "1ms" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = oriel_prometheus_format_step (cases[i].ms);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* What the legend of a series with labels is for each template. */
static void
test_legends (void)
{
  static const struct
  {
    const char *legend;
    const char *metric;
    const char *name; /* NULL: left to the panel */
  } cases[] = {
    { "", "\"__name__\":\"up\",\"job\":\"a\\\"b\",\"x\":\"1\"", "up{job=\"a\\\"b\", x=\"1\"}" },
    { NULL, "\"__name__\":\"up\"", "up" },
    { "", "\"job\":\"a\"", "{job=\"a\"}" },
    { "", "", "the expr" },
    { "{{job}}", "\"job\":\"a\"", "a" },
    { "{{ job }}/{{none}}!", "\"job\":\"a\"", "a/!" },
    { "{{none}}", "\"job\":\"a\"", NULL },
    { "fixed", "\"job\":\"a\"", "fixed" },
    { "{{job", "\"job\":\"a\"", "{{job" },
    { "__auto", "\"job\":\"a\"", NULL },
    { "__auto", "", "the expr" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OrielPrometheusTarget target = {
        .ref_id = "A", .expr = "the expr", .legend = cases[i].legend, .step_ms = 15000
      };
      g_autofree char *text = g_strdup_printf (
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{%s},"
        "\"value\":[1,\"2\"]}]}}",
        cases[i].metric);
      g_autoptr (GPtrArray) frames = frames_of (text, &target);
      const OrielFrame *frame = g_ptr_array_index (frames, 0);

      g_assert_cmpstr (oriel_frame_field (frame, 1)->config->display_name_from_ds, ==,
                       cases[i].name);
      g_assert_cmpfloat (oriel_frame_field (frame, 0)->config->interval_ms, ==, 15000);
      g_assert_cmpstr (oriel_json_string (frame->meta, "executedQueryString", NULL), ==,
                       "Expr: the expr\nStep: 15s");
    }
}

static void
test_native_histogram (void)
{
  OrielPrometheusTarget target = { .ref_id = "A", .expr = "h", .step_ms = 1000 };
  g_autoptr (GPtrArray) frames = frames_of (
    "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},"
    "\"histograms\":[[1,{\"count\":\"3\",\"sum\":\"1\",\"buckets\":[[0,\"1\",\"2\",\"3\"]]}],"
    "[2,{\"count\":\"0\",\"sum\":\"0\"}],"
    "[3,{\"count\":\"5\",\"sum\":\"1\",\"buckets\":[[0,\"1\",\"2\",\"4\"],[3,\"-1\",\"1\",\"1\"]]"
    "}]]}]}}",
    &target);
  const OrielFrame *frame = g_ptr_array_index (frames, 0);

  g_assert_cmpuint (frames->len, ==, 1);
  g_assert_cmpstr (oriel_json_string (frame->meta, "type", NULL), ==, "heatmap-cells");
  g_assert_cmpuint (frame->n_rows, ==, 3);
  g_assert_cmpstr (oriel_frame_field (frame, 0)->name, ==, "xMax");
  g_assert_cmpint (oriel_frame_field (frame, 0)->column->times[1], ==, 3000);
  g_assert_cmpfloat (oriel_frame_field (frame, 1)->column->numbers[2], ==, -1);
  g_assert_cmpfloat (oriel_frame_field (frame, 2)->column->numbers[0], ==, 2);
  g_assert_cmpfloat (oriel_frame_field (frame, 3)->column->numbers[1], ==, 4);
  g_assert_cmpfloat (oriel_frame_field (frame, 4)->column->numbers[2], ==, 3);
}

static void
test_exemplars (void)
{
  OrielPrometheusTarget target = { .ref_id = "A", .expr = "h", .step_ms = 10000 };
  g_autoptr (GPtrArray) frames =
    frames_of ("{\"status\":\"success\",\"data\":[{\"seriesLabels\":{\"job\":\"b\"},\"exemplars\":["
               "{\"labels\":{\"trace_id\":\"t1\"},\"value\":\"5\",\"timestamp\":21.5},"
               "{\"labels\":{\"trace_id\":\"t2\"},\"value\":\"4.9\",\"timestamp\":22.5}]},"
               "{\"seriesLabels\":{\"job\":\"a\"},\"exemplars\":["
               "{\"labels\":{\"span_id\":\"s\"},\"value\":\"1\",\"timestamp\":12}]}]}",
               &target);
  const OrielFrame *frame = g_ptr_array_index (frames, 0);

  g_assert_cmpuint (frames->len, ==, 1);
  g_assert_cmpstr (frame->name, ==, "exemplar");
  g_assert_cmpuint (frame->n_rows, ==, 2); /* one of the two that are close together */
  g_assert_cmpint (oriel_frame_field (frame, 0)->column->times[0], ==, 12000);
  g_assert_cmpfloat (oriel_frame_field (frame, 1)->column->numbers[1], ==, 5);
  g_assert_cmpstr (oriel_frame_field (frame, 2)->name, ==, "job");
  g_assert_cmpstr (oriel_frame_field (frame, 2)->column->strings[0], ==, "a");
  g_assert_cmpstr (oriel_frame_field (frame, 3)->name, ==, "span_id");
  g_assert_cmpstr (oriel_frame_field (frame, 4)->column->strings[1], ==, "t1");
}

static void
test_string_and_messages (void)
{
  OrielPrometheusTarget target = { .ref_id = "A", .expr = "\"x\"", .step_ms = 1000 };
  g_autoptr (GPtrArray) frames =
    frames_of ("{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"x\"]},"
               "\"warnings\":[\"careful\"]}",
               &target);
  g_autoptr (GPtrArray) empty =
    frames_of ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]},"
               "\"infos\":[\"well\"]}",
               &target);
  const OrielFrame *frame = g_ptr_array_index (frames, 0);
  const OrielFrame *none = g_ptr_array_index (empty, 0);
  const OrielNotice *notice = g_ptr_array_index (frame->notices, 0);

  g_assert_cmpstr (oriel_frame_field (frame, 1)->column->strings[0], ==, "x");
  g_assert_cmpint (notice->severity, ==, ORIEL_NOTICE_WARNING);
  g_assert_cmpstr (notice->text, ==, "careful");
  g_assert_cmpuint (none->fields->len, ==, 0);
  g_assert_cmpuint (none->notices->len, ==, 1);
}

static GArray *
read_targets (JsonArray *array)
{
  GArray *targets = g_array_new (FALSE, TRUE, sizeof (OrielPrometheusTarget));

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonObject *object = oriel_json_array_object (array, i);
      OrielPrometheusTarget target = {
        .ref_id = oriel_json_string (object, "refId", NULL),
        .expr = oriel_json_string (object, "expr", NULL),
        .legend = oriel_json_string (object, "legendFormat", NULL),
        .format = oriel_json_string (object, "format", NULL),
      };

      g_array_append_val (targets, target);
    }

  return targets;
}

/* What the oracle's frames say and the common comparison leaves out. */
static gboolean
same_configs (GString *why, GPtrArray *frames, JsonArray *theirs)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      JsonObject *schema = oriel_json_object (oriel_json_array_object (theirs, i), "schema");
      JsonArray *fields = oriel_json_array (schema, "fields");
      g_autoptr (JsonNode) meta = json_node_new (JSON_NODE_NULL);

      if (frame->meta != NULL)
        json_node_init_object (meta, frame->meta);
      if (!oracle_same_json (why, "meta", meta, oriel_json_member (schema, "meta")))
        return FALSE;

      for (guint j = 0; j < frame->fields->len; j++)
        {
          JsonObject *config = oriel_field_config_to_json (oriel_frame_field (frame, j)->config);
          JsonNode *expected = oriel_json_member (oriel_json_array_object (fields, j), "config");
          g_autoptr (JsonNode) none =
            json_node_init_object (json_node_alloc (), json_object_new ());
          g_autoptr (JsonNode) ours = json_node_init_object (json_node_alloc (), config);

          json_object_unref (config);
          if (!oracle_same_json (why, "config", ours, expected != NULL ? expected : none))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
same_names (GString *why, GPtrArray *frames, JsonArray *names)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          g_autofree char *name = oriel_field_display_name (
            oriel_frame_field (frame, j), frame, (OrielFrame *const *) frames->pdata, frames->len);

          if (!oracle_same_text (
                why, "name", name,
                oriel_json_array_string (json_array_get_array_element (names, i), j)))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_transform (JsonObject *record, GString *why, gpointer user_data)
{
  g_autoptr (GPtrArray) input = oracle_frames (oriel_json_array (record, "input"));
  g_autoptr (GArray) targets = read_targets (oriel_json_array (record, "targets"));
  JsonArray *output = oriel_json_array (record, "output");
  OrielPrometheusTransform how = {
    .targets = (OrielPrometheusTarget *) (gpointer) targets->data,
    .n_targets = targets->len,
    .is_explore = g_strcmp0 (oriel_json_string (record, "app", NULL), "explore") == 0,
    .exemplar_links = oriel_json_array (record, "exemplarTraceIdDestinations"),
  };
  g_autoptr (GPtrArray) frames = oriel_prometheus_transform_frames (input, &how);

  return oracle_same_frames (why, frames, output) && same_configs (why, frames, output) &&
         same_names (why, frames, oriel_json_array (record, "names"));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = { { "transform", check_transform }, { NULL, NULL } };

  oracle_run ("prometheus-frames", kinds, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/datasource/prometheus-frames/steps", test_steps);
  g_test_add_func ("/datasource/prometheus-frames/legends", test_legends);
  g_test_add_func ("/datasource/prometheus-frames/native-histogram", test_native_histogram);
  g_test_add_func ("/datasource/prometheus-frames/exemplars", test_exemplars);
  g_test_add_func ("/datasource/prometheus-frames/string-and-messages", test_string_and_messages);
  g_test_add_func ("/datasource/prometheus-frames/oracle", test_oracle);
  return g_test_run ();
}
