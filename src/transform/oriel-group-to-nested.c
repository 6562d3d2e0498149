/* SPDX-License-Identifier: GPL-3.0-or-later */

/* groupToNestedTable: as groupBy, and the rows of each group in a table of their own in a cell.
 * Source of the rules: Grafana's groupToNestedTable (rules), and its older form (fields). */

#include "config.h"

#include "transform/oriel-transform-private.h"

#include <string.h>

#include "base/oriel-json.h"
#include "transform/oriel-groups.h"

typedef enum
{
  OPERATION_NONE,
  OPERATION_GROUP,
  OPERATION_CALCULATE,
} Operation;

/* What is done with the fields that a matcher picks. */
typedef struct
{
  OrielFieldMatcher *matcher;
  Operation operation;
  JsonArray *reducers;  /* nullable, borrowed: ids */
  gboolean keep_nested; /* a calculated field stays in the sub-tables */
  gboolean is_bare;     /* a rule without a list: whatever it does, the field stays there */
} Rule;

/* One field of a frame with its rule. */
typedef struct
{
  const OrielField *field;
  const Rule *rule; /* nullable */
  char *name;       /* in names of calculations and sub-tables */
} Choice;

static void
clear_rule (gpointer data)
{
  oriel_field_matcher_free (((Rule *) data)->matcher);
}

static void
clear_choice (gpointer data)
{
  g_free (((Choice *) data)->name);
}

static Operation
operation_of (JsonObject *config)
{
  const char *name = oriel_json_string (config, "operation", "");

  if (strcmp (name, "groupby") == 0)
    return OPERATION_GROUP;

  return strcmp (name, "aggregate") == 0 ? OPERATION_CALCULATE : OPERATION_NONE;
}

/* FALSE with `error` when a matcher is not known. */
static gboolean
read_rules (JsonArray *list, GArray *rules, GError **error)
{
  for (guint i = 0; i < oriel_json_array_length (list); i++)
    {
      JsonObject *config = oriel_json_array_object (list, i);
      Rule rule = {
        .operation = operation_of (config),
        .reducers = oriel_json_array (config, "aggregations"),
        .keep_nested = oriel_json_boolean (config, "keepNestedField", FALSE),
        .is_bare = oriel_json_array (config, "aggregations") == NULL,
      };

      rule.matcher = oriel_transform_field_matcher (oriel_json_object (config, "matcher"), error);
      if (rule.matcher == NULL)
        return FALSE;
      g_array_append_val (rules, rule);
    }

  return TRUE;
}

/* The older form: an object of fields by name. */
static void
read_fields (JsonObject *fields, GArray *rules)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (fields == NULL)
    return;

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonObject *config = oriel_json_node_object (node);
      g_autoptr (JsonNode) option = json_node_init_string (json_node_alloc (), name);
      Rule rule = {
        .matcher = oriel_field_matcher_new ("byName", option),
        .operation = operation_of (config),
        .reducers = oriel_json_array (config, "aggregations"),
      };

      g_array_append_val (rules, rule);
    }
}

static gboolean
has_group_rule (const GArray *rules)
{
  for (guint i = 0; i < rules->len; i++)
    if (g_array_index (rules, Rule, i).operation == OPERATION_GROUP)
      return TRUE;

  return FALSE;
}

static guint
n_reducers (const Rule *rule)
{
  return oriel_json_array_length (rule->reducers);
}

/* Grafana names a field without its frame here; but where there is one frame it remembers the
 * name that a matcher asked for. */
static Choice
choose (const OrielField *field,
        const OrielFrame *frame,
        const GArray *rules,
        const OrielNameScope *scope,
        gboolean alone)
{
  g_auto (OrielMatchTarget) target = { field, frame, scope, NULL };
  Choice choice = { field, NULL, NULL };

  for (guint i = 0; i < rules->len && choice.rule == NULL; i++)
    if (oriel_field_matcher_test (g_array_index (rules, Rule, i).matcher, &target))
      choice.rule = &g_array_index (rules, Rule, i);

  choice.name = alone && target.display_name != NULL
                  ? g_strdup (target.display_name)
                  : oriel_field_display_name_in (field, NULL, NULL);
  return choice;
}

static gboolean
is_in_sub_tables (const Choice *choice)
{
  const Rule *rule = choice->rule;

  if (rule == NULL || rule->operation == OPERATION_NONE || rule->is_bare)
    return TRUE;

  return rule->operation == OPERATION_CALCULATE && (n_reducers (rule) == 0 || rule->keep_nested);
}

/* Ends keep the field's type; anything else is what the results look like. */
static OrielFieldType
type_of_result (const char *id,
                const OrielField *field,
                const char *name,
                const OrielReduced *cells,
                gsize n)
{
  static const char *const ends[] = { "first", "firstNotNull", "last", "lastNotNull", NULL };
  gsize i = 0;

  if (strcmp (id, "allIsNull") == 0)
    return ORIEL_FIELD_BOOLEAN;
  if (g_strv_contains (ends, id))
    return field->type;

  while (i < n && oriel_cell_is_null (&cells[i]))
    i++;
  if (i == n && oriel_field_type_guess (name, NULL) == ORIEL_FIELD_OTHER)
    return ORIEL_FIELD_STRING;

  return oriel_cells_guess_type (name, cells, n);
}

/* A field of the sub-tables, its values in the order of the groups. */
typedef struct
{
  const Choice *choice;
  OrielColumn *ordered;
  OrielFieldConfig *config; /* the same in all of them */
} SubField;

static void
clear_sub_field (gpointer data)
{
  SubField *sub = data;

  oriel_column_unref (sub->ordered);
  oriel_field_config_unref (sub->config);
}

static GArray *
collect_sub_fields (const GArray *choices, const OrielGroups *groups)
{
  GArray *subs = g_array_new (FALSE, FALSE, sizeof (SubField));

  g_array_set_clear_func (subs, clear_sub_field);
  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = &g_array_index (choices, Choice, i);
      SubField sub = { choice, NULL, NULL };

      if (!is_in_sub_tables (choice))
        continue;
      sub.ordered =
        oriel_column_gather (choice->field->column, groups->rows, groups->starts[groups->n]);
      sub.config = oriel_field_config_copy (choice->field->config);
      g_free (sub.config->display_name);
      sub.config->display_name = g_strdup (choice->name);
      g_array_append_val (subs, sub);
    }

  return subs;
}

static JsonObject *
sub_table_meta (const char *key, gboolean with_headers)
{
  JsonObject *meta = json_object_new ();
  JsonObject *custom = json_object_new ();

  json_object_set_boolean_member (custom, "noHeader", !with_headers);
  json_object_set_string_member (custom, "stableRowKey", key);
  json_object_set_object_member (meta, "custom", custom);
  return meta;
}

static OrielFrame *
make_sub_table (const GArray *subs, const OrielGroups *groups, guint index, gboolean with_headers)
{
  gsize n;
  OrielFrame *table;

  oriel_groups_rows (groups, index, &n);
  table = oriel_frame_new (NULL, NULL, subs->len > 0 ? n : 0);
  table->meta = sub_table_meta (g_ptr_array_index (groups->keys, index), with_headers);
  for (guint i = 0; i < subs->len; i++)
    {
      const SubField *sub = &g_array_index (subs, SubField, i);
      g_autoptr (OrielColumn) column = oriel_column_slice (sub->ordered, groups->starts[index], n);

      oriel_frame_add_field (table, sub->choice->field->name, NULL, sub->config, column);
    }

  return table;
}

static void
add_sub_tables (OrielFrame *frame,
                const GArray *choices,
                const OrielGroups *groups,
                gboolean with_headers)
{
  g_autoptr (GArray) subs = collect_sub_fields (choices, groups);
  GPtrArray **lists = g_new (GPtrArray *, groups->n);
  g_autoptr (OrielColumn) column = NULL;

  for (guint i = 0; i < groups->n; i++)
    {
      lists[i] = oriel_frames_new ();
      g_ptr_array_add (lists[i], make_sub_table (subs, groups, i, with_headers));
    }

  column = oriel_column_new_take (ORIEL_FIELD_NESTED, lists, groups->n);
  oriel_frame_add_field (frame, "__nestedFrames", NULL, NULL, column);
}

static GPtrArray *
grouping_fields (const GArray *choices)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = &g_array_index (choices, Choice, i);

      if (choice->rule != NULL && choice->rule->operation == OPERATION_GROUP)
        g_ptr_array_add (fields, (gpointer) choice->field);
    }

  return fields;
}

/* NULL when the frame has nothing to group by. */
static OrielFrame *
group_frame (const GArray *choices, gsize n_rows, JsonObject *options)
{
  g_autoptr (GPtrArray) fields = grouping_fields (choices);
  g_auto (OrielGroups) groups = { 0 };
  OrielFrame *frame;

  if (fields->len == 0)
    return NULL;

  oriel_groups_init (&groups, fields, n_rows);
  frame = oriel_frame_new (NULL, NULL, groups.n);
  for (guint i = 0; i < fields->len; i++)
    {
      const OrielField *field = g_ptr_array_index (fields, i);
      g_autoptr (OrielColumn) column = oriel_groups_first (&groups, field);

      oriel_frame_add_field (frame, field->name, NULL, field->config, column);
    }

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = &g_array_index (choices, Choice, i);

      if (choice->rule != NULL && choice->rule->operation == OPERATION_CALCULATE &&
          n_reducers (choice->rule) > 0)
        oriel_groups_reduce (&groups, choice->field, choice->name, choice->rule->reducers,
                             type_of_result, frame);
    }

  add_sub_tables (frame, choices, &groups,
                  oriel_json_boolean (options, "showSubframeHeaders", TRUE));
  return frame;
}

static JsonObject *
expanded_meta (void)
{
  JsonObject *meta = json_object_new ();
  JsonObject *custom = json_object_new ();

  json_object_set_boolean_member (custom, "expandAllRows", TRUE);
  json_object_set_object_member (meta, "custom", custom);
  return meta;
}

GPtrArray *
oriel_transform_group_to_nested_table (JsonObject *options,
                                       GPtrArray *frames,
                                       const OrielTransformContext *context,
                                       GError **error)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  OrielNameScope scope = oriel_transform_scope (frames);
  GPtrArray *grouped;

  g_array_set_clear_func (rules, clear_rule);
  if (!json_object_has_member (options, "rules"))
    read_fields (oriel_json_object (options, "fields"), rules);
  else if (!read_rules (oriel_json_array (options, "rules"), rules, error))
    return NULL;
  if (!has_group_rule (rules))
    return oriel_frames_copy (frames);

  grouped = oriel_frames_new ();
  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);
      g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (Choice));
      OrielFrame *result;

      g_array_set_clear_func (choices, clear_choice);
      for (guint j = 0; j < frame->fields->len; j++)
        {
          Choice choice =
            choose (oriel_frame_field (frame, j), frame, rules, &scope, frames->len <= 1);

          g_array_append_val (choices, choice);
        }

      result = group_frame (choices, frame->n_rows, options);
      if (result == NULL)
        continue;
      if (oriel_json_boolean (options, "expandAllRows", FALSE))
        result->meta = expanded_meta ();
      g_ptr_array_add (grouped, result);
    }

  return grouped;
}
