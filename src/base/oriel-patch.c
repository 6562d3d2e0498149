/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What differs between a text and a tree, as the fewest changes to the text.
 *
 * Members are paired by name, elements by what they are: first those that are equal, in order,
 * then, between two of these, those that share an identity (`id`, `refId`, `name`, …), then by
 * place. The result is read again: a text that would not mean the tree is never given out.
 */

#include "config.h"

#include "base/oriel-patch-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-yaml.h"

G_DEFINE_QUARK (oriel_patch_error, oriel_patch_error)

/* Pairs of elements that are compared to find equal ones; longer lists go by place. */
#define MAX_COMPARISONS 250000

#define NOBODY G_MAXUINT

static void
patch_value (OrielPatch *patch, guint parent, guint index, JsonNode *old, JsonNode *now);

static guint *
part_indices (const OrielPatch *patch, guint index)
{
  const OrielSpan *span = oriel_spans_get (patch->spans, index);
  guint *indices = g_new (guint, MAX (span->n_parts, 1));
  guint n = 0;

  for (guint part = span->first; part != 0; part = oriel_spans_get (patch->spans, part)->next)
    indices[n++] = part;

  return indices;
}

static gboolean
contains (const gboolean *flags, guint n)
{
  for (guint i = 0; i < n; i++)
    if (flags[i])
      return TRUE;

  return FALSE;
}

static void
patch_parts (OrielPatch *patch, guint index, const gboolean *removed, GArray *added)
{
  if (added->len > 0 || contains (removed, oriel_spans_get (patch->spans, index)->n_parts))
    oriel_patch_parts (patch, index, removed, added);
}

/* Of members of one name the last one counts. */
static GHashTable *
last_of_each (const OrielPatch *patch, const guint *indices, guint n)
{
  GHashTable *last = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (last, (gpointer) oriel_spans_get (patch->spans, indices[i])->key,
                         GUINT_TO_POINTER (indices[i]));
  return last;
}

static void
patch_object (OrielPatch *patch, guint index, JsonObject *old, JsonObject *now)
{
  guint n = oriel_spans_get (patch->spans, index)->n_parts;
  g_autofree guint *indices = part_indices (patch, index);
  g_autofree gboolean *removed = g_new0 (gboolean, n + 1);
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (OrielNewPart));
  g_autoptr (GHashTable) last = last_of_each (patch, indices, n);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  for (guint i = 0; i < n; i++)
    removed[i] = !json_object_has_member (now, oriel_spans_get (patch->spans, indices[i])->key);

  json_object_iter_init_ordered (&iter, now);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gpointer part;
      OrielNewPart fresh = { .at = n, .key = name, .value = value };

      if (!g_hash_table_lookup_extended (last, name, NULL, &part))
        g_array_append_val (added, fresh);
      else
        patch_value (patch, index, GPOINTER_TO_UINT (part), json_object_get_member (old, name),
                     value);
    }

  patch_parts (patch, index, removed, added);
}

/* Two lists and, for each element of the new one, its partner in the old one. */
typedef struct
{
  JsonArray *old, *now;
  guint *partners; /* NOBODY: new */
} Pairing;

static gboolean
is_same (const Pairing *pairing, guint i, guint j)
{
  return oriel_json_same (json_array_get_element (pairing->old, i),
                          json_array_get_element (pairing->now, j));
}

/* What an element is known by; NULL when nothing says it. */
static JsonNode *
identity_of (JsonArray *array, guint index)
{
  static const char *const names[] = { "id", "uid", "refId", "name", "key", "title", "kind" };
  JsonObject *object = oriel_json_array_object (array, index);

  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (object, names[i]))
      return json_object_get_member (object, names[i]);

  return NULL;
}

/* Elements `from` to `to` of the old list beside those of the new one, of which none are equal. */
static void
pair_gap (Pairing *pairing, guint from, guint to, guint now_from, guint now_to)
{
  gboolean by_place = to - from == now_to - now_from;

  for (guint j = now_from; j < now_to; j++)
    {
      JsonNode *identity = identity_of (pairing->now, j);
      guint i = from;

      while (!by_place && identity != NULL && i < to &&
             !oriel_json_same (identity, identity_of (pairing->old, i)))
        i++;
      if (i >= to)
        continue;
      pairing->partners[j] = i;
      from = i + 1;
    }
}

/* The lengths of the longest lists of equal elements from `i`, `j` on. */
static guint *
common_lengths (const Pairing *pairing, guint from, guint n, guint now_from, guint now_n)
{
  guint *lengths = g_new0 (guint, (gsize) (n + 1) * (now_n + 1));

  for (guint i = n; i-- > 0;)
    for (guint j = now_n; j-- > 0;)
      {
        guint *here = lengths + (gsize) i * (now_n + 1) + j;
        guint below = here[now_n + 1];

        *here =
          is_same (pairing, from + i, now_from + j) ? here[now_n + 2] + 1 : MAX (below, here[1]);
      }

  return lengths;
}

static void
pair_middle (Pairing *pairing, guint from, guint to, guint now_from, guint now_to)
{
  guint n = to - from, now_n = now_to - now_from;
  guint i = 0, j = 0, gap = 0, now_gap = 0;
  g_autofree guint *lengths = NULL;

  if ((guint64) n * now_n > MAX_COMPARISONS)
    {
      pair_gap (pairing, from, to, now_from, now_to);
      return;
    }

  lengths = common_lengths (pairing, from, n, now_from, now_n);
  while (i < n && j < now_n)
    {
      const guint *here = lengths + (gsize) i * (now_n + 1) + j;

      if (is_same (pairing, from + i, now_from + j))
        {
          pair_gap (pairing, from + gap, from + i, now_from + now_gap, now_from + j);
          pairing->partners[now_from + j++] = from + i++;
          gap = i;
          now_gap = j;
        }
      else if (here[now_n + 1] >= here[1])
        i++;
      else
        j++;
    }
  pair_gap (pairing, from + gap, to, now_from + now_gap, now_to);
}

static void
pair_elements (Pairing *pairing)
{
  guint n = json_array_get_length (pairing->old), now_n = json_array_get_length (pairing->now);
  guint start = 0;

  for (guint j = 0; j < now_n; j++)
    pairing->partners[j] = NOBODY;

  for (; start < n && start < now_n && is_same (pairing, start, start); start++)
    pairing->partners[start] = start;
  for (; n > start && now_n > start && is_same (pairing, n - 1, now_n - 1); n--, now_n--)
    pairing->partners[now_n - 1] = n - 1;

  pair_middle (pairing, start, n, start, now_n);
}

static void
patch_array (OrielPatch *patch, guint index, JsonArray *old, JsonArray *now)
{
  guint n = json_array_get_length (old), now_n = json_array_get_length (now);
  g_autofree guint *indices = part_indices (patch, index);
  g_autofree gboolean *removed = g_new (gboolean, n + 1);
  g_autofree guint *partners = g_new (guint, now_n + 1);
  g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (OrielNewPart));
  Pairing pairing = { old, now, partners };
  guint at = 0;

  pair_elements (&pairing);
  for (guint i = 0; i < n; i++)
    removed[i] = TRUE;

  for (guint j = 0; j < now_n; j++)
    {
      OrielNewPart fresh = { .at = at, .value = json_array_get_element (now, j) };

      if (partners[j] == NOBODY)
        {
          g_array_append_val (added, fresh);
          continue;
        }
      removed[partners[j]] = FALSE;
      at = partners[j] + 1;
      patch_value (patch, index, indices[partners[j]], json_array_get_element (old, partners[j]),
                   json_array_get_element (now, j));
    }

  patch_parts (patch, index, removed, added);
}

static void
patch_value (OrielPatch *patch, guint parent, guint index, JsonNode *old, JsonNode *now)
{
  const OrielSpan *span = oriel_spans_get (patch->spans, index);

  if (oriel_json_same (old, now))
    return;

  if (span->kind == ORIEL_SPAN_OBJECT && JSON_NODE_HOLDS_OBJECT (old) &&
      JSON_NODE_HOLDS_OBJECT (now))
    patch_object (patch, index, json_node_get_object (old), json_node_get_object (now));
  else if (span->kind == ORIEL_SPAN_ARRAY && JSON_NODE_HOLDS_ARRAY (old) &&
           JSON_NODE_HOLDS_ARRAY (now) &&
           json_array_get_length (json_node_get_array (old)) == span->n_parts)
    patch_array (patch, index, json_node_get_array (old), json_node_get_array (now));
  else
    oriel_patch_replace (patch, parent, index, now);
}

/* By place; of two at one place, what is put in comes before what is taken out. */
static int
compare_splices (gconstpointer a, gconstpointer b)
{
  const OrielSplice *first = a, *second = b;
  gboolean first_takes = first->end > first->start, second_takes = second->end > second->start;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;

  return first_takes - second_takes;
}

static char *
apply_splices (const OrielPatch *patch)
{
  GString *out = g_string_sized_new (patch->length + 1);
  gsize done = 0;

  g_array_sort (patch->splices, compare_splices); /* stable */
  for (guint i = 0; i < patch->splices->len; i++)
    {
      const OrielSplice *splice = &g_array_index (patch->splices, OrielSplice, i);

      if (splice->start > done)
        g_string_append_len (out, patch->text + done, (gssize) (splice->start - done));
      g_string_append (out, splice->text);
      done = MAX (done, splice->end);
    }
  g_string_append_len (out, patch->text + done, (gssize) (patch->length - done));

  return g_string_free (out, FALSE);
}

static JsonNode *
parse (OrielTextKind kind, const char *text, gsize length, GError **error)
{
  return kind == ORIEL_TEXT_JSON
           ? oriel_json_parse (NULL, text, (gssize) length, ORIEL_JSON_MAX_BYTES, error)
           : oriel_yaml_parse (NULL, text, (gssize) length, error);
}

static char *
patched_text (OrielPatch *patch, JsonNode *now, GError **error)
{
  g_autofree char *text = apply_splices (patch);
  g_autoptr (JsonNode) again = parse (patch->kind, text, strlen (text), NULL);

  if (again != NULL && oriel_json_same (again, now))
    return g_steal_pointer (&text);

  g_set_error_literal (error, ORIEL_PATCH_ERROR, ORIEL_PATCH_ERROR_NOT_POSSIBLE,
                       _ ("The change can’t be put into the file without changing more of it."));
  return NULL;
}

static void
clear_splice (OrielSplice *splice)
{
  g_free (splice->text);
}

static char *
patch_text (OrielTextKind kind,
            const char *text,
            gsize length,
            JsonNode *old,
            JsonNode *now,
            GError **error)
{
  g_autoptr (OrielSpans) spans = kind == ORIEL_TEXT_JSON ? oriel_spans_of_json (text, length)
                                                         : oriel_spans_of_yaml (text, length);
  g_autoptr (GArray) splices = g_array_new (FALSE, FALSE, sizeof (OrielSplice));
  OrielPatch patch = {
    .kind = kind, .text = text, .length = length, .spans = spans, .splices = splices
  };
  char *result;

  if (spans == NULL)
    {
      g_set_error_literal (error, ORIEL_PATCH_ERROR, ORIEL_PATCH_ERROR_TOO_LARGE,
                           _ ("The file holds too much to be changed."));
      return NULL;
    }

  g_array_set_clear_func (splices, (GDestroyNotify) clear_splice);
  oriel_patch_layout_init (&patch);
  patch_value (&patch, 0, 0, old, now);
  result = patched_text (&patch, now, error);
  g_free (patch.unit);
  return result;
}

char *
oriel_text_patch (OrielTextKind kind,
                  const char *text,
                  gssize length,
                  JsonNode *now,
                  GError **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *copy = g_strndup (text, n);
  g_autoptr (JsonNode) old = parse (kind, text, n, error);

  if (old == NULL)
    return NULL;
  if (oriel_json_same (old, now))
    return g_steal_pointer (&copy);

  return patch_text (kind, copy, n, old, now, error);
}
