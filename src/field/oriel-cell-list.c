/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-cell-list.h. */

#include "config.h"

#include "field/oriel-cell-list.h"

#include <string.h>

#include "field/oriel-cell.h"
#include "field/oriel-unit-private.h"

/* Lists within lists that are written out. */
#define MAX_DEPTH 8

static void
append (JsonArray *array, const char *separator, char *out, gsize size, guint depth)
{
  guint n = depth < MAX_DEPTH ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n && strlen (out) + 1 < size; i++)
    {
      OrielReduced cell = oriel_cell_from_node (json_array_get_element (array, i));
      char buffer[ORIEL_NUMBER_BUFFER];

      if (i > 0)
        oriel_unit_append (out, size, separator);
      if (cell.kind == ORIEL_REDUCED_OTHER && JSON_NODE_HOLDS_ARRAY (cell.node))
        append (json_node_get_array (cell.node), ",", out, size, depth + 1);
      else if (!oriel_cell_is_null (&cell))
        oriel_unit_append (out, size, oriel_cell_text (&cell, buffer));
    }
}

void
oriel_cell_list_append (JsonArray *array, const char *separator, char *out, gsize size)
{
  append (array, separator, out, size, 0);
}
