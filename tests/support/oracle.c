/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oracle.h. A failing record never stops the run: the count is the result. */

#include "config.h"

#include "oracle.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/oriel-json.h"

/* How many failures are told, where ORIEL_ORACLE_FAILURES names no other number. */
#define FAILURES_SHOWN 10

typedef struct
{
  const char *topic;
  guint passed;
  guint total;
  GHashTable *not_built; /* kind → count */
  GPtrArray *failures;   /* of owned strings, at most failures_shown */
  guint failures_shown;
} Tally;

static char *
shared_dir (void)
{
  const char *named = g_getenv ("ORIEL_SHARED");
  const char *source = g_getenv ("ORIEL_SOURCE_DIR");

  if (named != NULL && *named != '\0')
    return g_strdup (named);

  return g_build_filename (source != NULL ? source : ".", "..", "shared", NULL);
}

char *
oracle_shared_path (const char *relative)
{
  g_autofree char *dir = shared_dir ();
  g_autofree char *path = g_build_filename (dir, relative, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

void
oracle_each_file (const char *path,
                  const char *ending,
                  void (*func) (gpointer user_data, const char *file),
                  gpointer user_data)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        oracle_each_file (child, ending, func, user_data);
      else if (g_str_has_suffix (name, ending))
        func (user_data, child);
    }
}

char *
oracle_shared_path_or_skip (const char *relative)
{
  char *path = oracle_shared_path (relative);

  if (path != NULL)
    return path;

  g_test_skip_printf ("no %s: set ORIEL_SHARED to the folder that has it", relative);
  return NULL;
}

static guint
failures_shown (void)
{
  const char *named = g_getenv ("ORIEL_ORACLE_FAILURES");

  return named != NULL ? (guint) g_ascii_strtoull (named, NULL, 10) : FAILURES_SHOWN;
}

static const OracleKind *
find_kind (const OracleKind *kinds, const char *name)
{
  for (const OracleKind *kind = kinds; kind->kind != NULL; kind++)
    if (g_strcmp0 (kind->kind, name) == 0)
      return kind;

  return NULL;
}

static void
count_not_built (Tally *tally, const char *kind)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (tally->not_built, kind));

  g_hash_table_insert (tally->not_built, g_strdup (kind), GUINT_TO_POINTER (count + 1));
}

static void
check_record (Tally *tally,
              const OracleKind *kinds,
              guint line_number,
              const char *line,
              gpointer data)
{
  g_autoptr (GString) why = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = oriel_json_parse (NULL, line, -1, ORIEL_JSON_MAX_BYTES, &error);
  JsonObject *record = oriel_json_node_object (root);
  const char *name;
  const OracleKind *kind;

  if (record == NULL)
    {
      g_test_message ("%s line %u is no JSON object: %s", tally->topic, line_number,
                      error != NULL ? error->message : "another value");
      g_test_fail ();
      return;
    }

  name = json_object_get_string_member_with_default (record, "kind", "");
  kind = find_kind (kinds, name);
  if (kind == NULL)
    {
      count_not_built (tally, name);
      return;
    }
  if (kind->check == NULL)
    return;
  if (kind->not_built != NULL && kind->not_built (record) != NULL)
    {
      count_not_built (tally, kind->not_built (record));
      return;
    }

  tally->total++;
  if (kind->check (record, why, data))
    tally->passed++;
  else if (tally->failures->len < tally->failures_shown)
    g_ptr_array_add (tally->failures,
                     g_strdup_printf ("line %u (%s): %s", line_number, name, why->str));
}

static void
print_tally (const Tally *tally)
{
  GHashTableIter iter;
  gpointer kind, count;

  printf ("oracle %s: %u of %u\n", tally->topic, tally->passed, tally->total);

  g_hash_table_iter_init (&iter, tally->not_built);
  while (g_hash_table_iter_next (&iter, &kind, &count))
    printf ("  not built: %s (%u)\n", (char *) kind, GPOINTER_TO_UINT (count));

  for (guint i = 0; i < tally->failures->len; i++)
    printf ("  failed: %s\n", (char *) g_ptr_array_index (tally->failures, i));

  fflush (stdout);
}

void
oracle_run (const char *topic, const OracleKind *kinds, gpointer user_data)
{
  g_autofree char *relative = g_strdup_printf ("oracle/%s.jsonl", topic);
  g_autofree char *path = oracle_shared_path_or_skip (relative);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint line_number = 0;
  Tally tally = { .topic = topic, .failures_shown = failures_shown () };

  if (path == NULL)
    return;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  tally.not_built = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  tally.failures = g_ptr_array_new_with_free_func (g_free);

  for (char *line = text; line != NULL && *line != '\0';)
    {
      char *end = strchr (line, '\n');

      if (end != NULL)
        *end = '\0';
      line_number++;
      if (*line != '\0')
        check_record (&tally, kinds, line_number, line, user_data);
      line = end != NULL ? end + 1 : NULL;
    }

  print_tally (&tally);
  if (tally.passed != tally.total)
    g_test_fail_printf ("%s: %u of %u", topic, tally.passed, tally.total);

  g_hash_table_unref (tally.not_built);
  g_ptr_array_unref (tally.failures);
}

static const char *
special_value (JsonNode *node)
{
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  return json_object_get_string_member_with_default (object, "$", NULL);
}

double
oracle_number (JsonNode *node)
{
  const char *special = special_value (node);

  if (g_strcmp0 (special, "Infinity") == 0)
    return INFINITY;
  if (g_strcmp0 (special, "-Infinity") == 0)
    return -INFINITY;
  if (g_strcmp0 (special, "-0") == 0)
    return -0.0;
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_double (node);

  return NAN;
}

gboolean
oracle_is_undefined (JsonNode *node)
{
  return node == NULL || g_strcmp0 (special_value (node), "undefined") == 0;
}

gboolean
oracle_close (double ours, double theirs)
{
  if (isnan (ours) || isnan (theirs))
    return isnan (ours) && isnan (theirs);
  if (isinf (ours) || isinf (theirs))
    return ours == theirs;

  return fabs (ours - theirs) <= 1e-9 * fmax (1, fmax (fabs (ours), fabs (theirs)));
}

gboolean
oracle_same_text (GString *why, const char *what, const char *ours, const char *theirs)
{
  if (g_strcmp0 (ours, theirs) == 0)
    return TRUE;

  g_string_append_printf (why, "%s: ours \"%s\", theirs \"%s\"; ", what,
                          ours != NULL ? ours : "(null)", theirs != NULL ? theirs : "(null)");
  return FALSE;
}

gboolean
oracle_same_number (GString *why, const char *what, double ours, double theirs)
{
  if (oracle_close (ours, theirs))
    return TRUE;

  g_string_append_printf (why, "%s: ours %.17g, theirs %.17g; ", what, ours, theirs);
  return FALSE;
}
