/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Options that dashboards have and that Grafana 13 itself does not read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *type;   /* of panels, after migration */
  const char *path;   /* of the option; those within it are meant too */
  const char *reason; /* a sentence's part: "of the old graph" */
} Leftover;

/* Number `i` of the table; NULL behind the last. */
const Leftover *leftover_nth (guint i);

/* Why an option of a type is nothing that is missing; NULL when it is none of these. */
const Leftover *leftover_find (const char *type, const char *path);

G_END_DECLS
