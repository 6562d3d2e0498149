/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-value-formats.h. One function and one row of the table a format.
 */

#include "config.h"

#include "dashboard/oriel-value-formats.h"

#include "base/oriel-date-format.h"
#include "base/oriel-number.h"
#include "base/oriel-regex.h"
#include "dashboard/oriel-url.h"

#include <math.h>
#include <string.h>

/* ECMA-262, time clip: no Date beyond. */
#define MAX_DATE_MS 8.64e15

/* JavaScript's String() of an item: within a list that is joined, nothing for null. */
static const char *
item_text (const OrielValueItem *item)
{
  return item->kind == ORIEL_VALUE_OBJECT ? "[object Object]" : item->text;
}

/* JavaScript's String() of an item by itself. */
static const char *
item_string (const OrielValueItem *item)
{
  if (item->kind == ORIEL_VALUE_UNDEFINED)
    return "undefined";
  if (item->kind == ORIEL_VALUE_NULL)
    return "null";

  return item_text (item);
}

static void
append_joined (GString *out, const OrielValue *value, const char *separator)
{
  if (value->kind != ORIEL_VALUE_LIST)
    {
      g_string_append (out, value->text);
      return;
    }

  for (guint i = 0; i < value->n_items; i++)
    {
      if (i > 0)
        g_string_append (out, separator);
      g_string_append (out, item_text (&value->items[i]));
    }
}

/* Writes one string into a list: quoted, escaped. */
typedef void (*AppendString) (GString *out, const char *text, gpointer data);

static void
append_each (GString *out,
             const OrielValue *value,
             const char *separator,
             AppendString append,
             gpointer data)
{
  if (value->kind != ORIEL_VALUE_LIST)
    {
      append (out, value->text, data);
      return;
    }

  for (guint i = 0; i < value->n_items; i++)
    {
      if (i > 0)
        g_string_append (out, separator);
      append (out, item_string (&value->items[i]), data);
    }
}

static gboolean
is_js_space (gunichar c)
{
  return (c >= 9 && c <= 13) || c == 0xfeff || c == 0x2028 || c == 0x2029 ||
         g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR;
}

/* Numbers stay as they are; the rest has Lucene's special characters escaped. */
static void
append_lucene (GString *out, const char *text, gpointer data)
{
  if (!isnan (oriel_number_from_string (text)))
    {
      g_string_append (out, text);
      return;
    }

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x80 && strchr ("!*+-=<>&|()[]{}^~?:\\/\"", (int) c) != NULL) || is_js_space (c))
        g_string_append_c (out, '\\');
      g_string_append_unichar (out, c);
    }
}

static void
append_lucene_quoted (GString *out, const char *text, gpointer data)
{
  g_string_append_c (out, '"');
  append_lucene (out, text, NULL);
  g_string_append_c (out, '"');
}

static void
format_lucene (GString *out,
               const OrielValue *value,
               char **args,
               const OrielFormatContext *context)
{
  if (value->kind != ORIEL_VALUE_LIST)
    append_lucene (out, value->text, NULL);
  else if (value->n_items == 0)
    g_string_append (out, "__empty__");
  else
    {
      g_string_append_c (out, '(');
      append_each (out, value, " OR ", append_lucene_quoted, NULL);
      g_string_append_c (out, ')');
    }
}

static void
format_raw (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  append_joined (out, value, ",");
}

static void
append_regex (GString *out, const char *text, gpointer data)
{
  g_autofree char *escaped = oriel_regex_escape (text);

  g_string_append (out, escaped);
}

static void
format_regex (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  gboolean group = value->kind == ORIEL_VALUE_LIST && value->n_items != 1;

  if (group)
    g_string_append_c (out, '(');
  append_each (out, value, "|", append_regex, NULL);
  if (group)
    g_string_append_c (out, ')');
}

static void
format_pipe (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  append_joined (out, value, "|");
}

static void
format_distributed (GString *out,
                    const OrielValue *value,
                    char **args,
                    const OrielFormatContext *context)
{
  g_autofree char *separator = g_strdup_printf (",%s=", context->name);

  append_joined (out, value, separator);
}

static void
format_html (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  append_joined (joined, value, ", ");
  escaped = oriel_html_escape (joined->str);
  g_string_append (out, escaped);
}

static void
append_json_string (GString *out, const char *text)
{
  static const char names[] = "\bb\ff\nn\rr\tt\"\"\\\\";

  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      const char *name = NULL;

      for (guint i = 0; i + 1 < sizeof names && name == NULL; i += 2)
        if (names[i] == *text)
          name = &names[i + 1];

      if (name != NULL)
        g_string_append_printf (out, "\\%c", *name);
      else if ((guint8) *text < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint) *text);
      else
        g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

static void
append_json_item (GString *out, const OrielValueItem *item)
{
  if (item->kind == ORIEL_VALUE_STRING)
    append_json_string (out, item->text);
  else if (item->kind == ORIEL_VALUE_UNDEFINED || item->kind == ORIEL_VALUE_NULL)
    g_string_append (out, "null");
  else
    g_string_append (out, item->text);
}

static void
format_json (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  if (value->kind != ORIEL_VALUE_LIST)
    {
      g_string_append (out, value->text);
      return;
    }

  g_string_append_c (out, '[');
  for (guint i = 0; i < value->n_items; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_json_item (out, &value->items[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_braced (GString *out, const OrielValue *value, OrielUrlEncoding encoding)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  gboolean list = value->kind == ORIEL_VALUE_LIST;

  if (list)
    g_string_append_c (joined, '{');
  append_joined (joined, value, ",");
  if (list)
    g_string_append_c (joined, '}');
  oriel_url_append_encoded (out, joined->str, encoding);
}

static void
format_percentencode (GString *out,
                      const OrielValue *value,
                      char **args,
                      const OrielFormatContext *context)
{
  append_braced (out, value, ORIEL_URL_COMPONENT);
}

static void
format_uriencode (GString *out,
                  const OrielValue *value,
                  char **args,
                  const OrielFormatContext *context)
{
  append_braced (out, value, ORIEL_URL_WHOLE);
}

/* `quote` is a pair: the quote, and all that gets a backslash before it. */
static void
append_quoted (GString *out, const char *text, gpointer quote)
{
  const char *pair = quote;

  g_string_append_c (out, pair[0]);
  for (; *text != '\0'; text++)
    {
      if (strchr (pair + 1, *text) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, pair[0]);
}

static void
format_singlequote (GString *out,
                    const OrielValue *value,
                    char **args,
                    const OrielFormatContext *context)
{
  append_each (out, value, ",", append_quoted, (gpointer) "''");
}

static void
format_doublequote (GString *out,
                    const OrielValue *value,
                    char **args,
                    const OrielFormatContext *context)
{
  append_each (out, value, ",", append_quoted, (gpointer) "\"\"");
}

static void
append_sql (GString *out, const char *text, gpointer data)
{
  g_string_append_c (out, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '\'')
        g_string_append_c (out, '\'');
      else if (*text == '"')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '\'');
}

static void
format_sqlstring (GString *out,
                  const OrielValue *value,
                  char **args,
                  const OrielFormatContext *context)
{
  append_each (out, value, ",", append_sql, NULL);
}

static void
format_join (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  append_joined (out, value, args[0] != NULL ? args[0] : ",");
}

/* JavaScript's parseInt() of a text, base 10; NaN when it starts with no digits. */
static double
parse_int (const char *text)
{
  double value;

  text += strspn (text, " \t\n\r");
  if (!g_ascii_isdigit (text[*text == '-' || *text == '+' ? 1 : 0]))
    return NAN;

  value = oriel_number_parse_float (text);
  return trunc (value);
}

static void
append_date (GString *out, double at_ms, const char *tokens)
{
  gboolean iso = strcmp (tokens, "iso") == 0;
  g_autofree char *text = NULL;

  if (fabs (at_ms) > MAX_DATE_MS)
    {
      g_string_append (out, iso ? "null" : "Invalid date");
      return;
    }

  /* Grafana formats these in the browser's zone, whatever the dashboard's is. */
  text = iso ? oriel_date_format_iso ((gint64) at_ms)
             : oriel_date_format ((gint64) at_ms, oriel_time_zone_get ("browser"), tokens);
  g_string_append (out, text);
}

static void
format_date (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  gboolean readable = value->kind == ORIEL_VALUE_STRING || value->kind == ORIEL_VALUE_NUMBER;
  double at_ms = readable ? parse_int (value->text) : NAN;
  g_autofree char *tokens = args[0] != NULL ? g_strjoinv (":", args) : g_strdup ("iso");
  char number[ORIEL_NUMBER_BUFFER];

  if (isnan (at_ms))
    g_string_append (out, "NaN");
  else if (strcmp (tokens, "ms") == 0)
    g_string_append (out, value->text);
  else if (strcmp (tokens, "seconds") == 0)
    {
      oriel_number_to_string (oriel_number_round (at_ms / 1000), number);
      g_string_append (out, number);
    }
  else
    append_date (out, at_ms, tokens);
}

static void
format_glob (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  gboolean braces = value->kind == ORIEL_VALUE_LIST && value->n_items > 1;

  if (braces)
    g_string_append_c (out, '{');
  append_joined (out, value, ",");
  if (braces)
    g_string_append_c (out, '}');
}

static void
format_text (GString *out, const OrielValue *value, char **args, const OrielFormatContext *context)
{
  if (context->text != NULL)
    g_string_append (out, context->text);
  else
    append_joined (out, value, " + ");
}

typedef struct
{
  const char *name_prefix, *name, *value_prefix;
} QueryParam;

static void
append_query_param (GString *out, const char *text, gpointer data)
{
  const QueryParam *param = data;

  g_string_append (out, param->name_prefix);
  oriel_url_append_encoded (out, param->name, ORIEL_URL_COMPONENT);
  g_string_append_c (out, '=');
  oriel_url_append_encoded (out, param->value_prefix, ORIEL_URL_COMPONENT);
  oriel_url_append_encoded (out, text, ORIEL_URL_COMPONENT);
}

static void
format_queryparam (GString *out,
                   const OrielValue *value,
                   char **args,
                   const OrielFormatContext *context)
{
  QueryParam param = { "var-", context->name, "" };

  if (context->query_param != NULL)
    g_string_append (out, context->query_param);
  else
    append_each (out, value, "&", append_query_param, &param);
}

static void
format_customqueryparam (GString *out,
                         const OrielValue *value,
                         char **args,
                         const OrielFormatContext *context)
{
  gboolean named = args[0] != NULL && *args[0] != '\0';
  gboolean prefixed = args[0] != NULL && args[1] != NULL;
  QueryParam param = { "", named ? args[0] : context->name, prefixed ? args[1] : "" };

  append_each (out, value, "&", append_query_param, &param);
}

static const OrielValueFormat formats[] = {
  { "lucene", "Lucene",
    "Values are lucene escaped and multi-valued variables generate an OR expression",
    format_lucene },
  { "raw", "raw", "Keep value as is", format_raw },
  { "regex", "Regex",
    "Values are regex escaped and multi-valued variables generate a (<value>|<value>) expression",
    format_regex },
  { "pipe", "Pipe", "Values are separated by | character", format_pipe },
  { "distributed", "Distributed", "Multiple values are formatted like variable=value",
    format_distributed },
  { "csv", "Csv", "Comma-separated values", format_raw },
  { "html", "HTML", "HTML escaping of values", format_html },
  { "json", "JSON", "JSON stringify value", format_json },
  { "percentencode", "Percent encode", "Useful for URL escaping values", format_percentencode },
  { "singlequote", "Single quote", "Single quoted values", format_singlequote },
  { "doublequote", "Double quote", "Double quoted values", format_doublequote },
  { "sqlstring", "SQL string",
    "SQL string quoting and commas for use in IN statements and other scenarios",
    format_sqlstring },
  { "join", "Join", "Join values with a comma", format_join },
  { "date", "Date", "Format date in different ways", format_date },
  { "glob", "Glob", "Format multi-valued variables using glob syntax, example {value1,value2}",
    format_glob },
  { "text", "Text",
    "Format variables in their text representation. Example in multi-variable scenario A + B + C.",
    format_text },
  { "queryparam", "Query parameter",
    "Format variables as URL parameters. Example in multi-variable scenario A + B + C => "
    "var-foo=A&var-foo=B&var-foo=C.",
    format_queryparam },
  { "customqueryparam", "Custom query parameter",
    "Format variables as URL parameters with custom name and value prefix. Example in "
    "multi-variable scenario A + B + C => p-foo=x-A&p-foo=x-B&p-foo=x-C.",
    format_customqueryparam },
  { "uriencode", "Percent encode as URI",
    "Useful for URL escaping values, taking into URI syntax characters", format_uriencode },
};

const OrielValueFormat *
oriel_value_formats (guint *n)
{
  *n = G_N_ELEMENTS (formats);
  return formats;
}

const OrielValueFormat *
oriel_value_format_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].id, id) == 0)
      return &formats[i];

  return NULL;
}

void
oriel_value_format_append (GString *out,
                           const OrielValue *value,
                           const char *format,
                           const OrielFormatContext *context)
{
  g_auto (GStrv) parts = g_strsplit (format != NULL ? format : "glob", ":", -1);
  const OrielValueFormat *found = parts[0] != NULL ? oriel_value_format_find (parts[0]) : NULL;
  static char *none[] = { NULL };
  OrielValue plain = *value;

  if (value->kind == ORIEL_VALUE_UNDEFINED || value->kind == ORIEL_VALUE_NULL)
    return;

  if (value->kind == ORIEL_VALUE_OBJECT)
    plain = (OrielValue){ .kind = ORIEL_VALUE_STRING, .text = "[object Object]" };

  if (value->kind == ORIEL_VALUE_READY)
    g_string_append (out, value->text);
  else if (found != NULL)
    found->append (out, &plain, parts + 1, context);
  else
    format_glob (out, &plain, none, context);
}
