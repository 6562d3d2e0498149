/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-demo-fleet.h. */

#include "config.h"

#include "datasource/demo/oriel-demo-fleet.h"

#include <math.h>
#include <string.h>

#define MINUTE_MS (60 * 1000)
#define DAY_MS (24 * 60 * MINUTE_MS)

/* The incident, before the moment at which the demo was opened. */
#define INCIDENT_FROM_MS (155 * MINUTE_MS)
#define INCIDENT_TO_MS (95 * MINUTE_MS)

/* The node whose cooling fails, where it stands, and what it serves. */
#define BAD_NODE "gpu-eu-3"
#define BAD_REGION "eu-central"
#define BAD_MODEL "atlas-70b"

typedef struct
{
  const char *cluster;
  const char *region;
  double load; /* share of the traffic */
} Place;

static const Place places[] = {
  { "prod-eu", "eu-central", 1.0 },
  { "prod-eu", "eu-north", 0.6 },
  { "prod-us", "us-east", 1.2 },
  { "prod-us", "us-west", 0.8 },
};

typedef struct
{
  const char *name;
  double rate;       /* requests a second at load 1 */
  double latency_ms; /* median */
} Model;

static const Model models[] = {
  { "atlas-70b", 150, 92 },
  { "atlas-8b", 130, 46 },
  { "embed-large", 120, 18 },
};

typedef struct
{
  const char *name;
  const char *cluster;
  const char *region;
  const char *model;
} Node;

static const Node nodes[] = {
  { "gpu-eu-1", "prod-eu", "eu-central", "atlas-8b" },
  { "gpu-eu-2", "prod-eu", "eu-central", "atlas-70b" },
  { "gpu-eu-3", "prod-eu", "eu-central", "atlas-70b" },
  { "gpu-eu-4", "prod-eu", "eu-north", "embed-large" },
  { "gpu-us-1", "prod-us", "us-east", "atlas-70b" },
  { "gpu-us-2", "prod-us", "us-east", "atlas-8b" },
  { "gpu-us-3", "prod-us", "us-west", "atlas-70b" },
  { "gpu-us-4", "prod-us", "us-west", "embed-large" },
};

typedef struct
{
  const char *code;
  double share; /* of all requests, on a good day */
  double bad;   /* of the requests that the incident hits, at its height */
} Status;

static const Status statuses[] = {
  { "200", 0.9905, 0 },    { "400", 0.0052, 0 },    { "429", 0.0028, 0.09 },
  { "500", 0.0006, 0.05 }, { "503", 0.0009, 0.31 },
};

void
oriel_demo_incident (gint64 anchor_ms, gint64 *from_ms, gint64 *to_ms)
{
  *from_ms = anchor_ms - INCIDENT_FROM_MS;
  *to_ms = anchor_ms - INCIDENT_TO_MS;
}

/* 0 to 1: how bad it is at an instant; rises over ten minutes, falls over fifteen. */
static double
severity (gint64 at_ms, gint64 anchor_ms)
{
  gint64 from_ms, to_ms;
  double rise, fall;

  oriel_demo_incident (anchor_ms, &from_ms, &to_ms);
  rise = (double) (at_ms - from_ms) / (10 * MINUTE_MS);
  fall = (double) (to_ms + 15 * MINUTE_MS - at_ms) / (15 * MINUTE_MS);
  return CLAMP (MIN (rise, fall), 0, 1);
}

/* Noise of one lattice point, -1 to 1. */
static double
lattice (guint seed, gint64 cell)
{
  guint64 x = (guint64) cell * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + seed;

  x ^= x >> 31;
  x *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x ^= x >> 29;
  return (double) (x >> 11) / 4503599627370496. - 1;
}

/* Smooth noise with a grain of `period_ms`, -1 to 1. */
static double
noise (guint seed, gint64 at_ms, gint64 period_ms)
{
  gint64 cell = at_ms / period_ms;
  double within = (double) (at_ms % period_ms) / (double) period_ms;
  double ease = within * within * (3 - 2 * within);

  return lattice (seed, cell) * (1 - ease) + lattice (seed, cell + 1) * ease;
}

/* How busy the day is, 0.55 to 1.15. */
static double
daily (gint64 at_ms)
{
  double phase = (double) (at_ms % DAY_MS) / DAY_MS;

  return 0.85 - 0.3 * cos (2 * G_PI * (phase - 0.12));
}

static double
wobble (const OrielDemoSeries *series, gint64 at_ms)
{
  return 1 + 0.09 * noise (series->hash, at_ms, 7 * MINUTE_MS) +
         0.045 * noise (series->hash + 1, at_ms, MINUTE_MS / 2);
}

static const Place *
place_of (const char *region)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].region, region) == 0)
      return &places[i];

  return &places[0];
}

static const Model *
model_of (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (strcmp (models[i].name, name) == 0)
      return &models[i];

  return &models[0];
}

static gboolean
is_hit (const char *region, const char *model)
{
  return strcmp (region, BAD_REGION) == 0 && strcmp (model, BAD_MODEL) == 0;
}

/* cluster, region, model, status */
static double
requests (const OrielDemoSeries *series, gint64 at_ms, gint64 anchor_ms, double unused)
{
  const char *region = series->values[1];
  const char *model = series->values[2];
  double rate = place_of (region)->load * model_of (model)->rate * daily (at_ms);
  double hit = is_hit (region, model) ? severity (at_ms, anchor_ms) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      double bad = statuses[i].bad * hit;

      if (strcmp (statuses[i].code, series->values[3]) != 0)
        continue;
      /* What fails is missing among the good ones. */
      if (i == 0)
        bad = -0.45 * hit;
      return MAX (rate * (statuses[i].share + bad) * wobble (series, at_ms), 0);
    }

  return 0;
}

/* cluster, region, model; the parameter is the quantile */
static double
latency (const OrielDemoSeries *series, gint64 at_ms, gint64 anchor_ms, double quantile)
{
  double median = model_of (series->values[2])->latency_ms * (0.9 + 0.12 * daily (at_ms));
  double tail = quantile <= 0.5 ? 1 : quantile <= 0.9 ? 1.42 : 1.78;
  double hit = is_hit (series->values[1], series->values[2]) ? severity (at_ms, anchor_ms) : 0;
  double slower = quantile <= 0.5 ? 0.35 : quantile <= 0.9 ? 0.95 : 1.75;

  return median * tail * (1 + slower * hit) * wobble (series, at_ms);
}

static const Node *
node_of (const OrielDemoSeries *series)
{
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if (strcmp (nodes[i].name, series->values[3]) == 0)
      return &nodes[i];

  return &nodes[0];
}

static double
badness (const OrielDemoSeries *series, gint64 at_ms, gint64 anchor_ms)
{
  return strcmp (series->values[3], BAD_NODE) == 0 ? severity (at_ms, anchor_ms) : 0;
}

/* cluster, region, model, node: percent */
static double
utilisation (const OrielDemoSeries *series, gint64 at_ms, gint64 anchor_ms, double unused)
{
  double busy = 62 * daily (at_ms) * place_of (node_of (series)->region)->load;

  busy = 30 + 0.55 * busy;
  return CLAMP (busy * wobble (series, at_ms) * (1 - 0.52 * badness (series, at_ms, anchor_ms)), 0,
                100);
}

static double
memory (const OrielDemoSeries *series, gint64 at_ms, gint64 anchor_ms, double unused)
{
  double full = strcmp (series->values[2], "embed-large") == 0 ? 48 : 74;

  return CLAMP (full + 6 * noise (series->hash, at_ms, 25 * MINUTE_MS) +
                  9 * badness (series, at_ms, anchor_ms),
                0, 100);
}

/* degrees Celsius: follows the load, until the cooling fails */
static double
temperature (const OrielDemoSeries *series, gint64 at_ms, gint64 anchor_ms, double unused)
{
  return 44 + 0.3 * utilisation (series, at_ms, anchor_ms, 0) +
         1.5 * noise (series->hash + 7, at_ms, 4 * MINUTE_MS) +
         38 * badness (series, at_ms, anchor_ms);
}

/* watts */
static double
power (const OrielDemoSeries *series, gint64 at_ms, gint64 anchor_ms, double unused)
{
  return 95 + 5.6 * utilisation (series, at_ms, anchor_ms, 0);
}

static const OrielDemoMetric metrics[] = {
  { "requests", { "cluster", "region", "model", "status" }, requests },
  { "latency", { "cluster", "region", "model" }, latency },
  { "gpu_utilisation", { "cluster", "region", "model", "node" }, utilisation },
  { "gpu_memory", { "cluster", "region", "model", "node" }, memory },
  { "gpu_temperature", { "cluster", "region", "model", "node" }, temperature },
  { "gpu_power", { "cluster", "region", "model", "node" }, power },
};

const OrielDemoMetric *
oriel_demo_metric_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    if (g_strcmp0 (metrics[i].name, name) == 0)
      return &metrics[i];

  return NULL;
}

static void
add_series (GArray *all,
            const char *cluster,
            const char *region,
            const char *model,
            const char *last)
{
  OrielDemoSeries series = { .values = { cluster, region, model, last } };

  for (guint i = 0; i < 4; i++)
    if (series.values[i] != NULL)
      series.hash = series.hash * 31 + g_str_hash (series.values[i]);
  g_array_append_val (all, series);
}

static void
add_served (GArray *all, gboolean by_status)
{
  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    for (guint m = 0; m < G_N_ELEMENTS (models); m++)
      for (guint s = 0; s < (by_status ? G_N_ELEMENTS (statuses) : 1); s++)
        add_series (all, places[p].cluster, places[p].region, models[m].name,
                    by_status ? statuses[s].code : NULL);
}

GArray *
oriel_demo_metric_series (const OrielDemoMetric *metric)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (OrielDemoSeries));
  const char *last = metric->labels[3];

  if (g_strcmp0 (last, "node") != 0)
    add_served (all, last != NULL);
  else
    for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
      add_series (all, nodes[i].cluster, nodes[i].region, nodes[i].model, nodes[i].name);

  return all;
}

static void
add_value (GPtrArray *values, const char *value)
{
  if (!g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
    g_ptr_array_add (values, g_strdup (value));
}

char **
oriel_demo_label_values (const char *label, const char *cluster)
{
  g_autofree char *pattern = g_strdup_printf ("^(?:%s)$", cluster != NULL ? cluster : ".*");
  g_autoptr (GRegex) wanted = g_regex_new (pattern, 0, 0, NULL);
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      if (wanted != NULL && !g_regex_match (wanted, nodes[i].cluster, 0, NULL))
        continue;
      if (g_strcmp0 (label, "cluster") == 0)
        add_value (values, nodes[i].cluster);
      else if (g_strcmp0 (label, "region") == 0)
        add_value (values, nodes[i].region);
      else if (g_strcmp0 (label, "model") == 0)
        add_value (values, nodes[i].model);
      else if (g_strcmp0 (label, "node") == 0)
        add_value (values, nodes[i].name);
    }

  g_ptr_array_add (values, NULL);
  return (char **) g_ptr_array_free (values, FALSE);
}
