/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. libyaml reads; the tree it makes is walked once.
 *
 * libyaml itself knows no limits: its time grows with the square of depth and of anchors, and a
 * node of two bytes takes a hundred. So the text is counted first, event by event, which keeps
 * nothing and stops where a limit is reached. */

#include "config.h"

#include "base/oriel-yaml.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <yaml.h>

G_DEFINE_QUARK (oriel_yaml_error, oriel_yaml_error)

/* What all texts together may take. */
#define MAX_TEXT_BYTES (128u * 1024 * 1024)

/* libyaml compares each anchor and alias with the anchors before it, one by one. */
#define MAX_COMPARISONS (20u * 1000 * 1000)

typedef struct
{
  guint n_nodes;
  guint depth;
  guint n_anchors;
  gsize n_comparisons;
} Count;

typedef struct
{
  yaml_document_t *document;
  guint n_nodes;
  guint depth;
  gsize n_bytes; /* of texts: an alias makes another copy */
} Walk;

static JsonNode *convert (Walk *walk, int index);

static gboolean
is_one_of (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strcmp (text, *words) == 0)
      return TRUE;

  return FALSE;
}

/* An integer or a decimal number, all of the text. */
static gboolean
read_number (const char *text, JsonNode *node)
{
  char *end;
  gint64 integer;
  double number;

  if (!g_ascii_isdigit (*text) && *text != '-' && *text != '+' && *text != '.')
    return FALSE;

  errno = 0;
  integer = g_ascii_strtoll (text, &end, 10);
  if (end != text && *end == '\0' && errno == 0)
    {
      json_node_init_int (node, integer);
      return TRUE;
    }

  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || strpbrk (text, "xXpPiInN") != NULL)
    return FALSE;
  json_node_init_double (node, number);
  return TRUE;
}

/* YAML 1.2, 10.3.2: what plain scalars mean; all others are strings. */
static JsonNode *
convert_scalar (const yaml_node_t *from)
{
  static const char *const nulls[] = { "", "~", "null", "Null", "NULL", NULL };
  static const char *const trues[] = { "true", "True", "TRUE", NULL };
  static const char *const falses[] = { "false", "False", "FALSE", NULL };
  g_autofree char *text =
    g_utf8_make_valid ((const char *) from->data.scalar.value, (gssize) from->data.scalar.length);
  gboolean is_plain = from->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  JsonNode *node = json_node_alloc ();

  if (is_plain && is_one_of (text, nulls))
    return json_node_init_null (node);
  if (is_plain && (is_one_of (text, trues) || is_one_of (text, falses)))
    return json_node_init_boolean (node, is_one_of (text, trues));
  if (is_plain && read_number (text, node))
    return node;
  return json_node_init_string (node, text);
}

static JsonNode *
convert_bounded_scalar (Walk *walk, const yaml_node_t *from)
{
  walk->n_bytes += from->data.scalar.length;
  return walk->n_bytes <= MAX_TEXT_BYTES ? convert_scalar (from) : NULL;
}

static JsonNode *
convert_sequence (Walk *walk, const yaml_node_t *from)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (yaml_node_item_t *item = from->data.sequence.items.start;
       item < from->data.sequence.items.top; item++)
    {
      JsonNode *element = convert (walk, *item);

      if (element == NULL)
        return NULL;
      json_array_add_element (array, element);
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
convert_mapping (Walk *walk, const yaml_node_t *from)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (yaml_node_pair_t *pair = from->data.mapping.pairs.start; pair < from->data.mapping.pairs.top;
       pair++)
    {
      const yaml_node_t *key = yaml_document_get_node (walk->document, pair->key);
      JsonNode *value = convert (walk, pair->value);

      if (value == NULL)
        return NULL;
      if (key->type == YAML_SCALAR_NODE)
        json_object_set_member (object, (const char *) key->data.scalar.value, value);
      else
        json_node_unref (value);
    }

  return json_node_init_object (json_node_alloc (), object);
}

/* NULL when a limit is reached. Aliases may lead in circles, which the depth ends. */
static JsonNode *
convert (Walk *walk, int index)
{
  const yaml_node_t *from = yaml_document_get_node (walk->document, index);
  JsonNode *node = NULL;

  if (from == NULL || ++walk->n_nodes > ORIEL_YAML_MAX_NODES || walk->depth == ORIEL_YAML_MAX_DEPTH)
    return NULL;

  walk->depth++;
  if (from->type == YAML_SCALAR_NODE)
    node = convert_bounded_scalar (walk, from);
  else if (from->type == YAML_SEQUENCE_NODE)
    node = convert_sequence (walk, from);
  else if (from->type == YAML_MAPPING_NODE)
    node = convert_mapping (walk, from);
  walk->depth--;
  return node;
}

static void
set_too_large (const char *name, GError **error)
{
  g_set_error (error, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_TOO_LARGE,
               _ ("%s: too large or nested too deeply"), name);
}

static JsonNode *
convert_document (const char *name, yaml_document_t *document, GError **error)
{
  Walk walk = { .document = document };
  JsonNode *node;

  if (yaml_document_get_root_node (document) == NULL)
    return json_node_init_null (json_node_alloc ());

  node = convert (&walk, 1);
  if (node == NULL)
    set_too_large (name, error);
  return node;
}

static void
count_anchor (Count *count, const yaml_char_t *anchor)
{
  if (anchor == NULL)
    return;

  count->n_comparisons += count->n_anchors;
  count->n_anchors++;
}

/* FALSE when a limit is reached. */
static gboolean
count_event (Count *count, const yaml_event_t *event)
{
  switch (event->type)
    {
    case YAML_ALIAS_EVENT:
      count->n_comparisons += count->n_anchors;
      break;
    case YAML_SCALAR_EVENT:
      count->n_nodes++;
      count_anchor (count, event->data.scalar.anchor);
      break;
    case YAML_SEQUENCE_START_EVENT:
      count->n_nodes++;
      count->depth++;
      count_anchor (count, event->data.sequence_start.anchor);
      break;
    case YAML_MAPPING_START_EVENT:
      count->n_nodes++;
      count->depth++;
      count_anchor (count, event->data.mapping_start.anchor);
      break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      count->depth--;
      break;
    default:
      break;
    }

  /* Keys are nodes here and none in the tree. */
  return count->depth <= ORIEL_YAML_MAX_DEPTH && count->n_nodes <= 2 * ORIEL_YAML_MAX_NODES &&
         count->n_comparisons <= MAX_COMPARISONS;
}

/* Whether the first document is within the limits as it is written. What is no YAML is, up to
 * there: the reader tells of it. */
static gboolean
is_bounded (const char *text, gsize length)
{
  yaml_parser_t parser;
  Count count = { 0 };
  gboolean bounded = TRUE;
  gboolean more = TRUE;

  if (!yaml_parser_initialize (&parser))
    g_error ("out of memory");

  yaml_parser_set_input_string (&parser, (const unsigned char *) text, length);
  while (more && bounded)
    {
      yaml_event_t event;

      if (!yaml_parser_parse (&parser, &event))
        break;
      bounded = count_event (&count, &event);
      more = event.type != YAML_DOCUMENT_END_EVENT && event.type != YAML_STREAM_END_EVENT;
      yaml_event_delete (&event);
    }

  yaml_parser_delete (&parser);
  return bounded;
}

JsonNode *
oriel_yaml_parse (const char *name, const char *text, gssize length, GError **error)
{
  yaml_parser_t parser;
  yaml_document_t document;
  JsonNode *node = NULL;
  gsize size = length >= 0 ? (gsize) length : strlen (text);

  if (name == NULL)
    name = "YAML";
  if (!is_bounded (text, size))
    {
      set_too_large (name, error);
      return NULL;
    }
  if (!yaml_parser_initialize (&parser))
    g_error ("out of memory");

  yaml_parser_set_input_string (&parser, (const unsigned char *) text, size);
  if (yaml_parser_load (&parser, &document))
    {
      node = convert_document (name, &document, error);
      yaml_document_delete (&document);
    }
  else
    g_set_error (error, ORIEL_YAML_ERROR, ORIEL_YAML_ERROR_SYNTAX, _ ("%s: line %u, column %u: %s"),
                 name, (guint) parser.problem_mark.line + 1, (guint) parser.problem_mark.column + 1,
                 parser.problem != NULL ? parser.problem : _ ("not YAML"));

  yaml_parser_delete (&parser);
  return node;
}
