/* SPDX-License-Identifier: GPL-3.0-or-later */

/* References to variables within texts, and what stands for them.
 *
 * `$name`, `[[name]]`, `[[name:format]]`, `${name}`, `${name.path}`, `${name["key"]}`,
 * `${name.path:format:argument}`. An unknown name stays as it is written. */

#pragma once

#include "dashboard/oriel-variables.h"

G_BEGIN_DECLS

/* A custom All value is interpolated itself; deeper than this it is inserted as it stands, so
 * that variables that mention themselves end. */
#define ORIEL_INTERPOLATION_MAX_DEPTH 8

/* References replaced in one text at most; what follows stays as it is. Keeps values that
 * mention each other many times from growing without end. */
#define ORIEL_INTERPOLATION_MAX_REFERENCES 10000u

/* Of them in values that were inserted. */
#define ORIEL_INTERPOLATION_MAX_NESTED 1000u

/* Bytes of one result, after which references stay as they are. */
#define ORIEL_INTERPOLATION_MAX_BYTES (16u * 1024 * 1024)

/* A reference within a text. The parts are not ended by zeros; a NULL part is not there. */
typedef struct
{
  const char *start, *end;
  const char *name;
  gsize name_length;
  const char *path;
  gsize path_length;
  const char *format;
  gsize format_length;
} OrielReference;

/* Finds the first reference at or after `text`. FALSE when there is none. Any thread. */
gboolean oriel_reference_find (const char *text, OrielReference *out);

/* A value that panels calculated (a reduced one), for `${__value}`. */
typedef struct
{
  double numeric;
  const char *prefix, *text, *suffix; /* text: never NULL; the others nullable */
} OrielCalculatedValue;

/* The cell that `${__value}`, `${__field}`, `${__data}` and `${__series}` mean. */
typedef struct
{
  const OrielFrame *frame;
  int field;
  int row;                                /* -1: none */
  const OrielCalculatedValue *calculated; /* nullable: stands for the row's value */
} OrielCell;

/* All that a text is interpolated with. */
typedef struct
{
  const OrielVariables *variables;
  const OrielBuiltins *builtins; /* nullable: built-ins stay as they are */
  const OrielCell *cell;         /* nullable: macros of cells stay as they are */
  const char *format;            /* nullable: format of references that name none */
  OrielValueFormatter formatter; /* nullable: the same, as a function; comes before `format` */
  gpointer user_data;
} OrielInterpolation;

/* Replaces every reference in `text`. Free with g_free(). Any thread. */
char *oriel_interpolate (const OrielInterpolation *how, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* The same in every string within `node`; a new node. */
JsonNode *oriel_interpolate_json (const OrielInterpolation *how,
                                  JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
