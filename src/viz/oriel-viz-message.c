/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel that can only say something. */

#include "config.h"

#include "viz/oriel-viz-message.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json.h"
#include "draw/oriel-text.h"

#define PADDING_PX 8.0
#define LINE_PX 22.0

typedef struct
{
  OrielVizModel base;
  const OrielTheme *theme;
  char *text;
} MessageModel;

OrielScene *
oriel_viz_message_scene (const char *text, const OrielTheme *theme, double width, double height)
{
  OrielScene *scene = oriel_scene_new (width, height);
  OrielFont font = { .size_px = 14, .weight = 400, .letter_spacing_px = 0.15 };
  g_auto (GStrv) lines = oriel_text_wrap (text, &font, MAX (width - 2 * PADDING_PX, 1));
  guint n = g_strv_length (lines);
  double y = MAX ((height - n * LINE_PX) / 2, 0) + oriel_text_baseline (&font, LINE_PX);

  for (guint i = 0; i < n && y < height; i++, y += LINE_PX)
    oriel_scene_add_text (scene, lines[i], width / 2, y, ORIEL_ALIGN_CENTER, &font,
                          theme->text_secondary, 0);
  return scene;
}

OrielVizModel *
oriel_viz_message_new (const char *text, const OrielTheme *theme)
{
  MessageModel *model = g_new0 (MessageModel, 1);

  model->base.klass = &oriel_viz_message_class;
  model->theme = theme;
  model->text = g_strdup (text);
  return &model->base;
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  const char *type = oriel_json_string (input->panel, "type", "");
  g_autofree char *text = g_strdup_printf (_ ("Panels of type “%s” are not drawn yet."), type);

  return oriel_viz_message_new (text, input->theme);
}

static OrielScene *
layout (const OrielVizModel *model, double width, double height, const OrielVizState *state)
{
  const MessageModel *self = (const MessageModel *) model;

  return oriel_viz_message_scene (self->text, self->theme, width, height);
}

static char *
describe (const OrielVizModel *model)
{
  return g_strdup (((const MessageModel *) model)->text);
}

static void
message_free (OrielVizModel *model)
{
  MessageModel *self = (MessageModel *) model;

  g_free (self->text);
  g_free (self);
}

const OrielVizClass oriel_viz_message_class = {
  .type = "message",
  .prepare = prepare,
  .layout = layout,
  .describe = describe,
  .free = message_free,
};
