/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of texts that people expect, the same in every locale: case and accents do not
 * count, punctuation comes before digits, digits before letters. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Less than, equal to or greater than 0. With `numeric`, runs of digits compare as numbers
 * ("a9" before "a10"). As Intl.Collator with sensitivity "base". Any thread. */
int oriel_collate (const char *a, const char *b, gboolean numeric);

/* A key whose order by strcmp() is that of oriel_collate() without `numeric`: for sorting many
 * texts. Free with g_free(). Any thread. */
char *oriel_collate_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
