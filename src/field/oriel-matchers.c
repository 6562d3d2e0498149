/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Field and frame matchers, and the list of all: see oriel-matchers.h. One row of a table a
 * matcher; a matcher whose options make no sense keeps an empty state, which matches nothing. */

#include "config.h"

#include "field/oriel-matchers.h"

#include <string.h>

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "base/oriel-regex.h"
#include "field/oriel-cell.h"

typedef gboolean (*FieldTest) (const OrielFieldMatcher *matcher, OrielMatchTarget *target);
typedef void (*FieldInit) (OrielFieldMatcher *matcher, JsonNode *options);

/* How a value is compared: left of `value`. */
typedef enum
{
  COMPARE_EQUAL,
  COMPARE_NOT_EQUAL,
  COMPARE_LOWER,
  COMPARE_LOWER_OR_EQUAL,
  COMPARE_GREATER,
  COMPARE_GREATER_OR_EQUAL,
  COMPARE_NEVER,
} Comparison;

/* Which fields a name stands for beside those called so. */
typedef enum
{
  FALLBACK_NONE,
  FALLBACK_VALUE, /* "Value": fields that are named after their metric */
  FALLBACK_TIME,  /* "Time", "time": any time field, where frames have no version */
} Fallback;

struct _OrielFieldMatcher
{
  FieldTest test;
  GHashTable *names; /* nullable: a set */
  gboolean exclude;
  Fallback fallback;
  GRegex *regex; /* nullable */
  guint types;   /* a bit for each OrielFieldType */
  char *ref_id;  /* nullable */
  char *reducer; /* nullable */
  Comparison comparison;
  JsonNode *value; /* nullable */
};

void
oriel_match_target_clear (OrielMatchTarget *target)
{
  g_clear_pointer (&target->display_name, g_free);
}

static const char *
target_name (OrielMatchTarget *target)
{
  if (target->display_name == NULL)
    target->display_name =
      oriel_field_display_name_in (target->field, target->frame, target->scope);

  return target->display_name;
}

static guint
type_bit (const char *name)
{
  OrielFieldType type = oriel_field_type_from_name (name);

  /* An unknown name reads as OTHER, which it must not match. */
  return g_strcmp0 (oriel_field_type_name (type), name) == 0 ? 1u << type : 0;
}

static void
init_type (OrielFieldMatcher *matcher, JsonNode *options)
{
  matcher->types = type_bit (oriel_json_node_string (options));
}

static void
init_types (OrielFieldMatcher *matcher, JsonNode *options)
{
  JsonArray *array = oriel_json_node_array (options);

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    matcher->types |= type_bit (oriel_json_array_string (array, i));
}

static void
init_numeric (OrielFieldMatcher *matcher, JsonNode *options)
{
  matcher->types = 1u << ORIEL_FIELD_NUMBER;
}

static void
init_time (OrielFieldMatcher *matcher, JsonNode *options)
{
  matcher->types = 1u << ORIEL_FIELD_TIME;
}

static gboolean
test_types (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  return (matcher->types & (1u << target->field->type)) != 0;
}

static void
set_names (OrielFieldMatcher *matcher, JsonArray *names)
{
  matcher->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < oriel_json_array_length (names); i++)
    {
      const char *name = oriel_json_array_string (names, i);

      if (name != NULL)
        g_hash_table_add (matcher->names, g_strdup (name));
    }

  if (g_hash_table_contains (matcher->names, "Value"))
    matcher->fallback = FALLBACK_VALUE;
  else if (g_hash_table_contains (matcher->names, "Time") ||
           g_hash_table_contains (matcher->names, "time"))
    matcher->fallback = FALLBACK_TIME;
}

static void
init_name (OrielFieldMatcher *matcher, JsonNode *options)
{
  g_autoptr (JsonArray) names = json_array_new ();
  const char *name = oriel_json_node_string (options);

  if (name != NULL)
    json_array_add_string_element (names, name);
  set_names (matcher, names);
}

static void
init_names (OrielFieldMatcher *matcher, JsonNode *options)
{
  JsonObject *object = oriel_json_node_object (options);

  set_names (matcher, oriel_json_array (object, "names"));
  matcher->exclude = strcmp (oriel_json_string (object, "mode", ""), "exclude") == 0;
}

static gboolean
fallback_matches (const OrielFieldMatcher *matcher, const OrielMatchTarget *target)
{
  const OrielField *field = target->field;

  if (matcher->fallback == FALLBACK_VALUE)
    return g_strcmp0 (oriel_labels_get (field->labels, "__name__"), field->name) == 0;
  if (matcher->fallback == FALLBACK_TIME)
    return field->type == ORIEL_FIELD_TIME &&
           oriel_json_member (target->frame->meta, "typeVersion") == NULL;

  return FALSE;
}

static gboolean
name_is_listed (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  if (g_hash_table_size (matcher->names) == 0)
    return FALSE;

  return g_hash_table_contains (matcher->names, target->field->name) ||
         g_hash_table_contains (matcher->names, target_name (target)) ||
         fallback_matches (matcher, target);
}

static gboolean
test_names (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  return name_is_listed (matcher, target) != matcher->exclude;
}

static void
set_pattern (OrielFieldMatcher *matcher, const char *pattern)
{
  if (pattern != NULL && *pattern != '\0')
    matcher->regex = oriel_regex_from_dashboard (pattern, NULL, NULL);
}

static void
init_regexp (OrielFieldMatcher *matcher, JsonNode *options)
{
  set_pattern (matcher, oriel_json_node_string (options));
}

static gboolean
test_regexp (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  return matcher->regex != NULL && g_regex_match (matcher->regex, target_name (target), 0, NULL);
}

static void
init_regexp_or_names (OrielFieldMatcher *matcher, JsonNode *options)
{
  JsonObject *object = oriel_json_node_object (options);

  set_names (matcher, oriel_json_array (object, "names"));
  set_pattern (matcher, oriel_json_string (object, "pattern", NULL));
}

static gboolean
test_regexp_or_names (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  return name_is_listed (matcher, target) || test_regexp (matcher, target);
}

static void
init_ref_id (OrielFieldMatcher *matcher, JsonNode *options)
{
  matcher->ref_id = g_strdup (oriel_json_node_string (options));
}

static gboolean
test_ref_id (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  return matcher->ref_id != NULL && g_strcmp0 (target->frame->ref_id, matcher->ref_id) == 0;
}

static void
init_nothing (OrielFieldMatcher *matcher, JsonNode *options)
{
}

static gboolean
test_first (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  return target->frame->fields->len > 0 && oriel_frame_field (target->frame, 0) == target->field;
}

static gboolean
test_first_time (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  return oriel_frame_first_field (target->frame, ORIEL_FIELD_TIME, NULL) == target->field;
}

static void
init_value (OrielFieldMatcher *matcher, JsonNode *options)
{
  static const char *const names[] = { "eq", "neq", "lt", "lte", "gt", "gte" };
  JsonObject *object = oriel_json_node_object (options);
  const char *op = oriel_json_string (object, "op", "eq");
  JsonNode *value = oriel_json_member (object, "value");
  guint i = 0;

  while (i < G_N_ELEMENTS (names) && strcmp (names[i], op) != 0)
    i++;

  matcher->comparison = i < G_N_ELEMENTS (names) ? (Comparison) i : COMPARE_NEVER;
  matcher->reducer = g_strdup (oriel_json_string (object, "reducer", NULL));
  matcher->value = value != NULL ? oriel_json_copy_deep (value) : NULL;
}

/* Equality is that of the texts; a null has the text "null" and is in no order with anything,
 * so that `≤` and `≥` mean `=`. */
static gboolean
compare_values (const OrielReduced *left, Comparison comparison, const OrielReduced *right)
{
  OrielReduced null_text = { .kind = ORIEL_REDUCED_TEXT, .text = "null" };
  char left_buffer[ORIEL_NUMBER_BUFFER], right_buffer[ORIEL_NUMBER_BUFFER];
  gboolean left_null = oriel_cell_is_null (left), right_null = oriel_cell_is_null (right);
  int order;

  if (left_null)
    left = &null_text;
  if (right_null)
    right = &null_text;
  if ((left_null || right_null) &&
      (comparison == COMPARE_LOWER_OR_EQUAL || comparison == COMPARE_GREATER_OR_EQUAL))
    comparison = COMPARE_EQUAL;

  if (comparison == COMPARE_EQUAL || comparison == COMPARE_NOT_EQUAL)
    return (strcmp (oriel_cell_text (left, left_buffer), oriel_cell_text (right, right_buffer)) ==
            0) == (comparison == COMPARE_EQUAL);

  order = oriel_cell_order (left, right);
  if (order == ORIEL_CELL_UNORDERED || comparison == COMPARE_NEVER)
    return FALSE;
  if (order == 0)
    return comparison == COMPARE_LOWER_OR_EQUAL || comparison == COMPARE_GREATER_OR_EQUAL;

  return (order < 0) == (comparison == COMPARE_LOWER || comparison == COMPARE_LOWER_OR_EQUAL);
}

static gboolean
test_value (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  OrielReduced left, right;

  if (matcher->reducer == NULL || *matcher->reducer == '\0')
    return FALSE;

  left = oriel_reduce_one (target->field, oriel_field_null_mode (target->field), matcher->reducer);
  if (strcmp (matcher->reducer, "allIsZero") == 0 || strcmp (matcher->reducer, "allIsNull") == 0)
    return oriel_cell_is_true (&left);

  right = oriel_cell_from_node (matcher->value);
  return compare_values (&left, matcher->comparison, &right);
}

static const struct
{
  const char *id;
  FieldInit init;
  FieldTest test;
} field_matchers[] = {
  { "byType", init_type, test_types },
  { "byTypes", init_types, test_types },
  { "numeric", init_numeric, test_types },
  { "time", init_time, test_types },
  { "byName", init_name, test_names },
  { "byRegexp", init_regexp, test_regexp },
  { "byNames", init_names, test_names },
  { "byRegexpOrNames", init_regexp_or_names, test_regexp_or_names },
  { "byFrameRefID", init_ref_id, test_ref_id },
  { "first", init_nothing, test_first },
  { "firstTimeField", init_nothing, test_first_time },
  { "byValue", init_value, test_value },
};

OrielFieldMatcher *
oriel_field_matcher_new (const char *id, JsonNode *options)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_matchers); i++)
    if (g_strcmp0 (field_matchers[i].id, id) == 0)
      {
        OrielFieldMatcher *matcher = g_new0 (OrielFieldMatcher, 1);

        matcher->test = field_matchers[i].test;
        field_matchers[i].init (matcher, options);
        return matcher;
      }

  return NULL;
}

void
oriel_field_matcher_free (OrielFieldMatcher *matcher)
{
  if (matcher == NULL)
    return;

  g_clear_pointer (&matcher->names, g_hash_table_unref);
  g_clear_pointer (&matcher->regex, g_regex_unref);
  g_clear_pointer (&matcher->value, json_node_unref);
  g_free (matcher->ref_id);
  g_free (matcher->reducer);
  g_free (matcher);
}

gboolean
oriel_field_matcher_test (const OrielFieldMatcher *matcher, OrielMatchTarget *target)
{
  return matcher->test (matcher, target);
}

struct _OrielFrameMatcher
{
  gboolean by_name; /* else by refId */
  GRegex *regex;    /* nullable */
  char *text;       /* nullable: equals it, where there is no regex */
};

/* `A|B` names several queries; everything else in it is text. */
static GRegex *
union_of_texts (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  g_autofree char *joined = NULL;
  g_autofree char *pattern = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *escaped = oriel_regex_escape (parts[i]);

      g_free (parts[i]);
      parts[i] = escaped;
    }

  joined = g_strjoinv ("|", parts);
  pattern = g_strdup_printf ("^(?:%s)$", joined);
  return oriel_regex_new (pattern, NULL, NULL);
}

OrielFrameMatcher *
oriel_frame_matcher_new (const char *id, JsonNode *options)
{
  gboolean by_name = g_strcmp0 (id, "byName") == 0;
  const char *text = oriel_json_node_string (options);
  OrielFrameMatcher *matcher;

  if (!by_name && g_strcmp0 (id, "byRefId") != 0)
    return NULL;

  matcher = g_new0 (OrielFrameMatcher, 1);
  matcher->by_name = by_name;
  if (text == NULL)
    return matcher;

  if (by_name || *text == '/')
    matcher->regex = oriel_regex_from_dashboard (text, NULL, NULL);
  else if (strchr (text, '|') != NULL)
    matcher->regex = union_of_texts (text);
  if (!by_name)
    matcher->text = g_strdup (text);

  return matcher;
}

void
oriel_frame_matcher_free (OrielFrameMatcher *matcher)
{
  if (matcher == NULL)
    return;

  g_clear_pointer (&matcher->regex, g_regex_unref);
  g_free (matcher->text);
  g_free (matcher);
}

gboolean
oriel_frame_matcher_test (const OrielFrameMatcher *matcher, const OrielFrame *frame)
{
  const char *text = matcher->by_name ? frame->name : frame->ref_id;

  if (matcher->regex != NULL)
    return g_regex_match (matcher->regex, text != NULL ? text : "", 0, NULL);

  return matcher->text != NULL && g_strcmp0 (matcher->text, text) == 0;
}

#define FIELD "field"
#define FRAME "frame"
#define VALUE "value"
#define VALUE_ZERO "{\"value\":0}"
#define VALUE_EMPTY "{\"value\":\"\"}"

static const OrielMatcherInfo infos[] = {
  { FIELD, "byType", "Field Type", "match based on the field type", "\"number\"" },
  { FIELD, "byTypes", "Field Type", "match based on the field types", "[]" },
  { FIELD, "numeric", "Numeric Fields", "Fields with type number", NULL },
  { FIELD, "time", "Time Fields", "Fields with type time", NULL },
  { FIELD, "byName", "Field Name", "match the field name", "\"\"" },
  { FIELD, "byRegexp", "Field Name by Regexp", "match the field name by a given regexp pattern",
    "\"/.*/\"" },
  { FIELD, "byNames", "Field Names", "match any of the given the field names",
    "{\"mode\":\"include\",\"names\":[]}" },
  { FIELD, "byRegexpOrNames", "Field Name by Regexp or Names",
    "match the field name by a given regexp pattern or given names",
    "{\"pattern\":\"/.*/\",\"names\":[]}" },
  { FIELD, "byFrameRefID", "Fields by frame refId",
    "match all fields returned in data frame with refId.", "\"\"" },
  { FIELD, "first", "First Field", "The first field in the frame", NULL },
  { FIELD, "firstTimeField", "First time field", "The first field of type time in a frame", NULL },
  { FIELD, "byValue", "By value (reducer)",
    "Reduce a field to a single value and test for inclusion",
    "{\"reducer\":\"allIsZero\",\"op\":\"gte\",\"value\":0}" },
  { FRAME, "byName", "Frame Name", "match the frame name", "\"/.*/\"" },
  { FRAME, "byRefId", "Query refId", "match the refId", "\"A\"" },
  { VALUE, "isNull", "Is null", "Match where value for given field is null.", "{}" },
  { VALUE, "isNotNull", "Is not null", "Match where value for given field is not null.", "{}" },
  { VALUE, "greater", "Is greater", "Match when field value is greater than option.", VALUE_ZERO },
  { VALUE, "greaterOrEqual", "Is greater or equal",
    "Match when field value is greater than or equal to option.", VALUE_ZERO },
  { VALUE, "lower", "Is lower", "Match when field value is lower than option.", VALUE_ZERO },
  { VALUE, "lowerOrEqual", "Is lower or equal",
    "Match when field value is lower or equal than option.", VALUE_ZERO },
  { VALUE, "equal", "Is equal", "Match where value for given field is equal to options value.",
    VALUE_EMPTY },
  { VALUE, "notEqual", "Is not equal",
    "Match where value for given field is not equal to options value.", VALUE_EMPTY },
  { VALUE, "substring", "Contains substring",
    "Match where value for given field is a substring to options value.", VALUE_EMPTY },
  { VALUE, "notSubstring", "Does not contain substring",
    "Match where value for given field is not a substring to options value.", VALUE_EMPTY },
  { VALUE, "between", "Is between", "Match when field value is between given option values.",
    "{\"from\":0,\"to\":100}" },
  { VALUE, "regex", "Regex", "Match when field value is matching regex.", "{\"value\":\".*\"}" },
};

const OrielMatcherInfo *
oriel_matchers_list (guint *n)
{
  *n = G_N_ELEMENTS (infos);
  return infos;
}
