/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of Prometheus, cut into chunks that the input chooses: however it is cut, and whatever
 * instructions are used, the same comes out; and what comes out can be made into frames. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-frames.h"
#include "datasource/prometheus/oriel-prometheus-points.h"
#include "fuzz.h"

#include <string.h>

/* Samples of one grid: enough that the loop for many at once has work. */
#define VALUES_A                                                                                   \
  "[1700000000,\"12.5\"],[1700000015,\"-0.75\"],[1700000030,\"1234567890123\"],"                   \
  "[1700000045,\"0.12345678901234568\"],[1700000060,\"NaN\"],[1700000075,\"31.539030000000047\"]," \
  "[1700000090,\"0\"],[1700000105,\"99999999999999999999\"],[1700000120,\"1e-9\"],"                \
  "[1700000135,\"7\"]"
#define VALUES_B                                                                                   \
  "[1700000000.781,\"3\"],[1700000015.781,\"4.000\"],[1700000030.781,\"5.25\"],"                   \
  "[1700000045.781,\"+Inf\"],[1700000060.781,\"6\"]"
#define HEAD "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("\x20" HEAD "{\"metric\":{\"__name__\":\"a\",\"le\":\"0.5\"},\"values\":[" VALUES_A
             "]},{\"metric\":{\"le\":\"+Inf\"},\"values\":[" VALUES_A
             "]},{\"metric\":{\"x\":\"\\u00e9\\n\\ud83d\\ude00\"},\"values\":[" VALUES_A "]}]}}"),
  FUZZ_SEED ("\xff" HEAD "{\"values\":[" VALUES_B "],\"metric\":{\"b\":\"1\",\"a\":\"2\"}},"
             "{\"metric\":{},\"values\":[" VALUES_B "]},{\"metric\":{},\"values\":[" VALUES_B
             "]}]},\"warnings\":[\"w\"],\"infos\":[\"i\"],\"stats\":{\"a\": [1,\"]\"]}}"),
  FUZZ_SEED (
    "\x03{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error\"}"),
  FUZZ_SEED ("\x07{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{"
             "\"metric\":{\"a\":\"b\"},\"histogram\":[1.5,{\"count\":\"3\",\"sum\":\"-1\","
             "\"buckets\":[[0,\"1\",\"2\",\"3\"],[3,\"-1\",\"1\",\"0\"]]}]},{\"metric\":{},"
             "\"value\":[1,\"2\"]}]}}"),
  FUZZ_SEED (
    "\x01{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}"),
  FUZZ_SEED (
    "\x02{\"status\":\"success\",\"data\":{\"resultType\":\"string\",\"result\":[1,\"x\"]}}"),
  FUZZ_SEED (
    "\x05{\"status\":\"success\",\"data\":[{\"seriesLabels\":{\"a\":\"b\"},\"exemplars\":[{"
    "\"labels\":{\"trace_id\":\"1\"},\"value\":\"6\",\"timestamp\":1.5},{\"value\":\"7\"}"
    "]}]}"),
  FUZZ_SEEDS_END,
};

/* Decodes in chunks; `seed` 0 is one chunk, else it drives their sizes. */
static OrielPrometheusResult *
decode (const char *text, gsize length, guint seed, GError **error)
{
  g_autoptr (OrielPrometheusDecoder) decoder = oriel_prometheus_decoder_new ();
  gsize at = 0;

  while (at < length)
    {
      gsize n = seed == 0 ? length : 1 + (seed >> 16) % 97;
      g_autofree char *chunk = NULL;
      gboolean good;

      n = MIN (n, length - at);
      chunk = g_memdup2 (text + at, n);
      good = oriel_prometheus_decoder_feed (decoder, chunk, n, error);
      if (!good)
        return NULL;
      at += n;
      if (seed != 0)
        seed = seed * 1103515245u + 12345u;
    }

  return oriel_prometheus_decoder_finish (decoder, error);
}

static void
assert_same_column (const OrielColumn *a, const OrielColumn *b)
{
  g_assert_true ((a == NULL) == (b == NULL));
  if (a == NULL)
    return;

  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  g_assert_cmpint (memcmp (a->data, b->data, a->n_rows * 8), ==, 0);
}

static void
assert_same (const OrielPrometheusResult *a, const OrielPrometheusResult *b)
{
  g_assert_cmpint (a->type, ==, b->type);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpuint (a->series->len, ==, b->series->len);
  g_assert_cmpuint (a->warnings->len, ==, b->warnings->len);
  for (guint i = 0; i < a->series->len; i++)
    {
      const OrielPrometheusSeries *x = oriel_prometheus_result_series (a, i);
      const OrielPrometheusSeries *y = oriel_prometheus_result_series (b, i);

      g_assert_true (oriel_labels_equal (x->labels, y->labels));
      assert_same_column (x->times, y->times);
      assert_same_column (x->values, y->values);
      g_assert_true ((x->histograms == NULL) == (y->histograms == NULL));
      if (x->histograms != NULL)
        g_assert_cmpuint (x->histograms->len, ==, y->histograms->len);
    }
}

static void
make_frames (const OrielPrometheusResult *result, guint flavor)
{
  static const char *const formats[] = { "time_series", "table", "heatmap", NULL };
  static const char *const legends[] = { "__auto", "", "{{a}} {{", NULL };
  OrielPrometheusTarget target = {
    .ref_id = "A",
    .expr = "x",
    .legend = legends[flavor % 4],
    .format = formats[flavor / 4 % 4],
    .step_ms = 15000,
  };
  OrielPrometheusTransform how = { .targets = &target, .n_targets = 1 };
  g_autoptr (GPtrArray) server =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (GPtrArray) frames = NULL;

  oriel_prometheus_server_frames (result, &target, server);
  frames = oriel_prometheus_transform_frames (server, &how);
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        g_assert_cmpuint (oriel_frame_field (frame, j)->column->n_rows, ==, frame->n_rows);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *text = (const char *) data + 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other_error = NULL;
  g_autoptr (OrielPrometheusResult) whole = NULL;
  g_autoptr (OrielPrometheusResult) pieces = NULL;

  if (size == 0)
    return 0;

  oriel_points_set_plain (FALSE);
  whole = decode (text, size - 1, 0, &error);
  oriel_points_set_plain (TRUE);
  pieces = decode (text, size - 1, data[0] * 2654435761u + 1, &other_error);
  oriel_points_set_plain (FALSE);

  g_assert_true ((whole == NULL) == (pieces == NULL));
  if (whole == NULL)
    {
      g_assert_cmpint (error->code, ==, other_error->code);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  assert_same (whole, pieces);
  make_frames (whole, data[0]);
  return 0;
}
