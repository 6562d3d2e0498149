/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files that read and write field configs share. */

#pragma once

#include "frame/oriel-field-config.h"

G_BEGIN_DECLS

/* Limits on what a hostile dashboard can make us keep. */
#define ORIEL_MAX_THRESHOLDS 1000
#define ORIEL_MAX_MAPPINGS 10000

/* The steps in the form that oriel_thresholds_from_json() reads. */
JsonObject *oriel_thresholds_to_json (const OrielThresholds *thresholds) G_GNUC_WARN_UNUSED_RESULT;

/* Mappings as oriel_mappings_from_json(), and old forms, whose colours come from `thresholds`
 * (nullable). NULL when there is none. */
GPtrArray *oriel_mappings_read (JsonArray *array,
                                const OrielThresholds *thresholds) G_GNUC_WARN_UNUSED_RESULT;

/* The mappings in the form that oriel_mappings_from_json() reads. */
JsonArray *oriel_mappings_to_json (GPtrArray *mappings) G_GNUC_WARN_UNUSED_RESULT;

/* A deep copy; NULL gives NULL. */
GPtrArray *oriel_mappings_copy (GPtrArray *mappings) G_GNUC_WARN_UNUSED_RESULT;

/* A text member; numbers and booleans are written as JavaScript would. NULL when it is missing
 * or something else. Free with g_free(). */
char *oriel_field_config_dup_text (JsonObject *object, const char *member);

G_END_DECLS
