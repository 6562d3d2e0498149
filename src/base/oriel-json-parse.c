/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading JSON, RFC 8259 to the letter, into json-glib's nodes; see oriel-json.h.
 *
 * json-glib's own parser takes much that is no JSON (comments, several values in a row,
 * `var x = …`), writes 1e400 back as `inf`, and recurses without a limit. This one says where a
 * text stops being JSON, and the depth bounds its recursion.
 */

#include "config.h"

#include "base/oriel-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json-packed.h"
#include "base/oriel-number.h"

#define REPLACEMENT_CHARACTER 0xfffd
#define MAX_EXACT 9007199254740992. /* 2^53: up to it every whole number is a double */

typedef struct
{
  const char *name; /* nullable */
  const char *start;
  const char *end; /* just behind the text */
  const char *p;
  guint depth;
  GString *scratch;                /* the string being read */
  const OrielJsonPacking *packing; /* nullable */
  guint n_around;                  /* members of the packing's name around what is read */
  guint n_columns;                 /* of those inside them that hold columns */
  GError **error;
} Reader;

static JsonNode *read_value (Reader *reader);

static void
set_error_at (Reader *reader, OrielJsonError code, const char *at, const char *what)
{
  guint line, column;

  oriel_json_position (reader->start, (gsize) (reader->end - reader->start),
                       (gsize) (at - reader->start), &line, &column);
  g_set_error (reader->error, ORIEL_JSON_ERROR, code, _ ("%s%sline %u, column %u: %s"),
               reader->name != NULL ? reader->name : "", reader->name != NULL ? ": " : "", line,
               column, what);
}

static gboolean
fail (Reader *reader, const char *what)
{
  set_error_at (reader, ORIEL_JSON_ERROR_SYNTAX, reader->p,
                reader->p < reader->end ? what : _ ("the text ends too early"));
  return FALSE;
}

static void
skip_blanks (Reader *reader)
{
  while (reader->p < reader->end &&
         (*reader->p == ' ' || *reader->p == '\n' || *reader->p == '\t' || *reader->p == '\r'))
    reader->p++;
}

static gboolean
take (Reader *reader, char c)
{
  if (reader->p >= reader->end || *reader->p != c)
    return FALSE;

  reader->p++;
  return TRUE;
}

/* The four digits behind `\u`. */
static gboolean
read_unit (Reader *reader, gunichar *out)
{
  gunichar unit = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = reader->p < reader->end ? g_ascii_xdigit_value (*reader->p) : -1;

      if (digit < 0)
        return fail (reader, _ ("\\u is followed by four hexadecimal digits"));
      unit = unit * 16 + (gunichar) digit;
      reader->p++;
    }

  *out = unit;
  return TRUE;
}

/* What is behind `\u`: one character, of one unit or of a pair. Halves without the other, and the
 * zero, which no C string can hold, become the replacement character. */
static gboolean
read_unicode_escape (Reader *reader)
{
  gunichar high, low;

  if (!read_unit (reader, &high))
    return FALSE;

  while (high >= 0xd800 && high < 0xdc00 && reader->end - reader->p >= 2 && reader->p[0] == '\\' &&
         reader->p[1] == 'u')
    {
      reader->p += 2;
      if (!read_unit (reader, &low))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        {
          high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
          break;
        }
      g_string_append_unichar (reader->scratch, REPLACEMENT_CHARACTER);
      high = low;
    }

  if (high == 0 || (high >= 0xd800 && high < 0xe000))
    high = REPLACEMENT_CHARACTER;
  g_string_append_unichar (reader->scratch, high);
  return TRUE;
}

static gboolean
read_escape (Reader *reader)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  if (take (reader, 'u'))
    return read_unicode_escape (reader);

  letter = reader->p < reader->end ? strchr (letters, *reader->p) : NULL;
  if (letter == NULL)
    return fail (reader, _ ("no character is escaped like this"));

  g_string_append_c (reader->scratch, meanings[letter - letters]);
  reader->p++;
  return TRUE;
}

/* Reads a string, whose opening quotation mark was taken, into `scratch`. */
static gboolean
read_string (Reader *reader)
{
  g_string_truncate (reader->scratch, 0);
  while (reader->p < reader->end)
    {
      const char *plain = reader->p;

      while (reader->p < reader->end && *reader->p != '"' && *reader->p != '\\' &&
             (guchar) *reader->p >= 0x20)
        reader->p++;
      g_string_append_len (reader->scratch, plain, reader->p - plain);

      if (take (reader, '"'))
        return TRUE;
      if (!take (reader, '\\'))
        return fail (reader, _ ("line breaks and control characters in strings are escaped"));
      if (!read_escape (reader))
        return FALSE;
    }

  return fail (reader, "");
}

static gboolean
skip_digits (Reader *reader)
{
  const char *digits = reader->p;

  while (reader->p < reader->end && g_ascii_isdigit (*reader->p))
    reader->p++;
  return reader->p > digits || fail (reader, _ ("a digit is missing"));
}

/* Steps over a number. `integral` receives whether it has neither a fraction nor a power. */
static gboolean
skip_number (Reader *reader, gboolean *integral)
{
  *integral = TRUE;
  take (reader, '-');
  if (!take (reader, '0') && !skip_digits (reader))
    return FALSE;
  if (reader->p < reader->end && g_ascii_isdigit (*reader->p))
    return fail (reader, _ ("numbers don't begin with 0"));

  if (take (reader, '.'))
    {
      *integral = FALSE;
      if (!skip_digits (reader))
        return FALSE;
    }
  if (take (reader, 'e') || take (reader, 'E'))
    {
      *integral = FALSE;
      if (!take (reader, '-'))
        take (reader, '+');
      return skip_digits (reader);
    }

  return TRUE;
}

/* Whole numbers keep all 64 bits; others, and those that need more, are doubles. */
static JsonNode *
read_number (Reader *reader)
{
  const char *start = reader->p;
  gboolean integral;
  double value;

  if (!skip_number (reader, &integral))
    return NULL;

  value = oriel_number_from_json (start, (gsize) (reader->p - start));
  if (integral && fabs (value) < MAX_EXACT && !(value == 0 && signbit (value)))
    return json_node_init_int (json_node_alloc (), (gint64) value);
  if (integral && value != 0)
    {
      g_autofree char *text = g_strndup (start, (gsize) (reader->p - start));
      gint64 whole;

      if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &whole, NULL))
        return json_node_init_int (json_node_alloc (), whole);
    }

  return json_node_init_double (json_node_alloc (), value);
}

static JsonNode *
read_word (Reader *reader)
{
  static const char *const words[] = { "null", "false", "true" };
  gsize left = (gsize) (reader->end - reader->p);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if (left < length || memcmp (reader->p, words[i], length) != 0)
        continue;
      reader->p += length;
      if (i == 0)
        return json_node_init_null (json_node_alloc ());
      return json_node_init_boolean (json_node_alloc (), i == 2);
    }

  fail (reader, _ ("no JSON value begins like this"));
  return NULL;
}

static gboolean
read_element (Reader *reader, JsonArray *array)
{
  JsonNode *node = read_value (reader);

  if (node == NULL)
    return FALSE;

  json_array_add_element (array, node);
  skip_blanks (reader);
  return TRUE;
}

/* The array, whose bracket was taken, as its text; NULL when it is to become nodes. */
static JsonNode *
read_packed (Reader *reader)
{
  const char *start = reader->p - 1;
  const char *end = oriel_json_packed_end (start, reader->end);

  if (end == NULL)
    return NULL;

  g_string_truncate (reader->scratch, 0);
  g_string_append_len (reader->scratch, start, end - start);
  reader->p = end;
  return json_node_init_string (json_node_alloc (), reader->scratch->str);
}

static JsonNode *
read_array (Reader *reader)
{
  g_autoptr (JsonArray) array = NULL;
  JsonNode *packed = reader->n_columns > 0 ? read_packed (reader) : NULL;

  if (packed != NULL)
    return packed;

  array = json_array_new ();
  skip_blanks (reader);
  if (!take (reader, ']'))
    {
      do
        if (!read_element (reader, array))
          return NULL;
      while (take (reader, ','));

      if (!take (reader, ']'))
        {
          fail (reader, _ ("“,” or “]” is missing"));
          return NULL;
        }
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
read_member_value (Reader *reader, const char *name)
{
  const OrielJsonPacking *packing = reader->packing;
  gboolean around = packing && strcmp (name, packing->member) == 0;
  gboolean columns = packing && reader->n_around > 0 && strcmp (name, packing->columns) == 0;
  JsonNode *node;

  reader->n_around += around ? 1 : 0;
  reader->n_columns += columns ? 1 : 0;
  node = read_value (reader);
  reader->n_around -= around ? 1 : 0;
  reader->n_columns -= columns ? 1 : 0;
  return node;
}

static gboolean
read_member (Reader *reader, JsonObject *object)
{
  g_autofree char *name = NULL;
  JsonNode *node;

  skip_blanks (reader);
  if (!take (reader, '"'))
    return fail (reader, _ ("a member's name in quotation marks is missing"));
  if (!read_string (reader))
    return FALSE;

  name = g_strndup (reader->scratch->str, reader->scratch->len);
  skip_blanks (reader);
  if (!take (reader, ':'))
    return fail (reader, _ ("“:” is missing"));

  node = read_member_value (reader, name);
  if (node == NULL)
    return FALSE;

  json_object_set_member (object, name, node);
  skip_blanks (reader);
  return TRUE;
}

static JsonNode *
read_object (Reader *reader)
{
  g_autoptr (JsonObject) object = json_object_new ();

  skip_blanks (reader);
  if (!take (reader, '}'))
    {
      do
        if (!read_member (reader, object))
          return NULL;
      while (take (reader, ','));

      if (!take (reader, '}'))
        {
          fail (reader, _ ("“,” or “}” is missing"));
          return NULL;
        }
    }

  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_container (Reader *reader)
{
  gboolean is_array = *reader->p == '[';
  JsonNode *node;

  if (++reader->depth > ORIEL_JSON_MAX_DEPTH)
    {
      set_error_at (reader, ORIEL_JSON_ERROR_TOO_DEEP, reader->p, _ ("nested too deeply"));
      return NULL;
    }

  reader->p++;
  node = is_array ? read_array (reader) : read_object (reader);
  reader->depth--;
  return node;
}

static JsonNode *
read_value (Reader *reader)
{
  skip_blanks (reader);
  if (reader->p >= reader->end)
    {
      fail (reader, "");
      return NULL;
    }
  if (*reader->p == '{' || *reader->p == '[')
    return read_container (reader);
  if (*reader->p == '-' || g_ascii_isdigit (*reader->p))
    return read_number (reader);
  if (!take (reader, '"'))
    return read_word (reader);
  if (!read_string (reader))
    return NULL;

  return json_node_init_string (json_node_alloc (), reader->scratch->str);
}

static JsonNode *
read_document (Reader *reader)
{
  g_autoptr (JsonNode) root = NULL;

  skip_blanks (reader);
  if (reader->p >= reader->end)
    {
      set_error_at (reader, ORIEL_JSON_ERROR_SYNTAX, reader->p, _ ("nothing but blanks"));
      return NULL;
    }

  root = read_value (reader);
  if (root == NULL)
    return NULL;

  skip_blanks (reader);
  if (reader->p < reader->end)
    {
      fail (reader, _ ("something follows the value"));
      return NULL;
    }

  return g_steal_pointer (&root);
}

static gboolean
check_size (const char *name, gsize length, gsize max_bytes, GError **error)
{
  if (length <= max_bytes)
    return TRUE;

  g_set_error (error, ORIEL_JSON_ERROR, ORIEL_JSON_ERROR_TOO_LARGE,
               _ ("%s%s%zu bytes are more than the %zu that can be read"), name != NULL ? name : "",
               name != NULL ? ": " : "", length, max_bytes);
  return FALSE;
}

JsonNode *
oriel_json_parse_packed (const char *name,
                         const char *text,
                         gssize length,
                         gsize max_bytes,
                         const OrielJsonPacking *packing,
                         GError **error)
{
  g_autoptr (GString) scratch = NULL;
  Reader reader = { .name = name, .packing = packing, .error = error };
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  const char *bad;

  if (!check_size (name, n, max_bytes, error))
    return NULL;

  if (n >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      n -= 3;
    }

  reader.start = reader.p = text;
  reader.end = text + n;
  if (!g_utf8_validate_len (text, n, &bad))
    {
      set_error_at (&reader, ORIEL_JSON_ERROR_ENCODING, bad, _ ("not UTF-8 text"));
      return NULL;
    }

  scratch = reader.scratch = g_string_new (NULL);
  return read_document (&reader);
}

JsonNode *
oriel_json_parse_open (const char *name,
                       const char *text,
                       gssize length,
                       gsize max_bytes,
                       GError **error)
{
  return oriel_json_parse_packed (name, text, length, max_bytes, NULL, error);
}

JsonNode *
oriel_json_parse (const char *name,
                  const char *text,
                  gssize length,
                  gsize max_bytes,
                  GError **error)
{
  JsonNode *root = oriel_json_parse_open (name, text, length, max_bytes, error);

  if (root != NULL)
    json_node_seal (root);
  return root;
}
