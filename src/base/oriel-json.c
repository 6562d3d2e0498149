/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-json.h. One pass over the bytes finds what json-glib would choke on
 * (depth, encoding) before it allocates anything.
 */

#include "config.h"

#include "base/oriel-json.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"

G_DEFINE_QUARK (oriel - json - error - quark, oriel_json_error)

void
oriel_json_position (const char *text, gsize length, gsize offset, guint *line, guint *column)
{
  gsize end = MIN (offset, length);
  guint lines = 1, columns = 1;

  for (gsize i = 0; i < end; i++)
    {
      if (text[i] == '\n')
        {
          lines++;
          columns = 1;
        }
      else if (((guchar) text[i] & 0xc0) != 0x80)
        columns++;
    }

  *line = lines;
  *column = columns;
}

static void
set_error_at (GError **error,
              int code,
              const char *name,
              const char *text,
              gsize length,
              gsize offset,
              const char *what)
{
  guint line, column;

  oriel_json_position (text, length, offset, &line, &column);
  g_set_error (error, ORIEL_JSON_ERROR, code, "%s%sline %u, column %u: %s",
               name != NULL ? name : "", name != NULL ? ": " : "", line, column, what);
}

/* The offset at which nesting passes the limit, or `length`. */
static gsize
find_too_deep (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string)
        {
          if (c == '\\')
            i++;
          else if (c == '"')
            in_string = FALSE;
        }
      else if (c == '"')
        in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (++depth > ORIEL_JSON_MAX_DEPTH)
            return i;
        }
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }

  return length;
}

static void
set_syntax_error (GError **error, const char *name, const GError *cause, int line, int column)
{
  const char *what = strstr (cause->message, "Parse error: ");

  g_set_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_SYNTAX, "%s%sline %d, column %d: %s",
               name != NULL ? name : "", name != NULL ? ": " : "", MAX (line, 1), MAX (column, 1),
               what != NULL ? what + strlen ("Parse error: ") : cause->message);
}

/* Digits that a 64 bit integer may not hold. */
#define LONG_INTEGER 19

char *
oriel_json_widen_integers (const char *text, gsize length)
{
  GString *wide = NULL;
  gboolean in_string = FALSE;
  gsize copied = 0;

  for (gsize i = 0; i < length; i++)
    {
      gsize start = i;

      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      if (in_string || !g_ascii_isdigit (text[i]))
        continue;

      while (i + 1 < length && g_ascii_isdigit (text[i + 1]))
        i++;
      if (i + 1 - start < LONG_INTEGER || (start > 0 && text[start - 1] == '.') ||
          (i + 1 < length && strchr (".eE", text[i + 1]) != NULL))
        continue;

      if (wide == NULL)
        wide = g_string_sized_new (length + 16);
      g_string_append_len (wide, text + copied, (gssize) (i + 1 - copied));
      g_string_append (wide, ".0");
      copied = i + 1;
    }

  if (wide == NULL)
    return NULL;

  g_string_append_len (wide, text + copied, (gssize) (length - copied));
  return g_string_free (wide, FALSE);
}

JsonNode *
oriel_json_parse (const char *name,
                  const char *text,
                  gssize length,
                  gsize max_bytes,
                  GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *wide = NULL;
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  const char *bad;
  gsize deep;

  if (n > max_bytes)
    {
      g_set_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_TOO_LARGE,
                   "%s%s%" G_GSIZE_FORMAT " bytes are more than the %" G_GSIZE_FORMAT
                   " that can be read",
                   name != NULL ? name : "", name != NULL ? ": " : "", n, max_bytes);
      return NULL;
    }

  if (n >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      n -= 3;
    }

  if (!g_utf8_validate_len (text, n, &bad))
    {
      set_error_at (error, ORIEL_JSON_ERROR_ENCODING, name, text, n, (gsize) (bad - text),
                    "not UTF-8 text");
      return NULL;
    }

  deep = find_too_deep (text, n);
  if (deep < n)
    {
      set_error_at (error, ORIEL_JSON_ERROR_TOO_DEEP, name, text, n, deep, "nested too deeply");
      return NULL;
    }

  if (strspn (text, " \t\r\n") >= n)
    {
      set_error_at (error, ORIEL_JSON_ERROR_SYNTAX, name, text, n, n, "nothing but blanks");
      return NULL;
    }

  wide = oriel_json_widen_integers (text, n);
  if (wide != NULL)
    {
      text = wide;
      n = strlen (wide);
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, (gssize) n, &cause))
    {
      set_syntax_error (error, name, cause, (int) json_parser_get_current_line (parser),
                        (int) json_parser_get_current_pos (parser));
      return NULL;
    }

  return json_parser_steal_root (parser);
}

char *
oriel_json_to_text (JsonNode *node, gboolean pretty)
{
  return json_to_string (node, pretty);
}

JsonNode *
oriel_json_member (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

JsonObject *
oriel_json_node_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
oriel_json_node_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

const char *
oriel_json_node_string (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

const char *
oriel_json_string (JsonObject *object, const char *member, const char *fallback)
{
  const char *text = oriel_json_node_string (oriel_json_member (object, member));

  return text != NULL ? text : fallback;
}

double
oriel_json_number (JsonObject *object, const char *member, double fallback)
{
  JsonNode *node = oriel_json_member (object, member);
  const char *text = oriel_json_node_string (node);
  double value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return fallback;
  if (text == NULL)
    return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? fallback
                                                             : json_node_get_double (node);

  value = *text != '\0' ? oriel_number_from_string (text) : NAN;
  return isnan (value) ? fallback : value;
}

gint64
oriel_json_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = oriel_json_member (object, member);
  double value;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);

  value = oriel_json_number (object, member, NAN);
  if (isnan (value))
    return fallback;
  if (value >= 9223372036854774784.)
    return G_MAXINT64;
  if (value <= -9223372036854774784.)
    return G_MININT64;

  return (gint64) value;
}

gboolean
oriel_json_boolean (JsonObject *object, const char *member, gboolean fallback)
{
  JsonNode *node = oriel_json_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;

  return json_node_get_boolean (node);
}

JsonObject *
oriel_json_object (JsonObject *object, const char *member)
{
  return oriel_json_node_object (oriel_json_member (object, member));
}

JsonArray *
oriel_json_array (JsonObject *object, const char *member)
{
  return oriel_json_node_array (oriel_json_member (object, member));
}

guint
oriel_json_array_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

JsonObject *
oriel_json_array_object (JsonArray *array, guint index)
{
  if (index >= oriel_json_array_length (array))
    return NULL;

  return oriel_json_node_object (json_array_get_element (array, index));
}

const char *
oriel_json_array_string (JsonArray *array, guint index)
{
  if (index >= oriel_json_array_length (array))
    return NULL;

  return oriel_json_node_string (json_array_get_element (array, index));
}

JsonNode *
oriel_json_path (JsonObject *object, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  JsonNode *node = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      node = oriel_json_member (object, names[i]);
      object = oriel_json_node_object (node);
    }

  return node;
}
