/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the table of transformations and their files share. */

#pragma once

#include "field/oriel-matchers.h"
#include "transform/oriel-transform-columns.h"
#include "transform/oriel-transform.h"

G_BEGIN_DECLS

/* Transforms `frames` by `options` (complete, variables replaced). Returns a new array, or NULL
 * with `error` when the options make no sense. */
typedef GPtrArray *(*OrielTransformFunc) (JsonObject *options,
                                          GPtrArray *frames,
                                          const OrielTransformContext *context,
                                          GError **error);

/* One function a transformation; see the table in oriel-transform.c. */
#define ORIEL_DECLARE_TRANSFORM(name)                                                              \
  GPtrArray *oriel_transform_##name (JsonObject *options, GPtrArray *frames,                       \
                                     const OrielTransformContext *context, GError **error);

/* clang-format off */
ORIEL_DECLARE_TRANSFORM (append)
ORIEL_DECLARE_TRANSFORM (calculate_field)
ORIEL_DECLARE_TRANSFORM (concatenate)
ORIEL_DECLARE_TRANSFORM (config_from_data)
ORIEL_DECLARE_TRANSFORM (convert_field_type)
ORIEL_DECLARE_TRANSFORM (convert_frame_type)
ORIEL_DECLARE_TRANSFORM (dedupe_by_values)
ORIEL_DECLARE_TRANSFORM (ensure_columns)
ORIEL_DECLARE_TRANSFORM (extract_fields)
ORIEL_DECLARE_TRANSFORM (field_lookup)
ORIEL_DECLARE_TRANSFORM (filter_by_ref_id)
ORIEL_DECLARE_TRANSFORM (filter_by_value)
ORIEL_DECLARE_TRANSFORM (filter_fields)
ORIEL_DECLARE_TRANSFORM (filter_fields_by_name)
ORIEL_DECLARE_TRANSFORM (filter_frames)
ORIEL_DECLARE_TRANSFORM (format_string)
ORIEL_DECLARE_TRANSFORM (format_time)
ORIEL_DECLARE_TRANSFORM (group_by)
ORIEL_DECLARE_TRANSFORM (group_to_nested_table)
ORIEL_DECLARE_TRANSFORM (grouping_to_matrix)
ORIEL_DECLARE_TRANSFORM (heatmap)
ORIEL_DECLARE_TRANSFORM (histogram)
ORIEL_DECLARE_TRANSFORM (join_by_field)
ORIEL_DECLARE_TRANSFORM (join_by_labels)
ORIEL_DECLARE_TRANSFORM (labels_to_fields)
ORIEL_DECLARE_TRANSFORM (limit)
ORIEL_DECLARE_TRANSFORM (merge)
ORIEL_DECLARE_TRANSFORM (noop)
ORIEL_DECLARE_TRANSFORM (order)
ORIEL_DECLARE_TRANSFORM (organize)
ORIEL_DECLARE_TRANSFORM (partition_by_values)
ORIEL_DECLARE_TRANSFORM (prepare_time_series)
ORIEL_DECLARE_TRANSFORM (reduce)
ORIEL_DECLARE_TRANSFORM (regression)
ORIEL_DECLARE_TRANSFORM (rename)
ORIEL_DECLARE_TRANSFORM (rename_by_regex)
ORIEL_DECLARE_TRANSFORM (rows_to_fields)
ORIEL_DECLARE_TRANSFORM (series_to_rows)
ORIEL_DECLARE_TRANSFORM (smoothing)
ORIEL_DECLARE_TRANSFORM (sort_by)
ORIEL_DECLARE_TRANSFORM (spatial)
ORIEL_DECLARE_TRANSFORM (time_series_table)
ORIEL_DECLARE_TRANSFORM (transpose)
/* clang-format on */

/* The matcher of `{id, options}`; NULL with `error` when there is no such matcher. */
OrielFieldMatcher *oriel_transform_field_matcher (JsonObject *config,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when the matcher picks the field of `frame` among the frames of `scope`. */
gboolean oriel_transform_field_matches (const OrielFieldMatcher *matcher,
                                        const OrielField *field,
                                        const OrielFrame *frame,
                                        const OrielNameScope *scope);

/* The first field of `frame` that the matcher picks among the frames of `scope`, or NULL. */
const OrielField *oriel_transform_find_field (const OrielFieldMatcher *matcher,
                                              const OrielFrame *frame,
                                              const OrielNameScope *scope);

/* FALSE with `error` when rows that would become fields are more than `most`. */
gboolean oriel_transform_check_fields (gsize n_rows, gsize most, GError **error);

/* All frames joined by their first times, the time in front, in one frame; none when no frame
 * is there. NULL with `error` as oriel_transform_join_by_field(). */
GPtrArray *oriel_transform_join_in_time (GPtrArray *frames,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The scope of all `frames`. */
OrielNameScope oriel_transform_scope (GPtrArray *frames);

G_END_DECLS
