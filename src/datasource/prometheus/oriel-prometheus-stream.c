/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header.
 *
 * Chunks queue up behind a lock; a job of the pool works them off in order and ends when there
 * are none, so that a slow download holds no thread. The decoder belongs to the job that runs,
 * of which there is at most one a stream. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-stream.h"

typedef struct
{
  OrielHttp *http;
  GTask *task; /* owns the stream */
  GMainContext *context;
  GCancellable *cancellable; /* the download's own: a decoder that has enough ends it */
  gulong cancelled_handler;
  OrielPrometheusDecoder *decoder;

  GMutex lock;      /* of the members below */
  GQueue chunks;    /* of GBytes */
  gsize n_pending;  /* their bytes */
  gboolean running; /* a job is queued or at work */
  gboolean ended;   /* no chunk will come any more */
  gboolean paused;  /* the client was told to wait */
  GError *error;    /* nullable: the decoder's or, failing that, the client's */
  OrielTimings timings;
} Stream;

static void work (gpointer data, gpointer user_data);

static void
push_job (Stream *stream)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    {
      GThreadPool *created =
        g_thread_pool_new (work, NULL, (int) g_get_num_processors (), FALSE, NULL);

      g_once_init_leave (&pool, created);
    }

  g_thread_pool_push (pool, stream, NULL);
}

static void
stream_free (gpointer data)
{
  Stream *stream = data;

  g_queue_clear_full (&stream->chunks, (GDestroyNotify) g_bytes_unref);
  oriel_prometheus_decoder_free (stream->decoder);
  oriel_http_unref (stream->http);
  g_clear_object (&stream->cancellable);
  g_clear_error (&stream->error);
  g_main_context_unref (stream->context);
  g_mutex_clear (&stream->lock);
  g_free (stream);
}

static gboolean
resume_cb (gpointer data)
{
  GTask *task = data;
  Stream *stream = g_task_get_task_data (task);

  oriel_http_resume (stream->http, stream);
  return G_SOURCE_REMOVE;
}

/* The next chunk, or NULL when the job is to end; `finished` receives whether for good. */
static GBytes *
next_chunk (Stream *stream, gboolean *finished)
{
  GBytes *chunk;

  g_mutex_lock (&stream->lock);
  chunk = g_queue_pop_head (&stream->chunks);
  if (chunk == NULL)
    stream->running = FALSE;
  *finished = chunk == NULL && stream->ended;
  g_mutex_unlock (&stream->lock);
  return chunk;
}

static void
take_chunk (Stream *stream, GBytes *chunk)
{
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  gboolean resume = FALSE;
  gsize length;
  const char *bytes = g_bytes_get_data (chunk, &length);

  if (stream->error == NULL &&
      !oriel_prometheus_decoder_feed (stream->decoder, bytes, length, &error))
    g_cancellable_cancel (stream->cancellable);

  g_mutex_lock (&stream->lock);
  if (error != NULL && stream->error == NULL)
    stream->error = g_steal_pointer (&error);
  stream->n_pending -= length;
  if (stream->paused && stream->n_pending <= ORIEL_HTTP_PAUSE_BYTES / 2)
    {
      stream->paused = FALSE;
      resume = TRUE;
    }
  stream->timings.decode_us += g_get_monotonic_time () - begin_us;
  g_mutex_unlock (&stream->lock);

  if (resume)
    g_main_context_invoke_full (stream->context, G_PRIORITY_DEFAULT, resume_cb,
                                g_object_ref (stream->task), g_object_unref);
}

static void
return_result (Stream *stream)
{
  g_autoptr (GTask) task = stream->task;
  g_autoptr (GError) error = NULL;
  OrielPrometheusResult *result = NULL;

  if (stream->error != NULL)
    error = g_error_copy (stream->error);
  else
    result = oriel_prometheus_decoder_finish (stream->decoder, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) oriel_prometheus_result_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
work (gpointer data, gpointer user_data)
{
  Stream *stream = data;
  gboolean finished;
  GBytes *chunk;

  while ((chunk = next_chunk (stream, &finished)) != NULL)
    {
      take_chunk (stream, chunk);
      g_bytes_unref (chunk);
    }

  if (finished)
    return_result (stream);
}

static gsize
chunk_cb (GBytes *chunk, gpointer user_data)
{
  Stream *stream = user_data;
  gboolean start;
  gsize n_pending;

  g_mutex_lock (&stream->lock);
  g_queue_push_tail (&stream->chunks, g_bytes_ref (chunk));
  stream->n_pending += g_bytes_get_size (chunk);
  n_pending = stream->n_pending;
  stream->paused = n_pending > ORIEL_HTTP_PAUSE_BYTES;
  start = !stream->running;
  stream->running = TRUE;
  g_mutex_unlock (&stream->lock);

  if (start)
    push_job (stream);
  return n_pending;
}

static void
take_times (Stream *stream, const OrielHttpResponse *response)
{
  const OrielHttpTimes *times = &response->times;

  stream->timings.started_us = times->queued_us;
  stream->timings.wait_us = times->started_us - times->queued_us;
  stream->timings.first_byte_us = times->first_byte_us - times->queued_us;
  stream->timings.download_us = times->done_us - times->queued_us;
  stream->timings.bytes = response->n_bytes;
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Stream *stream = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielHttpResponse) response = oriel_http_send_finish (result, &error);
  gboolean start;

  g_cancellable_disconnect (g_task_get_cancellable (stream->task), stream->cancelled_handler);

  g_mutex_lock (&stream->lock);
  if (response != NULL)
    take_times (stream, response);
  else if (stream->error == NULL)
    stream->error = g_steal_pointer (&error);
  stream->ended = TRUE;
  start = !stream->running;
  stream->running = TRUE;
  g_mutex_unlock (&stream->lock);

  if (start)
    push_job (stream);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

void
oriel_prometheus_ask_async (OrielHttp *http,
                            const char *path,
                            const char *form,
                            gboolean post,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Stream *stream = g_new0 (Stream, 1);
  OrielHttpRequest request = { .path = path, .form = form, .post = post };

  stream->http = oriel_http_ref (http);
  stream->context = g_main_context_ref_thread_default ();
  stream->cancellable = g_cancellable_new ();
  stream->decoder = oriel_prometheus_decoder_new ();
  g_mutex_init (&stream->lock);
  g_queue_init (&stream->chunks);

  stream->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (stream->task, oriel_prometheus_ask_async);
  g_task_set_task_data (stream->task, stream, stream_free);
  g_task_set_check_cancellable (stream->task, FALSE);
  if (cancellable != NULL)
    stream->cancelled_handler = g_cancellable_connect (
      cancellable, G_CALLBACK (cancelled_cb), g_object_ref (stream->cancellable), g_object_unref);

  oriel_http_send_async (http, &request, chunk_cb, stream, stream->cancellable, sent_cb, stream);
}

OrielPrometheusResult *
oriel_prometheus_ask_finish (GAsyncResult *result, OrielTimings *timings, GError **error)
{
  Stream *stream = g_task_get_task_data (G_TASK (result));
  OrielPrometheusResult *answer = g_task_propagate_pointer (G_TASK (result), error);

  if (timings != NULL)
    *timings = stream->timings;
  if (answer == NULL && error != NULL && *error != NULL)
    (*error)->message = oriel_http_redact (stream->http, (*error)->message);
  return answer;
}
