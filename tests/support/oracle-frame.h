/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames, cells and JSON of oracle records, and comparing ours with theirs. */

#pragma once

#include "field/oriel-reducers.h"
#include "frame/oriel-frame.h"
#include "oracle.h"

G_BEGIN_DECLS

/* A column of cells, among them {"$":"NaN"} and its like. */
OrielColumn *oracle_column (OrielFieldType type, JsonArray *cells);

/* The frames of an array; a record whose frame can't be read fails the test. */
GPtrArray *oracle_frames (JsonArray *array);

/* Compares and reports, see oracle_same_text(). Numbers by tolerance; in objects a member that
 * is missing, null or undefined is the same, and the order of members does not matter. */
gboolean oracle_same_json (GString *why, const char *what, JsonNode *ours, JsonNode *theirs);

/* A cell or reduced value of `field` against theirs; nothing equals undefined and null. */
gboolean oracle_same_reduced (GString *why,
                              const char *what,
                              const OrielField *field,
                              const OrielReduced *ours,
                              JsonNode *theirs);

/* Frames against an array of frame JSON: refId, name, fields with name, type, labels, cells. */
gboolean oracle_same_frames (GString *why, GPtrArray *ours, JsonArray *theirs);

G_END_DECLS
