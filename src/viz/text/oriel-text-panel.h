/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The text panel: Markdown, the safe part of HTML, or code. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* The class of type "text". */
extern const OrielVizClass oriel_text_panel_class;

G_END_DECLS
