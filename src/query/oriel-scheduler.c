/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-scheduler.h.
 *
 * A request is in `requests` from the first ask until its answer was handed out;
 * the scheduler may die meanwhile, so a running request knows it by a pointer
 * that is cleared then.
 */

#include "config.h"

#include "query/oriel-scheduler.h"

#include <string.h>

#include "base/oriel-json-share.h"
#include "query/oriel-panel-plan.h"

typedef struct
{
  guint id;
  OrielAnswerFunc func;
  gpointer user_data;
} Waiter;

typedef enum
{
  QUEUED,
  RUNNING,
  ANSWERED, /* its waiters are being told */
} RequestState;

typedef struct
{
  OrielScheduler *scheduler; /* NULL once nobody waits and the request only ends */
  OrielDataSource *source;
  OrielQuery *query;
  char *key;
  char *host;
  int priority;
  guint64 order;
  RequestState state;
  GArray *waiters; /* of Waiter */
  GCancellable *cancellable;
} Request;

struct _OrielScheduler
{
  GPtrArray *requests;         /* of Request */
  GHashTable *running_by_host; /* host → count */
  guint next_id;
  guint64 next_order;
  guint n_running;
  guint n_sent;
};

static void pump (OrielScheduler *scheduler);

static OrielQuery *
query_copy (const OrielQuery *query)
{
  OrielQuery *copy = g_memdup2 (query, sizeof *query);

  copy->ref_id = g_strdup (query->ref_id);
  copy->target = oriel_json_object_ref (query->target);
  return copy;
}

static void
request_free (Request *request)
{
  oriel_data_source_unref (request->source);
  oriel_query_free (request->query);
  g_free (request->key);
  g_free (request->host);
  g_array_unref (request->waiters);
  g_object_unref (request->cancellable);
  g_free (request);
}

OrielScheduler *
oriel_scheduler_new (void)
{
  OrielScheduler *scheduler = g_new0 (OrielScheduler, 1);

  scheduler->requests = g_ptr_array_new ();
  scheduler->running_by_host = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return scheduler;
}

/* Lets go of a request: one that runs frees itself when its end is reported. */
static void
abandon (Request *request)
{
  if (request->state == QUEUED)
    {
      request_free (request);
      return;
    }

  request->scheduler = NULL;
  g_cancellable_cancel (request->cancellable);
}

void
oriel_scheduler_free (OrielScheduler *scheduler)
{
  if (scheduler == NULL)
    return;

  for (guint i = 0; i < scheduler->requests->len; i++)
    abandon (g_ptr_array_index (scheduler->requests, i));

  g_ptr_array_unref (scheduler->requests);
  g_hash_table_unref (scheduler->running_by_host);
  g_free (scheduler);
}

static void
count_running (OrielScheduler *scheduler, const char *host, int by)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (scheduler->running_by_host, host));

  g_hash_table_insert (scheduler->running_by_host, g_strdup (host),
                       GUINT_TO_POINTER (count + (guint) by));
  scheduler->n_running += (guint) by;
}

static gboolean
host_is_full (const OrielScheduler *scheduler, const char *host)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (scheduler->running_by_host, host)) >=
         ORIEL_SCHEDULER_PER_HOST;
}

/* Hands the answer to each waiter. A callback may ask anew, drop other waiters (they are then no
 * longer in the list) or free the scheduler (which clears request->scheduler). */
static void
deliver (Request *request, const OrielAnswer *answer, const GError *error)
{
  while (request->scheduler != NULL && request->waiters->len > 0)
    {
      Waiter waiter = g_array_index (request->waiters, Waiter, 0);

      g_array_remove_index (request->waiters, 0);
      waiter.func (answer, error, waiter.user_data);
    }

  if (request->scheduler != NULL)
    g_ptr_array_remove (request->scheduler->requests, request);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (OrielAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer =
    oriel_data_source_get_class (request->source)->query_finish (request->source, result, &error);
  if (request->scheduler != NULL)
    {
      request->state = ANSWERED;
      count_running (request->scheduler, request->host, -1);
      pump (request->scheduler);
      deliver (request, answer, error);
    }

  request_free (request);
}

static void
start (OrielScheduler *scheduler, Request *request)
{
  request->state = RUNNING;
  scheduler->n_sent++;
  count_running (scheduler, request->host, 1);
  oriel_data_source_get_class (request->source)
    ->query_async (request->source, request->query, request->cancellable, answered_cb, request);
}

static Request *
next_request (const OrielScheduler *scheduler)
{
  Request *best = NULL;

  for (guint i = 0; i < scheduler->requests->len; i++)
    {
      Request *request = g_ptr_array_index (scheduler->requests, i);

      if (request->state != QUEUED || host_is_full (scheduler, request->host))
        continue;
      if (best == NULL || request->priority < best->priority ||
          (request->priority == best->priority && request->order < best->order))
        best = request;
    }

  return best;
}

static void
pump (OrielScheduler *scheduler)
{
  Request *request;

  while ((request = next_request (scheduler)) != NULL)
    start (scheduler, request);
}

static Request *
find_request (const OrielScheduler *scheduler, const char *key)
{
  for (guint i = 0; i < scheduler->requests->len; i++)
    {
      Request *request = g_ptr_array_index (scheduler->requests, i);

      if (request->state != ANSWERED && strcmp (request->key, key) == 0)
        return request;
    }

  return NULL;
}

static char *
host_of (const OrielDataSource *source)
{
  const char *url = oriel_data_source_get_settings (source)->url;
  g_autoptr (GUri) uri = g_uri_parse (url != NULL ? url : "", G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (url != NULL ? url : "");

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

guint
oriel_scheduler_ask (OrielScheduler *scheduler,
                     OrielDataSource *source,
                     const OrielQuery *query,
                     const char *key,
                     int priority,
                     OrielAnswerFunc func,
                     gpointer user_data)
{
  Request *request = find_request (scheduler, key);
  Waiter waiter = { ++scheduler->next_id, func, user_data };

  if (request == NULL)
    {
      request = g_new0 (Request, 1);
      request->scheduler = scheduler;
      request->source = oriel_data_source_ref (source);
      request->query = query_copy (query);
      request->key = g_strdup (key);
      request->host = host_of (source);
      request->priority = priority;
      request->order = scheduler->next_order++;
      request->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
      request->cancellable = g_cancellable_new ();
      g_ptr_array_add (scheduler->requests, request);
    }

  request->priority = MIN (request->priority, priority);
  g_array_append_val (request->waiters, waiter);
  pump (scheduler);
  return waiter.id;
}

static gboolean
remove_waiter (Request *request, guint id)
{
  for (guint i = 0; i < request->waiters->len; i++)
    if (g_array_index (request->waiters, Waiter, i).id == id)
      {
        g_array_remove_index (request->waiters, i);
        return TRUE;
      }

  return FALSE;
}

void
oriel_scheduler_drop (OrielScheduler *scheduler, guint id)
{
  for (guint i = 0; i < scheduler->requests->len; i++)
    {
      Request *request = g_ptr_array_index (scheduler->requests, i);

      if (!remove_waiter (request, id))
        continue;
      if (request->waiters->len == 0 && request->state != ANSWERED)
        {
          g_ptr_array_remove_index (scheduler->requests, i);
          if (request->state == RUNNING)
            count_running (scheduler, request->host, -1);
          abandon (request);
          pump (scheduler);
        }
      return;
    }
}

guint
oriel_scheduler_get_n_running (const OrielScheduler *scheduler)
{
  return scheduler->n_running;
}

guint
oriel_scheduler_get_n_sent (const OrielScheduler *scheduler)
{
  return scheduler->n_sent;
}
