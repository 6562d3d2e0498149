/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-options-filter.h. All texts lie folded in one block, so that a search of 50,000
 * options reads a megabyte in order and allocates nothing.
 */

#include "config.h"

#include "dashboard/oriel-options-filter.h"

#include "dashboard/oriel-dashboard.h"

#include <string.h>

/* Ranks, best first; scattered letters are ranked by how far they are spread. */
enum
{
  RANK_EQUAL,
  RANK_START,
  RANK_WORD,
  RANK_WITHIN,
  RANK_SCATTERED,
  N_RANKS = RANK_SCATTERED + 64,
  RANK_NONE = 255,
};

struct _OrielOptionsFilter
{
  GPtrArray *options;
  GString *folded; /* the texts, each ended by a zero */
  gsize *offsets;  /* of each text within them */

  char *text;        /* folded text of the last call; nullable */
  guint *candidates; /* options that matched it, in their order */
  guint n_candidates;
  guint8 *ranks; /* parallel to the candidates */
  guint *ranked; /* the same options, the best first */
};

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guint8) *text >= 0x80)
      return FALSE;

  return TRUE;
}

/* Appends `text` without case and accents. */
static void
append_folded (GString *out, const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;

  if (!is_ascii (text))
    {
      normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
      folded = normal != NULL ? g_utf8_casefold (normal, -1) : g_utf8_make_valid (text, -1);
      for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
        if (!g_unichar_ismark (g_utf8_get_char (p)))
          g_string_append_unichar (out, g_utf8_get_char (p));
      return;
    }

  for (; *text != '\0'; text++)
    g_string_append_c (out, g_ascii_tolower (*text));
}

OrielOptionsFilter *
oriel_options_filter_new (GPtrArray *options)
{
  OrielOptionsFilter *filter = g_new0 (OrielOptionsFilter, 1);

  filter->options = g_ptr_array_ref (options);
  filter->folded = g_string_new (NULL);
  filter->offsets = g_new (gsize, options->len + 1);
  filter->candidates = g_new (guint, options->len + 1);
  filter->ranks = g_new (guint8, options->len + 1);
  filter->ranked = g_new (guint, options->len + 1);

  for (guint i = 0; i < options->len; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (options, i);

      filter->offsets[i] = filter->folded->len;
      append_folded (filter->folded, option->text);
      g_string_append_c (filter->folded, '\0');
    }

  return filter;
}

void
oriel_options_filter_free (OrielOptionsFilter *filter)
{
  if (filter == NULL)
    return;

  g_ptr_array_unref (filter->options);
  g_string_free (filter->folded, TRUE);
  g_free (filter->offsets);
  g_free (filter->text);
  g_free (filter->candidates);
  g_free (filter->ranks);
  g_free (filter->ranked);
  g_free (filter);
}

/* The place of a text that holds `needle` at `found`, by the best of its occurrences. */
static guint8
rank_of_occurrence (const char *text, const char *found, const char *needle)
{
  if (found == text)
    return text[strlen (needle)] == '\0' ? RANK_EQUAL : RANK_START;

  for (; found != NULL; found = strstr (found + 1, needle))
    if (!g_ascii_isalnum (found[-1]) && (guint8) found[-1] < 0x80)
      return RANK_WORD;

  return RANK_WITHIN;
}

/* Letters of the needle in their order, with others between them. */
static guint8
rank_of_letters (const char *text, const char *needle)
{
  const char *first = strchr (text, *needle), *p = first;
  gsize spread;

  for (const char *letter = needle + 1; p != NULL && *letter != '\0'; letter++)
    p = strchr (p + 1, *letter);
  if (p == NULL)
    return RANK_NONE;

  spread = (gsize) (p + 1 - first) - strlen (needle);
  return (guint8) MIN (RANK_SCATTERED + spread, N_RANKS - 1);
}

static guint8
rank_of (const char *text, const char *needle, gboolean scattered)
{
  const char *found = strstr (text, needle);

  if (found != NULL)
    return rank_of_occurrence (text, found, needle);

  return scattered ? rank_of_letters (text, needle) : RANK_NONE;
}

/* Keeps those candidates that match; counts the ranks. */
static void
narrow (OrielOptionsFilter *filter, const char *needle, guint *counts)
{
  gboolean scattered = needle[0] != '\0' && needle[1] != '\0' && is_ascii (needle);
  guint kept = 0;

  for (guint i = 0; i < filter->n_candidates; i++)
    {
      guint index = filter->candidates[i];
      guint8 rank = rank_of (filter->folded->str + filter->offsets[index], needle, scattered);

      if (rank == RANK_NONE)
        continue;
      filter->candidates[kept] = index;
      filter->ranks[kept++] = rank;
      counts[rank]++;
    }

  filter->n_candidates = kept;
}

/* Counting sort: stable, so that options of one rank keep their order. */
static void
order_by_rank (OrielOptionsFilter *filter, guint *counts)
{
  guint place = 0;

  for (guint rank = 0; rank < N_RANKS; rank++)
    {
      guint count = counts[rank];

      counts[rank] = place;
      place += count;
    }

  for (guint i = 0; i < filter->n_candidates; i++)
    filter->ranked[counts[filter->ranks[i]]++] = filter->candidates[i];
}

static void
start_over (OrielOptionsFilter *filter)
{
  filter->n_candidates = filter->options->len;
  for (guint i = 0; i < filter->options->len; i++)
    filter->candidates[i] = i;
}

const guint *
oriel_variable_options_filter (OrielOptionsFilter *filter, const char *text, guint *n)
{
  g_autoptr (GString) needle = g_string_new (NULL);
  guint counts[N_RANKS] = { 0 };

  append_folded (needle, text);

  /* What matches a longer text has matched the shorter one, but for the text of one letter,
   * which finds no scattered ones. */
  if (filter->text == NULL || strlen (filter->text) < 2 ||
      !g_str_has_prefix (needle->str, filter->text) || !is_ascii (needle->str))
    start_over (filter);

  if (needle->len == 0)
    memcpy (filter->ranked, filter->candidates, filter->n_candidates * sizeof (guint));
  else
    {
      narrow (filter, needle->str, counts);
      order_by_rank (filter, counts);
    }

  g_free (filter->text);
  filter->text = g_strdup (needle->str);
  *n = filter->n_candidates;

  return filter->ranked;
}
