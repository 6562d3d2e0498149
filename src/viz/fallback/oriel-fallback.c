/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-fallback.h. The models are those of tables and messages. */

#include "config.h"

#include "viz/fallback/oriel-fallback.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json.h"
#include "viz/oriel-viz-message.h"
#include "viz/table/oriel-table.h"

#define MAX_TYPE_CHARACTERS 60

static gboolean
has_data (const GPtrArray *frames)
{
  for (guint i = 0; frames != NULL && i < frames->len; i++)
    if (((const OrielFrame *) g_ptr_array_index (frames, i))->fields->len > 0)
      return TRUE;

  return FALSE;
}

/* A type's name is whatever a dashboard holds. */
static char *
short_type (const char *type)
{
  return g_utf8_strlen (type, -1) <= MAX_TYPE_CHARACTERS
           ? g_strdup (type)
           : g_utf8_substring (type, 0, MAX_TYPE_CHARACTERS);
}

static OrielVizModel *
prepare (const OrielVizInput *input)
{
  g_autofree char *type = short_type (oriel_json_string (input->panel, "type", ""));
  g_autofree char *notice = NULL;
  OrielVizInput plain = *input;

  if (!has_data (input->frames))
    {
      notice = g_strdup_printf (_ ("Panels of type “%s” are not drawn yet."), type);
      return oriel_viz_message_new (notice, input->theme);
    }

  /* Options of another type mean nothing to a table. */
  plain.options = NULL;
  notice = g_strdup_printf (_ ("Panels of type “%s” are not drawn yet; this is their data."), type);
  return oriel_table_model_new (&plain, notice);
}

/* Only prepare() is ever asked: a model knows its own class. */
const OrielVizClass oriel_fallback_class = {
  .type = "fallback",
  .prepare = prepare,
};
