/* SPDX-License-Identifier: GPL-3.0-or-later */

/* formatString: texts in another case, trimmed or cut. */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"

/* All give an own text. */
typedef char *(*FormatFunc) (const char *text, JsonObject *options);

static char *
to_upper (const char *text, JsonObject *options)
{
  return g_utf8_strup (text, -1);
}

static char *
to_lower (const char *text, JsonObject *options)
{
  return g_utf8_strdown (text, -1);
}

/* The first character as `change` makes it, the rest as it is. */
static char *
change_first (const char *text, char *(*change) (const char *text, gssize length))
{
  const char *rest = *text != '\0' ? g_utf8_next_char (text) : text;
  g_autofree char *first = change (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

static char *
to_sentence (const char *text, JsonObject *options)
{
  return change_first (text, g_utf8_strup);
}

static char *
capital_words (const char *text, const char *separator)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *lower = g_utf8_strdown (words[i], -1);

      g_free (words[i]);
      words[i] = change_first (lower, g_utf8_strup);
    }

  return g_strjoinv (separator, words);
}

static char *
to_title (const char *text, JsonObject *options)
{
  return capital_words (text, " ");
}

static char *
to_pascal (const char *text, JsonObject *options)
{
  return capital_words (text, "");
}

static char *
to_camel (const char *text, JsonObject *options)
{
  g_autofree char *pascal = capital_words (text, "");

  return change_first (pascal, g_utf8_strdown);
}

static char *
lower_words (const char *text, const char *separator)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = g_strsplit (lower, " ", -1);

  return g_strjoinv (separator, words);
}

static char *
to_snake (const char *text, JsonObject *options)
{
  return lower_words (text, "_");
}

static char *
to_kebab (const char *text, JsonObject *options)
{
  return lower_words (text, "-");
}

static char *
trim (const char *text, JsonObject *options)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize) (end - text));
}

/* As substring(): both ends within the text, in their order. */
static char *
cut (const char *text, JsonObject *options)
{
  glong length = g_utf8_strlen (text, -1);
  gint64 start = CLAMP (oriel_json_int (options, "substringStart", 0), 0, length);
  gint64 end = CLAMP (oriel_json_int (options, "substringEnd", length), 0, length);

  return g_utf8_substring (text, (glong) MIN (start, end), (glong) MAX (start, end));
}

static const struct
{
  const char *name;
  FormatFunc format;
} formats[] = {
  { "Upper Case", to_upper }, { "Lower Case", to_lower },   { "Sentence Case", to_sentence },
  { "Title Case", to_title }, { "Pascal Case", to_pascal }, { "Camel Case", to_camel },
  { "Snake Case", to_snake }, { "Kebab Case", to_kebab },   { "Trim", trim },
  { "Substring", cut },
};

static FormatFunc
find_format (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, name) == 0)
      return formats[i].format;

  return NULL;
}

/* Without a format there are no texts. */
static OrielColumn *
format_column (const OrielField *field, FormatFunc format, JsonObject *options)
{
  gsize n = field->column->n_rows;
  g_autofree OrielReduced *cells = g_new0 (OrielReduced, n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; format != NULL && i < n; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      char buffer[ORIEL_NUMBER_BUFFER];
      char *text;

      if (oriel_cell_is_null (&cell))
        continue;
      text = format (oriel_cell_text (&cell, buffer), options);
      g_ptr_array_add (texts, text);
      cells[i] = (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = text };
    }

  return oriel_column_from_cells (ORIEL_FIELD_STRING, cells, n);
}

GPtrArray *
oriel_transform_format_string (JsonObject *options,
                               GPtrArray *frames,
                               const OrielTransformContext *context,
                               GError **error)
{
  FormatFunc format = find_format (oriel_json_string (options, "outputFormat", ""));
  g_autoptr (OrielFieldMatcher) matcher =
    oriel_field_matcher_new ("byName", oriel_json_member (options, "stringField"));
  OrielNameScope scope = oriel_transform_scope (frames);
  GPtrArray *results = oriel_frames_new ();

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      OrielFrame *copy = oriel_frame_new_like (frame, frame->n_rows);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          const OrielField *field = oriel_frame_field (frame, j);
          g_autoptr (OrielColumn) column =
            oriel_transform_field_matches (matcher, field, frame, &scope)
              ? format_column (field, format, options)
              : NULL;

          oriel_frame_add_copy (copy, field, column);
        }
      g_ptr_array_add (results, copy);
    }

  return results;
}
