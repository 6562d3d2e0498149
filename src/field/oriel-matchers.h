/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matchers pick fields, frames and values by rules of a dashboard: `{id, options}`. */

#pragma once

#include "field/oriel-names.h"
#include "field/oriel-reducers.h"

G_BEGIN_DECLS

/* A matcher's entry in the menu. */
typedef struct
{
  const char *group; /* "field", "frame", "value" */
  const char *id;
  const char *name;
  const char *description;
  const char *default_options; /* nullable: JSON text */
} OrielMatcherInfo;

/* All matchers in menu order; `n` receives their number. Never freed. */
const OrielMatcherInfo *oriel_matchers_list (guint *n);

typedef struct _OrielFieldMatcher OrielFieldMatcher;

/* What a field matcher looks at. The display name is made when a matcher first asks for it. */
typedef struct
{
  const OrielField *field;
  const OrielFrame *frame;
  const OrielNameScope *scope; /* of all frames */
  char *display_name;          /* nullable; owned */
} OrielMatchTarget;

/* Frees what was made for it. */
void oriel_match_target_clear (OrielMatchTarget *target);

/* The matcher `id` with `options` (nullable; copied). Options that make no sense match nothing.
 * NULL when there is no such matcher. Free with oriel_field_matcher_free(). Any thread. */
OrielFieldMatcher *oriel_field_matcher_new (const char *id,
                                            JsonNode *options) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_field_matcher_free (OrielFieldMatcher *matcher);

/* TRUE when the matcher picks the field. */
gboolean oriel_field_matcher_test (const OrielFieldMatcher *matcher, OrielMatchTarget *target);

typedef struct _OrielFrameMatcher OrielFrameMatcher;

/* The matcher `id` (byName, byRefId) with `options` (nullable); NULL when there is no such
 * matcher. Free with oriel_frame_matcher_free(). Any thread. */
OrielFrameMatcher *oriel_frame_matcher_new (const char *id,
                                            JsonNode *options) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_frame_matcher_free (OrielFrameMatcher *matcher);

/* TRUE when the matcher picks the frame. */
gboolean oriel_frame_matcher_test (const OrielFrameMatcher *matcher, const OrielFrame *frame);

typedef struct _OrielValueMatcher OrielValueMatcher;

/* The matcher `id` with `options` (nullable; referenced). NULL with `error` (G_IO_ERROR) when
 * there is no such matcher, or its expression does not compile. Any thread. */
OrielValueMatcher *oriel_value_matcher_new (const char *id,
                                            JsonObject *options,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_value_matcher_free (OrielValueMatcher *matcher);

/* TRUE when the matcher picks the value. */
gboolean oriel_value_matcher_test (const OrielValueMatcher *matcher, const OrielReduced *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielFieldMatcher, oriel_field_matcher_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielFrameMatcher, oriel_frame_matcher_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielValueMatcher, oriel_value_matcher_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OrielMatchTarget, oriel_match_target_clear)

G_END_DECLS
