/* SPDX-License-Identifier: GPL-3.0-or-later */

/* orielctl query: PromQL on a server, as JSON, CSV or a table. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/oriel-json.h"
#include "ctl/ctl-csv.h"
#include "ctl/ctl-query-json.h"
#include "ctl/ctl.h"
#include "datasource/oriel-data-source.h"
#include "field/oriel-names.h"
#include "query/oriel-panel-plan.h"

#define DEFAULT_POINTS 250

static char *opt_source, *opt_time, *opt_start, *opt_end, *opt_step, *opt_format;

static const GOptionEntry options[] = {
  { "source", 0, 0, G_OPTION_ARG_STRING, &opt_source, N_ ("Server to ask"), N_ ("URL") },
  { "time", 0, 0, G_OPTION_ARG_STRING, &opt_time, N_ ("Instant to evaluate at (now)"),
    N_ ("TIME") },
  { "start", 0, 0, G_OPTION_ARG_STRING, &opt_start, N_ ("Start of a range"), N_ ("TIME") },
  { "end", 0, 0, G_OPTION_ARG_STRING, &opt_end, N_ ("End of a range"), N_ ("TIME") },
  { "step", 0, 0, G_OPTION_ARG_STRING, &opt_step, N_ ("Distance of points"), N_ ("DURATION") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &opt_format, N_ ("json, csv or table"), N_ ("FORMAT") },
  { NULL },
};

typedef struct
{
  GMainLoop *loop;
  OrielAnswer *answer;
  GError *error;
} Wait;

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gpointer *pair = user_data;
  OrielDataSource *source = pair[0];
  Wait *wait = pair[1];

  wait->answer = oriel_data_source_get_class (source)->query_finish (source, result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static gboolean
read_time (const char *text, gboolean round_up, gint64 fallback, gint64 *out)
{
  OrielTimeContext context = { g_get_real_time () / 1000, oriel_time_zone_utc (), 0, 0 };

  if (text == NULL)
    {
      *out = fallback;
      return TRUE;
    }

  return oriel_time_parse (text, round_up, &context, out);
}

/* Fills range and step. CTL_OK, or CTL_USAGE after a message. */
static int
read_times (OrielQuery *query)
{
  gint64 now = g_get_real_time () / 1000;
  double step_ms = 0;

  if (opt_start == NULL)
    {
      if (!read_time (opt_time, FALSE, now, &query->range.to_ms))
        return ctl_usage ("query ", _ ("“%s” is no time"), opt_time);
      query->range.from_ms = query->range.to_ms;
      query->step_ms = 1000;
      return CTL_OK;
    }

  if (!read_time (opt_start, FALSE, now, &query->range.from_ms))
    return ctl_usage ("query ", _ ("“%s” is no time"), opt_start);
  if (!read_time (opt_end, TRUE, now, &query->range.to_ms))
    return ctl_usage ("query ", _ ("“%s” is no time"), opt_end);
  if (query->range.to_ms < query->range.from_ms)
    return ctl_usage ("query ", "%s", _ ("the end lies before the start"));
  if (opt_step != NULL && (!oriel_interval_parse (opt_step, &step_ms) || step_ms < 1))
    {
      /* Prometheus also takes bare seconds. */
      step_ms = oriel_number_from_string (opt_step) * 1000;
      if (!(step_ms >= 1 && step_ms < 1e15))
        return ctl_usage ("query ", _ ("“%s” is no duration"), opt_step);
    }

  query->step_ms =
    step_ms > 0 ? (gint64) step_ms : oriel_interval_calculate (&query->range, DEFAULT_POINTS, 1000);
  return CTL_OK;
}

static JsonObject *
make_target (const char *expr)
{
  JsonObject *target = json_object_new ();

  json_object_set_string_member (target, "refId", "A");
  json_object_set_string_member (target, "expr", expr);
  json_object_set_boolean_member (target, "range", opt_start != NULL);
  json_object_set_boolean_member (target, "instant", opt_start == NULL);
  json_object_set_string_member (target, "format", "time_series");
  return target;
}

static void
append_csv (GString *out, const GPtrArray *frames)
{
  g_string_append (out, "series,time,value\r\n");
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
      const OrielField *value = oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL);
      g_autofree char *name = NULL;

      if (time == NULL || value == NULL)
        continue;
      name = oriel_labels_format (value->labels, "{}", FALSE);
      for (gsize row = 0; row < frame->n_rows; row++)
        {
          g_autofree char *at = ctl_csv_value (time, row);
          g_autofree char *number = ctl_csv_value (value, row);

          ctl_csv_append_cell (out, name, TRUE);
          ctl_csv_append_cell (out, at, FALSE);
          ctl_csv_append_cell (out, number, FALSE);
          g_string_append (out, "\r\n");
        }
    }
}

static void
append_table (GString *out, const GPtrArray *frames)
{
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      const OrielField *time = oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL);
      const OrielField *value = oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL);
      g_autofree char *name = NULL;

      if (time == NULL || value == NULL)
        continue;
      name = oriel_labels_format (value->labels, "{}", FALSE);
      g_string_append_printf (out, "%s\n", name);
      for (gsize row = 0; row < frame->n_rows; row++)
        {
          g_autofree char *at = ctl_csv_value (time, row);
          g_autofree char *number = ctl_csv_value (value, row);

          g_string_append_printf (out, "  %s  %s\n", at, number != NULL ? number : "");
        }
    }
}

static int
print_answer (const OrielAnswer *answer)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < answer->frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (answer->frames, i);

      for (guint j = 0; frame->notices != NULL && j < frame->notices->len; j++)
        g_printerr ("orielctl: %s\n",
                    ((const OrielNotice *) g_ptr_array_index (frame->notices, j))->text);
    }

  if (g_strcmp0 (opt_format, "csv") == 0)
    append_csv (out, answer->frames);
  else if (g_strcmp0 (opt_format, "table") == 0)
    append_table (out, answer->frames);
  else
    ctl_query_append_json (out, answer->frames, opt_start != NULL);

  if (!ctl_print (out->str, out->len))
    return ctl_fail ("%s", _ ("can’t write to standard output"));

  return CTL_OK;
}

static int
ask (OrielDataSource *source, const OrielQuery *query)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Wait wait = { .loop = loop };
  gpointer pair[] = { source, &wait };
  g_autoptr (OrielAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  oriel_data_source_get_class (source)->query_async (source, query, NULL, answered_cb, pair);
  g_main_loop_run (loop);
  answer = wait.answer;
  error = wait.error;
  if (answer == NULL)
    return ctl_fail ("%s", error->message);

  return print_answer (answer);
}

static OrielDataSource *
make_source (GError **error)
{
  g_autoptr (OrielDataSources) sources = oriel_data_sources_new ();
  g_autofree char *argument = g_strdup_printf ("server=%s", opt_source);

  if (!oriel_data_sources_add_argument (sources, argument, error))
    return NULL;

  return oriel_data_source_ref (oriel_data_sources_get (sources, 0));
}

int
ctl_query (int argc, char **argv)
{
  const GOptionEntry *groups[] = { options, NULL };
  g_autoptr (OrielDataSource) source = NULL;
  g_autoptr (GError) error = NULL;
  OrielQuery *query;
  int status;

  if (!ctl_parse ("query", _ ("EXPR --source URL"),
                  N_ ("Evaluates PromQL at an instant, or over a range with --start."), groups,
                  &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_usage ("query ", "%s", _ ("one expression is needed, in quotation marks"));
  if (opt_source == NULL)
    return ctl_usage ("query ", "%s", _ ("--source URL is missing"));
  if (opt_format != NULL && strcmp (opt_format, "json") != 0 && strcmp (opt_format, "csv") != 0 &&
      strcmp (opt_format, "table") != 0)
    return ctl_usage ("query ", _ ("there is no format “%s”: json, csv or table"), opt_format);

  source = make_source (&error);
  if (source == NULL)
    return ctl_usage ("query ", "%s", error->message);

  query = g_new0 (OrielQuery, 1);
  query->ref_id = g_strdup ("A");
  query->target = make_target (argv[1]);
  query->max_data_points = G_MAXINT;
  status = read_times (query);
  if (status == CTL_OK)
    status = ask (source, query);
  oriel_query_free (query);
  return status;
}
