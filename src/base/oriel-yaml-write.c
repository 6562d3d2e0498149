/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON nodes as YAML: blocks, and quotation marks wherever a reader of any version of YAML could
 * take a text for something else. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-yaml.h"

/* What some reader takes for no text. */
static const char *const words[] = { "null", "true", "false", "yes", "no", "on", "off", "y", "n" };

static gboolean
is_word (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i], text) == 0)
      return TRUE;

  return FALSE;
}

/* Begins with a letter, and has nothing in it that means something. */
static gboolean
is_plain (const char *text)
{
  gsize length = strlen (text);

  if (!g_ascii_isalpha (text[0]) || is_word (text) || text[length - 1] == ' ')
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (" _-./()$", *p) == NULL)
      return FALSE;

  return TRUE;
}

/* Characters that YAML has in no text as they are. */
static gboolean
is_unprintable (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff || (c >= 0xfffe && c <= 0xffff) ||
         c == 0x2028 || c == 0x2029;
}

static void
write_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        g_string_append (out, "\\n");
      else if (is_unprintable (c))
        g_string_append_printf (out, "\\u%04x", c);
      else
        {
          if (c == '"' || c == '\\')
            g_string_append_c (out, '\\');
          g_string_append_unichar (out, c);
        }
    }
  g_string_append_c (out, '"');
}

static void
write_text (GString *out, const char *text)
{
  if (is_plain (text))
    g_string_append (out, text);
  else
    write_quoted (out, text);
}

static void
break_line (GString *out, guint indent)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < indent; i++)
    g_string_append_c (out, ' ');
}

/* Lines that a block can hold as they are: the first begins with something, and it ends with one
 * line break or none. */
static gboolean
is_block (const char *text)
{
  gsize length = strlen (text);

  if (strchr (text, '\n') == NULL || strchr (" \n", *text) != NULL ||
      g_str_has_suffix (text, "\n\n") || text[length - 1] == ' ')
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != '\n' && is_unprintable (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* `|-` where no line break ends the text. Empty lines have no blanks. */
static void
write_lines (GString *out, const char *text, guint indent)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean ends = g_str_has_suffix (text, "\n");

  g_string_append (out, ends ? "|" : "|-");
  for (guint i = 0; lines[i] != NULL && !(ends && lines[i + 1] == NULL); i++)
    if (*lines[i] != '\0')
      {
        break_line (out, indent);
        g_string_append (out, lines[i]);
      }
    else
      g_string_append_c (out, '\n');
}

/* The lines of a block stand further to the right than what holds it: at the top there is no such
 * place. */
static void
write_string (GString *out, const char *text, guint indent)
{
  if (indent > 0 && is_block (text))
    write_lines (out, text, indent);
  else
    write_text (out, text);
}

static gboolean
has_parts (JsonNode *node)
{
  return (JSON_NODE_HOLDS_OBJECT (node) &&
          json_object_get_size (json_node_get_object (node)) > 0) ||
         (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0);
}

void
oriel_yaml_write_member (GString *out, const char *name, JsonNode *value, guint indent)
{
  write_text (out, name);
  g_string_append_c (out, ':');
  oriel_yaml_write_value (out, value, indent);
}

void
oriel_yaml_write_element (GString *out, JsonNode *value, guint indent)
{
  g_string_append (out, "- ");
  oriel_yaml_write_block (out, value, indent + 2);
}

void
oriel_yaml_write_value (GString *out, JsonNode *value, guint indent)
{
  if (has_parts (value))
    {
      break_line (out, indent + 2);
      oriel_yaml_write_block (out, value, indent + 2);
      return;
    }

  g_string_append_c (out, ' ');
  oriel_yaml_write_block (out, value, indent + 2);
}

static void
write_object (GString *out, JsonObject *object, guint indent)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;
  gboolean first = TRUE;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!first)
        break_line (out, indent);
      first = FALSE;
      oriel_yaml_write_member (out, name, value, indent);
    }
}

static void
write_array (GString *out, JsonArray *array, guint indent)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        break_line (out, indent);
      oriel_yaml_write_element (out, json_array_get_element (array, i), indent);
    }
}

void
oriel_yaml_write_block (GString *out, JsonNode *value, guint indent)
{
  if (has_parts (value) && JSON_NODE_HOLDS_OBJECT (value))
    write_object (out, json_node_get_object (value), indent);
  else if (has_parts (value))
    write_array (out, json_node_get_array (value), indent);
  else if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    write_string (out, json_node_get_string (value), indent);
  else
    {
      g_autofree char *text = oriel_json_to_text (value, FALSE);

      g_string_append (out, text);
    }
}

char *
oriel_yaml_to_text (JsonNode *node)
{
  GString *out = g_string_new (NULL);

  oriel_yaml_write_block (out, node, 0);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
