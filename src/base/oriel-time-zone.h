/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time zones by IANA name. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A zone that is kept for the process: never freed, compared by pointer. Any thread. */
typedef struct _OrielTimeZone OrielTimeZone;

/* The zone of `name`: an IANA name, `utc` (any case), `browser`, "" or NULL (the machine's own,
 * or the one that ORIEL_TIMEZONE names). Returns NULL when there is no such zone. */
const OrielTimeZone *oriel_time_zone_get (const char *name);

/* UTC. */
const OrielTimeZone *oriel_time_zone_utc (void);

/* `UTC`, `Europe/Berlin`. */
const char *oriel_time_zone_get_name (const OrielTimeZone *zone);

/* Offset from UTC in ms at an instant (ms since 1970). */
gint64 oriel_time_zone_offset_at (const OrielTimeZone *zone, gint64 at_ms);

/* `UTC`, `CET`, `EDT`; for zones without letters `+03`. */
const char *oriel_time_zone_abbreviation_at (const OrielTimeZone *zone, gint64 at_ms);

/* Calendar fields of an instant in a zone. */
typedef struct
{
  int year, month, day; /* month and day from 1 */
  int hour, minute, second, millisecond;
  int weekday;     /* 0 = Sunday */
  int day_of_year; /* from 1 */
} OrielCalendar;

/* Splits an instant. */
void oriel_time_zone_split (const OrielTimeZone *zone, gint64 at_ms, OrielCalendar *out);

/* Joins calendar fields (overflowing ones are carried: month 14, day 0) into an instant; local
 * times that do not exist move forward by the gap, as moment does; doubled ones are the first. */
gint64 oriel_time_zone_join (const OrielTimeZone *zone, const OrielCalendar *calendar);

G_END_DECLS
