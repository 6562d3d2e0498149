/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding options while a person types: which of them match, the best first.
 *
 * Made once for a list of options; each text is then a walk over prepared texts, or over the
 * last matches alone when the text was only added to. For one thread at a time. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _OrielOptionsFilter OrielOptionsFilter;

/* Prepares `options` (of OrielVariableOption; a reference is taken; they must not change). Free
 * with oriel_options_filter_free(). */
OrielOptionsFilter *oriel_options_filter_new (GPtrArray *options) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; nullable. */
void oriel_options_filter_free (OrielOptionsFilter *filter);

/* Indexes of the options whose texts match `text`: equal, begin with it, have a word that begins
 * with it, hold it, hold its letters in their order; among equals as the options are ordered.
 * Case and accents do not count. Empty text: all. `n` receives their number. Borrowed until the
 * next call. */
const guint *oriel_variable_options_filter (OrielOptionsFilter *filter, const char *text, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielOptionsFilter, oriel_options_filter_free)

G_END_DECLS
