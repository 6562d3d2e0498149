/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Energy and electricity. */

#include "config.h"

#include "field/oriel-unit-private.h"

static const OrielUnitRow energy_units[] = {
  UNIT ("watt", "Watt (W)", si, "W"),
  UNIT ("kwatt", "Kilowatt (kW)", si, "W", .place = 1),
  UNIT ("megwatt", "Megawatt (MW)", si, "W", .place = 2),
  UNIT ("gwatt", "Gigawatt (GW)", si, "W", .place = 3),
  UNIT ("mwatt", "Milliwatt (mW)", si, "W", .place = -1),
  UNIT ("Wm2", "Watt per square meter (W/m²)", si, "W/m²"),
  UNIT ("voltamp", "Volt-Ampere (VA)", si, "VA"),
  UNIT ("kvoltamp", "Kilovolt-Ampere (kVA)", si, "VA", .place = 1),
  UNIT ("voltampreact", "Volt-Ampere reactive (VAr)", si, "VAr"),
  UNIT ("kvoltampreact", "Kilovolt-Ampere reactive (kVAr)", si, "VAr", .place = 1),
  UNIT ("watth", "Watt-hour (Wh)", si, "Wh"),
  UNIT ("watthperkg", "Watt-hour per Kilogram (Wh/kg)", si, "Wh/kg"),
  UNIT ("kwatth", "Kilowatt-hour (kWh)", si, "Wh", .place = 1),
  UNIT ("kwattm", "Kilowatt-min (kWm)", si, "W-Min", .place = 1),
  UNIT ("mwatth", "Megawatt-hour (MWh)", si, "Wh", .place = 2),
  UNIT ("amph", "Ampere-hour (Ah)", si, "Ah"),
  UNIT ("kamph", "Kiloampere-hour (kAh)", si, "Ah", .place = 1),
  UNIT ("mamph", "Milliampere-hour (mAh)", si, "Ah", .place = -1),
  UNIT ("joule", "Joule (J)", si, "J"),
  UNIT ("ev", "Electron volt (eV)", si, "eV"),
  UNIT ("amp", "Ampere (A)", si, "A"),
  UNIT ("kamp", "Kiloampere (kA)", si, "A", .place = 1),
  UNIT ("mamp", "Milliampere (mA)", si, "A", .place = -1),
  UNIT ("volt", "Volt (V)", si, "V"),
  UNIT ("kvolt", "Kilovolt (kV)", si, "V", .place = 1),
  UNIT ("mvolt", "Millivolt (mV)", si, "V", .place = -1),
  UNIT ("dBm", "Decibel-milliwatt (dBm)", fixed, "dbm"),
  UNIT ("mohm", "Milliohm (mΩ)", si, "Ω", .place = -1),
  UNIT ("ohm", "Ohm (Ω)", si, "Ω"),
  UNIT ("kohm", "Kiloohm (kΩ)", si, "Ω", .place = 1),
  UNIT ("Mohm", "Megaohm (MΩ)", si, "Ω", .place = 2),
  UNIT ("farad", "Farad (F)", si, "F"),
  UNIT ("µfarad", "Microfarad (µF)", si, "F", .place = -2),
  UNIT ("nfarad", "Nanofarad (nF)", si, "F", .place = -3),
  UNIT ("pfarad", "Picofarad (pF)", si, "F", .place = -4),
  UNIT ("ffarad", "Femtofarad (fF)", si, "F", .place = -5),
  UNIT ("henry", "Henry (H)", si, "H"),
  UNIT ("mhenry", "Millihenry (mH)", si, "H", .place = -1),
  UNIT ("µhenry", "Microhenry (µH)", si, "H", .place = -2),
  UNIT ("lumens", "Lumens (Lm)", si, "Lm"),
};

const OrielUnitFamily oriel_units_energy[] = {
  FAMILY ("Energy", energy_units),
  { NULL },
};
