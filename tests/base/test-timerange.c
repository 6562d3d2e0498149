/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Time zones, formats, date math, ranges, intervals and durations against Grafana's own answers.
 * Where a zone's data is of another version than the oracle's, records of that zone may differ:
 * the versions are printed. */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/oriel-date-format.h"
#include "base/oriel-date-parse.h"
#include "base/oriel-duration.h"
#include "base/oriel-number.h"
#include "base/oriel-time-range.h"
#include "base/oriel-time-zone-info.h"
#include "oracle.h"

static const char *
text_member (JsonObject *record, const char *name)
{
  return json_object_get_string_member_with_default (record, name, NULL);
}

static gint64
int_member (JsonObject *record, const char *name)
{
  return json_object_get_int_member_with_default (record, name, 0);
}

static double
number_member (JsonObject *record, const char *name)
{
  return oracle_number (json_object_get_member (record, name));
}

static gboolean
bool_member (JsonObject *record, const char *name)
{
  return json_object_get_boolean_member_with_default (record, name, FALSE);
}

static gboolean
same_bool (GString *why, const char *what, gboolean ours, gboolean theirs)
{
  return oracle_same_text (why, what, ours ? "true" : "false", theirs ? "true" : "false");
}

/* A member that is text, or an instant as a number of ms. Free with g_free(). */
static char *
time_text (JsonObject *record, const char *name)
{
  JsonNode *node = json_object_get_member (record, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));

  return oriel_date_format_iso (json_node_get_int (node));
}

/* Grafana takes the browser's zone for one that it does not know. */
static const OrielTimeZone *
zone_or_machine (const char *name)
{
  const OrielTimeZone *zone = oriel_time_zone_get (name);

  return zone != NULL ? zone : oriel_time_zone_machine ();
}

static int
week_start (const char *name)
{
  if (g_strcmp0 (name, "monday") == 0)
    return 1;

  return g_strcmp0 (name, "saturday") == 0 ? 6 : 0;
}

static OrielTimeContext
context_of (JsonObject *record)
{
  return (OrielTimeContext){
    .now_ms = int_member (record, "now"),
    .zone = zone_or_machine (text_member (record, "tz")),
    .week_start = week_start (text_member (record, "weekStart")),
    .fiscal_year_start_month = (int) int_member (record, "fiscalYearStartMonth"),
  };
}

/* Compares an instant with a number, `"invalid"`, or null. */
static gboolean
same_instant (GString *why, const char *what, gboolean parsed, gint64 ours, JsonNode *theirs)
{
  if (theirs == NULL || JSON_NODE_HOLDS_NULL (theirs))
    return same_bool (why, what, parsed, FALSE);
  if (!parsed)
    return same_bool (why, what, FALSE, TRUE);
  if (json_node_get_value_type (theirs) == G_TYPE_STRING)
    return oracle_same_text (why, what, oriel_time_is_valid (ours) ? "valid" : "invalid",
                             json_node_get_string (theirs));
  if (ours == json_node_get_int (theirs))
    return TRUE;

  g_string_append_printf (why, "%s: ours %" G_GINT64_FORMAT ", theirs %" G_GINT64_FORMAT, what,
                          ours, json_node_get_int (theirs));
  return FALSE;
}

static gboolean
check_parse (JsonObject *record, GString *why, gpointer data)
{
  OrielTimeContext context = context_of (record);
  gint64 at_ms = 0;
  gboolean parsed = oriel_time_math_parse (text_member (record, "text"),
                                           bool_member (record, "roundUp"), &context, &at_ms);

  return same_instant (why, text_member (record, "text"), parsed, at_ms,
                       json_object_get_member (record, "ms"));
}

static gboolean
check_end (JsonObject *record,
           GString *why,
           const char *text_name,
           gboolean round_up,
           const char *ms_name,
           const char *raw_name)
{
  OrielTimeContext context = context_of (record);
  g_autofree char *text = time_text (record, text_name);
  gint64 at_ms = oriel_time_parse_typed (text, NULL, round_up, &context);
  JsonNode *raw = json_object_get_member (record, raw_name);
  gboolean same =
    same_instant (why, ms_name, TRUE, at_ms, json_object_get_member (record, ms_name));

  if (oriel_time_is_math (text))
    return oracle_same_text (why, raw_name, text, json_node_get_string (raw)) && same;

  return same_instant (why, raw_name, TRUE, at_ms, raw) && same;
}

static gboolean
check_range (JsonObject *record, GString *why, gpointer data)
{
  gboolean from = check_end (record, why, "from", FALSE, "fromMs", "rawFrom");

  return check_end (record, why, "to", TRUE, "toMs", "rawTo") && from;
}

static gboolean
check_valid (JsonObject *record, GString *why, gpointer data)
{
  OrielTimeContext context = context_of (record);
  const char *text = text_member (record, "text");
  gboolean valid = same_bool (why, "valid", oriel_time_is_valid_text (text, &context),
                              bool_member (record, "isValid"));
  gboolean math =
    same_bool (why, "math", oriel_time_is_math (text), bool_member (record, "isMath"));

  return same_bool (why, "relative", oriel_time_is_relative (text),
                    bool_member (record, "isRelative")) &&
         valid && math;
}

static gboolean
check_date_time_parse (JsonObject *record, GString *why, gpointer data)
{
  OrielTimeContext context = context_of (record);
  JsonNode *text = json_object_get_member (record, "text");
  gint64 at_ms;

  if (JSON_NODE_HOLDS_VALUE (text) && json_node_get_value_type (text) == G_TYPE_INT64)
    at_ms = json_node_get_int (text);
  else
    at_ms = oriel_time_parse_typed (text_member (record, "text"), text_member (record, "format"),
                                    FALSE, &context);
  return same_instant (why, "ms", TRUE, at_ms, json_object_get_member (record, "ms"));
}

static gboolean
check_describe (JsonObject *record, GString *why, gpointer data)
{
  OrielTimeContext context = context_of (record);
  g_autofree char *from = time_text (record, "from");
  g_autofree char *to = time_text (record, "to");
  g_autofree char *text = oriel_time_range_describe (from, to, &context);

  return oracle_same_text (why, "text", text, text_member (record, "text"));
}

static gboolean
check_describe_text (JsonObject *record, GString *why, gpointer data)
{
  JsonObject *result = json_object_get_object_member (record, "result");
  const char *text = text_member (record, "text");
  g_auto (OrielTimeOption) option = { 0 };
  gboolean same;

  oriel_time_option_init (&option, text);
  same = oracle_same_text (why, "from", option.from, text_member (result, "from"));
  same = oracle_same_text (why, "to", option.to, text_member (result, "to")) && same;
  same = oracle_same_text (why, "display", option.display, text_member (result, "display")) && same;
  same = same_bool (why, "valid", option.valid, !bool_member (result, "invalid")) && same;
  return same_bool (why, "span", oriel_time_is_span_text (text),
                    bool_member (record, "isValidTimeSpan")) &&
         same;
}

static gboolean
check_abbreviation (JsonObject *record, GString *why, gpointer data)
{
  OrielTimeContext context = context_of (record);
  g_autofree char *from = time_text (record, "from");
  g_autofree char *text = oriel_time_range_abbreviation (from, &context);

  return oracle_same_text (why, "text", text, text_member (record, "text"));
}

static gboolean
is_error (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) &&
         json_object_has_member (json_node_get_object (node), "error");
}

static gboolean
check_interval (JsonObject *record, GString *why, gpointer data)
{
  const char *text = text_member (record, "text");
  JsonNode *node = json_object_get_member (record, "describe");
  OrielInterval interval;
  JsonObject *theirs;
  double ms;
  gboolean same;

  if (!oriel_interval_describe (text, &interval))
    return same_bool (why, "error", TRUE, is_error (node));
  if (is_error (node))
    return same_bool (why, "error", FALSE, TRUE);

  theirs = json_node_get_object (node);
  same = oracle_same_text (why, "type", interval.unit, text_member (theirs, "type"));
  same = oracle_same_number (why, "count", interval.count, number_member (theirs, "count")) && same;
  same =
    oracle_same_number (why, "sec", interval.unit_seconds, number_member (theirs, "sec")) && same;
  same = oriel_interval_parse (text, &ms) && same;
  return oracle_same_number (why, "ms", ms, number_member (record, "ms")) && same;
}

static gboolean
check_round_interval (JsonObject *record, GString *why, gpointer data)
{
  return oracle_same_number (why, "result",
                             (double) oriel_interval_round (number_member (record, "ms")),
                             number_member (record, "result"));
}

static gboolean
check_calculate_interval (JsonObject *record, GString *why, gpointer data)
{
  JsonNode *result = json_object_get_member (record, "result");
  const char *low_text = text_member (record, "lowLimit");
  OrielTimeSpan span = { int_member (record, "from"), int_member (record, "to") };
  g_autofree char *text = NULL;
  double low_ms = 1;
  gint64 interval_ms;

  if (low_text != NULL && *low_text != '\0' && !oriel_interval_parse (low_text, &low_ms))
    return same_bool (why, "error", TRUE, is_error (result));
  if (is_error (result))
    return same_bool (why, "error", FALSE, TRUE);

  interval_ms =
    oriel_interval_calculate (&span, number_member (record, "resolution"), (gint64) low_ms);
  text = oriel_interval_format (interval_ms);
  return oracle_same_text (why, "interval", text,
                           text_member (json_node_get_object (result), "interval")) &&
         oracle_same_number (why, "intervalMs", (double) interval_ms,
                             number_member (json_node_get_object (result), "intervalMs"));
}

static gboolean
check_seconds_to_hms (JsonObject *record, GString *why, gpointer data)
{
  g_autofree char *text = oriel_interval_format_seconds (number_member (record, "seconds"));

  return oracle_same_text (why, "text", text, text_member (record, "text"));
}

static gboolean
check_ms_range (JsonObject *record, GString *why, gpointer data)
{
  g_autofree char *text = oriel_interval_format_long (number_member (record, "ms"));

  return oracle_same_text (why, "text", text, text_member (record, "text"));
}

static gboolean
check_relative (JsonObject *record, GString *why, gpointer data)
{
  gint64 now_ms = int_member (record, "now");
  JsonObject *back = json_object_get_object_member (record, "back");
  OrielTimeSpan span =
    oriel_time_span_from_relative (int_member (record, "from"), int_member (record, "to"), now_ms);
  gint64 from, to;
  gboolean same;

  oriel_time_span_to_relative (&span, now_ms, &from, &to);
  same =
    oracle_same_number (why, "fromMs", (double) span.from_ms, number_member (record, "fromMs"));
  same =
    oracle_same_number (why, "toMs", (double) span.to_ms, number_member (record, "toMs")) && same;
  same = oracle_same_number (why, "from", (double) from, number_member (back, "from")) && same;
  return oracle_same_number (why, "to", (double) to, number_member (back, "to")) && same;
}

static gboolean
check_is_fiscal (JsonObject *record, GString *why, gpointer data)
{
  const char *from = text_member (record, "from");
  const char *to = text_member (record, "to");
  gboolean relative = oriel_time_is_relative (from) || oriel_time_is_relative (to);

  return same_bool (why, "fiscal", oriel_time_range_is_fiscal (from, to),
                    bool_member (record, "result")) &&
         same_bool (why, "relative", relative, bool_member (record, "isRelativeRange"));
}

static gboolean
check_humanize (JsonObject *record, GString *why, gpointer data)
{
  gint64 ms = int_member (record, "seconds") * 1000;
  g_autofree char *text = oriel_date_format_duration (ms, FALSE);
  g_autofree char *past = oriel_date_format_duration (-ms, TRUE);
  g_autofree char *future = oriel_date_format_duration (ms, TRUE);
  gboolean same = oracle_same_text (why, "text", text, text_member (record, "text"));

  same = oracle_same_text (why, "past", past, text_member (record, "past")) && same;
  return oracle_same_text (why, "future", future, text_member (record, "future")) && same;
}

static gboolean
check_one_format (JsonObject *record,
                  GString *why,
                  const OrielTimeZone *zone,
                  const char *name,
                  const char *tokens)
{
  g_autofree char *text = oriel_date_format (int_member (record, "ms"), zone, tokens);

  return oracle_same_text (why, name, text, text_member (record, name));
}

static gboolean
check_format (JsonObject *record, GString *why, gpointer data)
{
  const OrielTimeZone *zone = zone_or_machine (text_member (record, "tz"));
  g_autofree char *ago =
    oriel_date_format_from_now (int_member (record, "ms"), int_member (record, "now"));
  gboolean same = oracle_same_text (why, "ago", ago, text_member (record, "ago"));

  same = check_one_format (record, why, zone, "text", ORIEL_DATE_FORMAT_FULL) && same;
  same = check_one_format (record, why, zone, "textMs", ORIEL_DATE_FORMAT_FULL_MS) && same;
  same = check_one_format (record, why, zone, "iso", "") && same;
  same =
    check_one_format (record, why, zone, "withAbbreviation", ORIEL_DATE_FORMAT_FULL " z") && same;
  return check_one_format (record, why, zone, "abbreviation", "z") && same;
}

static gboolean
check_to_utc (JsonObject *record, GString *why, gpointer data)
{
  gint64 at_ms = ORIEL_TIME_INVALID;
  gboolean parsed =
    oriel_date_parse_iso (text_member (record, "text"), oriel_time_zone_utc (), &at_ms);
  g_autofree char *iso = oriel_date_format (at_ms, oriel_time_zone_utc (), "");

  return same_instant (why, "ms", parsed, at_ms, json_object_get_member (record, "ms")) &&
         oracle_same_text (why, "iso", iso, text_member (record, "iso"));
}

static const char *const unit_names[ORIEL_DURATION_N_UNITS] = {
  "years", "months", "weeks", "days", "hours", "minutes", "seconds",
};

static gboolean
same_duration (GString *why, const OrielDuration *ours, JsonObject *theirs)
{
  gboolean same = same_bool (why, "n", ours->n_units == json_object_get_size (theirs), TRUE);

  for (guint unit = 0; unit < ORIEL_DURATION_N_UNITS; unit++)
    same = oracle_same_number (why, unit_names[unit], (double) ours->counts[unit],
                               (double) int_member (theirs, unit_names[unit])) &&
           same;

  return same;
}

/* The oracle's durations start from the clock of its other records. */
#define DURATION_NOW_MS G_GINT64_CONSTANT (1742045862123)

static gboolean
check_duration (JsonObject *record, GString *why, gpointer data)
{
  const char *text = text_member (record, "text");
  OrielDuration duration;
  g_autofree char *reversed = NULL;
  gint64 added;
  gboolean same;

  oriel_duration_parse (text, &duration);
  reversed = oriel_duration_format (&duration, FALSE);
  added = oriel_duration_add (&duration, DURATION_NOW_MS, oriel_time_zone_machine ());
  same = same_duration (why, &duration, json_object_get_object_member (record, "parsed"));
  same =
    same_bool (why, "valid", oriel_duration_is_valid (text), bool_member (record, "isValid")) &&
    same;
  same =
    same_bool (why, "go", oriel_duration_is_valid_go (text), bool_member (record, "isValidGo")) &&
    same;
  same = same_bool (why, "grafana", oriel_duration_is_valid_grafana (text),
                    bool_member (record, "isValidGrafana")) &&
         same;
  same = oracle_same_text (why, "reversed", reversed, text_member (record, "reversed")) && same;
  same = oracle_same_number (why, "ms", (double) (added - DURATION_NOW_MS),
                             number_member (record, "ms")) &&
         same;
  return same_instant (why, "added", TRUE, added, json_object_get_member (record, "added")) && same;
}

static gboolean
check_abbreviated (JsonObject *record, GString *why, gpointer data)
{
  OrielDuration duration;
  g_autofree char *text = NULL;

  oriel_duration_between (int_member (record, "start"), int_member (record, "end"),
                          oriel_time_zone_machine (), &duration);
  text = oriel_duration_format (&duration, bool_member (record, "includeSeconds"));
  return oracle_same_text (why, "text", text, text_member (record, "text"));
}

static gboolean
same_countries (GString *why, const GArray *ours, JsonArray *theirs)
{
  gboolean same = same_bool (why, "countries", ours->len == json_array_get_length (theirs), TRUE);

  for (guint i = 0; same && i < ours->len; i++)
    {
      const OrielTimeZoneCountry *country = &g_array_index (ours, OrielTimeZoneCountry, i);
      JsonObject *their = json_array_get_object_element (theirs, i);

      same = oracle_same_text (why, "code", country->code, text_member (their, "code")) &&
             oracle_same_text (why, "country", country->name, text_member (their, "name"));
    }

  return same;
}

static gboolean
check_zone (JsonObject *record, GString *why, gpointer data)
{
  const char *name = text_member (record, "tz");
  gint64 at_ms = int_member (record, "at");
  JsonNode *node = json_object_get_member (record, "info");
  gboolean known = !JSON_NODE_HOLDS_NULL (node);
  /* Of a browser in plain UTC Grafana guesses that it stands in Abidjan; Oriel keeps to UTC. */
  gboolean guessed = oriel_time_zone_get (name) == oriel_time_zone_machine ();
  g_autoptr (OrielTimeZoneInfo) shown = oriel_time_zone_info_new (name, at_ms);
  g_autoptr (OrielTimeZoneInfo) info =
    oriel_time_zone_info_new (guessed ? "Africa/Abidjan" : name, at_ms);
  JsonObject *theirs;
  gboolean same;

  if (info == NULL || !known)
    return same_bool (why, "known", info != NULL, known);

  theirs = json_node_get_object (node);
  same = oracle_same_text (why, "name", shown->name, text_member (theirs, "name"));
  same = oracle_same_text (why, "iana", info->iana_name, text_member (theirs, "ianaName")) && same;
  same =
    oracle_same_text (why, "letters", info->letters, text_member (theirs, "abbreviation")) && same;
  same = oracle_same_number (why, "offset", (double) -info->offset_ms / ORIEL_MS_PER_MINUTE,
                             number_member (theirs, "offsetInMins")) &&
         same;
  return same_countries (why, info->countries,
                         json_object_get_array_member (theirs, "countries")) &&
         same;
}

static const OracleKind kinds[] = {
  { "parse", check_parse },
  { "range", check_range },
  { "valid", check_valid },
  { "dateTimeParse", check_date_time_parse },
  { "describe", check_describe },
  { "describeText", check_describe_text },
  { "abbreviation", check_abbreviation },
  { "interval", check_interval },
  { "roundInterval", check_round_interval },
  { "calculateInterval", check_calculate_interval },
  { "secondsToHms", check_seconds_to_hms },
  { "msRangeToTimeString", check_ms_range },
  { "relativeToTimeRange", check_relative },
  { "isFiscal", check_is_fiscal },
  { "duration", check_duration },
  { "abbreviated", check_abbreviated },
  { "humanize", check_humanize },
  { "format", check_format },
  { "toUtc", check_to_utc },
  { "zone", check_zone },
  { NULL, NULL },
};

static void
test_oracle (void)
{
  printf ("zone data of this machine: %s\n", oriel_time_zone_data_version ());
  oracle_run ("timerange", kinds, NULL);
}

int
main (int argc, char **argv)
{
  /* The oracle's browser stands in UTC. */
  g_setenv ("TZ", "UTC", TRUE);
  g_unsetenv ("ORIEL_TIMEZONE");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/timerange/oracle", test_oracle);
  return g_test_run ();
}
