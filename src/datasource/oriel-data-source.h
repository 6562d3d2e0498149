/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Data sources: where frames come from.
 *
 * A source is a named connection of some type; a type is one folder here and one row of the
 * table in oriel-data-source.c. Asynchronous calls run on the caller's main context; decoding
 * happens on workers. */

#pragma once

#include "base/oriel-time-range.h"
#include "datasource/oriel-http.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* One query, ready to be sent: every variable is replaced. */
typedef struct
{
  char *ref_id;
  JsonObject *target;  /* the interpolated target */
  OrielTimeSpan range; /* already aligned */
  gint64 step_ms;
  gint64 interval_ms; /* $__interval */
  int max_data_points;
  gint64 utc_offset_ms; /* of the dashboard's zone, at the range's end */
  gboolean is_explore;  /* asked by hand: instant vectors are shown as a table */
} OrielQuery;

/* How long a query took, in µs since it was queued; 0: did not happen. */
typedef struct
{
  gint64 started_us; /* monotonic */
  gint64 wait_us;    /* in the queue */
  gint64 first_byte_us;
  gint64 download_us;
  gint64 decode_us;
  guint64 bytes;
} OrielTimings;

/* What a source answered. */
typedef struct
{
  GPtrArray *frames; /* of OrielFrame; names and configs set as Grafana's data source does */
  char *executed;    /* nullable: the query as the server got it, "Expr: …\nStep: 15s" */
  OrielTimings timings;
} OrielAnswer;

/* Frees it; nullable. */
void oriel_answer_free (OrielAnswer *answer);

/* Where the frames of one panel hold tables of several refIds, names their columns “Value” after
 * them, “Value #A”, as Grafana does for what it asks together. `frames` (of OrielFrame) gets
 * copies in the place of what changes. Any thread. */
void oriel_frames_name_tables (GPtrArray *frames);

typedef struct _OrielDataSource OrielDataSource;

/* How to reach a source; copied by oriel_data_source_new(). Secrets never are in here: the
 * HTTP client asks the credentials interface. */
typedef struct
{
  char *name;
  char *uid;  /* nullable */
  char *type; /* "prometheus" */
  char *url;
  gboolean is_default;
  char *scrape_interval;        /* nullable: jsonData.timeInterval */
  char *http_method;            /* "POST" or "GET"; nullable: POST */
  char *query_parameters;       /* nullable: jsonData.customQueryParameters */
  double timeout_s;             /* 0: 30 */
  char *cache_level;            /* nullable: jsonData.cacheLevel, "None" to "High" */
  guint series_limit;           /* jsonData.seriesLimit; 0: not given */
  gboolean use_series_endpoint; /* jsonData.seriesEndpoint */
  JsonArray *exemplar_links;    /* nullable: jsonData.exemplarTraceIdDestinations */
  OrielHttpSettings http;
} OrielDataSourceSettings;

/* The functions of a type. */
typedef struct
{
  const char *type;
  gboolean is_local; /* there is no server: the URL is not used */

  /* What it answers to annotation queries are series, whose values above zero are events; else
   * tables, whose rows are. */
  gboolean events_from_series;

  /* Asks one query. */
  void (*query_async) (OrielDataSource *source,
                       const OrielQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  OrielAnswer *(*query_finish) (OrielDataSource *source, GAsyncResult *result, GError **error);

  /* Values of a query variable (its interpolated query, or the object form). Texts and values
   * come as a frame with the string fields "text" and "value". */
  void (*variable_async) (OrielDataSource *source,
                          JsonNode *query,
                          const OrielTimeSpan *range,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
  OrielFrame *(*variable_finish) (OrielDataSource *source, GAsyncResult *result, GError **error);

  /* Names of labels (`label` NULL), or the values of one, of the series that any of `selectors`
   * match (NULL-ended; nullable: of all), for filters and groups. NULL: its queries have neither.
   * The list is freed with g_strfreev(). */
  void (*labels_async) (OrielDataSource *source,
                        const char *label,
                        const char *const *selectors,
                        const OrielTimeSpan *range,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  char **(*labels_finish) (OrielDataSource *source, GAsyncResult *result, GError **error);

  /* Checks the connection; the text says what was found ("Prometheus 2.42.0, 1,204 metrics"). */
  void (*check_async) (OrielDataSource *source,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  char *(*check_finish) (OrielDataSource *source, GAsyncResult *result, GError **error);
} OrielDataSourceClass;

/* A source of `settings`. NULL with `error` when its type is not known or its URL no URL. Share
 * with ref/unref. Main thread. */
OrielDataSource *oriel_data_source_new (const OrielDataSourceSettings *settings,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference. */
OrielDataSource *oriel_data_source_ref (OrielDataSource *source);

/* Drops a reference; nullable. */
void oriel_data_source_unref (OrielDataSource *source);

/* Its settings; borrowed. */
const OrielDataSourceSettings *oriel_data_source_get_settings (const OrielDataSource *source);

/* Its type's functions. */
const OrielDataSourceClass *oriel_data_source_get_class (const OrielDataSource *source);

/* Frees the members of `settings`. */
void oriel_data_source_settings_clear (OrielDataSourceSettings *settings);

/* The sources at hand, by uid, name and type. */
typedef struct _OrielDataSources OrielDataSources;

/* An empty list. */
OrielDataSources *oriel_data_sources_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_data_sources_free (OrielDataSources *sources);

/* Adds a source (a reference is taken); one of the same name is replaced. */
void oriel_data_sources_add (OrielDataSources *sources, OrielDataSource *source);

/* Removes the source of that name. */
void oriel_data_sources_remove (OrielDataSources *sources, const char *name);

/* Number of sources. */
guint oriel_data_sources_get_n (const OrielDataSources *sources);

/* The source at `index`; borrowed. */
OrielDataSource *oriel_data_sources_get (const OrielDataSources *sources, guint index);

/* Finds the source a dashboard means: uid, else name, else each as the other (old dashboards and
 * variables have names where a uid should be, and the reverse), else the default of `type`, else
 * the only one or first of `type`. All but `sources` nullable. NULL when there is none. */
OrielDataSource *oriel_data_sources_find (const OrielDataSources *sources,
                                          const char *uid,
                                          const char *name,
                                          const char *type);

/* Reads Grafana's provisioning `datasources.yml` and adds what it can; `issues` (nullable)
 * receives owned strings for the rest. FALSE with `error` when it can't be read. Blocks. */
gboolean oriel_data_sources_add_provisioned (OrielDataSources *sources,
                                             GFile *file,
                                             GPtrArray *issues,
                                             GError **error);

/* Adds `NAME=URL` of a command line (type prometheus). */
gboolean
oriel_data_sources_add_argument (OrielDataSources *sources, const char *argument, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielAnswer, oriel_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielDataSource, oriel_data_source_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielDataSources, oriel_data_sources_free)

G_END_DECLS
