/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which members of an object's tree the library looks at.
 *
 * This folder's programs are linked so that json-glib's look-ups pass by here (`--wrap`): the
 * library itself knows nothing of it. Any thread. */

#pragma once

#include <json-glib/json-glib.h>

/* Paths go so many levels deep: `legend.calcs`, `reduceOptions.calcs`. */
#define SPY_DEPTH 3

/* Watches the tree of `object`, whose paths begin with `prefix`. What is looked up is added to
 * `read`, a set of paths that it owns. Until spy_stop(). */
void spy_watch (JsonObject *object, const char *prefix, GHashTable *read);

/* Watches nothing any more. */
void spy_stop (void);

/* Calls `found` with each path of `object` that has a value of its own. */
void spy_list_paths (JsonObject *object,
                     const char *prefix,
                     void (*found) (const char *path, gpointer user_data),
                     gpointer user_data);
