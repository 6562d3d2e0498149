/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prometheus' JSON answers to columns, in one pass while they arrive.
 *
 * Not a JSON parser in general: a scanner for the answers of `query`, `query_range` and
 * `query_exemplars`, which skips what it does not know. Chunks may be cut anywhere. Nothing is
 * kept of the text but an unfinished item. */

#pragma once

#include "frame/oriel-frame.h"

G_BEGIN_DECLS

#define ORIEL_PROMETHEUS_ERROR (oriel_prometheus_error_quark ())

/* The first ones are Prometheus' own errorType. */
typedef enum
{
  ORIEL_PROMETHEUS_ERROR_BAD_DATA,
  ORIEL_PROMETHEUS_ERROR_EXECUTION,
  ORIEL_PROMETHEUS_ERROR_TIMEOUT,
  ORIEL_PROMETHEUS_ERROR_CANCELED,
  ORIEL_PROMETHEUS_ERROR_INTERNAL,
  ORIEL_PROMETHEUS_ERROR_UNAVAILABLE,
  ORIEL_PROMETHEUS_ERROR_NOT_FOUND,
  ORIEL_PROMETHEUS_ERROR_OTHER,     /* an errorType not listed; the message begins with it */
  ORIEL_PROMETHEUS_ERROR_SYNTAX,    /* not the JSON that was expected; the message has the byte */
  ORIEL_PROMETHEUS_ERROR_TRUNCATED, /* the text ends too early */
  ORIEL_PROMETHEUS_ERROR_TOO_LARGE, /* a single item beyond ORIEL_PROMETHEUS_MAX_ITEM, too many */
} OrielPrometheusError;

/* Limits of one item (a label set, a histogram, a string) in bytes, and of how many. */
#define ORIEL_PROMETHEUS_MAX_ITEM ((gsize) 8 << 20)
#define ORIEL_PROMETHEUS_MAX_SERIES 2000000
#define ORIEL_PROMETHEUS_MAX_LABELS 4096

/* The error domain of this folder. */
GQuark oriel_prometheus_error_quark (void);

/* The code of an `errorType`; OTHER for an unknown one. */
OrielPrometheusError oriel_prometheus_error_code (const char *error_type);

typedef enum
{
  ORIEL_PROMETHEUS_NONE, /* no result, or an empty list of no stated type */
  ORIEL_PROMETHEUS_MATRIX,
  ORIEL_PROMETHEUS_VECTOR,
  ORIEL_PROMETHEUS_SCALAR,
  ORIEL_PROMETHEUS_STRING,
  ORIEL_PROMETHEUS_EXEMPLARS,
} OrielPrometheusResultType;

/* One bucket of a native histogram. */
typedef struct
{
  double lower, upper, count;
  gint8 boundaries; /* 0 (low,high], 1 [low,high), 2 open, 3 closed */
} OrielPrometheusBucket;

/* One native histogram sample; its buckets are `n_buckets` from `first_bucket` on. */
typedef struct
{
  gint64 time_ms;
  double count, sum;
  guint first_bucket, n_buckets;
} OrielPrometheusHistogram;

typedef struct
{
  gint64 time_ms;
  double value;
  OrielLabels *labels;
} OrielPrometheusExemplar;

/* A series. Float samples are two columns of equal length; series of one answer on the same
 * grid share their time column. */
typedef struct
{
  OrielLabels *labels; /* sorted by name; never NULL */
  OrielColumn *times;  /* NULL when there is no float sample */
  OrielColumn *values; /* NULL likewise */
  GArray *histograms;  /* of OrielPrometheusHistogram; nullable */
  GArray *buckets;     /* of OrielPrometheusBucket; nullable */
  GArray *exemplars;   /* of OrielPrometheusExemplar; nullable */
} OrielPrometheusSeries;

typedef struct
{
  OrielPrometheusResultType type;
  GArray *series;      /* of OrielPrometheusSeries; a scalar is one without labels */
  char *text;          /* nullable: of a string result */
  gint64 text_time_ms; /* its time */
  GPtrArray *warnings; /* of owned strings; never NULL */
  GPtrArray *infos;    /* of owned strings; never NULL */
} OrielPrometheusResult;

/* The series at `index`. */
#define oriel_prometheus_result_series(result, index)                                              \
  (&g_array_index ((result)->series, OrielPrometheusSeries, (index)))

/* Frees it; nullable. */
void oriel_prometheus_result_free (OrielPrometheusResult *result);

typedef struct _OrielPrometheusDecoder OrielPrometheusDecoder;

/* A decoder of one answer. Any thread, one at a time. */
OrielPrometheusDecoder *oriel_prometheus_decoder_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_prometheus_decoder_free (OrielPrometheusDecoder *decoder);

/* Takes the next bytes. FALSE with `error` (ORIEL_PROMETHEUS_ERROR) when they can't be right;
 * further calls fail as well. */
gboolean oriel_prometheus_decoder_feed (OrielPrometheusDecoder *decoder,
                                        const char *bytes,
                                        gsize length,
                                        GError **error);

/* Ends the text and gives the result, or NULL with `error`: the server's own error with its
 * words, "bad_data: 1:5: parse error: …", or that the text is cut. */
OrielPrometheusResult *oriel_prometheus_decoder_finish (OrielPrometheusDecoder *decoder,
                                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielPrometheusResult, oriel_prometheus_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielPrometheusDecoder, oriel_prometheus_decoder_free)

G_END_DECLS
