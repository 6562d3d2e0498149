/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person prefers, in GSettings. Where the schema is not installed (a program that was
 * only built), the defaults hold and changes last until the end of the program. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Applies the style now and on each change, and adds the action "style" to `application`. */
void oriel_preferences_attach (GtkApplication *application);

/* Whether a new window opens the last tabs. */
gboolean oriel_preferences_get_restore_tabs (void);

G_END_DECLS
