/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotations: which panels show them, and the events made of series, tables, snapshots and of
 * times that come again. */

#include "config.h"

#include <math.h>

#include "base/oriel-json.h"
#include "base/oriel-time-zone.h"
#include "query/oriel-annotation-events.h"
#include "query/oriel-time-regions.h"

#define START G_GINT64_CONSTANT (1742045400000)
#define MINUTE G_GINT64_CONSTANT (60000)

/* `json` has ' for ". */
static OrielAnnotation *
annotation_new (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, text, -1, 1000000, NULL);

  g_assert_nonnull (node);
  return oriel_annotation_read (json_node_get_object (node));
}

/* A series with a sample each minute. */
static OrielFrame *
series_new (const OrielLabel *labels, guint n_labels, const double *values, gsize n)
{
  gint64 *times = g_new (gint64, n);
  g_autoptr (OrielLabels) own = oriel_labels_new (labels, n_labels);
  g_autoptr (OrielColumn) time_column = NULL;
  g_autoptr (OrielColumn) value_column =
    oriel_column_new_take (ORIEL_FIELD_NUMBER, g_memdup2 (values, n * sizeof *values), n);
  OrielFrame *frame = oriel_frame_new ("Anno", NULL, n);

  for (gsize i = 0; i < n; i++)
    times[i] = START + (gint64) i * MINUTE;
  time_column = oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
  oriel_frame_add_field (frame, "Time", NULL, NULL, time_column);
  oriel_frame_add_field (frame, "Value", own, NULL, value_column);
  return frame;
}

static GPtrArray *
list_of (OrielFrame *frame)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  g_ptr_array_add (frames, frame);
  return frames;
}

static const OrielColumn *
column (const OrielFrame *frame, const char *name)
{
  for (guint i = 0; i < frame->fields->len; i++)
    if (g_str_equal (oriel_frame_field (frame, i)->name, name))
      return oriel_frame_field (frame, i)->column;

  g_assert_not_reached ();
}

/* `when` is the minutes of begin and end of each event. */
static void
check_times (const OrielFrame *events, const int (*when)[2], gsize n)
{
  g_assert_cmpuint (events->n_rows, ==, n);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpint (column (events, "time")->times[i], ==, START + when[i][0] * MINUTE);
      g_assert_cmpint (column (events, "timeEnd")->times[i], ==, START + when[i][1] * MINUTE);
      g_assert_cmpint (column (events, "isRegion")->booleans[i], ==, when[i][0] != when[i][1]);
    }
}

static char *
tags_at (const OrielFrame *events, gsize row)
{
  return oriel_json_to_text (column (events, "tags")->nodes[row], FALSE);
}

static void
test_series (void)
{
  const OrielLabel labels[] = { { "service", "a<b" }, { "version", "2" }, { "zone", "z" } };
  const double values[] = { 0, 1, 2, NAN, 0.5, -1, 0, 0, INFINITY };
  const int joined[][2] = { { 1, 4 }, { 8, 8 } };
  const int apart[][2] = { { 1, 2 }, { 4, 4 }, { 8, 8 } };
  g_autoptr (GPtrArray) frames = list_of (series_new (labels, 3, values, G_N_ELEMENTS (values)));
  OrielAnnotation *annotation = annotation_new (
    "{'name':'n','enable':true,'iconColor':'purple','titleFormat':'{{service}} {{ version }}',"
    "'textFormat':'{{missing}}','tagKeys':'zone,service'}");
  g_autoptr (OrielFrame) wide =
    oriel_annotation_events_of_series (annotation, "n", frames, 2 * MINUTE);
  g_autoptr (OrielFrame) close =
    oriel_annotation_events_of_series (annotation, "n", frames, MINUTE);
  g_autofree char *tags = tags_at (wide, 0);

  check_times (wide, joined, G_N_ELEMENTS (joined));
  check_times (close, apart, G_N_ELEMENTS (apart));
  g_assert_cmpstr (column (wide, "title")->strings[0], ==, "a<b 2");
  g_assert_cmpstr (column (wide, "text")->strings[0], ==, "missing");
  g_assert_cmpstr (column (wide, "color")->strings[1], ==, "purple");
  g_assert_cmpstr (tags, ==, "[\"a<b\",\"z\"]");
  g_assert_cmpstr (oriel_json_string (wide->meta, "dataTopic", ""), ==, "annotations");
  oriel_annotation_free (annotation);
}

static void
test_values_as_times (void)
{
  const double values[] = { START, START, START + 5 * MINUTE, NAN, 1e300 };
  const int when[][2] = { { 0, 0 }, { 5, 5 } };
  g_autoptr (GPtrArray) frames = list_of (series_new (NULL, 0, values, G_N_ELEMENTS (values)));
  OrielAnnotation *annotation = annotation_new ("{'useValueForTime':true}");
  g_autoptr (OrielFrame) events =
    oriel_annotation_events_of_series (annotation, "n", frames, MINUTE);

  check_times (events, when, G_N_ELEMENTS (when));
  oriel_annotation_free (annotation);
}

/* Nobody looks at so many; a hostile server sends them. */
static void
test_limit (void)
{
  gsize n = 3 * ORIEL_MAX_EVENTS;
  g_autofree double *values = g_new0 (double, n);
  OrielAnnotation *annotation = annotation_new ("{}");
  g_autoptr (GPtrArray) frames = NULL;
  g_autoptr (OrielFrame) events = NULL;

  for (gsize i = 0; i < n; i += 2)
    values[i] = 1;
  frames = list_of (series_new (NULL, 0, values, n));
  events = oriel_annotation_events_of_series (annotation, "n", frames, MINUTE);
  g_assert_cmpuint (events->n_rows, ==, ORIEL_MAX_EVENTS);
  g_assert_cmpuint (events->notices->len, ==, 1);
  oriel_annotation_free (annotation);
}

static void
test_tables (void)
{
  static const char json[] =
    "{\"schema\":{\"fields\":[{\"name\":\"when\",\"type\":\"time\"},{\"name\":\"message\","
    "\"type\":\"string\"},{\"name\":\"Title\",\"type\":\"string\"},{\"name\":\"labels\",\"type\":"
    "\"string\"}]},\"data\":{\"values\":[[1742045460000,null,1742045400000],[\"code 17 x\",\"b\","
    "\"c\"],[\"A\",\"B\",\"C\"],[\"x, y\",\"\",\"\"]]}}";
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, json, -1, 1000000, NULL);
  g_autoptr (GPtrArray) frames =
    list_of (oriel_frame_from_json (json_node_get_object (node), NULL));
  OrielAnnotation *annotation =
    annotation_new ("{'mappings':{'tags':{'source':'field','value':'labels'},'text':{'value':"
                    "'message','regex':'code (\\\\d+)'},'id':{'source':'text','value':'7'}}}");
  g_autoptr (OrielFrame) events = oriel_annotation_events_of_tables (annotation, "n", frames);
  g_autofree char *tags = tags_at (events, 1);

  g_assert_cmpuint (events->n_rows, ==, 2);
  g_assert_cmpint (column (events, "time")->times[0], ==, START);
  g_assert_cmpint (column (events, "timeEnd")->times[0], ==, ORIEL_TIME_NULL);
  g_assert_cmpstr (column (events, "title")->strings[1], ==, "A");
  g_assert_cmpstr (column (events, "text")->strings[1], ==, "17");
  g_assert_cmpstr (column (events, "text")->strings[0], ==, "c");
  g_assert_cmpstr (column (events, "id")->strings[0], ==, "7");
  g_assert_cmpstr (tags, ==, "[\"x\",\"y\"]");
  oriel_annotation_free (annotation);
}

static void
test_snapshot (void)
{
  const int when[][2] = { { 0, 10 }, { 1, 1 } };
  OrielAnnotation *annotation = annotation_new (
    "{'snapshotData':[{'time':1742045460000,'timeEnd':1742045460000,'text':'<b>x</b>','color':"
    "'red','tags':['t',3]},{'time':'no'},7,{'schema':{'fields':[{'name':'time','type':'time'},"
    "{'name':'timeEnd','type':'time'}]},'data':{'values':[[1742045400000],[1742046000000]]}}]}");
  g_autoptr (OrielFrame) events = oriel_annotation_events_of_snapshot (annotation, "n");

  check_times (events, when, G_N_ELEMENTS (when));
  g_assert_cmpstr (column (events, "text")->strings[1], ==, "<b>x</b>");
  g_assert_cmpstr (column (events, "color")->strings[1], ==, "red");
  oriel_annotation_free (annotation);
}

static void
test_filter (void)
{
  static const struct
  {
    const char *json;
    gboolean first, second;
  } cases[] = {
    { "{}", TRUE, TRUE },
    { "{'filter':{'exclude':false,'ids':[1]}}", TRUE, FALSE },
    { "{'filter':{'exclude':true,'ids':[1,'x']}}", FALSE, TRUE },
    { "{'filter':{'exclude':true}}", TRUE, TRUE },
    { "{'filter':{'ids':[]}}", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OrielAnnotation *annotation = annotation_new (cases[i].json);

      g_assert_cmpint (oriel_annotation_is_for (annotation, 1), ==, cases[i].first);
      g_assert_cmpint (oriel_annotation_is_for (annotation, 2), ==, cases[i].second);
      oriel_annotation_free (annotation);
    }
}

/* Old entries keep the query beside the name, new ones in a target; the target is first. */
static void
test_ages (void)
{
  OrielAnnotation *old = annotation_new ("{'expr':'up','step':'30s','datasource':'p'}");
  OrielAnnotation *new = annotation_new ("{'expr':'x','target':{'expr':'up','refId':'Q'}}");

  g_assert_cmpstr (oriel_json_string (old->target, "expr", ""), ==, "up");
  g_assert_cmpstr (oriel_json_string (old->target, "interval", ""), ==, "30s");
  g_assert_cmpstr (oriel_json_string (old->target, "refId", ""), ==, "Anno");
  g_assert_cmpstr (old->source.name, ==, "p");
  g_assert_cmpstr (oriel_json_string (new->target, "expr", ""), ==, "up");
  g_assert_cmpstr (oriel_json_string (new->target, "refId", ""), ==, "Q");
  oriel_annotation_free (old);
  oriel_annotation_free (new);
}

/* Every `[from, to]` of `wanted` is minutes after the first of March 2025, a Saturday, in UTC. */
static void
check_regions (const char *region, const char *zone, const int (*wanted)[2], gsize n)
{
  gint64 march = G_GINT64_CONSTANT (1740787200000);
  OrielTimeSpan range = { march, march + 8 * 24 * 60 * MINUTE };
  g_autofree char *json =
    g_strdup_printf ("{'target':{'queryType':'timeRegions','timeRegion':%s}}", region);
  OrielAnnotation *annotation = annotation_new (json);
  g_autoptr (OrielFrame) events =
    oriel_time_regions_new (annotation, "night", &range, oriel_time_zone_get (zone));

  g_assert_true (oriel_annotation_is_supported (annotation));
  g_assert_cmpuint (events->n_rows, ==, n);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpint (column (events, "time")->times[i], ==, march + wanted[i][0] * MINUTE);
      g_assert_cmpint (column (events, "timeEnd")->times[i], ==, march + wanted[i][1] * MINUTE);
    }
  oriel_annotation_free (annotation);
}

static void
test_time_regions (void)
{
  enum
  {
    DAY = 24 * 60
  };
  const int sunday[][2] = { { DAY, 2 * DAY }, { 8 * DAY, 9 * DAY } };
  const int weekend[][2] = { { 0, 2 * DAY }, { 7 * DAY, 9 * DAY } };
  const int berlin[][2] = { { 3 * DAY + 7 * 60, 3 * DAY + 16 * 60 + 30 } };
  const int one_day[][2] = { { 4 * DAY + 60, 4 * DAY + 60 } };

  check_regions ("{'fromDayOfWeek':7}", "utc", sunday, G_N_ELEMENTS (sunday));
  check_regions ("{'fromDayOfWeek':6,'toDayOfWeek':7,'timezone':'utc'}", "Europe/Berlin", weekend,
                 G_N_ELEMENTS (weekend));
  check_regions ("{'fromDayOfWeek':2,'from':'08:00','to':'17:30'}", "Europe/Berlin", berlin,
                 G_N_ELEMENTS (berlin));
  check_regions ("{'fromDayOfWeek':3,'from':'01:00'}", "utc", one_day, G_N_ELEMENTS (one_day));
  check_regions ("{}", "utc", NULL, 0);
  check_regions ("{'mode':'cron','cronExpr':'* * * * *'}", "utc", NULL, 0);
}

static void
test_nights (void)
{
  gint64 march = G_GINT64_CONSTANT (1740787200000);
  OrielTimeSpan range = { march, march + 24 * 60 * MINUTE };
  OrielAnnotation *annotation = annotation_new (
    "{'target':{'queryType':'timeRegions','timeRegion':{'from':'22:00','to':'6:00'}}}");
  g_autoptr (OrielFrame) events =
    oriel_time_regions_new (annotation, "night", &range, oriel_time_zone_utc ());

  g_assert_cmpuint (events->n_rows, ==, 2);
  g_assert_cmpint (column (events, "time")->times[0], ==, march - 120 * MINUTE);
  g_assert_cmpint (column (events, "timeEnd")->times[0], ==, march + 360 * MINUTE);
  g_assert_cmpstr (column (events, "text")->strings[0], ==, "night");
  oriel_annotation_free (annotation);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/annotations/series", test_series);
  g_test_add_func ("/query/annotations/values-as-times", test_values_as_times);
  g_test_add_func ("/query/annotations/limit", test_limit);
  g_test_add_func ("/query/annotations/tables", test_tables);
  g_test_add_func ("/query/annotations/snapshot", test_snapshot);
  g_test_add_func ("/query/annotations/filter", test_filter);
  g_test_add_func ("/query/annotations/ages", test_ages);
  g_test_add_func ("/query/annotations/time-regions", test_time_regions);
  g_test_add_func ("/query/annotations/nights", test_nights);
  return g_test_run ();
}
