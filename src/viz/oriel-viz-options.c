/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-viz-options.h. */

#include "config.h"

#include "viz/oriel-viz-options.h"

#include "base/oriel-json.h"

#include <math.h>

int
oriel_viz_word (JsonObject *object, const char *member, const OrielWord *words, int fallback)
{
  const char *text = oriel_json_string (object, member, NULL);

  for (guint i = 0; words[i].word != NULL; i++)
    if (g_strcmp0 (text, words[i].word) == 0)
      return words[i].value;
  return fallback;
}

double
oriel_viz_clamped (JsonObject *object, const char *member, double fallback, double low, double high)
{
  double value = oriel_json_number (object, member, fallback);

  return isnan (value) ? fallback : CLAMP (value, low, high);
}

OrielShow
oriel_viz_show (JsonObject *object, const char *member, OrielShow fallback)
{
  static const OrielWord words[] = {
    { "auto", ORIEL_SHOW_AUTO },
    { "always", ORIEL_SHOW_ALWAYS },
    { "never", ORIEL_SHOW_NEVER },
    { 0 },
  };

  return (OrielShow) oriel_viz_word (object, member, words, (int) fallback);
}

gboolean
oriel_viz_is_hidden (const OrielField *field, const char *what)
{
  return oriel_json_boolean (oriel_json_object (field->config->custom, "hideFrom"), what, FALSE);
}

GPtrArray *
oriel_viz_keep_frames (const OrielVizInput *input)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);

  for (guint i = 0; input->frames != NULL && i < input->frames->len; i++)
    g_ptr_array_add (frames, oriel_frame_ref (g_ptr_array_index (input->frames, i)));
  return frames;
}

const char *
oriel_viz_field_name (const OrielField *field)
{
  return field->display_name != NULL ? field->display_name : field->name != NULL ? field->name : "";
}

OrielDisplay *
oriel_viz_display_new (const OrielField *field,
                       const char *unit,
                       int decimals,
                       const OrielVizInput *input)
{
  OrielField shown = *field;
  g_autoptr (OrielFieldConfig) config = oriel_field_config_copy (field->config);

  if (unit != NULL && *unit != '\0')
    {
      g_free (config->unit);
      config->unit = g_strdup (unit);
    }
  if (decimals >= 0)
    config->decimals = decimals;
  shown.config = config;
  return oriel_display_new (&shown, input->theme, input->zone, input->now_ms);
}

void
oriel_viz_write_number (OrielDisplay *display, double value, int decimals, char *out, gsize size)
{
  OrielDisplayValue shown;

  oriel_display_number (display, value, decimals, &shown);
  g_snprintf (out, size, "%s%s%s", shown.formatted.prefix, shown.formatted.text,
              shown.formatted.suffix);
}

void
oriel_viz_format_axis (double value, int decimals, gpointer display, char *out)
{
  oriel_viz_write_number (display, value, decimals, out, ORIEL_AXIS_BUFFER);
}

void
oriel_rect_path_init (OrielRectPath *path)
{
  path->commands = g_byte_array_new ();
  path->coordinates = g_array_new (FALSE, FALSE, sizeof (double));
}

void
oriel_rect_path_add (OrielRectPath *path, const OrielRect *rect)
{
  static const guint8 commands[] = {
    ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_LINE, ORIEL_PATH_CLOSE,
  };
  double right = rect->x + rect->width, bottom = rect->y + rect->height;
  double corners[] = { rect->x, rect->y, right, rect->y, right, bottom, rect->x, bottom };

  g_byte_array_append (path->commands, commands, sizeof commands);
  g_array_append_vals (path->coordinates, corners, G_N_ELEMENTS (corners));
}

void
oriel_rect_path_draw (const OrielRectPath *path,
                      OrielScene *scene,
                      const OrielPaint *fill,
                      const OrielPaint *line,
                      const OrielStroke *stroke)
{
  static const OrielStroke none = { .width = 1 };

  if (path->commands->len > 0)
    oriel_scene_add_path (scene, path->commands->data, path->commands->len,
                          (const double *) (gpointer) path->coordinates->data, fill, line,
                          stroke != NULL ? stroke : &none);
}

void
oriel_rect_path_clear (OrielRectPath *path)
{
  g_byte_array_unref (path->commands);
  g_array_unref (path->coordinates);
}
