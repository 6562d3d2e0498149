/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the time zone share: the table of a zone's periods and its two sources, the
 * zone file and the yearly rule at its end. */

#pragma once

#include "base/oriel-calendar.h"

G_BEGIN_DECLS

/* The zone files have up to six; with these a period is 32 bytes. */
#define ORIEL_ZONE_MAX_LETTERS 11

/* A stretch of time with one offset; it ends where the next one starts. */
typedef struct
{
  gint64 start_ms;     /* instant; the first period's is G_MININT64 */
  gint64 local_end_ms; /* local times before this one belong here or earlier; never descends */
  gint32 offset_ms;    /* local = UTC + offset */
  char letters[ORIEL_ZONE_MAX_LETTERS + 1]; /* `CET`, `+03` */
} OrielZonePeriod;

#define ORIEL_MS_PER_400_YEARS (G_GINT64_CONSTANT (146097) * ORIEL_MS_PER_DAY)

/* The folder of the system's zone files: TZDIR, else a customary place. Static. */
const char *oriel_time_zone_dir (void);

/* Reads a TZif file (RFC 8536) of any version into `periods` (of OrielZonePeriod; local_end_ms
 * is left alone) and its last line into `rule` (free with g_free(); NULL without one).
 * Returns FALSE when it is none; files that count leap seconds are refused. */
gboolean oriel_zone_file_parse (const char *data, gsize length, GArray *periods, char **rule);

/* Appends what a POSIX rule (`CET-1CEST,M3.5.0,M10.5.0/3`) says from the last period on, for
 * somewhat more than 400 years. `cycle_end_ms` receives the instant from which the 400 years
 * before repeat for ever, G_MAXINT64 when nothing changes any more. Returns FALSE when the rule
 * can't be read; `periods` is unchanged then. */
gboolean oriel_zone_rule_append (const char *rule, GArray *periods, gint64 *cycle_end_ms);

G_END_DECLS
