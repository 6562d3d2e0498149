/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Units of physics and geometry. */

#include "config.h"

#include "field/oriel-unit-private.h"

static const OrielUnitRow acceleration_units[] = {
  UNIT ("accMS2", "Meters/sec²", fixed, "m/sec²"),
  UNIT ("accFS2", "Feet/sec²", fixed, "f/sec²"),
  UNIT ("accG", "G unit", fixed, "g"),
};

static const OrielUnitRow angle_units[] = {
  UNIT ("degree", "Degrees (°)", fixed, "°"),      UNIT ("radian", "Radians", fixed, "rad"),
  UNIT ("grad", "Gradian", fixed, "grad"),         UNIT ("arcmin", "Arc Minutes", fixed, "arcmin"),
  UNIT ("arcsec", "Arc Seconds", fixed, "arcsec"),
};

static const OrielUnitRow area_units[] = {
  UNIT ("areaM2", "Square Meters (m²)", fixed, "m²"),
  UNIT ("areaF2", "Square Feet (ft²)", fixed, "ft²"),
  UNIT ("areaMI2", "Square Miles (mi²)", fixed, "mi²"),
  UNIT ("acres", "Acres (ac)", fixed, "ac"),
  UNIT ("hectares", "Hectares (ha)", fixed, "ha"),
};

static const OrielUnitRow concentration_units[] = {
  UNIT ("ppm", "parts-per-million (ppm)", fixed, "ppm"),
  UNIT ("conppb", "parts-per-billion (ppb)", fixed, "ppb"),
  UNIT ("conngm3", "nanogram per cubic meter (ng/m³)", fixed, "ng/m³"),
  UNIT ("conngNm3", "nanogram per normal cubic meter (ng/Nm³)", fixed, "ng/Nm³"),
  UNIT ("conμgm3", "microgram per cubic meter (μg/m³)", fixed, "μg/m³"),
  UNIT ("conμgNm3", "microgram per normal cubic meter (μg/Nm³)", fixed, "μg/Nm³"),
  UNIT ("conmgm3", "milligram per cubic meter (mg/m³)", fixed, "mg/m³"),
  UNIT ("conmgNm3", "milligram per normal cubic meter (mg/Nm³)", fixed, "mg/Nm³"),
  UNIT ("congm3", "gram per cubic meter (g/m³)", fixed, "g/m³"),
  UNIT ("congNm3", "gram per normal cubic meter (g/Nm³)", fixed, "g/Nm³"),
  UNIT ("conmgdL", "milligrams per decilitre (mg/dL)", fixed, "mg/dL"),
  UNIT ("conmmolL", "millimoles per litre (mmol/L)", fixed, "mmol/L"),
};

static const OrielUnitRow flow_units[] = {
  UNIT ("flowgpm", "Gallons/min (gpm)", fixed, "gpm"),
  UNIT ("flowcms", "Cubic meters/sec (cms)", fixed, "cms"),
  UNIT ("flowcfs", "Cubic feet/sec (cfs)", fixed, "cfs"),
  UNIT ("flowcfm", "Cubic feet/min (cfm)", fixed, "cfm"),
  UNIT ("litreh", "Litre/hour", fixed, "L/h"),
  UNIT ("flowlpm", "Litre/min (L/min)", fixed, "L/min"),
  UNIT ("flowmlpm", "milliLitre/min (mL/min)", fixed, "mL/min"),
  UNIT ("lux", "Lux (lx)", fixed, "lux"),
};

static const OrielUnitRow force_units[] = {
  UNIT ("forceNm", "Newton-meters (Nm)", si, "Nm"),
  UNIT ("forcekNm", "Kilonewton-meters (kNm)", si, "Nm", .place = 1),
  UNIT ("forceN", "Newtons (N)", si, "N"),
  UNIT ("forcekN", "Kilonewtons (kN)", si, "N", .place = 1),
};

static const OrielUnitRow mass_units[] = {
  UNIT ("massmg", "milligram (mg)", si, "g", .place = -1),
  UNIT ("massg", "gram (g)", si, "g"),
  UNIT ("masslb", "pound (lb)", fixed, "lb"),
  UNIT ("masskg", "kilogram (kg)", si, "g", .place = 1),
  UNIT ("masst", "metric ton (t)", fixed, "t"),
};

static const OrielUnitRow length_units[] = {
  UNIT ("lengthmm", "millimeter (mm)", si, "m", .place = -1),
  UNIT ("lengthcm", "centimeter (cm)", fixed, "cm"),
  UNIT ("lengthin", "inch (in)", fixed, "in"),
  UNIT ("lengthft", "feet (ft)", fixed, "ft"),
  UNIT ("lengthm", "meter (m)", si, "m"),
  UNIT ("lengthkm", "kilometer (km)", si, "m", .place = 1),
  UNIT ("lengthmi", "mile (mi)", fixed, "mi"),
};

static const OrielUnitRow pressure_units[] = {
  UNIT ("pressurembar", "Millibars", si, "bar", .place = -1),
  UNIT ("pressurebar", "Bars", si, "bar"),
  UNIT ("pressurekbar", "Kilobars", si, "bar", .place = 1),
  UNIT ("pressurepa", "Pascals", si, "Pa"),
  UNIT ("pressurehpa", "Hectopascals", fixed, "hPa"),
  UNIT ("pressurekpa", "Kilopascals", fixed, "kPa"),
  UNIT ("pressurehg", "Inches of mercury", fixed, "\"Hg"),
  UNIT ("pressurepsi", "PSI", psi, NULL),
};

static const OrielUnitRow radiation_units[] = {
  UNIT ("radbq", "Becquerel (Bq)", si, "Bq"),
  UNIT ("radci", "curie (Ci)", si, "Ci"),
  UNIT ("radgy", "Gray (Gy)", si, "Gy"),
  UNIT ("radrad", "rad", si, "rad"),
  UNIT ("radsv", "Sievert (Sv)", si, "Sv"),
  UNIT ("radmsv", "milliSievert (mSv)", si, "Sv", .place = -1),
  UNIT ("radusv", "microSievert (µSv)", si, "Sv", .place = -2),
  UNIT ("radrem", "rem", si, "rem"),
  UNIT ("radexpckg", "Exposure (C/kg)", si, "C/kg"),
  UNIT ("radr", "roentgen (R)", si, "R"),
  UNIT ("radsvh", "Sievert/hour (Sv/h)", si, "Sv/h"),
  UNIT ("radmsvh", "milliSievert/hour (mSv/h)", si, "Sv/h", .place = -1),
  UNIT ("radusvh", "microSievert/hour (µSv/h)", si, "Sv/h", .place = -2),
};

static const OrielUnitRow rotational_speed_units[] = {
  UNIT ("rotrpm", "Revolutions per minute (rpm)", fixed, "rpm"),
  UNIT ("rothz", "Hertz (Hz)", si, "Hz"),
  UNIT ("rotkhz", "Kilohertz (kHz)", si, "Hz", .place = 1),
  UNIT ("rotmhz", "Megahertz (MHz)", si, "Hz", .place = 2),
  UNIT ("rotghz", "Gigahertz (GHz)", si, "Hz", .place = 3),
  UNIT ("rotrads", "Radians per second (rad/s)", fixed, "rad/s"),
  UNIT ("rotdegs", "Degrees per second (°/s)", fixed, "°/s"),
};

static const OrielUnitRow temperature_units[] = {
  UNIT ("celsius", "Celsius (°C)", fixed, "°C"),
  UNIT ("fahrenheit", "Fahrenheit (°F)", fixed, "°F"),
  UNIT ("kelvin", "Kelvin (K)", fixed, "K"),
};

static const OrielUnitRow velocity_units[] = {
  UNIT ("velocityms", "meters/second (m/s)", fixed, "m/s"),
  UNIT ("velocitykmh", "kilometers/hour (km/h)", fixed, "km/h"),
  UNIT ("velocitymph", "miles/hour (mph)", fixed, "mph"),
  UNIT ("velocityknot", "knot (kn)", fixed, "kn"),
};

static const OrielUnitRow volume_units[] = {
  UNIT ("mlitre", "millilitre (mL)", si, "L", .place = -1),
  UNIT ("litre", "litre (L)", si, "L"),
  UNIT ("m3", "cubic meter", fixed, "m³"),
  UNIT ("Nm3", "Normal cubic meter", fixed, "Nm³"),
  UNIT ("dm3", "cubic decimeter", fixed, "dm³"),
  UNIT ("gallons", "gallons", fixed, "gal"),
};

const OrielUnitFamily oriel_units_measures[] = {
  FAMILY ("Acceleration", acceleration_units),
  FAMILY ("Angle", angle_units),
  FAMILY ("Area", area_units),
  FAMILY ("Concentration", concentration_units),
  FAMILY ("Flow", flow_units),
  FAMILY ("Force", force_units),
  FAMILY ("Mass", mass_units),
  FAMILY ("Length", length_units),
  FAMILY ("Pressure", pressure_units),
  FAMILY ("Radiation", radiation_units),
  FAMILY ("Rotational Speed", rotational_speed_units),
  FAMILY ("Temperature", temperature_units),
  FAMILY ("Velocity", velocity_units),
  FAMILY ("Volume", volume_units),
  { NULL },
};
