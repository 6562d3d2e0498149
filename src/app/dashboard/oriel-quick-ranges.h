/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ranges that are offered by name, in Grafana's order. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *from;
  const char *to;
  const char *name; /* to be translated */
} OrielQuickRange;

/* All of them; `n` receives their number. */
const OrielQuickRange *oriel_quick_ranges (guint *n);

G_END_DECLS
