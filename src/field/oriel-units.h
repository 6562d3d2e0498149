/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Value formats: a unit's id makes text of a number. */

#pragma once

#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

/* One value as text in three parts; the shown string is prefix + text + suffix. Each part
 * is ended by a zero; empty means none. */
typedef struct
{
  char prefix[64];
  char text[416];
  char suffix[64];
} OrielFormatted;

/* A unit's entry in the menu. */
typedef struct
{
  const char *id;
  const char *name;
  const char *category;
} OrielUnit;

/* How values become text, compiled once from a unit's id. */
typedef struct _OrielUnitFormat OrielUnitFormat;

/* The format of `unit`: an id, `suffix:x`, `prefix:x`, `time:TOKENS`, `si:`, `count:`,
 * `currency:`, `bool:a/b`; unknown text is a suffix, NULL or "" is `none`. Never NULL.
 * Free with oriel_unit_format_free(). Any thread. */
OrielUnitFormat *oriel_unit_format_new (const char *unit) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_unit_format_free (OrielUnitFormat *format);

/* What date units need beside the value. */
typedef struct
{
  const OrielTimeZone *zone; /* nullable: the machine's own */
  gint64 now_ms;
  gboolean show_ms;
} OrielUnitContext;

/* Formats `value`; `decimals` < 0 is automatic. `context` is nullable. Any thread. */
void oriel_unit_format_value (const OrielUnitFormat *format,
                              double value,
                              int decimals,
                              const OrielUnitContext *context,
                              OrielFormatted *out);

/* TRUE for the units whose scale is powers of 1024 (axes step in powers of two). */
gboolean oriel_unit_is_binary (const char *unit);

/* TRUE for date-time units and `time:`. */
gboolean oriel_unit_is_date (const char *unit);

/* TRUE for the units that show words for true and false. */
gboolean oriel_unit_is_boolean (const char *unit);

/* All units in menu order; `n` receives their number. Never freed. */
const OrielUnit *oriel_units_list (guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielUnitFormat, oriel_unit_format_free)

G_END_DECLS
