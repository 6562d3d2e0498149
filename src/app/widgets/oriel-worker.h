/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The workers that prepare, lay out and paint: one a core, so that a page of panels does not
 * take the processor from the main thread. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs `func` for `task` on a worker, in the order of calls; cancelled tasks are skipped. The
 * task answers on its own main context. */
void oriel_worker_run (GTask *task, GTaskThreadFunc func);

G_END_DECLS
