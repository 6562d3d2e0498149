/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time zones by IANA name, read from the system's zone files (TZif).
 *
 * Own reading rather than GTimeZone's: a lookup is one binary search in an immutable table, rules
 * hold for ever, and local times that don't exist or exist twice resolve as Grafana's do. */

#pragma once

#include "base/oriel-calendar.h"

G_BEGIN_DECLS

/* A zone that is kept for the process: never freed, compared by pointer. Any thread. */
typedef struct _OrielTimeZone OrielTimeZone;

/* The zone of `name`: an IANA name (any case), `utc`, `browser`, "" or NULL (the machine's own,
 * or the one that ORIEL_TIMEZONE names). Returns NULL when there is no such zone; Grafana then
 * takes the browser's. Names may be hostile: none leads out of the zone folder. */
const OrielTimeZone *oriel_time_zone_get (const char *name);

/* UTC. */
const OrielTimeZone *oriel_time_zone_utc (void);

/* The machine's own zone: what `browser` names. Never NULL. */
const OrielTimeZone *oriel_time_zone_machine (void);

/* TRUE for what `browser` names, also when its IANA name is another's too. Grafana shows no
 * letters (token `z`) there. */
gboolean oriel_time_zone_is_machine (const OrielTimeZone *zone);

/* `UTC`, `Europe/Berlin`. */
const char *oriel_time_zone_get_name (const OrielTimeZone *zone);

/* Offset from UTC in ms at an instant (ms since 1970). */
gint64 oriel_time_zone_offset_at (const OrielTimeZone *zone, gint64 at_ms);

/* `UTC`, `CET`, `EDT`; for zones without letters `+03`. */
const char *oriel_time_zone_abbreviation_at (const OrielTimeZone *zone, gint64 at_ms);

/* Splits an instant. */
void oriel_time_zone_split (const OrielTimeZone *zone, gint64 at_ms, OrielCalendar *out);

/* Joins calendar fields (overflowing ones are carried: month 14, day 0) into an instant; local
 * times that do not exist move forward by the gap, as moment does; doubled ones are the first. */
gint64 oriel_time_zone_join (const OrielTimeZone *zone, const OrielCalendar *calendar);

/* The instant of local milliseconds, resolved like oriel_time_zone_join(). */
gint64 oriel_time_zone_from_local (const OrielTimeZone *zone, gint64 local_ms);

/* The version of the system's zone data, "2025b"; "" when it is not known. */
const char *oriel_time_zone_data_version (void);

G_END_DECLS
