/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The switches of a dashboard's annotations, one a query, at the end of its variables. */

#pragma once

#include <gtk/gtk.h>

#include "query/oriel-session.h"

G_BEGIN_DECLS

typedef struct _OrielAnnotationSwitches OrielAnnotationSwitches;

/* Called after a person switched one. */
typedef void (*OrielSwitchedFunc) (gpointer user_data);

/* No switches yet; they become children of `parent`, borrowed, which must outlive them. */
OrielAnnotationSwitches *
oriel_annotation_switches_new (GtkWidget *parent,
                               OrielSwitchedFunc func,
                               gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the switches out of the parent and frees the rest; nullable. */
void oriel_annotation_switches_free (OrielAnnotationSwitches *switches);

/* Shows the annotation queries of `session`: name, colour, whether they are on, and in a warning
 * why one has nothing to show. Returns how many there are. */
guint oriel_annotation_switches_update (OrielAnnotationSwitches *switches, OrielSession *session);

/* The first switch's widget, before which other things stand; NULL when there is none. */
GtkWidget *oriel_annotation_switches_get_first (OrielAnnotationSwitches *switches);

G_END_DECLS
