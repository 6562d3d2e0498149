/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Running our code against records of outside material.
 *
 * The material lies in the folder named by ORIEL_SHARED, else in `../shared`
 * beside the project's root. Where it is missing the test skips and says so.
 *
 * A topic file holds one JSON object a line; its member `kind` names the
 * function under test. A test program lists the kinds it has built; the others
 * are counted and listed as not built yet, never silently passed.
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _OracleRun OracleRun;

/* Returns TRUE when our answer equals the record's; else appends to `why` what
 * differs: "case 3: ours "x", theirs "y"". May be asked for several cases. */
typedef gboolean (*OracleCheck) (JsonObject *record, GString *why, gpointer user_data);

typedef struct
{
  const char *kind;
  OracleCheck check;

  /* Nullable: what a record needs that is not built yet (a name, never freed), or NULL. Such
   * records are counted under that name. */
  const char *(*not_built) (JsonObject *record);
} OracleKind;

/* Path below the shared folder, or NULL when it is not there. Free with g_free(). */
char *oracle_shared_path (const char *relative);

/* Path below the shared folder, or NULL after g_test_skip(). Free with g_free(). */
char *oracle_shared_path_or_skip (const char *relative);

/* Calls `func` with each file below folder `path` whose name ends in `ending`. */
void oracle_each_file (const char *path,
                       const char *ending,
                       void (*func) (gpointer user_data, const char *file),
                       gpointer user_data);

/* Runs a topic file (`oracle/TOPIC.jsonl`) over `kinds` (ended by a NULL kind), prints
 * `oracle TOPIC: PASSED of TOTAL`, the kinds not built and the first failures, and fails
 * the test when a record of a built kind failed. */
void oracle_run (const char *topic, const OracleKind *kinds, gpointer user_data);

/* The double that a JSON value stands for: numbers, {"$":"NaN"} and its like; null and
 * {"$":"undefined"} give NaN. */
double oracle_number (JsonNode *node);

/* TRUE for a missing member, or {"$":"undefined"}. */
gboolean oracle_is_undefined (JsonNode *node);

/* TRUE within 1e-9 relative, or 1e-9 absolute near 0; NaN equals NaN. */
gboolean oracle_close (double ours, double theirs);

/* Compares and reports: returns TRUE when equal, NULL equals NULL. */
gboolean oracle_same_text (GString *why, const char *what, const char *ours, const char *theirs);
gboolean oracle_same_number (GString *why, const char *what, double ours, double theirs);

G_END_DECLS
