/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-url.h. The rules are ECMA-262's URI functions, Grafana's url utilities (AngularJS'
 * encoding with `!'()*` added), WHATWG's percent-encode sets, and the checks of the npm package
 * @braintree/sanitize-url, which Grafana runs over every link.
 */

#include "config.h"

#include "dashboard/oriel-url.h"

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "base/oriel-number.h"

#include <string.h>

#define BLANK_URL "about:blank"

/* A link is decoded again while decoding brings up more escapes; a hostile one nests them. */
#define MAX_DECODE_ROUNDS 16

/* Beside letters, digits and `-_.~`. */
static const char *const stay[] = {
  [ORIEL_URL_COMPONENT] = "",
  [ORIEL_URL_COMPONENT_LOOSE] = "!'()*",
  [ORIEL_URL_WHOLE] = ";/?:@&=+$,#",
  [ORIEL_URL_PARAMETER] = "@:$,",
  [ORIEL_URL_FORM] = "*",
};

static gboolean
stays (char c, OrielUrlEncoding encoding)
{
  if (g_ascii_isalnum (c) || strchr ("-_.", c) != NULL)
    return TRUE;
  if (c == '~')
    return encoding != ORIEL_URL_FORM;

  return strchr (stay[encoding], c) != NULL;
}

void
oriel_url_append_encoded (GString *out, const char *text, OrielUrlEncoding encoding)
{
  for (; *text != '\0'; text++)
    {
      if (stays (*text, encoding))
        g_string_append_c (out, *text);
      else if (*text == ' ' && encoding == ORIEL_URL_FORM)
        g_string_append_c (out, '+');
      else
        g_string_append_printf (out, "%%%02X", (guint8) *text);
    }
}

/* The byte that `%XX` at `text` stands for, or -1. */
static int
escaped_byte (const char *text)
{
  if (text[0] != '%' || !g_ascii_isxdigit (text[1]) || !g_ascii_isxdigit (text[2]))
    return -1;

  return g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2]);
}

char *
oriel_url_decode (const char *text, gssize length, gboolean plus)
{
  g_autofree char *source = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);
  GString *out = g_string_sized_new (strlen (source));

  for (const char *p = source; *p != '\0'; p++)
    {
      int byte = escaped_byte (p);

      if (byte > 0)
        p += 2;
      g_string_append_c (out, byte > 0 ? (char) byte : plus && *p == '+' ? ' ' : *p);
    }

  if (!g_utf8_validate (out->str, (gssize) out->len, NULL))
    g_string_assign (out, source);

  return g_string_free (out, FALSE);
}

static void
append_param (GString *out, const char *name, const char *value)
{
  if (out->len > 0)
    g_string_append_c (out, '&');
  oriel_url_append_encoded (out, name, ORIEL_URL_PARAMETER);
  g_string_append_c (out, '=');
  oriel_url_append_encoded (out, value, ORIEL_URL_PARAMETER);
}

static void
append_node_param (GString *out, const char *name, JsonNode *node)
{
  char number[ORIEL_NUMBER_BUFFER];
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_STRING)
    append_param (out, name, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    append_param (out, name, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    {
      oriel_number_to_string (json_node_get_double (node), number);
      append_param (out, name, number);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    append_param (out, name, "[object Object]");
  else
    append_param (out, name, "");
}

char *
oriel_url_params_from_json (JsonObject *object)
{
  GString *out = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object != NULL)
    {
      json_object_iter_init_ordered (&iter, object);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        {
          JsonArray *array = oriel_json_node_array (node);

          if (array == NULL)
            append_node_param (out, name, node);
          for (guint i = 0; i < oriel_json_array_length (array); i++)
            append_node_param (out, name, json_array_get_element (array, i));
        }
    }

  return g_string_free (out, FALSE);
}

char *
oriel_url_render (const char *path, JsonObject *params)
{
  g_autofree char *text = NULL;

  if (params == NULL || json_object_get_size (params) == 0)
    return g_strdup (path);

  text = oriel_url_params_from_json (params);
  return g_strconcat (path, "?", text, NULL);
}

/* What a parameter's text means: a boolean, else the decoded text. */
static JsonNode *
param_node (const char *text)
{
  JsonNode *node = json_node_alloc ();
  g_autofree char *decoded = NULL;

  if (text == NULL || strcmp (text, "true") == 0)
    return json_node_init_boolean (node, TRUE);
  if (strcmp (text, "false") == 0)
    return json_node_init_boolean (node, FALSE);

  decoded = oriel_url_decode (text, -1, TRUE);
  return json_node_init_string (node, decoded);
}

/* A name given again becomes an array of all its values. */
static void
add_param (JsonObject *object, const char *name, JsonNode *value)
{
  JsonNode *old = json_object_get_member (object, name);
  JsonArray *array;

  if (old == NULL)
    {
      json_object_set_member (object, name, value);
      return;
    }

  if (JSON_NODE_HOLDS_ARRAY (old))
    {
      json_array_add_element (json_node_get_array (old), value);
      return;
    }

  array = json_array_new ();
  json_array_add_element (array, oriel_json_copy_deep (old));
  json_array_add_element (array, value);
  json_object_set_array_member (object, name, array);
}

JsonObject *
oriel_url_params_to_json (const char *text)
{
  JsonObject *object = json_object_new ();
  g_auto (GStrv) parts = g_strsplit (text, "&", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      const char *equals = strchr (*part, '=');
      gssize length = equals != NULL ? equals - *part : -1;
      g_autofree char *name = oriel_url_decode (*part, length, TRUE);

      if (*name != '\0')
        add_param (object, name, param_node (equals != NULL ? equals + 1 : NULL));
    }

  return object;
}

char *
oriel_html_escape (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 16);

  for (; *text != '\0'; text++)
    {
      switch (*text)
        {
        case '&':
          g_string_append (out, "&amp;");
          break;
        case '<':
          g_string_append (out, "&lt;");
          break;
        case '>':
          g_string_append (out, "&gt;");
          break;
        case '"':
          g_string_append (out, "&quot;");
          break;
        case '\'':
          g_string_append (out, "&#39;");
          break;
        default:
          g_string_append_c (out, *text);
        }
    }

  return g_string_free (out, FALSE);
}

/* ECMA-262's decodeURI: escapes of characters that have a meaning in a URL stay. NULL when an
 * escape is broken; the caller then keeps what it had. */
static char *
decode_uri (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      int byte = escaped_byte (p);

      if (*p == '%' && byte <= 0)
        {
          g_string_free (out, TRUE);
          return NULL;
        }
      if (byte > 0 && strchr (";/?:@&=+$,#", byte) == NULL)
        g_string_append_c (out, (char) byte);
      else if (byte > 0)
        g_string_append_len (out, p, 3);
      else
        g_string_append_c (out, *p);
      if (byte > 0)
        p += 2;
    }

  if (!g_utf8_validate (out->str, (gssize) out->len, NULL))
    {
      g_string_free (out, TRUE);
      return NULL;
    }

  return g_string_free (out, FALSE);
}

static void
take_decoded (char **text)
{
  char *decoded = decode_uri (*text);

  if (decoded == NULL)
    return;
  g_free (*text);
  *text = decoded;
}

/* Control and zero-width characters, with which schemes are hidden from checks. */
static gboolean
is_hidden (gunichar c)
{
  return c <= 0x1f || (c >= 0x7f && c <= 0x9f) || (c >= 0x2000 && c <= 0x200d) || c == 0xfeff;
}

/* `&#106;`, `&#x6a` at `text`: its character, and in `end` what follows; 0 when it is none. */
static gunichar
numeric_entity (const char *text, const char **end)
{
  gboolean hex = g_str_has_prefix (text, "&#x") || g_str_has_prefix (text, "&#X");
  const char *digits = text + (hex ? 3 : 2);
  char *after;
  guint64 value;

  if (!g_str_has_prefix (text, "&#") || !g_ascii_isxdigit (*digits))
    return 0;

  value = g_ascii_strtoull (digits, &after, hex ? 16 : 10);
  if (after == digits || value > 0x10ffff || !g_unichar_validate ((gunichar) value))
    return 0;

  *end = *after == ';' ? after + 1 : after;
  return (gunichar) value;
}

static gsize
named_control_entity (const char *text)
{
  if (g_ascii_strncasecmp (text, "&newline;", 9) == 0)
    return 9;
  if (g_ascii_strncasecmp (text, "&tab;", 5) == 0)
    return 5;

  return 0;
}

/* Length of an escaped line break or tab (`\n`, `%5Cn`, `\%6e`) at `text`, or 0. */
static gsize
escaped_blank (const char *text)
{
  gsize lead = *text == '\\' ? 1 : g_ascii_strncasecmp (text, "%5c", 3) == 0 ? 3 : 0;

  if (lead == 0 || text[lead] == '\0')
    return 0;
  if (strchr ("nrt", text[lead]) != NULL)
    return lead + 1;
  if (g_ascii_strncasecmp (text + lead, "%6e", 3) == 0 || g_str_has_prefix (text + lead, "%72") ||
      g_str_has_prefix (text + lead, "%74"))
    return lead + 3;

  return 0;
}

/* One round of uncovering: entities are read, what hides is dropped. TRUE when there was any. */
static gboolean
uncover (char **text)
{
  GString *out = g_string_sized_new (strlen (*text));
  gboolean found = FALSE;
  const char *p = *text;

  while (*p != '\0')
    {
      const char *after = NULL;
      gunichar entity = numeric_entity (p, &after);
      gsize drop = MAX (named_control_entity (p), escaped_blank (p));
      gunichar c = g_utf8_get_char (p);

      if (entity != 0)
        {
          g_string_append_unichar (out, entity);
          p = after;
        }
      else if (drop > 0)
        p += drop;
      else
        {
          if (!is_hidden (c))
            g_string_append_unichar (out, c);
          p = g_utf8_next_char (p);
        }
      found |= entity != 0 || drop > 0 || is_hidden (c);
    }

  g_free (*text);
  *text = g_strstrip (g_string_free (out, FALSE));
  return found;
}

/* Up to the last colon of the line, as sanitize-url takes a scheme; NULL when there is none. */
static char *
scheme_of (const char *text)
{
  const char *colon = strrchr (text, ':');

  if (colon == NULL || colon == text)
    return NULL;

  return g_ascii_strdown (text, colon - text + 1);
}

/* Whether the first word of a scheme is one that runs code. */
static gboolean
runs_code (const char *scheme)
{
  static const char *const bad[] = { "javascript", "data", "vbscript" };

  while (*scheme != '\0' && !g_ascii_isalnum (*scheme) && *scheme != '_')
    scheme++;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (g_str_has_prefix (scheme, bad[i]))
      return TRUE;

  return FALSE;
}

/* Appends a part of a URL with WHATWG's percent-encode set of it. */
static void
append_part (GString *out, const char *text, gsize length, const char *encode)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 c = (guint8) text[i];

      if (c <= 0x20 || c >= 0x7f || strchr (encode, c) != NULL)
        g_string_append_printf (out, "%%%02X", c);
      else
        g_string_append_c (out, (char) c);
    }
}

/* Appends a path without its `.` and `..` segments. */
static void
append_path (GString *out, const char *path, gsize length)
{
  g_autofree char *copy = g_strndup (path, length);
  g_auto (GStrv) segments = g_strsplit (*copy == '/' ? copy + 1 : copy, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; segments[i] != NULL; i++)
    {
      gboolean last = segments[i + 1] == NULL;
      gboolean up = strcmp (segments[i], "..") == 0;

      if (up && kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      if (!up && strcmp (segments[i], ".") != 0)
        g_ptr_array_add (kept, segments[i]);
      else if (last)
        g_ptr_array_add (kept, (gpointer) "");
    }

  for (guint i = 0; i < kept->len; i++)
    {
      const char *segment = g_ptr_array_index (kept, i);

      g_string_append_c (out, '/');
      append_part (out, segment, strlen (segment), "\"#<>?`{}^");
    }
  if (kept->len == 0)
    g_string_append_c (out, '/');
}

/* The host in ASCII and small letters; NULL when it can't be one. */
static char *
normal_host (const char *host, gsize length)
{
  g_autofree char *copy = g_strndup (host, length);
  g_autofree char *decoded = oriel_url_decode (copy, -1, FALSE);
  g_autofree char *small = g_utf8_strdown (decoded, -1);

  if (*small == '\0' || strpbrk (small, " \"#%/:<>?@[\\]^`{|}") != NULL)
    return NULL;

  return g_hostname_to_ascii (small);
}

/* An http URL as the URL class of browsers writes it; NULL when it is no URL. `rest` follows the
 * scheme's colon and holds no other colon. */
static char *
normal_http (const char *scheme, const char *rest)
{
  g_autoptr (GString) out = g_string_new (scheme);
  g_autofree char *host = NULL;
  const char *fragment, *query, *path, *at;

  rest += strspn (rest, "/");
  path = rest + strcspn (rest, "/?#");
  query = path + strcspn (path, "?#");
  fragment = query + strcspn (query, "#");
  at = g_strrstr_len (rest, path - rest, "@");
  host = normal_host (at != NULL ? at + 1 : rest, (gsize) (path - (at != NULL ? at + 1 : rest)));
  if (host == NULL)
    return NULL;

  g_string_append (out, "//");
  if (at != NULL && at > rest)
    {
      append_part (out, rest, (gsize) (at - rest), "\"#<>?`{}/:;=@[\\]^|");
      g_string_append_c (out, '@');
    }
  g_string_append (out, host);
  append_path (out, path, (gsize) (query - path));
  if (*query == '?')
    append_part (out, query, (gsize) (fragment - query), "\"#<>'");
  if (*fragment == '#')
    {
      g_string_append_c (out, '#');
      append_part (out, fragment + 1, strlen (fragment + 1), "\"<>`");
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What is left of an uncovered URL, by its scheme. */
static char *
sanitize_uncovered (const char *text)
{
  g_autofree char *scheme = scheme_of (text);
  g_autofree char *slashed = NULL;
  char *normal;

  if (*text == '\0')
    return g_strdup (BLANK_URL);
  if (*text == '.' || *text == '/' || scheme == NULL)
    return g_strdup (text);
  if (runs_code (scheme))
    return g_strdup (BLANK_URL);

  slashed = g_strdelimit (g_strdup (text), "\\", '/');
  if (strcmp (scheme, "http:") != 0 && strcmp (scheme, "https:") != 0)
    return g_steal_pointer (&slashed);

  normal = normal_http (scheme, slashed + strlen (scheme));
  return normal != NULL ? normal : g_strdup (BLANK_URL);
}

char *
oriel_url_sanitize (const char *text)
{
  g_autofree char *open = g_strstrip (g_strdup (text));

  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup (BLANK_URL);

  take_decoded (&open);
  for (guint round = 0; uncover (&open); round++)
    {
      if (round == MAX_DECODE_ROUNDS)
        return g_strdup (BLANK_URL);
      take_decoded (&open);
    }
  take_decoded (&open);

  return sanitize_uncovered (open);
}
