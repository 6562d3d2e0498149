/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing JSON the way JSON.stringify() does, with two blanks a level when it is pretty, so that a
 * dashboard that is written back differs from Grafana's own only where it was changed. json-glib
 * would write 0.1 as 0.10000000000000001.
 */

#include "config.h"

#include "base/oriel-json.h"

#include <math.h>
#include <string.h>

#include "base/oriel-number.h"

typedef struct
{
  GString *out;
  gboolean pretty;
  guint depth;
} Writer;

static void write_node (Writer *writer, JsonNode *node);

static void
write_string (Writer *writer, const char *text)
{
  static const char escaped[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";

  g_string_append_c (writer->out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *special = strchr (escaped, *p);

      if (special != NULL)
        {
          g_string_append_c (writer->out, '\\');
          g_string_append_c (writer->out, letters[special - escaped]);
        }
      else if ((guchar) *p < 0x20)
        g_string_append_printf (writer->out, "\\u%04x", (guint) *p);
      else
        g_string_append_c (writer->out, *p);
    }
  g_string_append_c (writer->out, '"');
}

static void
write_number (Writer *writer, double value)
{
  char text[ORIEL_NUMBER_BUFFER];

  if (!isfinite (value))
    {
      g_string_append (writer->out, "null");
      return;
    }

  g_string_append_len (writer->out, text, (gssize) oriel_number_to_string (value, text));
}

static void
write_value (Writer *writer, JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      write_string (writer, json_node_get_string (node));
      break;
    case G_TYPE_BOOLEAN:
      g_string_append (writer->out, json_node_get_boolean (node) ? "true" : "false");
      break;
    case G_TYPE_INT64:
      g_string_append_printf (writer->out, "%" G_GINT64_FORMAT, json_node_get_int (node));
      break;
    case G_TYPE_DOUBLE:
      write_number (writer, json_node_get_double (node));
      break;
    default:
      g_string_append (writer->out, "null");
      break;
    }
}

static void
break_line (Writer *writer)
{
  if (!writer->pretty)
    return;

  g_string_append_c (writer->out, '\n');
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->out, "  ");
}

/* Before the first element and between two. */
static void
separate (Writer *writer, gboolean first)
{
  if (!first)
    g_string_append_c (writer->out, ',');
  break_line (writer);
}

static void
write_array (Writer *writer, JsonArray *array)
{
  guint n = json_array_get_length (array);

  g_string_append_c (writer->out, '[');
  writer->depth++;
  for (guint i = 0; i < n; i++)
    {
      separate (writer, i == 0);
      write_node (writer, json_array_get_element (array, i));
    }
  writer->depth--;
  if (n > 0)
    break_line (writer);
  g_string_append_c (writer->out, ']');
}

static void
write_object (Writer *writer, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean first = TRUE;

  g_string_append_c (writer->out, '{');
  writer->depth++;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      separate (writer, first);
      write_string (writer, name);
      g_string_append (writer->out, writer->pretty ? ": " : ":");
      write_node (writer, node);
      first = FALSE;
    }
  writer->depth--;
  if (!first)
    break_line (writer);
  g_string_append_c (writer->out, '}');
}

static void
write_node (Writer *writer, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_object (writer, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      write_array (writer, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      write_value (writer, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (writer->out, "null");
      break;
    }
}

char *
oriel_json_to_text (JsonNode *node, gboolean pretty)
{
  Writer writer = { .out = g_string_new (NULL), .pretty = pretty };

  write_node (&writer, node);
  return g_string_free (writer.out, FALSE);
}
