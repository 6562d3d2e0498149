/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decoding a matrix answer: ours against json-glib and, where it is there, simdjson; all to
 * doubles. Rounds alternate, medians of CPU time count.
 *
 * usage: bench-prometheus-decode [MEGABYTES] */

#include "config.h"

#include "base/oriel-number.h"
#include "bench.h"
#include "datasource/prometheus/oriel-prometheus-decode.h"
#ifdef HAVE_SIMDJSON
#include "rival-simdjson.h"
#endif

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_SERIES 1000
#define N_ROUNDS 5
#define CHUNK_BYTES (128 * 1024)
#define PADDING 64

/* A series of the kind a container platform has, and samples of four kinds of precision. */
static void
append_series (GString *out, GRand *random, guint index, guint n_points)
{
  double value = g_rand_double (random) * 100;

  g_string_append_printf (
    out,
    "%s{\"metric\":{\"__name__\":\"container_cpu_usage_seconds_total\",\"cluster\":\"eu-west-%u\","
    "\"container\":\"app\",\"instance\":\"10.0.%u.%u:9100\",\"job\":\"kubelet\",\"namespace\":"
    "\"team-%02u\",\"pod\":\"checkout-%03u-7d9f8b6c5d-%05x\"},\"values\":[",
    index > 0 ? "," : "", index % 3 + 1, index / 250, index % 250, index % 40, index,
    g_rand_int_range (random, 0, 1 << 20));

  for (guint i = 0; i < n_points; i++)
    {
      char text[ORIEL_NUMBER_BUFFER];

      value = fabs (value + g_rand_double (random) - 0.5);
      if (index % 4 < 2)
        oriel_number_to_string (value, text);
      else if (index % 4 == 2)
        g_ascii_formatd (text, sizeof text, "%.3f", value);
      else
        g_ascii_formatd (text, sizeof text, "%.0f", value * 1000);
      g_string_append_printf (out, "%s[%u%s,\"%s\"]", i > 0 ? "," : "", 1700000000 + i * 15,
                              index % 5 ? "" : ".781", text);
    }

  g_string_append (out, "]}");
}

static GString *
make_matrix (gsize bytes)
{
  GString *out =
    g_string_new ("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_points = MAX (2, (guint) (bytes / N_SERIES / 28));

  for (guint i = 0; i < N_SERIES; i++)
    append_series (out, random, i, n_points);
  g_string_append (out, "]}}");

  /* Rivals want to read beyond the end. */
  g_string_append_len (out, (char[PADDING]){ 0 }, PADDING);
  g_string_truncate (out, out->len - PADDING);
  return out;
}

static OrielPrometheusResult *
decode (const GString *text)
{
  g_autoptr (OrielPrometheusDecoder) decoder = oriel_prometheus_decoder_new ();

  for (gsize at = 0; at < text->len; at += CHUNK_BYTES)
    if (!oriel_prometheus_decoder_feed (decoder, text->str + at, MIN (CHUNK_BYTES, text->len - at),
                                        NULL))
      g_error ("our decoder fails");

  return oriel_prometheus_decoder_finish (decoder, NULL);
}

static double
ours (const GString *text)
{
  g_autoptr (OrielPrometheusResult) result = decode (text);
  double sum = 0;

  for (guint i = 0; i < result->series->len; i++)
    {
      const OrielColumn *values = oriel_prometheus_result_series (result, i)->values;

      sum += values->numbers[values->n_rows - 1];
    }

  return sum;
}

static double
last_of (JsonArray *samples)
{
  guint n = json_array_get_length (samples);
  g_autofree double *out = g_new (double, 2 * n);

  for (guint i = 0; i < n; i++)
    {
      JsonArray *sample = json_array_get_array_element (samples, i);

      out[2 * i] = json_array_get_double_element (sample, 0);
      out[2 * i + 1] = g_ascii_strtod (json_array_get_string_element (sample, 1), NULL);
    }

  return out[2 * n - 1];
}

static double
json_glib (const GString *text)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonArray *series;
  double sum = 0;

  if (!json_parser_load_from_data (parser, text->str, (gssize) text->len, NULL))
    g_error ("json-glib fails");

  series = json_object_get_array_member (
    json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "data"),
    "result");
  for (guint i = 0; i < json_array_get_length (series); i++)
    sum +=
      last_of (json_object_get_array_member (json_array_get_object_element (series, i), "values"));

  return sum;
}

#ifdef HAVE_SIMDJSON
static double
simdjson (const GString *text)
{
  return rival_simdjson (text->str, text->len);
}
#endif

typedef double (*Reader) (const GString *text);

static const struct
{
  const char *name;
  Reader read;
  double gate;
} rivals[] = {
  { "json-glib", json_glib, 80 },
#ifdef HAVE_SIMDJSON
  { "simdjson on-demand", simdjson, 2 },
#endif
};

/* CPU ms of one reading; ours takes several, so that the clock is fine enough. */
static double
time_of (Reader reader, const GString *text, guint n, double *sum)
{
  double begin = bench_cpu_ms ();

  for (guint i = 0; i < n; i++)
    *sum = reader (text);
  return (bench_cpu_ms () - begin) / n;
}

static gboolean
compare (const GString *text)
{
  static double times[G_N_ELEMENTS (rivals) + 1][N_ROUNDS];
  double mb = (double) text->len / 1e6;
  gboolean good = TRUE;
  double expected, sum, our_ms;

  time_of (ours, text, 2, &expected);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      times[0][round] = time_of (ours, text, 10, &sum);
      for (guint i = 0; i < G_N_ELEMENTS (rivals); i++)
        {
          times[i + 1][round] = time_of (rivals[i].read, text, i == 0 ? 1 : 5, &sum);
          if (fabs (sum - expected) > 1e-9 * fabs (expected))
            g_error ("%s reads other values", rivals[i].name);
        }
    }

  our_ms = bench_median (times[0], N_ROUNDS);
  for (guint i = 0; i < G_N_ELEMENTS (rivals); i++)
    good &= bench_report ("prometheus-decode", mb / our_ms * 1e3,
                          mb / bench_median (times[i + 1], N_ROUNDS) * 1e3, "MB/s", rivals[i].name,
                          rivals[i].gate);
  return good;
}

/* The peak while decoding, above the text that is held. */
static gboolean
check_memory (const GString *text)
{
  gsize before = bench_memory_reset ();
  g_autoptr (OrielPrometheusResult) result = decode (text);
  double above = (double) (bench_memory_peak () - before) / (double) text->len;

  g_print ("bench prometheus-decode-memory: %.2f x body above received, gate 0.6\n", above);
  return result != NULL && above <= 0.6;
}

int
main (int argc, char **argv)
{
  gsize megabytes = argc > 1 ? strtoul (argv[1], NULL, 10) : 10;
  g_autoptr (GString) text = make_matrix (MAX (megabytes, 1) * 1000000);
  gboolean good = check_memory (text);

  good &= compare (text);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
