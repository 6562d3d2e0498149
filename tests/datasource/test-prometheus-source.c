/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Prometheus source over a connection: what it asks, and what becomes of the answers. */

#include "config.h"

#include "bad-server.h"
#include "datasource/oriel-data-source.h"
#include "datasource/prometheus/oriel-prometheus-decode.h"
#include "datasource/prometheus/oriel-prometheus-resource.h"

#include <string.h>

#define OK "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
#define MATRIX                                                                                     \
  OK "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"        \
     "{\"__name__\":\"up\",\"job\":\"a\"},\"values\":[[1700000000,\"1\"],[1700000015,\"2\"]]}]}}"
#define VECTOR                                                                                     \
  OK "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":"        \
     "{\"__name__\":\"up\",\"job\":\"a\"},\"value\":[1700000015,\"2\"]}]}}"
#define EXEMPLARS                                                                                  \
  OK "{\"status\":\"success\",\"data\":[{\"seriesLabels\":{\"job\":\"a\"},\"exemplars\":[{"        \
     "\"labels\":{\"trace_id\":\"t\"},\"value\":\"1\",\"timestamp\":1700000001}]}]}"

/* A source at a server, and the result of a call. */
typedef struct
{
  BadServer *server;
  OrielDataSource *source;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  OrielDataSourceSettings settings = { .name = (char *) "test", .type = (char *) "prometheus" };
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  fixture->server = bad_server_new ();
  url = g_strconcat (bad_server_get_url (fixture->server), "/base/", NULL);
  settings.url = url;
  settings.query_parameters = (char *) "dedup=true";
  settings.timeout_s = 10;
  fixture->source = oriel_data_source_new (&settings, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_clear_object (&fixture->result);
  oriel_data_source_unref (fixture->source);
  bad_server_free (fixture->server);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result = g_object_ref (result);
}

static void
wait_for (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static OrielAnswer *
ask (Fixture *fixture, const char *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (target, NULL);
  OrielQuery query = {
    .ref_id = (char *) "A",
    .target = json_node_get_object (node),
    .range = { 1700000000000, 1700000015500 },
    .step_ms = 15000,
  };
  const OrielDataSourceClass *klass = oriel_data_source_get_class (fixture->source);

  g_clear_object (&fixture->result);
  klass->query_async (fixture->source, &query, cancellable, done_cb, fixture);
  wait_for (fixture);
  return klass->query_finish (fixture->source, fixture->result, error);
}

static const char *
request (Fixture *fixture, guint index)
{
  return g_ptr_array_index (bad_server_get_requests (fixture->server), index);
}

static void
test_range (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielAnswer) answer = NULL;
  const OrielFrame *frame;

  bad_server_set (fixture->server, "/base/api/v1/query_range", MATRIX, -1, BAD_SERVER_CLOSE);
  answer = ask (fixture, "{\"expr\":\"up\",\"legendFormat\":\"{{job}}\"}", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
    g_str_has_suffix (request (fixture, 0),
                      "\r\n\r\nquery=up&end=1700000015.500&start=1700000000&step=15&dedup=true"));
  g_assert_cmpstr (answer->executed, ==, "Expr: up\nStep: 15s");
  g_assert_cmpuint (answer->timings.bytes, >, 100);
  g_assert_cmpint (answer->timings.download_us, >=, answer->timings.first_byte_us);

  frame = g_ptr_array_index (answer->frames, 0);
  g_assert_cmpstr (frame->ref_id, ==, "A");
  g_assert_cmpuint (frame->n_rows, ==, 2);
  g_assert_cmpstr (oriel_frame_field (frame, 1)->config->display_name_from_ds, ==, "a");
  g_assert_cmpfloat (oriel_frame_field (frame, 1)->column->numbers[1], ==, 2);
}

/* Both kinds and exemplars: frames come in this order, however the answers do. */
static void
test_parts (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielAnswer) answer = NULL;

  bad_server_set (fixture->server, "/base/api/v1/query_range", MATRIX, -1, BAD_SERVER_CLOSE);
  bad_server_set (fixture->server, "/base/api/v1/query", VECTOR, -1, BAD_SERVER_CLOSE);
  bad_server_set (fixture->server, "/base/api/v1/query_exemplars", EXEMPLARS, -1, BAD_SERVER_CLOSE);
  answer = ask (fixture,
                "{\"expr\":\"up\",\"range\":true,\"instant\":true,\"exemplar\":true,"
                "\"format\":\"time_series\"}",
                NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->frames->len, ==, 3);
  g_assert_cmpuint (((OrielFrame *) g_ptr_array_index (answer->frames, 0))->n_rows, ==, 2);
  g_assert_cmpuint (((OrielFrame *) g_ptr_array_index (answer->frames, 1))->n_rows, ==, 1);
  g_assert_cmpstr (((OrielFrame *) g_ptr_array_index (answer->frames, 2))->name, ==, "exemplar");
  g_clear_pointer (&answer, oriel_answer_free);

  /* A server without exemplars still gives the rest, and a word about it. */
  bad_server_set (fixture->server, "/base/api/v1/query_exemplars",
                  "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\n404 page not found",
                  -1, BAD_SERVER_CLOSE);
  answer = ask (fixture, "{\"expr\":\"up\",\"instant\":true,\"exemplar\":true}", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->frames->len, ==, 1);
  g_assert_cmpuint (((OrielFrame *) g_ptr_array_index (answer->frames, 0))->notices->len, ==, 1);
}

static const struct
{
  const char *reply;
  BadServerEnd end;
  GQuark (*domain) (void);
  int code;
  const char *words;
} failures[] = {
  { "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n"
    "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error\"}",
    BAD_SERVER_CLOSE, oriel_prometheus_error_quark, ORIEL_PROMETHEUS_ERROR_BAD_DATA,
    "bad_data: 1:5: parse error" },
  { "HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/json\r\n\r\n{\"message\":\"no source\"}",
    BAD_SERVER_CLOSE, oriel_prometheus_error_quark, ORIEL_PROMETHEUS_ERROR_OTHER, "no source" },
  /* libsoup takes the end of the connection for the end of the chunks; the decoder does not. */
  { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    "c\r\n{\"status\":\"s\r\n",
    BAD_SERVER_CLOSE, oriel_prometheus_error_quark, ORIEL_PROMETHEUS_ERROR_TRUNCATED, "too early" },
  { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"status\":1}",
    BAD_SERVER_CLOSE, oriel_prometheus_error_quark, ORIEL_PROMETHEUS_ERROR_TRUNCATED, "9 bytes" },
  /* What is wrong from the first byte ends an endless answer at once. */
  { OK "[[[[", BAD_SERVER_ENDLESS, oriel_prometheus_error_quark, ORIEL_PROMETHEUS_ERROR_SYNTAX,
    "HTTP API" },
  { OK "{\"status\":\"success", BAD_SERVER_ENDLESS, oriel_prometheus_error_quark,
    ORIEL_PROMETHEUS_ERROR_TOO_LARGE, "too large" },
};

static void
test_failures (Fixture *fixture, gconstpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OrielAnswer) answer = NULL;

      bad_server_set (fixture->server, "/base/api/v1/query", failures[i].reply, -1,
                      failures[i].end);
      answer = ask (fixture, "{\"expr\":\"up\",\"instant\":true}", NULL, &error);
      g_assert_null (answer);
      g_assert_error (error, failures[i].domain (), failures[i].code);
      g_assert_nonnull (strstr (error->message, failures[i].words));
    }
}

static gboolean
cancel_when_held (gpointer user_data)
{
  gpointer *pair = user_data;

  if (bad_server_get_n_held (pair[0]) == 0)
    return G_SOURCE_CONTINUE;
  g_cancellable_cancel (pair[1]);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielAnswer) answer = NULL;
  gpointer pair[] = { fixture->server, cancellable };

  bad_server_set (fixture->server, "/base/api/v1/query", OK "{\"status\":", -1, BAD_SERVER_HOLD);
  g_idle_add (cancel_when_held, pair);
  answer = ask (fixture, "{\"expr\":\"up\",\"instant\":true}", cancellable, &error);
  g_assert_null (answer);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* An answer of many chunks, more than may wait for the decoder at once. */
static void
test_large (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GString) reply =
    g_string_new (OK "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielAnswer) answer = NULL;
  const guint n_series = 1500;
  const guint n_points = 400;

  for (guint i = 0; i < n_series; i++)
    {
      g_string_append_printf (reply, "%s{\"metric\":{\"i\":\"%u\"},\"values\":[", i > 0 ? "," : "",
                              i);
      for (guint j = 0; j < n_points; j++)
        g_string_append_printf (reply, "%s[%u,\"%u.%u\"]", j > 0 ? "," : "", 1700000000 + 15 * j, i,
                                j);
      g_string_append (reply, "]}");
    }
  g_string_append (reply, "]}}");
  g_assert_cmpuint (reply->len, >, ORIEL_HTTP_PAUSE_BYTES);

  bad_server_set (fixture->server, "/base/api/v1/query_range", reply->str, (gssize) reply->len,
                  BAD_SERVER_CLOSE);
  answer = ask (fixture, "{\"expr\":\"x\"}", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->frames->len, ==, n_series);
  for (guint i = 0; i < n_series; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (answer->frames, i);

      g_assert_cmpuint (frame->n_rows, ==, n_points);
      g_assert_cmpfloat (oriel_frame_field (frame, 1)->column->numbers[7], ==, i + 0.7);
    }
}

static void
test_check (Fixture *fixture, gconstpointer user_data)
{
  const OrielDataSourceClass *klass = oriel_data_source_get_class (fixture->source);
  g_autoptr (GString) names = g_string_new (OK "{\"status\":\"success\",\"data\":[\"a\"");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (guint i = 1; i < 1204; i++)
    g_string_append (names, ",\"b\"");
  g_string_append (names, "]}");

  bad_server_set (fixture->server, "/base/api/v1/query", VECTOR, -1, BAD_SERVER_CLOSE);
  bad_server_set (fixture->server, "/base/api/v1/status/buildinfo",
                  OK "{\"status\":\"success\",\"data\":{\"version\":\"2.42.0\"}}", -1,
                  BAD_SERVER_CLOSE);
  bad_server_set (fixture->server, "/base/api/v1/label/__name__/values", names->str, -1,
                  BAD_SERVER_CLOSE);
  klass->check_async (fixture->source, NULL, done_cb, fixture);
  wait_for (fixture);
  text = klass->check_finish (fixture->source, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Prometheus 2.42.0, 1,204 metrics");

  g_clear_object (&fixture->result);
  g_free (g_steal_pointer (&text));
  bad_server_set (fixture->server, "/base/api/v1/label/__name__/values",
                  OK "{\"status\":\"success\",\"data\":[\"up\"]}", -1, BAD_SERVER_CLOSE);
  klass->check_async (fixture->source, NULL, done_cb, fixture);
  wait_for (fixture);
  text = klass->check_finish (fixture->source, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Prometheus 2.42.0, 1 metric");
}

static void
test_variable (Fixture *fixture, gconstpointer user_data)
{
  const OrielDataSourceClass *klass = oriel_data_source_get_class (fixture->source);
  g_autoptr (JsonNode) query = json_node_init_string (json_node_alloc (), "label_values(up, job)");
  OrielTimeSpan range = { 1700000000000, 1700000600000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielFrame) frame = NULL;

  bad_server_set (fixture->server, "/base/api/v1/label/job/values",
                  OK "{\"status\":\"success\",\"data\":[\"a\",\"b\"]}", -1, BAD_SERVER_CLOSE);
  klass->variable_async (fixture->source, query, &range, NULL, done_cb, fixture);
  wait_for (fixture);
  frame = klass->variable_finish (fixture->source, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (frame->n_rows, ==, 2);
  g_assert_cmpstr (oriel_frame_field (frame, 1)->name, ==, "value");
  g_assert_cmpstr (oriel_frame_field (frame, 1)->column->strings[1], ==, "b");
  g_assert_nonnull (strstr (request (fixture, 0), "match%5B%5D=up"));
}

static void
test_label_paths (void)
{
  static const struct
  {
    const char *label;
    const char *path;
  } cases[] = {
    { "job", "api/v1/label/job/values" },
    { "gen_ai.request.model", "api/v1/label/U__gen__ai_2e_request_2e_model/values" },
    { "0bad", "api/v1/label/U___30_bad/values" },
    { "ä", "api/v1/label/U___e4_/values" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = oriel_prometheus_label_path (cases[i].label);

      g_assert_cmpstr (path, ==, cases[i].path);
    }
}

int
main (int argc, char **argv)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/datasource/prometheus-source/" name, Fixture, NULL, set_up, func, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("range", test_range);
  ADD ("parts", test_parts);
  ADD ("failures", test_failures);
  ADD ("cancel", test_cancel);
  ADD ("large", test_large);
  ADD ("check", test_check);
  ADD ("variable", test_variable);
  g_test_add_func ("/datasource/prometheus-source/label-paths", test_label_paths);
  return g_test_run ();
}
