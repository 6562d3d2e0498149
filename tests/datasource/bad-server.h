/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server on loopback that says exactly what a test wants, byte for byte.
 *
 * It runs on the test's main context. A path that was not set is answered with 404. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BAD_SERVER_CLOSE,   /* send the reply, then close */
  BAD_SERVER_HOLD,    /* send the reply (perhaps nothing) and leave the connection open */
  BAD_SERVER_ENDLESS, /* send the reply, then its last byte again and again */
} BadServerEnd;

typedef struct _BadServer BadServer;

/* Starts a server at a free port. */
BadServer *bad_server_new (void);

/* Stops it and closes what is open. */
void bad_server_free (BadServer *server);

/* `http://127.0.0.1:PORT`; borrowed. */
const char *bad_server_get_url (BadServer *server);

/* Sets what a path (without query) is answered with; `length` -1: a string. */
void bad_server_set (BadServer *server,
                     const char *path,
                     const char *reply,
                     gssize length,
                     BadServerEnd end);

/* The requests so far, heads and bodies, as owned strings. */
GPtrArray *bad_server_get_requests (BadServer *server);

/* Connections that are open after their reply, and the most there ever were. */
guint bad_server_get_n_held (BadServer *server);
guint bad_server_get_max_held (BadServer *server);

/* Sends `reply` on one connection that is held and closes it. */
void bad_server_release (BadServer *server, const char *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BadServer, bad_server_free)

G_END_DECLS
