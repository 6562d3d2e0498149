/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of a date as they are read, before they are an instant. */

#pragma once

#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

typedef enum
{
  ORIEL_DATE_PART_YEAR,
  ORIEL_DATE_PART_MONTH, /* from 1 */
  ORIEL_DATE_PART_DAY,
  ORIEL_DATE_PART_HOUR,
  ORIEL_DATE_PART_MINUTE,
  ORIEL_DATE_PART_SECOND,
  ORIEL_DATE_PART_MILLISECOND,
  ORIEL_DATE_PART_DAY_OF_YEAR,
  ORIEL_DATE_PART_WEEK_YEAR, /* of ISO weeks, or of en-US ones when `us_weeks` */
  ORIEL_DATE_PART_WEEK,
  ORIEL_DATE_PART_WEEKDAY, /* 0 = Sunday */
  ORIEL_DATE_PART_OFFSET,  /* minutes east of UTC */
  ORIEL_DATE_PART_INSTANT, /* ms since 1970: nothing else counts */
  ORIEL_DATE_N_PARTS
} OrielDatePart;

typedef struct
{
  gint64 values[ORIEL_DATE_N_PARTS];
  guint known; /* a bit for every part */
  gboolean us_weeks;
  gboolean half_day_hour; /* the hour was read by h or hh */
  int half_day;           /* -1 not read, 0 am, 1 pm */
} OrielDateParts;

/* Nothing known. */
void oriel_date_parts_clear (OrielDateParts *parts);

/* Sets one part. */
void oriel_date_parts_set (OrielDateParts *parts, OrielDatePart part, gint64 value);

/* TRUE when the part was set. */
gboolean oriel_date_parts_has (const OrielDateParts *parts, OrielDatePart part);

/* The instant that the parts name. Returns FALSE when there is no such date. */
gboolean oriel_date_parts_resolve (const OrielDateParts *parts,
                                   const OrielTimeZone *zone,
                                   gint64 now_ms,
                                   gint64 *out_ms);

G_END_DECLS
