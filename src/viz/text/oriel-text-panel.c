/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-text-panel.h. */

#include "config.h"

#include "viz/text/oriel-text-panel.h"

#include <string.h>

#include "base/oriel-json.h"
#include "viz/text/oriel-html.h"
#include "viz/text/oriel-markdown.h"
#include "viz/text/oriel-rich-layout.h"

/* Room for the scroll bar's side and the last line. */
#define PADDING_PX 4.0

typedef struct
{
  OrielVizModel base;
  const OrielTheme *theme;
  GPtrArray *blocks; /* of OrielRichBlock */
} TextModel;

static GPtrArray *
parse_html (const char *text)
{
  OrielRichBuilder *builder = oriel_rich_builder_new ();

  oriel_html_add (builder, text, (gssize) strnlen (text, ORIEL_RICH_MAX_BYTES));
  return oriel_rich_builder_finish (builder);
}

static GPtrArray *
parse_code (const char *text, gboolean numbered, const char *language)
{
  OrielRichBuilder *builder = oriel_rich_builder_new ();

  oriel_rich_builder_begin (builder, ORIEL_RICH_CODE_BLOCK, 0);
  if (numbered)
    oriel_rich_builder_set_numbered (builder);
  oriel_rich_builder_set_language (builder, oriel_code_language_find (language));
  oriel_rich_builder_add (builder, text, (gssize) strnlen (text, ORIEL_RICH_MAX_BYTES));
  return oriel_rich_builder_finish (builder);
}

static GPtrArray *
parse (const char *mode, const char *text, JsonObject *options)
{
  JsonObject *code = oriel_json_object (options, "code");

  if (g_strcmp0 (mode, "html") == 0)
    return parse_html (text);
  if (g_strcmp0 (mode, "code") == 0 || g_strcmp0 (mode, "text") == 0)
    return parse_code (text, oriel_json_boolean (code, "showLineNumbers", FALSE),
                       oriel_json_string (code, "language", NULL));

  return oriel_markdown_parse (text);
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  TextModel *self = g_new0 (TextModel, 1);
  const char *content = oriel_json_string (input->options, "content", NULL);
  const char *mode = oriel_json_string (input->options, "mode", NULL);
  g_autofree char *text = NULL;

  /* Old panels have both beside the options. */
  if (content == NULL)
    content = oriel_json_string (input->panel, "content", "");
  if (mode == NULL)
    mode = oriel_json_string (input->panel, "mode", "markdown");

  text =
    input->replace != NULL ? input->replace (content, input->replace_data) : g_strdup (content);
  self->base.klass = &oriel_text_panel_class;
  self->theme = input->theme;
  self->blocks = parse (mode, text, input->options);
  return &self->base;
}

static OrielScene *
layout (const OrielVizModel *model, double width, double height, const OrielVizState *state)
{
  const TextModel *self = (const TextModel *) model;
  OrielScene *scene = oriel_scene_new (width, height);

  oriel_scene_clip (scene, (OrielRect){ 0, 0, width, height });
  oriel_rich_layout (self->blocks, self->theme, width - PADDING_PX,
                     state != NULL ? -state->scroll_y : 0, scene);
  oriel_scene_unclip (scene);
  return scene;
}

static double
content_height (const OrielVizModel *model, double width)
{
  const TextModel *self = (const TextModel *) model;

  return oriel_rich_layout (self->blocks, self->theme, width - PADDING_PX, 0, NULL);
}

static char *
describe (const OrielVizModel *model)
{
  return oriel_rich_text_to_plain (((const TextModel *) model)->blocks);
}

static void
text_free (OrielVizModel *model)
{
  TextModel *self = (TextModel *) model;

  g_ptr_array_unref (self->blocks);
  g_free (self);
}

const OrielVizClass oriel_text_panel_class = {
  .type = "text",
  .prepare = prepare,
  .layout = layout,
  .describe = describe,
  .content_height = content_height,
  .free = text_free,
};
