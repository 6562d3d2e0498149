/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames as text in rows. */

#pragma once

#include "field/oriel-display.h"

G_BEGIN_DECLS

/* Appends one cell, quoted where RFC 4180 asks for it. `text` is nullable (empty). */
void ctl_csv_append_cell (GString *out, const char *text, gboolean first);

/* Appends a frame as CSV: display names, then rows; times in ISO 8601, numbers raw. */
void ctl_csv_append_frame (GString *out, const OrielFrame *frame);

/* The raw value of a cell as text. Free with g_free(). */
char *ctl_csv_value (const OrielField *field, gsize row);

G_END_DECLS
