/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values within a frame that answers a query variable. Rules: Grafana's
 * toMetricFindValues.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/oriel-json-share.h"
#include "dashboard/oriel-value-formats.h"
#include "dashboard/oriel-variable-options.h"

/* Index of the field of that name (any case), or -1. */
static int
field_named (const OrielFrame *frame, const char *name)
{
  for (guint i = 0; i < frame->fields->len; i++)
    if (g_ascii_strcasecmp (oriel_frame_field (frame, i)->name, name) == 0)
      return (int) i;

  return -1;
}

static int
field_of_type (const OrielFrame *frame, OrielFieldType type)
{
  guint index;

  return oriel_frame_first_field (frame, type, &index) != NULL ? (int) index : -1;
}

/* A cell as JSON; null where it is null. */
static JsonNode *
cell_node (const OrielField *field, gsize row)
{
  const OrielColumn *column = field->column;
  JsonNode *node = json_node_init_null (json_node_alloc ());

  switch (field->type)
    {
    case ORIEL_FIELD_TIME:
      if (column->times[row] != ORIEL_TIME_NULL)
        json_node_init_int (node, column->times[row]);
      break;
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      if (!oriel_is_null (column->numbers[row]))
        json_node_init_double (node, column->numbers[row]);
      break;
    case ORIEL_FIELD_STRING:
      if (column->strings[row] != NULL)
        json_node_init_string (node, column->strings[row]);
      break;
    case ORIEL_FIELD_BOOLEAN:
      if (column->booleans[row] != ORIEL_BOOLEAN_NULL)
        json_node_init_boolean (node, column->booleans[row] != 0);
      break;
    case ORIEL_FIELD_OTHER:
      if (column->nodes[row] != NULL)
        {
          json_node_unref (node);
          node = oriel_json_copy_deep (column->nodes[row]);
        }
      break;
    case ORIEL_FIELD_FRAME:
    case ORIEL_FIELD_NESTED:
    default:
      break;
    }

  return node;
}

static JsonNode *
row_properties (const OrielFrame *frame, gsize row, int without)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < frame->fields->len; i++)
    {
      const OrielField *field = oriel_frame_field (frame, i);

      if ((int) i != without)
        json_object_set_member (object, field->name, cell_node (field, row));
    }

  return json_node_init_object (json_node_alloc (), object);
}

/* The cell as text within `arena`; NULL when there is no such field or it is null. */
static const char *
cell_text (const OrielFrame *frame, int field, gsize row, OrielArena *arena)
{
  g_autoptr (JsonNode) node = NULL;

  if (field < 0)
    return NULL;

  node = cell_node (oriel_frame_field (frame, (guint) field), row);
  return JSON_NODE_HOLDS_NULL (node) ? NULL : oriel_value_from_json (node, arena).text;
}

GPtrArray *
oriel_variable_options_from_frame (const OrielFrame *frame, GError **error)
{
  int text_field = field_named (frame, "text"), value_field = field_named (frame, "value");
  int expandable = field_named (frame, "expandable");
  g_autoptr (OrielArena) arena = oriel_arena_new ();
  GPtrArray *options;

  if (text_field < 0 && value_field < 0)
    {
      value_field = field_of_type (frame, ORIEL_FIELD_STRING);
      if (value_field < 0)
        value_field = field_of_type (frame, ORIEL_FIELD_NUMBER);
    }
  if (text_field < 0 && value_field < 0)
    {
      g_set_error_literal (error, ORIEL_VARIABLE_OPTIONS_ERROR,
                           ORIEL_VARIABLE_OPTIONS_ERROR_NO_FIELD,
                           _ ("The answer has no field of type string or number"));
      return NULL;
    }

  options = oriel_variable_options_new ();
  for (gsize row = 0; row < frame->n_rows; row++)
    {
      const char *text = cell_text (frame, text_field, row, arena);
      const char *value = cell_text (frame, value_field, row, arena);
      g_autoptr (JsonNode) properties = row_properties (frame, row, expandable);
      const char *known = value != NULL ? value : text != NULL ? text : "";

      g_ptr_array_add (options, oriel_variable_option_new (text, known, properties));
    }

  return options;
}
