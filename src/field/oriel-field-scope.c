/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-field-scope.h. Variables of the dashboard are not known here; they stay for the
 * caller's replace function. */

#include "config.h"

#include "field/oriel-field-scope.h"

#include <string.h>

#define LABELS_PREFIX "__field.labels."

/* The value of a reference without its braces, or NULL when it is not the field's. */
static char *
field_reference (const char *name,
                 const OrielField *field,
                 const OrielFrame *frame,
                 const OrielNameScope *scope)
{
  if (strcmp (name, "__field.name") == 0)
    return g_strdup (field->name);
  if (strcmp (name, "__field.labels") == 0)
    return oriel_labels_format (field->labels, NULL, TRUE);
  if (strcmp (name, "__series.name") == 0)
    return frame != NULL ? oriel_frame_display_name (frame, -1) : NULL;
  if (strcmp (name, "__field.displayName") == 0)
    return field->display_name != NULL ? g_strdup (field->display_name)
                                       : oriel_field_display_name_in (field, frame, scope);
  if (g_str_has_prefix (name, LABELS_PREFIX))
    {
      const char *value = oriel_labels_get (field->labels, name + strlen (LABELS_PREFIX));

      return g_strdup (value != NULL ? value : "");
    }

  return NULL;
}

char *
oriel_field_replace (const char *text,
                     const OrielField *field,
                     const OrielFrame *frame,
                     const OrielNameScope *scope)
{
  GString *out;
  const char *open;

  if (strstr (text, "${__") == NULL)
    return g_strdup (text);

  out = g_string_new (NULL);
  while ((open = strstr (text, "${")) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (close == NULL)
        break;
      name = g_strndup (open + 2, (gsize) (close - open - 2));
      value = field_reference (name, field, frame, scope);
      g_string_append_len (out, text, open - text);
      if (value != NULL)
        g_string_append (out, value);
      else
        g_string_append_len (out, open, close + 1 - open);
      text = close + 1;
    }

  g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* The end of a reference to `name` that begins at `text`, or NULL when none begins there. */
static const char *
reference_end (const char *text, const char *name, gsize length)
{
  static const char *const forms[][2] = { { "${", "}" }, { "[[", "]]" } };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const char *after = text + 2 + length;

      if (!g_str_has_prefix (text, forms[i][0]) || strncmp (text + 2, name, length) != 0)
        continue;
      if (*after == ':')
        after += strcspn (after, forms[i][1]);
      return g_str_has_prefix (after, forms[i][1]) ? after + strlen (forms[i][1]) : NULL;
    }

  if (*text == '$' && strncmp (text + 1, name, length) == 0 &&
      !g_ascii_isalnum (text[1 + length]) && text[1 + length] != '_')
    return text + 1 + length;

  return NULL;
}

char *
oriel_text_replace_variable (const char *text, const char *name, const char *value)
{
  GString *out = g_string_new (NULL);
  gsize length = strlen (name);

  while (*text != '\0')
    {
      const char *end = *text == '$' || *text == '[' ? reference_end (text, name, length) : NULL;

      if (end != NULL)
        {
          g_string_append (out, value);
          text = end;
        }
      else
        g_string_append_c (out, *text++);
    }

  return g_string_free (out, FALSE);
}
