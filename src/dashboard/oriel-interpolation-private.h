/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of interpolation share: how built-in names get their values. */

#pragma once

#include "base/oriel-arena.h"
#include "dashboard/oriel-interpolation.h"
#include "dashboard/oriel-value-formats.h"

G_BEGIN_DECLS

/* A reference to a built-in name. Texts end with zeros. */
typedef struct
{
  const OrielInterpolation *how;
  OrielArena *arena; /* for what the value borrows */
  const char *match; /* the reference as written */
  const char *name;
  const char *path;   /* nullable */
  const char *format; /* nullable: with arguments */
} OrielMacroCall;

/* Gives the value of a built-in name; `text` (NULL before) receives its display text where that
 * is another. FALSE: the reference stays as it is written. */
typedef gboolean (*OrielMacroFunc) (const OrielMacroCall *call,
                                    OrielValue *value,
                                    const char **text);

/* The built-in of that name, or NULL. */
OrielMacroFunc oriel_macro_find (const char *name);

/* The macros of cells: `__value`, `__field`, `__data`, `__series`. Without a cell the value is
 * the reference itself, as in Grafana. */
gboolean oriel_cell_macro_value (const OrielMacroCall *call, OrielValue *value, const char **text);
/* See oriel_cell_macro_value(). */
gboolean oriel_cell_macro_field (const OrielMacroCall *call, OrielValue *value, const char **text);
/* See oriel_cell_macro_value(). */
gboolean oriel_cell_macro_data (const OrielMacroCall *call, OrielValue *value, const char **text);
/* See oriel_cell_macro_value(). */
gboolean oriel_cell_macro_series (const OrielMacroCall *call, OrielValue *value, const char **text);

/* Sets a string value, copied into the call's arena; NULL is undefined. TRUE always. */
gboolean oriel_macro_take_string (const OrielMacroCall *call, OrielValue *value, const char *text);

G_END_DECLS
