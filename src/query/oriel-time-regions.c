/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-time-regions.h. The rules are those of Grafana's time regions: a region begins at a
 * time of day, each day or on one day of the week, and lasts until the next time that its end is
 * reached. */

#include "config.h"

#include "query/oriel-time-regions.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "base/oriel-calendar.h"
#include "base/oriel-json.h"
#include "base/oriel-time-zone.h"
#include "query/oriel-event-list.h"

#define MINUTE_MS ((gint64) 60 * 1000)
#define DAY_MS (24 * 60 * MINUTE_MS)
#define WEEK_MS (7 * DAY_MS)

/* Regions beyond these are too narrow to be seen. */
#define MAX_REGIONS 5000

/* When regions are, in local time. */
typedef struct
{
  int day;            /* Monday is 1; 0: each day */
  gint64 from_ms;     /* of the day */
  gint64 duration_ms; /* 0: a moment */
} Rule;

/* The time of day in ms; -1 when none is said. */
static gint64
time_of_day (JsonObject *region, const char *member)
{
  int hour, minute = 0;

  if (sscanf (oriel_json_string (region, member, ""), "%2d:%2d", &hour, &minute) < 1)
    return -1;

  return (CLAMP (hour, 0, 24) * 60 + CLAMP (minute, 0, 59)) * MINUTE_MS;
}

static int
day_of_week (JsonObject *region, const char *member)
{
  gint64 day = oriel_json_int (region, member, 0);

  return day >= 1 && day <= 7 ? (int) day : 0;
}

/* FALSE when nothing is said of when. */
static gboolean
read_rule (JsonObject *region, Rule *rule)
{
  int from_day = day_of_week (region, "fromDayOfWeek");
  int to_day = day_of_week (region, "toDayOfWeek");
  gint64 from = time_of_day (region, "from");
  gint64 to = time_of_day (region, "to");
  gboolean whole_days;

  if (from_day == 0 && to_day == 0 && from < 0 && to < 0)
    return FALSE;

  if (from_day == 0)
    from_day = to_day;
  if (to_day == 0)
    to_day = from_day;
  whole_days = from_day != 0 && from < 0 && to < 0;
  if (from < 0)
    from = whole_days || to < 0 ? 0 : to;
  if (to < 0)
    to = whole_days ? DAY_MS : from;

  rule->day = from_day;
  rule->from_ms = from;
  rule->duration_ms = (to_day - from_day) * DAY_MS + to - from;
  if (rule->duration_ms < 0)
    rule->duration_ms += from_day == 0 ? DAY_MS : WEEK_MS;
  return TRUE;
}

/* 1970 began on a Thursday. */
static int
weekday_of (gint64 day)
{
  return (int) oriel_floor_mod (day + 3, 7) + 1;
}

static void
add_regions (OrielEventList *list,
             const Rule *rule,
             const char *name,
             const OrielTimeSpan *range,
             const OrielTimeZone *zone)
{
  const char *text = oriel_event_list_text (list, name);
  gint64 first = range->from_ms - rule->duration_ms;
  gint64 day = oriel_floor_div (first + oriel_time_zone_offset_at (zone, first), DAY_MS) - 1;
  gint64 end = oriel_floor_div (range->to_ms, DAY_MS) + 2;

  for (; day < end && !list->is_cut; day++)
    {
      gint64 local = day * DAY_MS + rule->from_ms;
      OrielEvent event = { .text = text };

      if (rule->day != 0 && weekday_of (day) != rule->day)
        continue;

      event.time_ms = oriel_time_zone_from_local (zone, local);
      event.end_ms = oriel_time_zone_from_local (zone, local + rule->duration_ms);
      if (event.end_ms >= range->from_ms && event.time_ms <= range->to_ms)
        oriel_event_list_add (list, &event);
    }
}

OrielFrame *
oriel_time_regions_new (const OrielAnnotation *annotation,
                        const char *name,
                        const OrielTimeSpan *range,
                        const OrielTimeZone *zone)
{
  JsonObject *region = oriel_json_object (annotation->target, "timeRegion");
  const char *zone_name = oriel_json_string (region, "timezone", "");
  const OrielTimeZone *own = *zone_name != '\0' ? oriel_time_zone_get (zone_name) : NULL;
  gboolean is_cron = g_str_equal (oriel_json_string (region, "mode", ""), "cron");
  OrielEventList list;
  OrielFrame *frame;
  Rule rule;

  oriel_event_list_init (&list, MAX_REGIONS);
  if (!is_cron && read_rule (region, &rule))
    add_regions (&list, &rule, name, range, own != NULL ? own : zone);

  frame = oriel_event_list_to_frame (&list, name, annotation->color);
  if (is_cron)
    oriel_frame_add_notice (frame, ORIEL_NOTICE_WARNING,
                            _ ("Time regions by cron expression are not worked out."));
  return frame;
}
