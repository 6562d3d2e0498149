/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats of variable values: what stands behind the colon of `${name:csv}`.
 *
 * Rules: Grafana's format registry (docs, "Advanced variable format options"). */

#pragma once

#include <json-glib/json-glib.h>

#include "base/oriel-arena.h"
#include "base/oriel-time-zone.h"

G_BEGIN_DECLS

/* What a value is, in JavaScript's terms, since that decides how Grafana writes it. */
typedef enum
{
  ORIEL_VALUE_UNDEFINED,
  ORIEL_VALUE_NULL,
  ORIEL_VALUE_STRING,
  ORIEL_VALUE_NUMBER,
  ORIEL_VALUE_BOOLEAN,
  ORIEL_VALUE_OBJECT, /* text: its JSON */
  ORIEL_VALUE_LIST,
  ORIEL_VALUE_READY, /* text is inserted as it is, and interpolated itself */
} OrielValueKind;

/* One element of a list. */
typedef struct
{
  OrielValueKind kind;
  const char *text; /* never NULL; "" for undefined and null */
} OrielValueItem;

/* A value. Texts and items are borrowed: they live in an arena or in the set of variables. */
typedef struct
{
  OrielValueKind kind;
  const char *text;            /* all kinds but lists */
  const OrielValueItem *items; /* lists */
  guint n_items;
} OrielValue;

/* What a format needs to know beside the value. */
typedef struct
{
  const char *name;        /* of the variable */
  const char *text;        /* nullable: the shown text, for `text` */
  const char *query_param; /* nullable: the variable's state in an URL, for `queryparam` */
} OrielFormatContext;

/* One format, as listed to people. */
typedef struct
{
  const char *id, *name, *description;
  void (*append) (GString *out,
                  const OrielValue *value,
                  char **args, /* NULL-ended; may be empty */
                  const OrielFormatContext *context);
} OrielValueFormat;

/* All formats, in Grafana's order; `n` receives their number. Static. */
const OrielValueFormat *oriel_value_formats (guint *n);

/* The format of that id, or NULL. */
const OrielValueFormat *oriel_value_format_find (const char *id);

/* Appends `value` as `format` says (`id` or `id:argument:argument`; nullable or not known: glob).
 * Null and undefined append nothing. READY values are appended as they are. Any thread. */
void oriel_value_format_append (GString *out,
                                const OrielValue *value,
                                const char *format,
                                const OrielFormatContext *context);

/* The value of a JSON node (nullable: undefined); texts are copied into `arena`. */
OrielValue oriel_value_from_json (JsonNode *node, OrielArena *arena);

/* The value at a path as lodash reads it: `a.b`, `list[1]`, `["key"]`. */
OrielValue oriel_value_from_json_path (JsonNode *node, const char *path, OrielArena *arena);

G_END_DECLS
