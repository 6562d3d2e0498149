/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bad-server.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  GBytes *reply;
  BadServerEnd end;
} Script;

struct _BadServer
{
  GSocketService *service;
  char *url;
  GHashTable *scripts; /* path → Script */
  GPtrArray *requests;
  GPtrArray *held; /* of GSocketConnection */
  guint max_held;
  GCancellable *cancellable;
};

typedef struct
{
  BadServer *server;
  GSocketConnection *connection;
  GCancellable *cancellable;
  GString *request;
  char buffer[4096];
  const Script *script;
  GBytes *endless; /* nullable */
} Client;

static void
script_free (gpointer data)
{
  Script *script = data;

  g_bytes_unref (script->reply);
  g_free (script);
}

static void
client_free (Client *client)
{
  g_object_unref (client->connection);
  g_object_unref (client->cancellable);
  g_string_free (client->request, TRUE);
  g_clear_pointer (&client->endless, g_bytes_unref);
  g_free (client);
}

static void
hold (Client *client)
{
  BadServer *server = client->server;

  g_ptr_array_add (server->held, g_object_ref (client->connection));
  server->max_held = MAX (server->max_held, server->held->len);
}

static void write_endless (Client *client);

static void
endless_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Client *client = user_data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    write_endless (client);
  else
    client_free (client);
}

static void
write_endless (Client *client)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (client->connection));

  g_output_stream_write_all_async (out, g_bytes_get_data (client->endless, NULL),
                                   g_bytes_get_size (client->endless), G_PRIORITY_DEFAULT,
                                   client->cancellable, endless_cb, client);
}

static void
begin_endless (Client *client)
{
  gsize length;
  const char *reply = g_bytes_get_data (client->script->reply, &length);
  char *block = g_malloc (65536);

  memset (block, reply[length - 1], 65536);
  client->endless = g_bytes_new_take (block, 65536);
  write_endless (client);
}

static void
replied_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Client *client = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    {
      client_free (client);
      return;
    }

  if (client->script->end == BAD_SERVER_ENDLESS)
    {
      begin_endless (client);
      return;
    }

  if (client->script->end == BAD_SERVER_HOLD)
    hold (client);
  else
    g_io_stream_close (G_IO_STREAM (client->connection), NULL, NULL);
  client_free (client);
}

static void
reply (Client *client)
{
  static Script missing = { NULL, BAD_SERVER_CLOSE };
  g_auto (GStrv) words = g_strsplit_set (client->request->str, " ?", 3);
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (client->connection));
  gsize length;
  const char *bytes;

  if (missing.reply == NULL)
    missing.reply = g_bytes_new_static ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 45);

  client->script = g_hash_table_lookup (client->server->scripts, words[1]);
  if (client->script == NULL)
    client->script = &missing;
  g_ptr_array_add (client->server->requests, g_strdup (client->request->str));
  bytes = g_bytes_get_data (client->script->reply, &length);
  g_output_stream_write_all_async (out, bytes, length, G_PRIORITY_DEFAULT, client->cancellable,
                                   replied_cb, client);
}

/* Whether the head and the body it announces are there. */
static gboolean
is_complete (const GString *request)
{
  const char *head_end = strstr (request->str, "\r\n\r\n");
  const char *length = strstr (request->str, "Content-Length: ");
  gsize body = length != NULL && length < head_end ? strtoul (length + 16, NULL, 10) : 0;

  return head_end != NULL && request->len >= (gsize) (head_end + 4 - request->str) + body;
}

static void read_request (Client *client);

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Client *client = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  if (n <= 0)
    {
      client_free (client);
      return;
    }

  g_string_append_len (client->request, client->buffer, n);
  if (is_complete (client->request))
    reply (client);
  else
    read_request (client);
}

static void
read_request (Client *client)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (client->connection));

  g_input_stream_read_async (in, client->buffer, sizeof client->buffer, G_PRIORITY_DEFAULT,
                             client->cancellable, read_cb, client);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  BadServer *server = user_data;
  Client *client = g_new0 (Client, 1);

  client->server = server;
  client->connection = g_object_ref (connection);
  client->cancellable = g_object_ref (server->cancellable);
  client->request = g_string_new (NULL);
  read_request (client);
  return TRUE;
}

BadServer *
bad_server_new (void)
{
  BadServer *server = g_new0 (BadServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;

  server->service = g_socket_service_new ();
  server->cancellable = g_cancellable_new ();
  server->requests = g_ptr_array_new_with_free_func (g_free);
  server->held = g_ptr_array_new_with_free_func (g_object_unref);
  server->scripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, script_free);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), address,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &effective, NULL));
  server->url = g_strdup_printf (
    "http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  g_signal_connect (server->service, "incoming", G_CALLBACK (incoming_cb), server);
  return server;
}

void
bad_server_free (BadServer *server)
{
  g_cancellable_cancel (server->cancellable);
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (server->service);
  g_object_unref (server->cancellable);
  g_ptr_array_unref (server->requests);
  g_ptr_array_unref (server->held);
  g_hash_table_unref (server->scripts);
  g_free (server->url);
  g_free (server);
}

const char *
bad_server_get_url (BadServer *server)
{
  return server->url;
}

void
bad_server_set (BadServer *server,
                const char *path,
                const char *text,
                gssize length,
                BadServerEnd end)
{
  Script *script = g_new0 (Script, 1);

  script->reply = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));
  script->end = end;
  g_hash_table_replace (server->scripts, g_strdup (path), script);
}

GPtrArray *
bad_server_get_requests (BadServer *server)
{
  return server->requests;
}

guint
bad_server_get_n_held (BadServer *server)
{
  return server->held->len;
}

guint
bad_server_get_max_held (BadServer *server)
{
  return server->max_held;
}

void
bad_server_release (BadServer *server, const char *text)
{
  GIOStream *connection = g_ptr_array_index (server->held, 0);
  GOutputStream *out = g_io_stream_get_output_stream (connection);

  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
  g_io_stream_close (connection, NULL, NULL);
  g_ptr_array_remove_index (server->held, 0);
}
