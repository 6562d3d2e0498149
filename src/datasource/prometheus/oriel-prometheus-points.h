/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many samples at once: the loop that most of an answer's bytes go through.
 *
 * Series of one answer lie on one grid, so the text of a sample's time is known from a series
 * before: it is compared, not read. What is then left is a plain decimal number. The loop stops
 * before anything else, which the decoder's own way takes. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a time looks like, with the comma and the quote behind it. */
#define ORIEL_TIME_TEXT 16

typedef struct
{
  char bytes[ORIEL_TIME_TEXT];
} OrielTimeText;

/* Where to read and write. All arrays have room for `n_max`. */
typedef struct
{
  const OrielTimeText *texts; /* of the times that are expected */
  const guint8 *lengths;      /* of the texts, 1 to 16 */
  double *values;             /* receives what is read */
  gsize n_max;
} OrielPoints;

/* Reads samples `,[time,"value"]` from `*at` on as long as they are as expected; `*at` receives
 * where the first other thing begins. At least ORIEL_POINTS_BEFORE bytes must be readable before
 * `*at`, none is read at or behind `end`. Returns how many. Any thread. */
gsize oriel_points_read (const OrielPoints *points, const char **at, const char *end);

#define ORIEL_POINTS_BEFORE 40

/* Chooses the variant for this machine, or the one without special instructions; for tests. */
void oriel_points_set_plain (gboolean plain);

G_END_DECLS
