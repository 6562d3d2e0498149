/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels as text and as sets: format, parse, legends, common pairs, facets. See oriel-names.h. */

#include "config.h"

#include "field/oriel-names.h"

#include <string.h>

#include "base/oriel-regex.h"

static int
compare_label_names (gconstpointer a, gconstpointer b)
{
  return strcmp (((const OrielLabel *) a)->name, ((const OrielLabel *) b)->name);
}

char *
oriel_labels_format (const OrielLabels *labels, const char *fallback, gboolean without_braces)
{
  g_autofree OrielLabel *sorted = NULL;
  GString *text;

  if (labels == NULL || labels->n == 0)
    return g_strdup (fallback != NULL ? fallback : "");

  sorted = g_memdup2 (labels->items, sizeof (OrielLabel) * labels->n);
  qsort (sorted, labels->n, sizeof *sorted, compare_label_names);

  text = g_string_new (without_braces ? NULL : "{");
  for (guint i = 0; i < labels->n; i++)
    g_string_append_printf (text, "%s%s=\"%s\"", i > 0 ? ", " : "", sorted[i].name,
                            sorted[i].value);
  if (!without_braces)
    g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

/* A pattern of our own, compiled once. */
static GRegex *
constant_regex (gsize *once, const char *pattern)
{
  if (g_once_init_enter (once))
    {
      GRegex *regex = oriel_regex_new (pattern, NULL, NULL);

      g_once_init_leave (once, (gsize) regex);
    }

  return (GRegex *) *once;
}

OrielLabels *
oriel_labels_parse (const char *text)
{
  static gsize once = 0;
  GRegex *regex = constant_regex (&once, "\\b(\\w+)!?=~?\"([^\"\\n]*?)\"");
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (JsonObject) pairs = json_object_new ();

  g_regex_match (regex, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *value = g_match_info_fetch (match, 2);

      json_object_set_string_member (pairs, name, value);
      if (!g_match_info_next (match, NULL))
        break;
    }

  return oriel_labels_from_json (pairs);
}

OrielLabels *
oriel_labels_common (OrielLabels *const *sets, guint n)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (OrielLabel));

  for (guint i = 0; n > 0 && sets[0] != NULL && i < sets[0]->n; i++)
    {
      const OrielLabel *pair = &sets[0]->items[i];
      gboolean shared = TRUE;

      for (guint j = 1; j < n && shared; j++)
        shared = g_strcmp0 (oriel_labels_get (sets[j], pair->name), pair->value) == 0;
      if (shared)
        g_array_append_val (pairs, *pair);
    }

  return oriel_labels_new ((const OrielLabel *) (gpointer) pairs->data, pairs->len);
}

OrielLabels *
oriel_labels_without (const OrielLabels *labels, const OrielLabels *common)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (OrielLabel));

  for (guint i = 0; labels != NULL && i < labels->n; i++)
    if (oriel_labels_get (common, labels->items[i].name) == NULL)
      g_array_append_val (pairs, labels->items[i]);

  return oriel_labels_new ((const OrielLabel *) (gpointer) pairs->data, pairs->len);
}

gboolean
oriel_labels_include (const OrielLabels *labels, const OrielLabels *expected)
{
  for (guint i = 0; expected != NULL && i < expected->n; i++)
    if (g_strcmp0 (oriel_labels_get (labels, expected->items[i].name), expected->items[i].value) !=
        0)
      return FALSE;

  return TRUE;
}

static gboolean
put_label_value (const GMatchInfo *match, GString *out, gpointer user_data)
{
  const OrielLabels *labels = user_data;
  g_autofree char *name = g_match_info_fetch (match, 1);
  const char *value = oriel_labels_get (labels, name);

  g_string_append (out, value != NULL && *value != '\0' ? value : name);
  return FALSE;
}

char *
oriel_legend_format (const char *template, const OrielLabels *labels)
{
  static gsize once = 0;
  GRegex *regex;
  char *text;

  if (strstr (template, "{{") == NULL)
    return g_strdup (template);

  regex = constant_regex (&once, "\\{\\{\\s*(.+?)\\s*\\}\\}");
  text = g_regex_replace_eval (regex, template, -1, 0, 0, put_label_value, (gpointer) labels, NULL);
  return text != NULL ? text : g_strdup (template);
}

static void
facet_free (gpointer data)
{
  OrielFacet *facet = data;

  g_free (facet->name);
  g_ptr_array_unref (facet->values);
  g_free (facet);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* A facet with the keys of `set`, which are copied. */
static OrielFacet *
facet_new (const char *name, GHashTable *set)
{
  OrielFacet *facet = g_new0 (OrielFacet, 1);
  GHashTableIter iter;
  gpointer value;

  facet->name = g_strdup (name);
  facet->values = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_ptr_array_add (facet->values, g_strdup (value));

  g_ptr_array_sort (facet->values, compare_texts);
  return facet;
}

/* The sets that a walk over the fields fills; all texts are borrowed from the frames. */
typedef struct
{
  GHashTable *field_names;
  GHashTable *frame_names;
  GHashTable *labels;     /* name → set of values */
  GPtrArray *label_order; /* names as they were met */
} FacetSets;

static void
note_labels (FacetSets *sets, const OrielLabels *labels)
{
  for (guint i = 0; labels != NULL && i < labels->n; i++)
    {
      const OrielLabel *pair = &labels->items[i];
      GHashTable *values = g_hash_table_lookup (sets->labels, pair->name);

      if (values == NULL)
        {
          values = g_hash_table_new (g_str_hash, g_str_equal);
          g_hash_table_insert (sets->labels, (gpointer) pair->name, values);
          g_ptr_array_add (sets->label_order, (gpointer) pair->name);
        }
      g_hash_table_add (values, (gpointer) pair->value);
    }
}

static void
note_fields (FacetSets *sets, const OrielFrame *frame)
{
  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if (field->type == ORIEL_FIELD_TIME)
        continue;
      g_hash_table_add (sets->field_names, field->name);
      if (frame->name != NULL && *frame->name != '\0')
        g_hash_table_add (sets->frame_names, frame->name);
      note_labels (sets, field->labels);
    }
}

GPtrArray *
oriel_frames_facets (OrielFrame *const *frames, guint n)
{
  g_autoptr (GHashTable) field_names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) frame_names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) labels =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  FacetSets sets = { field_names, frame_names, labels, order };
  GPtrArray *facets = g_ptr_array_new_with_free_func (facet_free);
  GHashTable *names;

  for (guint i = 0; i < n; i++)
    note_fields (&sets, frames[i]);

  names = g_hash_table_size (field_names) > 1 ? field_names : frame_names;
  if (g_hash_table_size (names) > 1 && !g_hash_table_contains (labels, "__name__"))
    g_ptr_array_add (facets, facet_new ("__name__", names));

  for (guint i = 0; i < order->len; i++)
    {
      const char *name = g_ptr_array_index (order, i);

      g_ptr_array_add (facets, facet_new (name, g_hash_table_lookup (labels, name)));
    }

  return facets;
}
