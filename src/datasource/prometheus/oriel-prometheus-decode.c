/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The decoder: a stack of states, each of which takes one item of the text at a time.
 *
 * An item (a key, a label set, a sample) is taken whole or not at all; what a chunk leaves over
 * waits in `carry` for the next one. Whatever the answers have beside the known members is
 * skipped byte by byte and never kept. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-decode.h"
#include "datasource/prometheus/oriel-prometheus-number.h"
#include "datasource/prometheus/oriel-prometheus-scan.h"
#include "datasource/prometheus/oriel-prometheus-series.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (oriel_prometheus_error, oriel_prometheus_error)

#define MAX_STATES 12
#define MAX_MESSAGES 1000
#define FIRST_PIECE 512

typedef enum
{
  STATE_END,
  STATE_START,
  STATE_ANSWER,          /* { status, data, … } */
  STATE_SKIP,            /* any value */
  STATE_TEXT,            /* a string into *text */
  STATE_FLAG,            /* true or false of isPartial */
  STATE_MESSAGES,        /* the value of `warnings` or `infos` */
  STATE_MESSAGE_LIST,    /* [ "…", … ] */
  STATE_DATA,            /* the value of `data` */
  STATE_DATA_MEMBERS,    /* { resultType, result, … } */
  STATE_RESULT,          /* the value of `result` */
  STATE_RESULT_LIST,     /* [ series, … ] or a single sample */
  STATE_SERIES,          /* { metric, values, … } */
  STATE_METRIC,          /* { name: value, … } */
  STATE_SAMPLE,          /* [ time, "value" ] */
  STATE_SAMPLES,         /* the value of `values` */
  STATE_SAMPLE_LIST,     /* [ sample, … ] */
  STATE_HISTOGRAM,       /* [ time, { count, sum, buckets } ] */
  STATE_HISTOGRAMS,      /* the value of `histograms` */
  STATE_HISTOGRAM_LIST,  /* [ histogram, … ] */
  STATE_EXEMPLAR_GROUPS, /* [ { seriesLabels, exemplars }, … ] */
  STATE_EXEMPLAR_GROUP,
  STATE_EXEMPLARS,     /* the value of `exemplars` */
  STATE_EXEMPLAR_LIST, /* [ { labels, value, timestamp }, … ] */
  STATE_EXEMPLAR,
  STATE_EXEMPLAR_LABELS,
  STATE_EXEMPLAR_VALUE,
  STATE_EXEMPLAR_TIME,
  N_STATES,
} State;

typedef struct
{
  State state;
  gboolean started; /* of a list or an object: it has an element already */
} Level;

struct _OrielPrometheusDecoder
{
  OrielPrometheusResult *result;
  char *status;       /* nullable */
  char *error_type;   /* nullable */
  char *error_text;   /* nullable */
  char *foreign_text; /* nullable: `message`, of a proxy that answers instead */
  char *type_name;    /* nullable: resultType */
  gboolean has_data;
  GError *failure; /* nullable: then nothing is taken any more */

  Level stack[MAX_STATES];
  guint depth;
  char **text;         /* of STATE_TEXT */
  GPtrArray *messages; /* of STATE_MESSAGES */

  gsize skip_depth; /* of STATE_SKIP */
  gboolean skip_in_string;
  gboolean skip_escape;

  GByteArray *carry;
  gsize try_at;    /* the carry's length from which on another attempt is worth it */
  guint64 n_taken; /* bytes before the carry */

  OrielSeriesBuilder builder;
  OrielPrometheusExemplar exemplar; /* the one being read */
};

typedef OrielScanStatus (*TakeFunc) (OrielPrometheusDecoder *decoder, OrielScan *scan);

static const struct
{
  const char *name;
  OrielPrometheusError code;
} error_types[] = {
  { "bad_data", ORIEL_PROMETHEUS_ERROR_BAD_DATA },
  { "execution", ORIEL_PROMETHEUS_ERROR_EXECUTION },
  { "timeout", ORIEL_PROMETHEUS_ERROR_TIMEOUT },
  { "canceled", ORIEL_PROMETHEUS_ERROR_CANCELED },
  { "internal", ORIEL_PROMETHEUS_ERROR_INTERNAL },
  { "unavailable", ORIEL_PROMETHEUS_ERROR_UNAVAILABLE },
  { "not_found", ORIEL_PROMETHEUS_ERROR_NOT_FOUND },
};

OrielPrometheusError
oriel_prometheus_error_code (const char *error_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (error_types); i++)
    if (g_strcmp0 (error_type, error_types[i].name) == 0)
      return error_types[i].code;

  return ORIEL_PROMETHEUS_ERROR_OTHER;
}

static void
exemplar_clear (gpointer data)
{
  OrielPrometheusExemplar *exemplar = data;

  g_clear_pointer (&exemplar->labels, oriel_labels_unref);
}

static OrielPrometheusResult *
result_new (void)
{
  OrielPrometheusResult *result = g_new0 (OrielPrometheusResult, 1);

  result->series = g_array_new (FALSE, FALSE, sizeof (OrielPrometheusSeries));
  g_array_set_clear_func (result->series, oriel_prometheus_series_clear);
  result->warnings = g_ptr_array_new_with_free_func (g_free);
  result->infos = g_ptr_array_new_with_free_func (g_free);
  return result;
}

void
oriel_prometheus_result_free (OrielPrometheusResult *result)
{
  if (result == NULL)
    return;

  g_array_unref (result->series);
  g_ptr_array_unref (result->warnings);
  g_ptr_array_unref (result->infos);
  g_free (result->text);
  g_free (result);
}

static void
push (OrielPrometheusDecoder *decoder, State state)
{
  g_assert (decoder->depth < MAX_STATES);
  decoder->stack[decoder->depth++] = (Level){ state, FALSE };
}

static void
pop (OrielPrometheusDecoder *decoder)
{
  decoder->depth--;
}

static Level *
top (OrielPrometheusDecoder *decoder)
{
  return &decoder->stack[decoder->depth - 1];
}

/* The state of a value turns into the state of what is inside. */
static void
replace (OrielPrometheusDecoder *decoder, State state)
{
  *top (decoder) = (Level){ state, FALSE };
}

static void
begin_skip (OrielPrometheusDecoder *decoder)
{
  decoder->skip_depth = 0;
  decoder->skip_in_string = FALSE;
  decoder->skip_escape = FALSE;
}

static OrielScanStatus
fail_too_large (OrielPrometheusDecoder *decoder, const char *what)
{
  if (decoder->failure == NULL)
    decoder->failure =
      g_error_new (ORIEL_PROMETHEUS_ERROR, ORIEL_PROMETHEUS_ERROR_TOO_LARGE, "%s", what);
  return ORIEL_SCAN_BAD;
}

/* Goes to the next element of the list on top, or takes its end and pops it. */
static OrielScanStatus
next_element (OrielPrometheusDecoder *decoder, OrielScan *scan, char close, gboolean *ended)
{
  char next;
  OrielScanStatus status = oriel_scan_peek (scan, &next);

  *ended = FALSE;
  if (status != ORIEL_SCAN_OK)
    return status;

  if (next == close)
    {
      scan->at++;
      pop (decoder);
      *ended = TRUE;
      return ORIEL_SCAN_OK;
    }

  return top (decoder)->started ? oriel_scan_char (scan, ',') : ORIEL_SCAN_OK;
}

/* The next member of the object on top: takes its key and colon, or the `}` and pops it. */
static OrielScanStatus
next_member (OrielPrometheusDecoder *decoder, OrielScan *scan, OrielSlice *key, gboolean *ended)
{
  OrielScanStatus status = next_element (decoder, scan, '}', ended);

  if (status != ORIEL_SCAN_OK || *ended)
    return status;

  status = oriel_scan_string (scan, key);
  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_char (scan, ':');
  if (status == ORIEL_SCAN_OK)
    top (decoder)->started = TRUE;
  return status;
}

/* Members of an object, and the state that takes the value of each. */
typedef struct
{
  const char *name;
  State state;
} Member;

/* Takes a key of the object on top and pushes its value's state; other values are skipped.
 * `found` receives the member's place in the table, or -1. */
static OrielScanStatus
take_member (OrielPrometheusDecoder *decoder,
             OrielScan *scan,
             const Member *members,
             int *found,
             gboolean *ended)
{
  OrielSlice key;
  OrielScanStatus status = next_member (decoder, scan, &key, ended);

  *found = -1;
  if (status != ORIEL_SCAN_OK || *ended)
    return status;

  for (int i = 0; members[i].name != NULL && *found < 0; i++)
    if (oriel_slice_equals (&key, members[i].name))
      *found = i;

  begin_skip (decoder);
  push (decoder, *found >= 0 ? members[*found].state : STATE_SKIP);
  return ORIEL_SCAN_OK;
}

/* The value on top is a list or object: enters `state`; anything else is skipped. */
static OrielScanStatus
enter (OrielPrometheusDecoder *decoder, OrielScan *scan, char open, State state)
{
  char next;
  OrielScanStatus status = oriel_scan_peek (scan, &next);

  if (status != ORIEL_SCAN_OK)
    return status;

  if (next != open)
    {
      begin_skip (decoder);
      replace (decoder, STATE_SKIP);
      return ORIEL_SCAN_OK;
    }

  scan->at++;
  replace (decoder, state);
  return ORIEL_SCAN_OK;
}

static void
skip_string (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  while (scan->at < scan->end && decoder->skip_in_string)
    {
      if (decoder->skip_escape)
        {
          decoder->skip_escape = FALSE;
          scan->at++;
          continue;
        }

      scan->at = oriel_scan_find_quote (scan->at, scan->end);
      if (scan->at == scan->end)
        return;
      decoder->skip_escape = *scan->at == '\\';
      decoder->skip_in_string = *scan->at != '"';
      scan->at++;
    }
}

/* Takes one byte outside of strings; TRUE when the value has ended with or before it. */
static gboolean
skip_byte (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  char byte = *scan->at;

  if (decoder->skip_depth == 0 && (byte == ',' || byte == '}' || byte == ']'))
    return TRUE; /* ends a bare word, and belongs to what is around it */

  scan->at++;
  decoder->skip_in_string = byte == '"';
  if (byte == '{' || byte == '[')
    decoder->skip_depth++;
  else if (byte == '}' || byte == ']')
    return --decoder->skip_depth == 0;

  return FALSE;
}

static OrielScanStatus
take_skipped (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  while (scan->at < scan->end)
    {
      gboolean ended = FALSE;

      if (!decoder->skip_in_string)
        ended = skip_byte (decoder, scan);
      if (decoder->skip_in_string)
        {
          skip_string (decoder, scan);
          ended = !decoder->skip_in_string && decoder->skip_depth == 0;
        }

      if (ended)
        {
          pop (decoder);
          return ORIEL_SCAN_OK;
        }
    }

  return ORIEL_SCAN_MORE;
}

static OrielScanStatus
take_text (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielSlice slice;
  char next;
  OrielScanStatus status = oriel_scan_peek (scan, &next);

  if (status == ORIEL_SCAN_OK && next != '"')
    {
      begin_skip (decoder);
      replace (decoder, STATE_SKIP);
      return ORIEL_SCAN_OK;
    }

  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_string (scan, &slice);
  if (status != ORIEL_SCAN_OK)
    return status;

  g_free (*decoder->text);
  *decoder->text = oriel_slice_dup (&slice);
  pop (decoder);
  return ORIEL_SCAN_OK;
}

/* VictoriaMetrics' cluster says so when some of its nodes did not answer. */
static OrielScanStatus
take_flag (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  char next;
  OrielScanStatus status = oriel_scan_peek (scan, &next);

  if (status != ORIEL_SCAN_OK)
    return status;

  if (next == 't')
    g_ptr_array_add (decoder->result->warnings,
                     g_strdup (_ ("the answer is partial: some storage nodes did not answer")));
  begin_skip (decoder);
  replace (decoder, STATE_SKIP);
  return ORIEL_SCAN_OK;
}

static OrielScanStatus
take_messages (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  return enter (decoder, scan, '[', STATE_MESSAGE_LIST);
}

static OrielScanStatus
take_message (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  gboolean ended;
  OrielSlice slice;
  OrielScanStatus status = next_element (decoder, scan, ']', &ended);

  if (status != ORIEL_SCAN_OK || ended)
    return status;
  status = oriel_scan_string (scan, &slice);
  if (status != ORIEL_SCAN_OK)
    return status;

  top (decoder)->started = TRUE;
  if (decoder->messages->len < MAX_MESSAGES)
    g_ptr_array_add (decoder->messages, oriel_slice_dup (&slice));
  return ORIEL_SCAN_OK;
}

static OrielScanStatus
take_start (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielScanStatus status = oriel_scan_char (scan, '{');

  if (status == ORIEL_SCAN_OK)
    replace (decoder, STATE_ANSWER);
  return status;
}

static OrielScanStatus
take_answer (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  static const Member members[] = {
    { "status", STATE_TEXT },       { "errorType", STATE_TEXT }, { "error", STATE_TEXT },
    { "message", STATE_TEXT },      { "data", STATE_DATA },      { "isPartial", STATE_FLAG },
    { "warnings", STATE_MESSAGES }, { "infos", STATE_MESSAGES }, { NULL },
  };
  char **texts[] = { &decoder->status, &decoder->error_type, &decoder->error_text,
                     &decoder->foreign_text };
  int found;
  gboolean ended;
  OrielScanStatus status = take_member (decoder, scan, members, &found, &ended);

  if (found >= 0 && found < (int) G_N_ELEMENTS (texts))
    decoder->text = texts[found];
  else if (found >= 0 && members[found].state == STATE_MESSAGES)
    decoder->messages =
      *members[found].name == 'w' ? decoder->result->warnings : decoder->result->infos;
  return status;
}

static OrielScanStatus
take_data (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  char next;
  OrielScanStatus status = oriel_scan_peek (scan, &next);

  if (status != ORIEL_SCAN_OK)
    return status;

  decoder->has_data = TRUE;
  if (next != '[')
    return enter (decoder, scan, '{', STATE_DATA_MEMBERS);

  decoder->result->type = ORIEL_PROMETHEUS_EXEMPLARS;
  return enter (decoder, scan, '[', STATE_EXEMPLAR_GROUPS);
}

static OrielScanStatus
take_data_member (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  static const Member members[] = {
    { "resultType", STATE_TEXT },
    { "result", STATE_RESULT },
    { NULL },
  };
  int found;
  gboolean ended;
  OrielScanStatus status = take_member (decoder, scan, members, &found, &ended);

  if (found == 0)
    decoder->text = &decoder->type_name;
  return status;
}

static OrielScanStatus
take_result (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  return enter (decoder, scan, '[', STATE_RESULT_LIST);
}

static OrielScanStatus
finish_series (OrielPrometheusDecoder *decoder)
{
  OrielPrometheusSeries series = oriel_series_builder_finish (&decoder->builder);

  g_array_append_val (decoder->result->series, series);
  if (decoder->result->series->len > ORIEL_PROMETHEUS_MAX_SERIES)
    return fail_too_large (decoder, _ ("the answer has too many or too large series"));
  return ORIEL_SCAN_OK;
}

/* A time, which is a JSON number. */
static OrielScanStatus
scan_time (OrielScan *scan, gint64 *time_ms)
{
  OrielSlice slice;
  OrielScanStatus status = oriel_scan_number (scan, &slice);

  if (status == ORIEL_SCAN_OK && !oriel_prometheus_time (slice.text, slice.length, time_ms))
    status = ORIEL_SCAN_BAD;
  return status;
}

/* A value, which is a number in a string. */
static OrielScanStatus
scan_value (OrielScan *scan, double *value)
{
  OrielSlice slice;
  OrielScanStatus status = oriel_scan_string (scan, &slice);

  if (status == ORIEL_SCAN_OK && !oriel_prometheus_number (slice.text, slice.length, value))
    status = ORIEL_SCAN_BAD;
  return status;
}

/* What stands between the brackets of a scalar's or a string's sample; `scan` is behind the
 * opening one. Which of the two it is says resultType, which may come later, so both are kept. */
static OrielScanStatus
take_single (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielPrometheusResult *result = decoder->result;
  OrielSlice slice;
  double value;
  OrielScanStatus status = scan_time (scan, &result->text_time_ms);

  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_char (scan, ',');
  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_string (scan, &slice);
  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_char (scan, ']');
  if (status != ORIEL_SCAN_OK)
    return status;

  pop (decoder);
  g_free (result->text);
  result->text = oriel_slice_dup (&slice);
  if (!oriel_prometheus_number (slice.text, slice.length, &value))
    return ORIEL_SCAN_OK;

  oriel_series_builder_add_sample (&decoder->builder, result->text_time_ms, value);
  return finish_series (decoder);
}

static OrielScanStatus
take_result_element (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  gboolean ended;
  char next;
  OrielScanStatus status = next_element (decoder, scan, ']', &ended);

  if (status != ORIEL_SCAN_OK || ended)
    return status;
  status = oriel_scan_peek (scan, &next);
  if (status != ORIEL_SCAN_OK)
    return status;
  if (next != '{' && !top (decoder)->started)
    return take_single (decoder, scan);

  status = oriel_scan_char (scan, '{');
  if (status != ORIEL_SCAN_OK)
    return status;

  top (decoder)->started = TRUE;
  push (decoder, STATE_SERIES);
  return ORIEL_SCAN_OK;
}

static OrielScanStatus
take_series (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  static const Member members[] = {
    { "metric", STATE_METRIC },         { "values", STATE_SAMPLES },      { "value", STATE_SAMPLE },
    { "histograms", STATE_HISTOGRAMS }, { "histogram", STATE_HISTOGRAM }, { NULL },
  };
  int found;
  gboolean ended;
  OrielScanStatus status = take_member (decoder, scan, members, &found, &ended);

  if (status == ORIEL_SCAN_OK && ended)
    return finish_series (decoder);
  return status;
}

/* A whole label set, from `{` to `}`. */
static OrielScanStatus
scan_labels (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielSeriesBuilder *builder = &decoder->builder;
  OrielScanStatus status = oriel_scan_char (scan, '{');
  char next;

  oriel_series_builder_drop_labels (builder);
  while (status == ORIEL_SCAN_OK)
    {
      OrielSlice name, value;

      status = oriel_scan_peek (scan, &next);
      if (status == ORIEL_SCAN_OK && next == '}')
        break;
      if (status == ORIEL_SCAN_OK && builder->labels->len > 0)
        status = oriel_scan_char (scan, ',');
      if (status == ORIEL_SCAN_OK)
        status = oriel_scan_string (scan, &name);
      if (status == ORIEL_SCAN_OK)
        status = oriel_scan_char (scan, ':');
      if (status == ORIEL_SCAN_OK)
        status = oriel_scan_string (scan, &value);
      if (status == ORIEL_SCAN_OK)
        oriel_series_builder_add_label (builder, &name, &value);
      if (builder->labels->len > ORIEL_PROMETHEUS_MAX_LABELS)
        return fail_too_large (decoder, _ ("the answer has too many or too large labels"));
    }

  return status == ORIEL_SCAN_OK ? oriel_scan_char (scan, '}') : status;
}

static OrielScanStatus
take_metric (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielScanStatus status = scan_labels (decoder, scan);

  if (status != ORIEL_SCAN_OK)
    return status;

  oriel_labels_unref (decoder->builder.series.labels);
  decoder->builder.series.labels = oriel_series_builder_take_labels (&decoder->builder);
  pop (decoder);
  return ORIEL_SCAN_OK;
}

/* `[time, "value"]` */
static OrielScanStatus
scan_sample (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielSlice time;
  gint64 time_ms;
  double value;
  OrielScanStatus status = oriel_scan_char (scan, '[');

  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_number (scan, &time);
  if (status == ORIEL_SCAN_OK && !oriel_prometheus_time (time.text, time.length, &time_ms))
    return ORIEL_SCAN_BAD;
  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_char (scan, ',');
  if (status == ORIEL_SCAN_OK)
    status = scan_value (scan, &value);
  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_char (scan, ']');
  if (status != ORIEL_SCAN_OK)
    return status;

  oriel_series_builder_add_sample (&decoder->builder, time_ms, value);
  oriel_series_builder_note_time (&decoder->builder, &time);
  return ORIEL_SCAN_OK;
}

static OrielScanStatus
take_sample (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielScanStatus status = scan_sample (decoder, scan);

  if (status == ORIEL_SCAN_OK)
    pop (decoder);
  return status;
}

static OrielScanStatus
take_samples (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  return enter (decoder, scan, '[', STATE_SAMPLE_LIST);
}

static OrielScanStatus
take_sample_element (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  gboolean ended;
  OrielScanStatus status;

  /* What this takes stays taken, whatever becomes of the sample behind it. */
  if (top (decoder)->started && scan->at - scan->begin >= ORIEL_POINTS_BEFORE)
    {
      const char *before = scan->at;

      oriel_series_builder_read_points (&decoder->builder, scan);
      if (scan->at > before)
        return ORIEL_SCAN_OK;
    }

  status = next_element (decoder, scan, ']', &ended);
  if (status != ORIEL_SCAN_OK || ended)
    return status;

  status = scan_sample (decoder, scan);
  if (status == ORIEL_SCAN_OK)
    top (decoder)->started = TRUE;
  return status;
}

/* `[boundaries, "lower", "upper", "count"]` */
static OrielScanStatus
scan_bucket (OrielScan *scan, OrielPrometheusBucket *bucket)
{
  double *values[] = { &bucket->lower, &bucket->upper, &bucket->count };
  OrielSlice boundaries;
  OrielScanStatus status = oriel_scan_char (scan, '[');

  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_number (scan, &boundaries);
  if (status != ORIEL_SCAN_OK)
    return status;
  if (boundaries.length != 1 || *boundaries.text < '0' || *boundaries.text > '3')
    return ORIEL_SCAN_BAD;
  bucket->boundaries = (gint8) (*boundaries.text - '0');

  for (guint i = 0; i < G_N_ELEMENTS (values) && status == ORIEL_SCAN_OK; i++)
    {
      status = oriel_scan_char (scan, ',');
      if (status == ORIEL_SCAN_OK)
        status = scan_value (scan, values[i]);
    }

  return status == ORIEL_SCAN_OK ? oriel_scan_char (scan, ']') : status;
}

static OrielScanStatus
scan_buckets (OrielScan *scan, GArray *buckets)
{
  OrielScanStatus status = oriel_scan_char (scan, '[');
  gboolean started = FALSE;

  while (status == ORIEL_SCAN_OK)
    {
      OrielPrometheusBucket bucket;
      char next;

      status = oriel_scan_peek (scan, &next);
      if (status == ORIEL_SCAN_OK && next == ']')
        break;
      if (status == ORIEL_SCAN_OK && started)
        status = oriel_scan_char (scan, ',');
      if (status == ORIEL_SCAN_OK)
        status = scan_bucket (scan, &bucket);
      if (status == ORIEL_SCAN_OK)
        g_array_append_val (buckets, bucket);
      started = TRUE;
    }

  return status == ORIEL_SCAN_OK ? oriel_scan_char (scan, ']') : status;
}

/* `{"count": "…", "sum": "…", "buckets": [ … ]}` */
static OrielScanStatus
scan_histogram_members (OrielScan *scan, OrielPrometheusHistogram *histogram, GArray *buckets)
{
  OrielScanStatus status = oriel_scan_char (scan, '{');
  gboolean started = FALSE;

  while (status == ORIEL_SCAN_OK)
    {
      OrielSlice key;
      char next;

      status = oriel_scan_peek (scan, &next);
      if (status == ORIEL_SCAN_OK && next == '}')
        break;
      if (status == ORIEL_SCAN_OK && started)
        status = oriel_scan_char (scan, ',');
      if (status == ORIEL_SCAN_OK)
        status = oriel_scan_string (scan, &key);
      if (status == ORIEL_SCAN_OK)
        status = oriel_scan_char (scan, ':');
      if (status != ORIEL_SCAN_OK)
        return status;

      started = TRUE;
      if (oriel_slice_equals (&key, "count"))
        status = scan_value (scan, &histogram->count);
      else if (oriel_slice_equals (&key, "sum"))
        status = scan_value (scan, &histogram->sum);
      else if (oriel_slice_equals (&key, "buckets"))
        status = scan_buckets (scan, buckets);
      else
        return ORIEL_SCAN_BAD;
    }

  return status == ORIEL_SCAN_OK ? oriel_scan_char (scan, '}') : status;
}

/* `[time, { … }]`; nothing is kept when it is not complete. */
static OrielScanStatus
scan_histogram (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielPrometheusSeries *series = &decoder->builder.series;
  OrielPrometheusHistogram histogram = { 0 };
  OrielScanStatus status = oriel_scan_char (scan, '[');

  if (series->buckets == NULL)
    {
      series->buckets = g_array_new (FALSE, FALSE, sizeof (OrielPrometheusBucket));
      series->histograms = g_array_new (FALSE, FALSE, sizeof (OrielPrometheusHistogram));
    }

  histogram.first_bucket = series->buckets->len;
  if (status == ORIEL_SCAN_OK)
    status = scan_time (scan, &histogram.time_ms);
  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_char (scan, ',');
  if (status == ORIEL_SCAN_OK)
    status = scan_histogram_members (scan, &histogram, series->buckets);
  if (status == ORIEL_SCAN_OK)
    status = oriel_scan_char (scan, ']');
  if (status != ORIEL_SCAN_OK)
    {
      g_array_set_size (series->buckets, histogram.first_bucket);
      return status;
    }

  histogram.n_buckets = series->buckets->len - histogram.first_bucket;
  g_array_append_val (series->histograms, histogram);
  return ORIEL_SCAN_OK;
}

static OrielScanStatus
take_histogram (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielScanStatus status = scan_histogram (decoder, scan);

  if (status == ORIEL_SCAN_OK)
    pop (decoder);
  return status;
}

static OrielScanStatus
take_histograms (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  return enter (decoder, scan, '[', STATE_HISTOGRAM_LIST);
}

static OrielScanStatus
take_histogram_element (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  gboolean ended;
  OrielScanStatus status = next_element (decoder, scan, ']', &ended);

  if (status != ORIEL_SCAN_OK || ended)
    return status;

  status = scan_histogram (decoder, scan);
  if (status == ORIEL_SCAN_OK)
    top (decoder)->started = TRUE;
  return status;
}

/* An object of a list: takes its `{` and pushes its state. */
static OrielScanStatus
take_object_element (OrielPrometheusDecoder *decoder, OrielScan *scan, State state)
{
  gboolean ended;
  OrielScanStatus status = next_element (decoder, scan, ']', &ended);

  if (status != ORIEL_SCAN_OK || ended)
    return status;

  status = oriel_scan_char (scan, '{');
  if (status != ORIEL_SCAN_OK)
    return status;

  top (decoder)->started = TRUE;
  push (decoder, state);
  return ORIEL_SCAN_OK;
}

static OrielScanStatus
take_exemplar_group_element (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  return take_object_element (decoder, scan, STATE_EXEMPLAR_GROUP);
}

static OrielScanStatus
take_exemplar_group (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  static const Member members[] = {
    { "seriesLabels", STATE_METRIC },
    { "exemplars", STATE_EXEMPLARS },
    { NULL },
  };
  int found;
  gboolean ended;
  OrielScanStatus status = take_member (decoder, scan, members, &found, &ended);

  if (status == ORIEL_SCAN_OK && ended)
    return finish_series (decoder);
  return status;
}

static OrielScanStatus
take_exemplars (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  return enter (decoder, scan, '[', STATE_EXEMPLAR_LIST);
}

static OrielScanStatus
take_exemplar_element (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  return take_object_element (decoder, scan, STATE_EXEMPLAR);
}

static void
finish_exemplar (OrielPrometheusDecoder *decoder)
{
  OrielPrometheusSeries *series = &decoder->builder.series;

  if (series->exemplars == NULL)
    {
      series->exemplars = g_array_new (FALSE, FALSE, sizeof (OrielPrometheusExemplar));
      g_array_set_clear_func (series->exemplars, exemplar_clear);
    }
  if (decoder->exemplar.labels == NULL)
    decoder->exemplar.labels = oriel_labels_new (NULL, 0);

  g_array_append_val (series->exemplars, decoder->exemplar);
  decoder->exemplar = (OrielPrometheusExemplar){ 0 };
}

static OrielScanStatus
take_exemplar (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  static const Member members[] = {
    { "labels", STATE_EXEMPLAR_LABELS },
    { "value", STATE_EXEMPLAR_VALUE },
    { "timestamp", STATE_EXEMPLAR_TIME },
    { NULL },
  };
  int found;
  gboolean ended;
  OrielScanStatus status = take_member (decoder, scan, members, &found, &ended);

  if (status == ORIEL_SCAN_OK && ended)
    finish_exemplar (decoder);
  return status;
}

static OrielScanStatus
take_exemplar_labels (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielScanStatus status = scan_labels (decoder, scan);

  if (status != ORIEL_SCAN_OK)
    return status;

  oriel_labels_unref (decoder->exemplar.labels);
  decoder->exemplar.labels = oriel_series_builder_take_labels (&decoder->builder);
  pop (decoder);
  return ORIEL_SCAN_OK;
}

static OrielScanStatus
take_exemplar_value (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielScanStatus status = scan_value (scan, &decoder->exemplar.value);

  if (status == ORIEL_SCAN_OK)
    pop (decoder);
  return status;
}

static OrielScanStatus
take_exemplar_time (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  OrielScanStatus status = scan_time (scan, &decoder->exemplar.time_ms);

  if (status == ORIEL_SCAN_OK)
    pop (decoder);
  return status;
}

/* Only blanks may follow the answer. */
static OrielScanStatus
take_end (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  char next;
  OrielScanStatus status = oriel_scan_peek (scan, &next);

  return status == ORIEL_SCAN_OK ? ORIEL_SCAN_BAD : status;
}

static const TakeFunc take_funcs[N_STATES] = {
  [STATE_END] = take_end,
  [STATE_START] = take_start,
  [STATE_ANSWER] = take_answer,
  [STATE_SKIP] = take_skipped,
  [STATE_TEXT] = take_text,
  [STATE_FLAG] = take_flag,
  [STATE_MESSAGES] = take_messages,
  [STATE_MESSAGE_LIST] = take_message,
  [STATE_DATA] = take_data,
  [STATE_DATA_MEMBERS] = take_data_member,
  [STATE_RESULT] = take_result,
  [STATE_RESULT_LIST] = take_result_element,
  [STATE_SERIES] = take_series,
  [STATE_METRIC] = take_metric,
  [STATE_SAMPLE] = take_sample,
  [STATE_SAMPLES] = take_samples,
  [STATE_SAMPLE_LIST] = take_sample_element,
  [STATE_HISTOGRAM] = take_histogram,
  [STATE_HISTOGRAMS] = take_histograms,
  [STATE_HISTOGRAM_LIST] = take_histogram_element,
  [STATE_EXEMPLAR_GROUPS] = take_exemplar_group_element,
  [STATE_EXEMPLAR_GROUP] = take_exemplar_group,
  [STATE_EXEMPLARS] = take_exemplars,
  [STATE_EXEMPLAR_LIST] = take_exemplar_element,
  [STATE_EXEMPLAR] = take_exemplar,
  [STATE_EXEMPLAR_LABELS] = take_exemplar_labels,
  [STATE_EXEMPLAR_VALUE] = take_exemplar_value,
  [STATE_EXEMPLAR_TIME] = take_exemplar_time,
};

/* Takes items until one is not complete. MORE: `scan` stands where it begins. */
static OrielScanStatus
take_items (OrielPrometheusDecoder *decoder, OrielScan *scan)
{
  for (;;)
    {
      State state = top (decoder)->state;
      const char *begin = scan->at;
      OrielScanStatus status = take_funcs[state](decoder, scan);

      if (status == ORIEL_SCAN_OK)
        continue;
      if (state != STATE_SKIP && state != STATE_END)
        scan->at = status == ORIEL_SCAN_MORE ? begin : scan->at;
      return status;
    }
}

static void
fail_syntax (OrielPrometheusDecoder *decoder, guint64 offset)
{
  if (decoder->failure == NULL)
    decoder->failure = g_error_new (
      ORIEL_PROMETHEUS_ERROR, ORIEL_PROMETHEUS_ERROR_SYNTAX,
      _ ("the answer is not what Prometheus' HTTP API gives (at byte %zu)"), (gsize) offset);
}

/* Takes what is complete of `length` bytes; `n_used` receives how many. */
static gboolean
take_bytes (OrielPrometheusDecoder *decoder,
            const char *bytes,
            gsize length,
            gboolean is_last,
            gsize *n_used)
{
  OrielScan scan = { bytes, bytes, bytes + length, is_last };
  OrielScanStatus status = take_items (decoder, &scan);

  *n_used = (gsize) (scan.at - bytes);
  decoder->n_taken += *n_used;
  if (status != ORIEL_SCAN_BAD)
    return TRUE;

  fail_syntax (decoder, decoder->n_taken);
  return FALSE;
}

/* Feeds the carry piece by piece until the item in it is complete. `n_used` receives how many
 * of the new bytes are done with. */
static gboolean
complete_carry (OrielPrometheusDecoder *decoder, const char *bytes, gsize length, gsize *n_used)
{
  GByteArray *carry = decoder->carry;
  gsize piece = FIRST_PIECE;

  *n_used = 0;
  while (carry->len > 0 && *n_used < length)
    {
      gsize before = carry->len;
      gsize n = MIN (piece, length - *n_used);
      gsize taken;

      g_byte_array_append (carry, (const guint8 *) bytes + *n_used, (guint) n);
      *n_used += n;
      piece *= 2;
      if (carry->len > ORIEL_PROMETHEUS_MAX_ITEM)
        {
          fail_too_large (decoder, _ ("the answer has too many or too large items"));
          return FALSE;
        }
      if (carry->len < decoder->try_at && *n_used == length)
        return TRUE;

      if (!take_bytes (decoder, (const char *) carry->data, carry->len, FALSE, &taken))
        return FALSE;
      if (taken >= before)
        {
          /* From here on the new bytes can be read where they are. */
          *n_used -= carry->len - taken;
          g_byte_array_set_size (carry, 0);
        }
      else if (taken > 0)
        g_byte_array_remove_range (carry, 0, (guint) taken);
      decoder->try_at = carry->len + carry->len / 4 + 1;
    }

  return TRUE;
}

gboolean
oriel_prometheus_decoder_feed (OrielPrometheusDecoder *decoder,
                               const char *bytes,
                               gsize length,
                               GError **error)
{
  gsize used = 0;

  if (decoder->failure == NULL && complete_carry (decoder, bytes, length, &used) && used < length)
    {
      gsize rest;

      bytes += used;
      length -= used;
      if (take_bytes (decoder, bytes, length, FALSE, &used))
        {
          rest = length - used;
          g_byte_array_append (decoder->carry, (const guint8 *) bytes + used, (guint) rest);
          decoder->try_at = rest + rest / 4 + 1;
          if (rest > ORIEL_PROMETHEUS_MAX_ITEM)
            fail_too_large (decoder, _ ("the answer has too many or too large items"));
        }
    }

  if (decoder->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (decoder->failure));
  return FALSE;
}

/* The server's own error as ours, "errorType: error". */
static GError *
server_error (const OrielPrometheusDecoder *decoder)
{
  const char *type = decoder->error_type;
  const char *text = decoder->error_text;
  g_autofree char *message = NULL;

  if (type != NULL && text != NULL)
    message = g_strdup_printf ("%s: %s", type, text);
  else
    message = g_strdup (text != NULL   ? text
                        : type != NULL ? type
                                       : _ ("the server says only “error”"));

  return g_error_new_literal (ORIEL_PROMETHEUS_ERROR, (int) oriel_prometheus_error_code (type),
                              message);
}

/* The type, from what the server says, else from what there is. */
static void
settle_type (OrielPrometheusDecoder *decoder)
{
  static const struct
  {
    const char *name;
    OrielPrometheusResultType type;
  } types[] = {
    { "matrix", ORIEL_PROMETHEUS_MATRIX },
    { "vector", ORIEL_PROMETHEUS_VECTOR },
    { "scalar", ORIEL_PROMETHEUS_SCALAR },
    { "string", ORIEL_PROMETHEUS_STRING },
  };
  OrielPrometheusResult *result = decoder->result;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (decoder->type_name, types[i].name) == 0)
      result->type = types[i].type;

  if (result->type == ORIEL_PROMETHEUS_STRING)
    g_array_set_size (result->series, 0);
  else
    g_clear_pointer (&result->text, g_free);
}

/* What is wrong with the answer as a whole; NULL when it is fine. */
static GError *
judge (OrielPrometheusDecoder *decoder)
{
  if (decoder->failure != NULL)
    return g_error_copy (decoder->failure);
  if (top (decoder)->state != STATE_END)
    return g_error_new (ORIEL_PROMETHEUS_ERROR, ORIEL_PROMETHEUS_ERROR_TRUNCATED,
                        _ ("the answer ends too early, after %zu bytes"),
                        (gsize) (decoder->n_taken + decoder->carry->len));
  if (g_strcmp0 (decoder->status, "error") == 0 || decoder->error_text != NULL)
    return server_error (decoder);
  if (decoder->status == NULL && decoder->foreign_text != NULL)
    return g_error_new_literal (ORIEL_PROMETHEUS_ERROR, ORIEL_PROMETHEUS_ERROR_OTHER,
                                decoder->foreign_text);
  if (decoder->status == NULL && !decoder->has_data)
    return g_error_new_literal (ORIEL_PROMETHEUS_ERROR, ORIEL_PROMETHEUS_ERROR_SYNTAX,
                                _ ("the answer is JSON, but not of Prometheus' HTTP API"));

  return NULL;
}

OrielPrometheusResult *
oriel_prometheus_decoder_finish (OrielPrometheusDecoder *decoder, GError **error)
{
  GByteArray *carry = decoder->carry;
  GError *failure;
  gsize used;

  if (decoder->failure == NULL && carry->len > 0 &&
      take_bytes (decoder, (const char *) carry->data, carry->len, TRUE, &used))
    g_byte_array_remove_range (carry, 0, (guint) used);

  failure = judge (decoder);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  settle_type (decoder);
  return g_steal_pointer (&decoder->result);
}

OrielPrometheusDecoder *
oriel_prometheus_decoder_new (void)
{
  OrielPrometheusDecoder *decoder = g_new0 (OrielPrometheusDecoder, 1);

  decoder->result = result_new ();
  decoder->carry = g_byte_array_new ();
  oriel_series_builder_init (&decoder->builder);
  push (decoder, STATE_END);
  push (decoder, STATE_START);
  return decoder;
}

void
oriel_prometheus_decoder_free (OrielPrometheusDecoder *decoder)
{
  if (decoder == NULL)
    return;

  oriel_series_builder_clear (&decoder->builder);
  exemplar_clear (&decoder->exemplar);
  oriel_prometheus_result_free (decoder->result);
  g_byte_array_unref (decoder->carry);
  g_clear_error (&decoder->failure);
  g_free (decoder->status);
  g_free (decoder->error_type);
  g_free (decoder->error_text);
  g_free (decoder->foreign_text);
  g_free (decoder->type_name);
  g_free (decoder);
}
