/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel that can only say something: "No data", or why it can't be drawn. */

#pragma once

#include "viz/oriel-viz.h"

G_BEGIN_DECLS

/* The class of such models. */
extern const OrielVizClass oriel_viz_message_class;

/* A model that shows `text` (copied) in the middle. Any class's prepare may return it instead of
 * its own. Free with oriel_viz_model_free(). */
OrielVizModel *oriel_viz_message_new (const char *text,
                                      const OrielTheme *theme) G_GNUC_WARN_UNUSED_RESULT;

/* A scene of `width` × `height` px with `text` in the middle, wrapped. */
OrielScene *oriel_viz_message_scene (const char *text,
                                     const OrielTheme *theme,
                                     double width,
                                     double height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
