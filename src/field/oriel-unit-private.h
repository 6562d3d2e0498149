/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the value formats share: a unit is a row of a family's table, a row names the
 * function that formats and its parameters. */

#pragma once

#include "field/oriel-unit-number.h"
#include "field/oriel-units.h"

G_BEGIN_DECLS

/* Formats `value` into `out`, whose parts are empty. */
typedef void (*OrielUnitFormatter) (const OrielUnitFormat *format,
                                    double value,
                                    int decimals,
                                    const OrielUnitContext *context,
                                    OrielFormatted *out);

/* The parameters of a formatter; which of them count is its affair. */
struct _OrielUnitFormat
{
  OrielUnitFormatter formatter;
  const char *symbol; /* unit's sign, text for true, date pattern */
  const char *other;  /* text for false, date pattern of today */
  int place;          /* scales: the symbol's own prefix, counted from none */
  char *owned;        /* what symbol and other point into; NULL for rows of tables */
};

typedef struct
{
  const char *id;
  const char *name;
  OrielUnitFormat format;
} OrielUnitRow;

/* A category of the menu. */
typedef struct
{
  const char *category;
  const OrielUnitRow *rows;
  guint n_rows;
} OrielUnitFamily;

/* Rows of the tables. */
#define UNIT(id, name, formatter, ...)                                                             \
  {                                                                                                \
    id, name, { oriel_unit_format_##formatter, __VA_ARGS__ }                                       \
  }
#define FAMILY(category, rows)                                                                     \
  {                                                                                                \
    category, rows, G_N_ELEMENTS (rows)                                                            \
  }

/* The families by file, in menu order within each; NULL category ends the list. */
extern const OrielUnitFamily oriel_units_misc[];
extern const OrielUnitFamily oriel_units_measures[];
extern const OrielUnitFamily oriel_units_money[];
extern const OrielUnitFamily oriel_units_data[];
extern const OrielUnitFamily oriel_units_energy[];
extern const OrielUnitFamily oriel_units_time[];

/* Appends to a part of `size` bytes what fits of `text`, never half a character. */
void oriel_unit_append (char *part, gsize size, const char *text);

/* A number with decimals; the symbol stands behind a blank, before it, or after a percent. */
void oriel_unit_format_fixed (const OrielUnitFormat *format,
                              double value,
                              int decimals,
                              const OrielUnitContext *context,
                              OrielFormatted *out);
void oriel_unit_format_prefixed (const OrielUnitFormat *format,
                                 double value,
                                 int decimals,
                                 const OrielUnitContext *context,
                                 OrielFormatted *out);
void oriel_unit_format_percent (const OrielUnitFormat *format,
                                double value,
                                int decimals,
                                const OrielUnitContext *context,
                                OrielFormatted *out);
void oriel_unit_format_fraction (const OrielUnitFormat *format,
                                 double value,
                                 int decimals,
                                 const OrielUnitContext *context,
                                 OrielFormatted *out);

/* Scaled by thousands (words, SI prefixes, psi), by 1024, by thousands with K M B T. */
void oriel_unit_format_short (const OrielUnitFormat *format,
                              double value,
                              int decimals,
                              const OrielUnitContext *context,
                              OrielFormatted *out);
void oriel_unit_format_si (const OrielUnitFormat *format,
                           double value,
                           int decimals,
                           const OrielUnitContext *context,
                           OrielFormatted *out);
void oriel_unit_format_binary (const OrielUnitFormat *format,
                               double value,
                               int decimals,
                               const OrielUnitContext *context,
                               OrielFormatted *out);
void oriel_unit_format_psi (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out);
void oriel_unit_format_count (const OrielUnitFormat *format,
                              double value,
                              int decimals,
                              const OrielUnitContext *context,
                              OrielFormatted *out);

/* Money: scaled with the symbol before or (`place` 1) behind; or written out in full. */
void oriel_unit_format_currency (const OrielUnitFormat *format,
                                 double value,
                                 int decimals,
                                 const OrielUnitContext *context,
                                 OrielFormatted *out);
void oriel_unit_format_financial (const OrielUnitFormat *format,
                                  double value,
                                  int decimals,
                                  const OrielUnitContext *context,
                                  OrielFormatted *out);

/* Other notations. */
void oriel_unit_format_string (const OrielUnitFormat *format,
                               double value,
                               int decimals,
                               const OrielUnitContext *context,
                               OrielFormatted *out);
void oriel_unit_format_hex (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out);
void oriel_unit_format_exponential (const OrielUnitFormat *format,
                                    double value,
                                    int decimals,
                                    const OrielUnitContext *context,
                                    OrielFormatted *out);
void oriel_unit_format_locale (const OrielUnitFormat *format,
                               double value,
                               int decimals,
                               const OrielUnitContext *context,
                               OrielFormatted *out);
void oriel_unit_format_boolean (const OrielUnitFormat *format,
                                double value,
                                int decimals,
                                const OrielUnitContext *context,
                                OrielFormatted *out);

/* Times: `place` is an OrielUnitTimeBase. */
typedef enum
{
  ORIEL_UNIT_NANOSECONDS,
  ORIEL_UNIT_MICROSECONDS,
  ORIEL_UNIT_MILLISECONDS,
  ORIEL_UNIT_SECONDS,
  ORIEL_UNIT_MINUTES,
  ORIEL_UNIT_HOURS,
  ORIEL_UNIT_DAYS,
  ORIEL_UNIT_TIMETICKS,
} OrielUnitTimeBase;

void oriel_unit_format_time (const OrielUnitFormat *format,
                             double value,
                             int decimals,
                             const OrielUnitContext *context,
                             OrielFormatted *out);
void oriel_unit_format_duration (const OrielUnitFormat *format,
                                 double value,
                                 int decimals,
                                 const OrielUnitContext *context,
                                 OrielFormatted *out);
void oriel_unit_format_hms (const OrielUnitFormat *format,
                            double value,
                            int decimals,
                            const OrielUnitContext *context,
                            OrielFormatted *out);
void oriel_unit_format_days_hms (const OrielUnitFormat *format,
                                 double value,
                                 int decimals,
                                 const OrielUnitContext *context,
                                 OrielFormatted *out);
void oriel_unit_format_clock (const OrielUnitFormat *format,
                              double value,
                              int decimals,
                              const OrielUnitContext *context,
                              OrielFormatted *out);

/* Instants in ms. */
void oriel_unit_format_date (const OrielUnitFormat *format,
                             double value,
                             int decimals,
                             const OrielUnitContext *context,
                             OrielFormatted *out);
void oriel_unit_format_date_system (const OrielUnitFormat *format,
                                    double value,
                                    int decimals,
                                    const OrielUnitContext *context,
                                    OrielFormatted *out);
void oriel_unit_format_from_now (const OrielUnitFormat *format,
                                 double value,
                                 int decimals,
                                 const OrielUnitContext *context,
                                 OrielFormatted *out);

G_END_DECLS
