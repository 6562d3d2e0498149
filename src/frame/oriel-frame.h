/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames: the one currency between the stages.
 *
 * A frame is a table of named columns of equal length. Columns are plain arrays, shared
 * between frames (several series of one answer have one time column). A frame may be changed
 * only by who made it, before it is handed on; from then on it is immutable, so workers share
 * it without locks. */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/oriel-number.h"
#include "frame/oriel-field-config.h"
#include "frame/oriel-labels.h"

G_BEGIN_DECLS

typedef struct _OrielFrame OrielFrame;

typedef enum
{
  ORIEL_FIELD_TIME,
  ORIEL_FIELD_NUMBER,
  ORIEL_FIELD_STRING,
  ORIEL_FIELD_BOOLEAN,
  ORIEL_FIELD_ENUM,   /* numbers: indexes into config.type.enum.text */
  ORIEL_FIELD_FRAME,  /* a frame in each cell: sparklines */
  ORIEL_FIELD_NESTED, /* a list of frames in each cell: sub-tables of a row */
  ORIEL_FIELD_OTHER,  /* any JSON */
} OrielFieldType;

/* The null of a time column. */
#define ORIEL_TIME_NULL G_MININT64

/* The null of a boolean column (values are 0 and 1). */
#define ORIEL_BOOLEAN_NULL ((gint8) -1)

/* One column: an array of `n_rows` values of one kind, shared by reference. */
typedef struct
{
  OrielFieldType type;
  gsize n_rows;
  union
  {
    gpointer data;
    const gint64 *times;        /* TIME: ms since 1970 */
    const double *numbers;      /* NUMBER, ENUM: oriel_null() where null */
    const char *const *strings; /* STRING: NULL where null; text lives as long as the column */
    const gint8 *booleans;      /* BOOLEAN */
    OrielFrame *const *frames;  /* FRAME: NULL where null */
    GPtrArray *const *lists;    /* NESTED: of OrielFrame, never changed; NULL where null */
    JsonNode *const *nodes;     /* OTHER: NULL where null */
  };
  const gint32 *nanos; /* nullable; TIME: nanoseconds beyond the ms */
} OrielColumn;

/* Takes `data`, an array from g_malloc() of `n_rows` values as `type` says (elements of FRAME,
 * NESTED and OTHER with a reference each). For STRING the texts must be given with
 * oriel_column_new_strings(). Any thread. */
OrielColumn *
oriel_column_new_take (OrielFieldType type, gpointer data, gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

/* Takes an array of pointers from g_malloc() and `owner`, freed by `free_owner` together with
 * the column: the arena, chunk or bytes in which the texts live. */
OrielColumn *oriel_column_new_strings (const char **strings,
                                       gsize n_rows,
                                       gpointer owner,
                                       GDestroyNotify free_owner) G_GNUC_WARN_UNUSED_RESULT;

/* Lends `data`, an array of `n_rows` numbers or times as `type` says, out of the memory of
 * `owner`, which is freed by `free_owner` together with the column. Any thread. */
OrielColumn *oriel_column_new_lent (OrielFieldType type,
                                    gconstpointer data,
                                    gsize n_rows,
                                    gpointer owner,
                                    GDestroyNotify free_owner) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference. Any thread. */
OrielColumn *oriel_column_ref (OrielColumn *column);

/* Drops a reference; nullable. Any thread. */
void oriel_column_unref (OrielColumn *column);

/* What follows is found when first asked for, reading the column once, and then kept with it. Any
 * thread. */

/* Whether no row of a NUMBER or ENUM column is null, NaN or infinite. */
gboolean oriel_column_is_finite (OrielColumn *column);

/* As oriel_extremes_add() over the rows [first, end) of a NUMBER or ENUM column: no more than a few
 * hundred numbers are looked at. */
void
oriel_column_add_extremes (OrielColumn *column, gsize first, gsize end, double *low, double *high);

/* Whether no row of a TIME column is null or earlier than the one before; `widest_step` receives
 * the greatest distance of two neighbours then, in ms. */
gboolean oriel_column_is_ascending (OrielColumn *column, double *widest_step);

typedef struct
{
  double min, max, delta; /* null when there is no number */
} OrielRange;

/* One field of a frame. The members after `column` are set by the field-display stage. */
typedef struct
{
  char *name;
  OrielFieldType type;
  OrielLabels *labels;      /* nullable */
  OrielFieldConfig *config; /* never NULL */
  OrielColumn *column;      /* never NULL */

  char *kept_name;    /* nullable: what told it from fields of its name that were filtered away */
  char *display_name; /* nullable until overrides were applied */
  int series_index;   /* among number fields of all frames; -1: not set */
  OrielRange range;   /* range that colours and gauges use; null members: not set */
} OrielField;

typedef enum
{
  ORIEL_NOTICE_INFO,
  ORIEL_NOTICE_WARNING,
  ORIEL_NOTICE_ERROR,
} OrielNoticeSeverity;

typedef struct
{
  OrielNoticeSeverity severity;
  char *text;
} OrielNotice;

struct _OrielFrame
{
  char *ref_id; /* nullable */
  char *name;   /* nullable */
  gsize n_rows;
  GPtrArray *fields;  /* of OrielField */
  JsonObject *meta;   /* nullable: kind, custom, executedQueryString, preferredVisualisationType */
  GPtrArray *notices; /* of OrielNotice; nullable */
  double cell_value;  /* of a frame in a cell: the number beside its line; null: not said */
};

/* An empty frame of `n_rows` rows. `ref_id` and `name` are nullable, copied. */
OrielFrame *
oriel_frame_new (const char *ref_id, const char *name, gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference; NULL gives NULL. Any thread. */
OrielFrame *oriel_frame_ref (OrielFrame *frame);

/* Drops a reference; nullable. Any thread. */
void oriel_frame_unref (OrielFrame *frame);

/* Adds a field: `name` is copied; `labels` (nullable), `config` (nullable: empty) and `column`
 * gain a reference. The column must have the frame's number of rows. Returns the field,
 * owned by the frame. */
OrielField *oriel_frame_add_field (OrielFrame *frame,
                                   const char *name,
                                   OrielLabels *labels,
                                   OrielFieldConfig *config,
                                   OrielColumn *column);

/* A copy that shares the columns, labels and configs, and may be changed. */
OrielFrame *oriel_frame_copy_shallow (const OrielFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a notice; `text` is copied. */
void oriel_frame_add_notice (OrielFrame *frame, OrielNoticeSeverity severity, const char *text);

/* The field at `index` (must exist). */
static inline OrielField *
oriel_frame_field (const OrielFrame *frame, guint index)
{
  return g_ptr_array_index (frame->fields, index);
}

/* The first field of `type`, or NULL; `index` (nullable) receives its place. */
OrielField *oriel_frame_first_field (const OrielFrame *frame, OrielFieldType type, guint *index);

/* Grafana's name of a type: time, number, string, boolean, enum, frame, nestedFrames, other. */
const char *oriel_field_type_name (OrielFieldType type);

/* The type of that name; OTHER for an unknown or NULL name. */
OrielFieldType oriel_field_type_from_name (const char *name);

/* Grafana's guess of a type from a field's name and its first value that is not null; OTHER when
 * nothing can be said. `name` and `value` are nullable. Any thread. */
OrielFieldType oriel_field_type_guess (const char *name, JsonNode *value);

/* A column of `type` from JSON cells; what is missing or does not fit is null (NaN in number
 * columns when it is not null). `values` is nullable. Any thread. */
OrielColumn *oriel_column_from_json (OrielFieldType type,
                                     JsonArray *values,
                                     gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

/* Labels from an object of texts, in its order; NULL for NULL. */
OrielLabels *oriel_labels_from_json (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* Labels as an object of texts; NULL gives an empty one. */
JsonObject *oriel_labels_to_json (const OrielLabels *labels) G_GNUC_WARN_UNUSED_RESULT;

/* Grafana's frame JSON, `{schema: {…}, data: {values, entities, nanos, bases, factors, enums}}`,
 * read into a frame. Fields without a type get one guessed from their values; short columns are
 * filled with nulls; frames of old snapshots have `values` in their fields. NULL with `error` when
 * it has no fields array. The frame shares nothing with `object`, whose references other threads
 * may not count. Any thread. */
OrielFrame *oriel_frame_from_json (JsonObject *object, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the same form. */
JsonNode *oriel_frame_to_json (const OrielFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielColumn, oriel_column_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielFrame, oriel_frame_unref)

G_END_DECLS
