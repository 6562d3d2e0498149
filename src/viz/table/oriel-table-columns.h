/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of a table: which fields, how wide, how aligned. */

#pragma once

#include "draw/oriel-scene.h"
#include "field/oriel-display.h"
#include "viz/table/oriel-table-cells.h"

G_BEGIN_DECLS

#define ORIEL_TABLE_COLUMN_MIN_PX 150.0

/* One column. */
typedef struct
{
  int index;               /* of the field in its frame */
  const OrielField *field; /* owned by the frame */
  OrielTableCellOptions cell;
  OrielAlign align;        /* numbers stand right where they are plain text */
  OrielAlign footer_align; /* and in the footer always */

  double width;     /* px; 0: a share of what is left */
  double min_width; /* px; of columns that share */
  gboolean filterable, inspect;
  gboolean wrap_header;
  JsonArray *links;      /* nullable; a reference; variables replaced but those of the cell */
  char **reducers;       /* nullable: ids of the footer */
  OrielDisplay *display; /* owned */
} OrielTableColumn;

/* Reads what the field's config says of its column; display and links stay NULL. */
void oriel_table_column_init (OrielTableColumn *column, const OrielField *field, int index);

/* Frees its members. */
void oriel_table_column_clear (OrielTableColumn *column);

/* TRUE when the field has no column: `custom.hidden`, `custom.hideFrom.viz`. */
gboolean oriel_table_field_is_hidden (const OrielField *field);

/* Widths in px of `n` columns in a table `width` px wide; they may add up to more. */
void
oriel_table_column_widths (const OrielTableColumn *columns, guint n, double width, double *widths);

G_END_DECLS
