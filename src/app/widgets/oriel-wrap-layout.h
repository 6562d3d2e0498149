/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Children beside each other at their natural width, on as many lines as it takes. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_WRAP_LAYOUT (oriel_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (OrielWrapLayout, oriel_wrap_layout, ORIEL, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
