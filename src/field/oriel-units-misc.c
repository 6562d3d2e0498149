/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plain numbers, percentages, notations, words for true and false. */

#include "config.h"

#include "field/oriel-unit-private.h"

static const OrielUnitRow misc_units[] = {
  UNIT ("none", "Number", fixed, NULL),
  UNIT ("string", "String", string, NULL),
  UNIT ("short", "short", short, NULL),
  UNIT ("sishort", "SI short", si, ""),
  UNIT ("percent", "Percent (0-100)", percent, NULL),
  UNIT ("percentunit", "Percent (0.0-1.0)", fraction, NULL),
  UNIT ("humidity", "Humidity (%H)", fixed, "%H"),
  UNIT ("dB", "Decibel", fixed, "dB"),
  UNIT ("candela", "Candela (cd)", si, "cd"),
  UNIT ("hex0x", "Hexadecimal (0x)", hex, "0x"),
  UNIT ("hex", "Hexadecimal", hex, ""),
  UNIT ("sci", "Scientific notation", exponential, NULL),
  UNIT ("locale", "Locale format", locale, NULL),
  UNIT ("pixel", "Pixels", fixed, "px"),
};

static const OrielUnitRow boolean_units[] = {
  UNIT ("bool", "True / False", boolean, "True", "False"),
  UNIT ("bool_yes_no", "Yes / No", boolean, "Yes", "No"),
  UNIT ("bool_on_off", "On / Off", boolean, "On", "Off"),
};

const OrielUnitFamily oriel_units_misc[] = {
  FAMILY ("Misc", misc_units),
  FAMILY ("Boolean", boolean_units),
  { NULL },
};
