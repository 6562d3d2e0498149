/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The safe part of HTML that text panels use. Tags that are not known lose their marks and keep
 * their text; scripts and styles vanish. */

#pragma once

#include "viz/text/oriel-rich-text.h"

G_BEGIN_DECLS

/* Adds `length` bytes (-1: up to the zero) of HTML to `builder`. Any bytes are accepted. */
void oriel_html_add (OrielRichBuilder *builder, const char *html, gssize length);

G_END_DECLS
