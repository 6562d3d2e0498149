/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Instants, spans of time, and what happens in one. */

#include "config.h"

#include "field/oriel-unit-private.h"

/* en-US; the blank before AM and PM is a narrow one that does not break. */
#define LOCAL_DATE "MM/DD/YYYY"
#define LOCAL_TIME "hh:mm:ss[\xe2\x80\xaf]A"

static const OrielUnitRow date_time_units[] = {
  UNIT ("dateTimeAsIso", "Datetime ISO", date, "YYYY-MM-DD HH:mm:ss"),
  UNIT ("dateTimeAsIsoNoDateIfToday",
        "Datetime ISO (No date if today)",
        date,
        "YYYY-MM-DD HH:mm:ss",
        "HH:mm:ss"),
  UNIT ("dateTimeAsUS", "Datetime US", date, "MM/DD/YYYY h:mm:ss a"),
  UNIT ("dateTimeAsUSNoDateIfToday",
        "Datetime US (No date if today)",
        date,
        "MM/DD/YYYY h:mm:ss a",
        "h:mm:ss a"),
  UNIT ("dateTimeAsLocal", "Datetime local", date, LOCAL_DATE ", " LOCAL_TIME),
  UNIT ("dateTimeAsLocalNoDateIfToday",
        "Datetime local (No date if today)",
        date,
        LOCAL_DATE ", " LOCAL_TIME,
        LOCAL_TIME),
  UNIT ("dateTimeAsSystem", "Datetime default", date_system, NULL),
  UNIT ("dateTimeFromNow", "From Now", from_now, NULL),
};

static const OrielUnitRow time_units[] = {
  UNIT ("hertz", "Hertz (1/s)", si, "Hz"),
  UNIT ("ns", "nanoseconds (ns)", time, .place = ORIEL_UNIT_NANOSECONDS),
  UNIT ("µs", "microseconds (µs)", time, .place = ORIEL_UNIT_MICROSECONDS),
  UNIT ("ms", "milliseconds (ms)", time, .place = ORIEL_UNIT_MILLISECONDS),
  UNIT ("s", "seconds (s)", time, .place = ORIEL_UNIT_SECONDS),
  UNIT ("m", "minutes (m)", time, .place = ORIEL_UNIT_MINUTES),
  UNIT ("h", "hours (h)", time, .place = ORIEL_UNIT_HOURS),
  UNIT ("d", "days (d)", time, .place = ORIEL_UNIT_DAYS),
  UNIT ("dtdurationms", "duration (ms)", duration, .place = ORIEL_UNIT_MILLISECONDS),
  UNIT ("dtdurations", "duration (s)", duration, .place = ORIEL_UNIT_SECONDS),
  UNIT ("dthms", "duration (hh:mm:ss)", hms, NULL),
  UNIT ("dtdhms", "duration (d hh:mm:ss)", days_hms, NULL),
  UNIT ("timeticks", "Timeticks (s/100)", time, .place = ORIEL_UNIT_TIMETICKS),
  UNIT ("clockms", "clock (ms)", clock, .place = ORIEL_UNIT_MILLISECONDS),
  UNIT ("clocks", "clock (s)", clock, .place = ORIEL_UNIT_SECONDS),
};

static const OrielUnitRow throughput_units[] = {
  UNIT ("cps", "counts/sec (cps)", count, "c/s"),
  UNIT ("ops", "ops/sec (ops)", count, "ops/s"),
  UNIT ("reqps", "requests/sec (rps)", count, "req/s"),
  UNIT ("rps", "reads/sec (rps)", count, "rd/s"),
  UNIT ("wps", "writes/sec (wps)", count, "wr/s"),
  UNIT ("iops", "I/O ops/sec (iops)", count, "io/s"),
  UNIT ("eps", "events/sec (eps)", count, "evt/s"),
  UNIT ("mps", "messages/sec (mps)", count, "msg/s"),
  UNIT ("recps", "records/sec (rps)", count, "rec/s"),
  UNIT ("rowsps", "rows/sec (rps)", count, "rows/s"),
  UNIT ("cpm", "counts/min (cpm)", count, "c/m"),
  UNIT ("opm", "ops/min (opm)", count, "ops/m"),
  UNIT ("reqpm", "requests/min (rpm)", count, "req/m"),
  UNIT ("rpm", "reads/min (rpm)", count, "rd/m"),
  UNIT ("wpm", "writes/min (wpm)", count, "wr/m"),
  UNIT ("epm", "events/min (epm)", count, "evts/m"),
  UNIT ("mpm", "messages/min (mpm)", count, "msgs/m"),
  UNIT ("recpm", "records/min (rpm)", count, "rec/m"),
  UNIT ("rowspm", "rows/min (rpm)", count, "rows/m"),
};

const OrielUnitFamily oriel_units_time[] = {
  FAMILY ("Date & time", date_time_units),
  FAMILY ("Time", time_units),
  FAMILY ("Throughput", throughput_units),
  { NULL },
};
