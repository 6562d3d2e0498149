/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-cell.h. Rules: ECMA-262, ToNumber, ToString, IsLooselyEqual, IsLessThan. */

#include "config.h"

#include "field/oriel-cell.h"

#include <math.h>
#include <string.h>

OrielReduced
oriel_cell_from_node (JsonNode *node)
{
  OrielReduced cell = { .kind = ORIEL_REDUCED_NUMBER, .number = oriel_null () };

  if (node == NULL)
    cell.number = oriel_undefined ();
  else if (JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node))
    {
      cell.kind = ORIEL_REDUCED_OTHER;
      cell.node = node;
    }
  else if (JSON_NODE_HOLDS_VALUE (node))
    {
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        {
          cell.kind = ORIEL_REDUCED_TEXT;
          cell.text = json_node_get_string (node);
        }
      else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        {
          cell.kind = ORIEL_REDUCED_BOOLEAN;
          cell.number = json_node_get_boolean (node);
        }
      else
        cell.number = json_node_get_double (node);
    }

  return cell;
}

gboolean
oriel_cell_is_null (const OrielReduced *cell)
{
  return cell->kind == ORIEL_REDUCED_NOTHING ||
         (cell->kind == ORIEL_REDUCED_NUMBER && oriel_is_null (cell->number));
}

gboolean
oriel_cell_is_undefined (const OrielReduced *cell)
{
  return cell->kind == ORIEL_REDUCED_NOTHING ||
         (cell->kind == ORIEL_REDUCED_NUMBER && oriel_is_undefined (cell->number));
}

double
oriel_cell_number (const OrielReduced *cell)
{
  if (oriel_cell_is_undefined (cell))
    return NAN;
  if (oriel_cell_is_null (cell))
    return 0;
  if (cell->kind == ORIEL_REDUCED_NUMBER || cell->kind == ORIEL_REDUCED_BOOLEAN)
    return cell->number;
  if (cell->kind == ORIEL_REDUCED_TEXT)
    return oriel_number_from_string (cell->text);

  return NAN;
}

const char *
oriel_cell_text (const OrielReduced *cell, char *buffer)
{
  if (cell->kind == ORIEL_REDUCED_TEXT)
    return cell->text;
  if (oriel_cell_is_undefined (cell))
    return "undefined";
  if (oriel_cell_is_null (cell))
    return "null";
  if (cell->kind == ORIEL_REDUCED_BOOLEAN)
    return cell->number != 0 ? "true" : "false";
  if (cell->kind != ORIEL_REDUCED_NUMBER)
    return "[object Object]";

  oriel_number_to_string (cell->number, buffer);
  return buffer;
}

gboolean
oriel_cell_is_true (const OrielReduced *cell)
{
  if (oriel_cell_is_null (cell))
    return FALSE;
  if (cell->kind == ORIEL_REDUCED_TEXT)
    return *cell->text != '\0';
  if (cell->kind == ORIEL_REDUCED_NUMBER || cell->kind == ORIEL_REDUCED_BOOLEAN)
    return cell->number != 0 && !isnan (cell->number);

  return TRUE;
}

gboolean
oriel_cell_equal (const OrielReduced *a, const OrielReduced *b, gboolean nan_is_one)
{
  if (a->kind != b->kind)
    return FALSE;
  if (oriel_cell_is_null (a) || oriel_cell_is_null (b))
    return oriel_cell_is_null (a) && oriel_cell_is_null (b) &&
           oriel_cell_is_undefined (a) == oriel_cell_is_undefined (b);
  if (a->kind == ORIEL_REDUCED_TEXT)
    return a->text == b->text || strcmp (a->text, b->text) == 0;
  if (a->kind == ORIEL_REDUCED_OTHER)
    return a->node == b->node;
  if (isnan (a->number) && isnan (b->number))
    return nan_is_one;

  return a->number == b->number;
}

gboolean
oriel_cell_loosely_equal (const OrielReduced *a, const OrielReduced *b)
{
  if (oriel_cell_is_null (a) || oriel_cell_is_null (b))
    return oriel_cell_is_null (a) && oriel_cell_is_null (b);
  if (a->kind == b->kind)
    return oriel_cell_equal (a, b, FALSE);

  return oriel_cell_number (a) == oriel_cell_number (b);
}

int
oriel_cell_order (const OrielReduced *a, const OrielReduced *b)
{
  double x, y;

  if (a->kind == ORIEL_REDUCED_TEXT && b->kind == ORIEL_REDUCED_TEXT)
    {
      int order = strcmp (a->text, b->text);

      return (order > 0) - (order < 0);
    }

  x = oriel_cell_number (a);
  y = oriel_cell_number (b);
  if (isnan (x) || isnan (y))
    return ORIEL_CELL_UNORDERED;

  return (x > y) - (x < y);
}

guint
oriel_cell_hash (gconstpointer key)
{
  const OrielReduced *cell = key;
  double number = cell->number == 0 ? 0 : cell->number;

  if (cell->kind == ORIEL_REDUCED_TEXT)
    return g_str_hash (cell->text);
  if (cell->kind == ORIEL_REDUCED_OTHER)
    return g_direct_hash (cell->node);
  if (oriel_cell_is_null (cell))
    return oriel_cell_is_undefined (cell) ? 3 : 2;
  if (isnan (number))
    return 1;

  return g_double_hash (&number);
}

gboolean
oriel_cell_hash_equal (gconstpointer a, gconstpointer b)
{
  return oriel_cell_equal (a, b, TRUE);
}
