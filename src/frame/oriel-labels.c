/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One allocation holds the struct, the pairs and their text. */

#include "config.h"

#include "frame/oriel-labels.h"

#include <string.h>

static gsize
length_of (const char *text, const gsize *lengths, guint index)
{
  return lengths != NULL ? lengths[index] : strlen (text);
}

static const char *
put_text (char **to, const char *text, gsize length)
{
  char *start = *to;

  memcpy (start, text, length);
  start[length] = '\0';
  *to += length + 1;
  return start;
}

static OrielLabels *
labels_new (const OrielLabel *items, const gsize *lengths, guint n)
{
  gsize size = sizeof (OrielLabels) + sizeof (OrielLabel) * n;
  OrielLabels *labels;
  OrielLabel *pairs;
  char *text;

  for (guint i = 0; i < n; i++)
    size += length_of (items[i].name, lengths, 2 * i) +
            length_of (items[i].value, lengths, 2 * i + 1) + 2;

  labels = g_atomic_rc_box_alloc (size);
  pairs = (OrielLabel *) (labels + 1);
  text = (char *) (pairs + n);

  for (guint i = 0; i < n; i++)
    {
      pairs[i].name = put_text (&text, items[i].name, length_of (items[i].name, lengths, 2 * i));
      pairs[i].value =
        put_text (&text, items[i].value, length_of (items[i].value, lengths, 2 * i + 1));
    }

  labels->n = n;
  labels->items = pairs;
  return labels;
}

OrielLabels *
oriel_labels_new (const OrielLabel *items, guint n)
{
  return labels_new (items, NULL, n);
}

OrielLabels *
oriel_labels_new_slices (const OrielLabel *items, const gsize *lengths, guint n)
{
  return labels_new (items, lengths, n);
}

OrielLabels *
oriel_labels_ref (OrielLabels *labels)
{
  return labels != NULL ? g_atomic_rc_box_acquire (labels) : NULL;
}

void
oriel_labels_unref (OrielLabels *labels)
{
  if (labels != NULL)
    g_atomic_rc_box_release (labels);
}

const char *
oriel_labels_get (const OrielLabels *labels, const char *name)
{
  for (guint i = 0; labels != NULL && i < labels->n; i++)
    if (strcmp (labels->items[i].name, name) == 0)
      return labels->items[i].value;

  return NULL;
}

gboolean
oriel_labels_equal (const OrielLabels *a, const OrielLabels *b)
{
  guint n_a = a != NULL ? a->n : 0;
  guint n_b = b != NULL ? b->n : 0;

  if (n_a != n_b)
    return FALSE;

  for (guint i = 0; i < n_a; i++)
    if (g_strcmp0 (oriel_labels_get (b, a->items[i].name), a->items[i].value) != 0)
      return FALSE;

  return TRUE;
}
