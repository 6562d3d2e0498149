/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Markdown of descriptions and the HTML of annotations, for a label. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `markdown` as markup that a GtkLabel shows: emphasis, code, lists and links to safe addresses.
 * What is beyond a length that anyone reads is left out. Free with g_free(). Any thread. */
char *oriel_description_to_markup (const char *markdown) G_GNUC_WARN_UNUSED_RESULT;

/* The same of the safe part of `html`. Free with g_free(). Any thread. */
char *oriel_description_html_to_markup (const char *html) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
