/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns and fields made of others: what transformations share. */

#pragma once

#include "field/oriel-cell.h"
#include "frame/oriel-frame.h"

G_BEGIN_DECLS

/* The row of a gathered column that has no source. */
#define ORIEL_NO_ROW ((gint32) -1)

/* A column of the rows `rows` (n of them) of `column`; ORIEL_NO_ROW, and rows that are not
 * there, give undefined. */
OrielColumn *
oriel_column_gather (OrielColumn *column, const gint32 *rows, gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* Where a cell of a column that is collected from others comes from. */
typedef struct
{
  gint32 column; /* -1: nowhere, which gives undefined */
  gint32 row;
} OrielCellSource;

/* A column of `type` of the cells `sources` (n of them) of several `columns` (array of
 * OrielColumn); columns of another type are read as frame JSON would read them. */
OrielColumn *oriel_column_collect (OrielFieldType type,
                                   GPtrArray *columns,
                                   const OrielCellSource *sources,
                                   gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* The rows from `start`, at most `n`; what is not there is undefined. */
OrielColumn *
oriel_column_slice (OrielColumn *column, gsize start, gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* A column of `type` from cells of any kind, as frame JSON would read them. Texts are copied. */
OrielColumn *oriel_column_from_cells (OrielFieldType type,
                                      const OrielReduced *cells,
                                      gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* The values of a field (with `unique` the first of each) as a JSON array: what the reducers of
 * lists give. Free with json_node_unref(). */
JsonNode *oriel_reduced_list_to_node (const OrielField *field,
                                      gboolean unique) G_GNUC_WARN_UNUSED_RESULT;

/* A column of numbers; takes the array. */
OrielColumn *oriel_column_from_numbers (double *numbers, gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* A column of times out of one of numbers: milliseconds, rounded down. */
OrielColumn *oriel_column_times_of_numbers (const OrielColumn *numbers) G_GNUC_WARN_UNUSED_RESULT;

/* A column of one text in every row; `text` is nullable, copied. */
OrielColumn *oriel_column_repeat_text (const char *text, gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* The type that Grafana guesses from a field's name and its first cell that is not null. */
OrielFieldType oriel_cells_guess_type (const char *name, const OrielReduced *cells, gsize n);

/* A frame with the refId, name, meta and notices of `frame` and no fields. */
OrielFrame *oriel_frame_new_like (const OrielFrame *frame, gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a copy of `field` with another column (nullable: its own). The display name is not
 * copied: a transformation may change what it is made of. */
OrielField *oriel_frame_add_copy (OrielFrame *frame, const OrielField *field, OrielColumn *column);

/* Replaces the field's config by a private copy and returns it. */
OrielFieldConfig *oriel_field_own_config (OrielField *field);

/* Frames of all fields of which only `rows` remain. */
OrielFrame *
oriel_frame_gather (const OrielFrame *frame, const gint32 *rows, gsize n) G_GNUC_WARN_UNUSED_RESULT;

/* A copy of a JSON object that shares nothing with it; NULL gives an empty one. */
JsonObject *oriel_json_object_copy_deep (JsonObject *object) G_GNUC_WARN_UNUSED_RESULT;

/* `PREFIX-A-B`: the refId of a frame made of many. Free with g_free(). */
char *oriel_frames_join_ref_ids (const char *prefix, GPtrArray *frames) G_GNUC_WARN_UNUSED_RESULT;

/* The rows of `frame` in the order of its field `index` (stable; as Grafana's sortDataFrame), or
 * a reference to `frame` when there is no such field. */
OrielFrame *
oriel_frame_sort (OrielFrame *frame, guint index, gboolean descending) G_GNUC_WARN_UNUSED_RESULT;

/* An empty array of frames that frees them. */
GPtrArray *oriel_frames_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* References to all of `frames`. */
GPtrArray *oriel_frames_copy (GPtrArray *frames) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
