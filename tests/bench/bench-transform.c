/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a million rows take through join, group, sort, organise and others. The gate is a
 * panel's refresh that nobody waits for: the work is on a worker, but its result is waited for. */

#include "config.h"

#include <stdio.h>

#include "base/oriel-json.h"
#include "bench.h"
#include "transform/oriel-transform.h"

#define N_ROWS 1000000
#define ROUNDS 3

/* The same numbers in every run. */
static guint32
next_random (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static void
add_column (OrielFrame *frame, const char *name, OrielColumn *column)
{
  oriel_frame_add_field (frame, name, NULL, NULL, column);
  oriel_column_unref (column);
}

static OrielColumn *
make_times (guint step_ms, guint offset_ms)
{
  gint64 *times = g_new (gint64, N_ROWS);

  for (guint i = 0; i < N_ROWS; i++)
    times[i] = G_GINT64_CONSTANT (1742040000000) + offset_ms + (gint64) i * step_ms;

  return oriel_column_new_take (ORIEL_FIELD_TIME, times, N_ROWS);
}

static OrielColumn *
make_numbers (guint32 seed)
{
  double *numbers = g_new (double, N_ROWS);

  for (guint i = 0; i < N_ROWS; i++)
    numbers[i] = next_random (&seed) / 1000.0;

  return oriel_column_new_take (ORIEL_FIELD_NUMBER, numbers, N_ROWS);
}

static OrielColumn *
make_hosts (guint n_hosts, guint32 seed)
{
  static const char *const regions[] = { "eu", "us", "ap", "sa" };
  GStringChunk *texts = g_string_chunk_new (65536);
  const char **strings = g_new (const char *, N_ROWS);

  for (guint i = 0; i < N_ROWS; i++)
    {
      char name[64];
      guint host = next_random (&seed) % n_hosts;

      g_snprintf (name, sizeof name, "web-%u.%s.example.org", host, regions[host % 4]);
      strings[i] = g_string_chunk_insert (texts, name);
    }

  return oriel_column_new_strings (strings, N_ROWS, texts, (GDestroyNotify) g_string_chunk_free);
}

/* Two tables of a million rows; the times of the second lie between those of the first in half of
 * the rows. */
static GPtrArray *
make_frames (void)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; i < 2; i++)
    {
      OrielFrame *frame = oriel_frame_new (i == 0 ? "A" : "B", NULL, N_ROWS);

      add_column (frame, "Time", make_times (1000 + i * 1000, 0));
      add_column (frame, "host", make_hosts (1000, 7 + i));
      add_column (frame, i == 0 ? "cpu" : "mem", make_numbers (11 + i));
      add_column (frame, i == 0 ? "requests" : "disk", make_numbers (23 + i));
      g_ptr_array_add (frames, frame);
    }

  return frames;
}

/* A table of `n_columns` columns and one row. */
static GPtrArray *
make_wide (guint n_columns)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielFrame *frame = oriel_frame_new ("A", NULL, 1);
  gint64 *times = g_new0 (gint64, 1);

  add_column (frame, "Time", oriel_column_new_take (ORIEL_FIELD_TIME, times, 1));
  for (guint i = 0; i < n_columns; i++)
    {
      double *numbers = g_new (double, 1);
      char name[32];

      numbers[0] = i;
      g_snprintf (name, sizeof name, "c%u", i);
      add_column (frame, name, oriel_column_new_take (ORIEL_FIELD_NUMBER, numbers, 1));
    }

  g_ptr_array_add (frames, frame);
  return frames;
}

static void
run (const char *name, const char *list, GPtrArray *frames, guint n_frames, double gate_ms)
{
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, list, -1, ORIEL_JSON_MAX_BYTES, NULL);
  g_autoptr (GPtrArray) input = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  double times[ROUNDS];
  guint n_out = 0;

  for (guint i = 0; i < n_frames; i++)
    g_ptr_array_add (input, oriel_frame_ref (g_ptr_array_index (frames, i)));

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = bench_cpu_ms ();
      g_autoptr (GPtrArray) output =
        oriel_transform_run (json_node_get_array (node), input, NULL, NULL);

      times[i] = bench_cpu_ms () - start;
      n_out = output->len > 0 ? (guint) ((OrielFrame *) g_ptr_array_index (output, 0))->n_rows : 0;
    }

  printf ("bench transform-%s: %.0f ms, gate %.0f ms (%u rows)\n", name,
          bench_median (times, ROUNDS), gate_ms, n_out);
  fflush (stdout);
}

/* Every transformation meets tables that nobody can read. */
static void
run_wide (void)
{
  g_autoptr (GPtrArray) frames = make_wide (100000);
  static const struct
  {
    const char *name, *list;
  } lists[] = {
    { "wide-organize", "[{\"id\":\"organize\",\"options\":{\"renameByName\":{\"c7\":\"x\"}}}]" },
    { "wide-reduce", "[{\"id\":\"reduce\",\"options\":{\"reducers\":[\"mean\"]}}]" },
    { "wide-transpose", "[{\"id\":\"transpose\"}]" },
    { "wide-histogram", "[{\"id\":\"histogram\",\"options\":{\"combine\":true}}]" },
    { "wide-long", "[{\"id\":\"prepareTimeSeries\",\"options\":{\"format\":\"long\"}}]" },
    { "wide-multi", "[{\"id\":\"prepareTimeSeries\",\"options\":{\"format\":\"multi\"}}]" },
    { "wide-table", "[{\"id\":\"timeSeriesTable\"}]" },
    { "wide-partition",
      "[{\"id\":\"partitionByValues\",\"options\":{\"fields\":[\"c1\",\"c2\"]}}]" },
    { "wide-labels", "[{\"id\":\"labelsToFields\"}]" },
    { "wide-calculate",
      "[{\"id\":\"calculateField\",\"options\":{\"reduce\":{\"reducer\":\"sum\"}}}]" },
    { "wide-smoothing", "[{\"id\":\"smoothing\"}]" },
    { "wide-group", "[{\"id\":\"groupToNestedTable\",\"options\":{\"fields\":{\"c1\":{"
                    "\"operation\":\"groupby\"}}}}]" },
    { "wide-config", "[{\"id\":\"configFromData\",\"options\":{\"configRefId\":\"A\"}}]" },
    { "wide-rename", "[{\"id\":\"renameByRegex\",\"options\":{\"regex\":\"c(.*)\"}}]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    run (lists[i].name, lists[i].list, frames, 1, 1000);
}

int
main (void)
{
  g_autoptr (GPtrArray) frames = make_frames ();

  run_wide ();

  run ("join-outer", "[{\"id\":\"joinByField\",\"options\":{\"byField\":\"Time\"}}]", frames, 2,
       1000);
  run ("join-inner",
       "[{\"id\":\"joinByField\",\"options\":{\"byField\":\"Time\",\"mode\":\"inner\"}}]", frames,
       2, 1000);
  run ("group-by",
       "[{\"id\":\"groupBy\",\"options\":{\"fields\":{\"host\":{\"operation\":\"groupby\"},"
       "\"cpu\":{\"operation\":\"aggregate\",\"aggregations\":[\"mean\",\"max\",\"lastNotNull\"]},"
       "\"requests\":{\"operation\":\"aggregate\",\"aggregations\":[\"sum\"]}}}}]",
       frames, 1, 500);
  run ("group-nested",
       "[{\"id\":\"groupToNestedTable\",\"options\":{\"fields\":{\"host\":{\"operation\":"
       "\"groupby\"},\"cpu\":{\"operation\":\"aggregate\",\"aggregations\":[\"mean\"]}}}}]",
       frames, 1, 500);
  run ("sort-numbers", "[{\"id\":\"sortBy\",\"options\":{\"sort\":[{\"field\":\"cpu\"}]}}]", frames,
       1, 1000);
  run ("sort-texts", "[{\"id\":\"sortBy\",\"options\":{\"sort\":[{\"field\":\"host\"}]}}]", frames,
       1, 2000);
  run ("organize",
       "[{\"id\":\"organize\",\"options\":{\"indexByName\":{\"cpu\":0,\"host\":1},"
       "\"renameByName\":{\"cpu\":\"CPU\"},\"excludeByName\":{\"Time\":true}}}]",
       frames, 1, 10);
  run ("merge", "[{\"id\":\"merge\"}]", frames, 2, 3000);
  run ("moving-average",
       "[{\"id\":\"calculateField\",\"options\":{\"mode\":\"windowFunctions\",\"window\":{"
       "\"field\":\"cpu\",\"reducer\":\"mean\",\"windowSize\":7,\"windowSizeMode\":\"fixed\"}}}]",
       frames, 1, 200);
  run ("regression",
       "[{\"id\":\"regression\",\"options\":{\"modelType\":\"polynomial\",\"degree\":3,"
       "\"xFieldName\":\"Time\",\"yFieldName\":\"cpu\"}}]",
       frames, 1, 300);
  run ("histogram", "[{\"id\":\"histogram\",\"options\":{}}]", frames, 1, 1000);
  run ("partition", "[{\"id\":\"partitionByValues\",\"options\":{\"fields\":[\"host\"]}}]", frames,
       1, 500);
  run ("reduce", "[{\"id\":\"reduce\",\"options\":{\"reducers\":[\"mean\",\"max\",\"p95\"]}}]",
       frames, 2, 1000);
  run (
    "filter",
    "[{\"id\":\"filterByValue\",\"options\":{\"type\":\"include\",\"match\":\"all\",\"filters\":["
    "{\"fieldName\":\"cpu\",\"config\":{\"id\":\"greater\",\"options\":{\"value\":5000}}}]}}]",
    frames, 1, 300);

  return 0;
}
