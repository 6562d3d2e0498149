/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list of time zones shows of one: its name, its countries, its letters and offset. */

#pragma once

#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

typedef struct
{
  char code[3]; /* ISO 3166, `DE` */
  char *name;   /* English, from the system's table */
} OrielTimeZoneCountry;

typedef struct
{
  char *name;      /* as it is shown: `Europe/Berlin`, `Browser Time`, `Default` */
  char *iana_name; /* `Europe/Berlin` */
  char *letters;   /* `CET`; customary ones where the zone files have only an offset, or "" */
  gint64 offset_ms;
  GArray *countries; /* of OrielTimeZoneCountry, by code; empty for zones of no country */
} OrielTimeZoneInfo;

/* The zone of `name` (see oriel_time_zone_get(); `browser` and "" are named so) at an instant.
 * Returns NULL when there is no such zone; reads small files: not for every frame. Free with
 * oriel_time_zone_info_free(). Any thread. */
OrielTimeZoneInfo *oriel_time_zone_info_new (const char *name,
                                             gint64 at_ms) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_time_zone_info_free (OrielTimeZoneInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielTimeZoneInfo, oriel_time_zone_info_free)

G_END_DECLS
