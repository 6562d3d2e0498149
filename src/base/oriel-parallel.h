/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One piece of work cut up over the processor's cores. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*OrielParallelFunc) (gpointer data, guint i);

/* Calls `func` with every `i` below `n`, each once, in any order and on several threads, of which
 * the caller's is one, and returns when all have returned. Helpers that are busy elsewhere are not
 * waited for, so it may be called from workers too. */
void oriel_parallel_for (guint n, OrielParallelFunc func, gpointer data);

G_END_DECLS
