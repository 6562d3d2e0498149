/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The labels of a field: an ordered, immutable, shared list of names and values. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *value;
} OrielLabel;

typedef struct
{
  guint n;
  const OrielLabel *items; /* in the order they were given */
} OrielLabels;

/* Copies `n` names and values. The result is shared: oriel_labels_ref()/unref(). Any thread. */
OrielLabels *oriel_labels_new (const OrielLabel *items, guint n) G_GNUC_WARN_UNUSED_RESULT;

/* As oriel_labels_new(), from slices that are not ended by zeros: `lengths[2i]` belongs to the
 * name of item i, `lengths[2i + 1]` to its value. */
OrielLabels *oriel_labels_new_slices (const OrielLabel *items,
                                      const gsize *lengths,
                                      guint n) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a reference; NULL gives NULL. Any thread. */
OrielLabels *oriel_labels_ref (OrielLabels *labels);

/* Drops a reference; `labels` is nullable. Any thread. */
void oriel_labels_unref (OrielLabels *labels);

/* The value of `name`, or NULL; `labels` is nullable. */
const char *oriel_labels_get (const OrielLabels *labels, const char *name);

/* TRUE when both hold the same pairs, in any order; NULL equals no labels. */
gboolean oriel_labels_equal (const OrielLabels *a, const OrielLabels *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielLabels, oriel_labels_unref)

G_END_DECLS
