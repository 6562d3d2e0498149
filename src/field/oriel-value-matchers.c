/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Value matchers: see oriel-matchers.h. Values meet options of any type, so everything is
 * compared as ECMAScript does. */

#include "config.h"

#include "field/oriel-matchers.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "base/oriel-regex.h"
#include "field/oriel-cell.h"

typedef gboolean (*ValueTest) (const OrielValueMatcher *matcher, const OrielReduced *value);

struct _OrielValueMatcher
{
  ValueTest test;
  JsonObject *options;  /* nullable */
  OrielReduced operand; /* the option `value`, borrowed from `options` */
  double from, to;
  GRegex *regex; /* nullable */
  char *folded;  /* nullable: the operand's text in lower case */
};

static gboolean
test_null (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return oriel_cell_is_null (value);
}

static gboolean
test_not_null (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return !oriel_cell_is_null (value);
}

/* The order of value and operand, or ORIEL_CELL_UNORDERED when the value is no number. */
static int
order_of (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  if (isnan (oriel_cell_number (value)))
    return ORIEL_CELL_UNORDERED;

  return oriel_cell_order (value, &matcher->operand);
}

static gboolean
test_greater (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return order_of (matcher, value) == 1;
}

static gboolean
test_greater_or_equal (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  int order = order_of (matcher, value);

  return order == 0 || order == 1;
}

static gboolean
test_lower (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return order_of (matcher, value) == -1;
}

static gboolean
test_lower_or_equal (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  int order = order_of (matcher, value);

  return order == 0 || order == -1;
}

static gboolean
test_equal (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return oriel_cell_loosely_equal (value, &matcher->operand);
}

static gboolean
test_not_equal (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return !oriel_cell_loosely_equal (value, &matcher->operand);
}

/* TRUE when value and operand are both texts and not empty. */
static gboolean
has_two_texts (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return value->kind == ORIEL_REDUCED_TEXT && *value->text != '\0' && matcher->folded != NULL &&
         *matcher->folded != '\0';
}

static gboolean
contains_operand (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  g_autofree char *folded = g_utf8_strdown (value->text, -1);

  return strstr (folded, matcher->folded) != NULL;
}

static gboolean
test_substring (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  if (matcher->folded != NULL && *matcher->folded == '\0')
    return TRUE;

  return has_two_texts (matcher, value) && contains_operand (matcher, value);
}

static gboolean
test_not_substring (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return has_two_texts (matcher, value) && !contains_operand (matcher, value);
}

static gboolean
test_between (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  double number = oriel_cell_number (value);

  return number > matcher->from && number < matcher->to;
}

static gboolean
test_regex (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  char buffer[ORIEL_NUMBER_BUFFER];

  return !oriel_cell_is_null (value) &&
         g_regex_match (matcher->regex, oriel_cell_text (value, buffer), 0, NULL);
}

static const struct
{
  const char *id;
  ValueTest test;
} value_matchers[] = {
  { "isNull", test_null },         { "isNotNull", test_not_null },
  { "greater", test_greater },     { "greaterOrEqual", test_greater_or_equal },
  { "lower", test_lower },         { "lowerOrEqual", test_lower_or_equal },
  { "equal", test_equal },         { "notEqual", test_not_equal },
  { "substring", test_substring }, { "notSubstring", test_not_substring },
  { "between", test_between },     { "regex", test_regex },
};

/* A bound; texts are read as parseInt() does, up to the first letter. */
static double
read_bound (JsonObject *options, const char *member)
{
  const char *text = oriel_json_string (options, member, NULL);

  if (text != NULL)
    return trunc (oriel_number_parse_float (text));

  return oriel_json_number (options, member, NAN);
}

static gboolean
compile_regex (OrielValueMatcher *matcher, GError **error)
{
  char buffer[ORIEL_NUMBER_BUFFER];
  g_autoptr (GError) cause = NULL;

  matcher->regex = oriel_regex_new (oriel_cell_text (&matcher->operand, buffer), NULL, &cause);
  if (matcher->regex == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s", cause->message);

  return matcher->regex != NULL;
}

OrielValueMatcher *
oriel_value_matcher_new (const char *id, JsonObject *options, GError **error)
{
  g_autoptr (OrielValueMatcher) matcher = g_new0 (OrielValueMatcher, 1);
  JsonNode *operand = options != NULL ? json_object_get_member (options, "value") : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (value_matchers); i++)
    if (g_strcmp0 (value_matchers[i].id, id) == 0)
      matcher->test = value_matchers[i].test;
  if (matcher->test == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("there is no value matcher “%s”"),
                   id != NULL ? id : "");
      return NULL;
    }

  matcher->options = options != NULL ? json_object_ref (options) : NULL;
  matcher->operand = oriel_cell_from_node (operand);
  matcher->from = read_bound (options, "from");
  matcher->to = read_bound (options, "to");
  if (matcher->operand.kind == ORIEL_REDUCED_TEXT)
    matcher->folded = g_utf8_strdown (matcher->operand.text, -1);
  if (matcher->test == test_regex && !compile_regex (matcher, error))
    return NULL;

  return g_steal_pointer (&matcher);
}

void
oriel_value_matcher_free (OrielValueMatcher *matcher)
{
  if (matcher == NULL)
    return;

  g_clear_pointer (&matcher->options, json_object_unref);
  g_clear_pointer (&matcher->regex, g_regex_unref);
  g_free (matcher->folded);
  g_free (matcher);
}

gboolean
oriel_value_matcher_test (const OrielValueMatcher *matcher, const OrielReduced *value)
{
  return matcher->test (matcher, value);
}
