/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-panel-plan.h. */

#include "config.h"

#include "query/oriel-panel-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "dashboard/oriel-filter.h"
#include "datasource/prometheus/oriel-prometheus-filters.h"

#define MAX_TARGETS 100
#define SPECIAL_MIXED "-- Mixed --"
#define SPECIAL_DASHBOARD "-- Dashboard --"

void
oriel_query_free (OrielQuery *query)
{
  if (query == NULL)
    return;

  g_free (query->ref_id);
  g_clear_pointer (&query->target, oriel_json_object_unref);
  g_free (query);
}

static void
planned_query_free (gpointer data)
{
  OrielPlannedQuery *planned = data;

  g_free (planned->ref_id);
  oriel_data_source_unref (planned->source);
  oriel_query_free (planned->query);
  g_free (planned->key);
  g_free (planned->error);
  g_free (planned);
}

void
oriel_panel_plan_free (OrielPanelPlan *plan)
{
  if (plan == NULL)
    return;

  g_free (plan->time_info);
  g_clear_pointer (&plan->notices, g_ptr_array_unref);
  g_clear_pointer (&plan->queries, g_ptr_array_unref);
  g_clear_pointer (&plan->frames, g_ptr_array_unref);
  g_free (plan->fingerprint);
  g_free (plan);
}

/* A reference's part with variables replaced; NULL stays NULL, "default" is no name. */
static char *
resolve_part (const char *part, const OrielPlanContext *context)
{
  g_autofree char *text = NULL;

  if (part == NULL || *part == '\0')
    return NULL;

  text = oriel_variables_interpolate (context->variables, part, NULL, NULL, NULL);
  if (*text == '\0' || strcmp (text, "default") == 0)
    return NULL;

  return g_steal_pointer (&text);
}

static char *
missing_source_message (const char *type, const char *uid, const char *name)
{
  const char *wanted = name != NULL ? name : uid;

  if (type != NULL && wanted != NULL)
    return g_strdup_printf (
      _ ("There is no data source “%s” of type %s. Add it under Connections."), wanted, type);
  if (type != NULL)
    return g_strdup_printf (_ ("There is no data source of type %s. Add one under Connections."),
                            type);
  if (wanted != NULL)
    return g_strdup_printf (_ ("There is no data source “%s”. Add it under Connections."), wanted);

  return g_strdup (_ ("There is no data source. Add one under Connections."));
}

OrielDataSource *
oriel_plan_find_source (const OrielDataSourceRef *ref,
                        const OrielPlanContext *context,
                        char **error)
{
  g_autofree char *uid = resolve_part (ref->uid, context);
  g_autofree char *name = resolve_part (ref->name, context);
  OrielDataSource *source = oriel_data_sources_find (context->sources, uid, name, ref->type);

  if (source == NULL)
    *error = missing_source_message (ref->type, uid, name);

  return source;
}

static gboolean
is_mixed (const OrielDataSourceRef *ref)
{
  return g_strcmp0 (ref->uid, SPECIAL_MIXED) == 0 || g_strcmp0 (ref->name, SPECIAL_MIXED) == 0;
}

static gboolean
is_unset (const OrielDataSourceRef *ref)
{
  return ref->uid == NULL && ref->name == NULL && ref->type == NULL;
}

static const OrielDataSourceRef *
reference_of (const OrielPanel *panel, const OrielTarget *target)
{
  if (is_unset (&target->source) || is_mixed (&target->source))
    return &panel->source;

  return &target->source;
}

OrielDataSource *
oriel_plan_target_source (const OrielPanel *panel,
                          const OrielTarget *target,
                          const OrielPlanContext *context)
{
  g_autofree char *problem = NULL;

  return oriel_plan_find_source (reference_of (panel, target), context, &problem);
}

static gint64
interval_ms (const char *text)
{
  double ms;

  if (text == NULL || *text == '\0')
    return 0;
  if (*text == '>' || *text == '=')
    text++;
  if (!oriel_interval_parse (text, &ms) || !(ms >= 1) || ms > 1e15)
    return 0;

  return (gint64) ms;
}

static gboolean
is_rate_variable (const char *text)
{
  return g_strcmp0 (text, "$__rate_interval") == 0 || g_strcmp0 (text, "${__rate_interval}") == 0;
}

static gboolean
is_interval_variable (const char *text)
{
  return text != NULL && (g_str_has_prefix (text, "$__") || g_str_has_prefix (text, "${__"));
}

/* Members of a Prometheus target that are PromQL; all other texts are for people. */
static gboolean
is_query_text (const char *member)
{
  return strcmp (member, "expr") == 0 || strcmp (member, "query") == 0;
}

static JsonObject *
interpolate_target (JsonObject *target,
                    const OrielVariables *variables,
                    const OrielBuiltins *builtins,
                    gboolean is_prometheus)
{
  JsonObject *result = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, target);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      OrielValueFormatter formatter =
        is_prometheus && is_query_text (name) ? oriel_variables_format_prometheus : NULL;

      json_object_set_member (
        result, name,
        oriel_variables_interpolate_json (variables, node, builtins, formatter, NULL));
    }

  return result;
}

/* One list of filters of an ad hoc variable, added to the target's expression. */
static void
add_filters (JsonObject *target,
             JsonArray *filters,
             const OrielVariables *variables,
             const OrielBuiltins *builtins)
{
  const char *expression = oriel_json_string (target, "expr", NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) replaced = NULL;
  g_autofree char *filtered = NULL;

  if (expression == NULL || oriel_json_array_length (filters) == 0)
    return;

  node = json_node_init_array (json_node_alloc (), filters);
  replaced = oriel_variables_interpolate_json (variables, node, builtins, NULL, NULL);
  filtered = oriel_prometheus_add_filters (expression, json_node_get_array (replaced));
  json_object_set_string_member (target, "expr", filtered);
}

/* Whether a variable is one of those that `variables` knows by the name that texts call it: that of
 * a row or tab is not, elsewhere. */
static gboolean
is_in_reach (const OrielVariables *variables, const OrielVariable *definition)
{
  const OrielVariableState *state = definition->local_name != NULL
                                      ? oriel_variables_find (variables, definition->local_name)
                                      : NULL;

  return definition->section == NULL || (state != NULL && state->definition == definition);
}

/* Ad hoc variables filter every query of their own source. */
static void
add_adhoc_filters (JsonObject *target,
                   const OrielDataSource *source,
                   const OrielPlanContext *context,
                   const OrielBuiltins *builtins)
{
  for (guint i = 0; i < oriel_variables_get_n (context->variables); i++)
    {
      const OrielVariableState *state = oriel_variables_get (context->variables, i);
      const OrielVariable *variable = state->definition;
      g_autofree char *problem = NULL;
      g_autoptr (JsonArray) filters = NULL;

      if (variable->kind != ORIEL_VARIABLE_ADHOC || !is_in_reach (context->variables, variable) ||
          oriel_plan_find_source (&variable->source, context, &problem) != source)
        continue;

      add_filters (target, oriel_json_array (variable->json, "baseFilters"), context->variables,
                   builtins);
      filters = oriel_filters_json ((const char *const *) state->values);
      add_filters (target, filters, context->variables, builtins);
    }
}

/* The labels that a group-by variable stands for here: that of the repeat around the panel, all
 * that it offers, or the chosen ones. */
static void
add_group_keys (GPtrArray *keys, const OrielVariables *variables, const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
  const char *name = definition->local_name != NULL ? definition->local_name : definition->name;
  const char *scoped =
    oriel_json_node_string (oriel_variables_get_scoped (variables, name, FALSE, NULL));

  if (scoped != NULL)
    g_ptr_array_add (keys, g_strdup (scoped));
  else if (oriel_variable_state_is_all (state))
    for (guint i = 0; i < state->options->len; i++)
      g_ptr_array_add (
        keys, g_strdup (((OrielVariableOption *) g_ptr_array_index (state->options, i))->value));
  else
    for (guint i = 0; state->values[i] != NULL; i++)
      g_ptr_array_add (keys, g_strdup (state->values[i]));
}

/* The labels among the filters of an ad hoc variable. */
static void
add_grouping_filters (GPtrArray *keys, const OrielVariableState *state)
{
  for (guint i = 0; state->values[i] != NULL; i++)
    {
      g_autoptr (OrielFilter) filter = oriel_filter_parse (state->values[i]);

      if (filter != NULL && strcmp (filter->operation, ORIEL_FILTER_GROUP_BY) == 0)
        g_ptr_array_add (keys, g_strdup (filter->key));
    }
}

/* Groups the aggregations of a target as the variables of its source say. */
static void
add_groups (JsonObject *target, const OrielDataSource *source, const OrielPlanContext *context)
{
  const char *expression = oriel_json_string (target, "expr", NULL);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *grouped = NULL;

  for (guint i = 0; i < oriel_variables_get_n (context->variables); i++)
    {
      const OrielVariableState *state = oriel_variables_get (context->variables, i);
      const OrielVariable *variable = state->definition;
      gboolean groups = variable->kind == ORIEL_VARIABLE_GROUPBY;
      g_autofree char *problem = NULL;

      if ((!groups && variable->kind != ORIEL_VARIABLE_ADHOC) ||
          !is_in_reach (context->variables, variable) ||
          oriel_plan_find_source (&variable->source, context, &problem) != source)
        continue;
      if (groups)
        add_group_keys (keys, context->variables, state);
      else
        add_grouping_filters (keys, state);
    }

  if (expression == NULL || keys->len == 0)
    return;

  g_ptr_array_add (keys, NULL);
  grouped = oriel_prometheus_add_groups (expression, (const char *const *) keys->pdata);
  json_object_set_string_member (target, "expr", grouped);
}

/* The first name of a histogram's buckets in an expression; NULL when there is none. */
static char *
bucket_name (const char *expression)
{
  const char *end = strstr (expression, "_bucket");
  const char *start = end;

  if (end == NULL)
    return NULL;

  while (start > expression &&
         (g_ascii_isalnum (start[-1]) || start[-1] == '_' || start[-1] == ':'))
    start--;
  return g_strndup (start, (gsize) (end - start) + strlen ("_bucket"));
}

/* Whether a query before this one is of the same histogram: then it is that one which asks for the
 * exemplars, for they are of the histogram and not of the quantiles that are made of it. */
static gboolean
has_exemplars_before (const OrielPanelPlan *plan, JsonObject *target)
{
  g_autofree char *name = bucket_name (oriel_json_string (target, "expr", ""));

  for (guint i = 0; name != NULL && i < plan->queries->len; i++)
    {
      const OrielPlannedQuery *planned = g_ptr_array_index (plan->queries, i);

      if (planned->query != NULL &&
          strstr (oriel_json_string (planned->query->target, "expr", ""), name) != NULL)
        return TRUE;
    }

  return FALSE;
}

static OrielStep
step_of (const OrielPanel *panel,
         const OrielTarget *target,
         const OrielDataSource *source,
         const OrielPlanContext *context,
         const OrielTimeSpan *range)
{
  const OrielDataSourceSettings *settings = oriel_data_source_get_settings (source);
  const char *wanted = oriel_json_string (target->json, "interval", NULL);
  g_autofree char *panel_interval = NULL;
  g_autofree char *query_interval = NULL;
  OrielStepInput input = { .range = *range };
  OrielStep step;

  panel_interval = oriel_variables_interpolate (
    context->variables, panel->interval != NULL ? panel->interval : "", NULL, NULL, NULL);
  if (wanted != NULL && !is_interval_variable (wanted))
    query_interval = oriel_variables_interpolate (context->variables, wanted, NULL, NULL, NULL);

  input.max_data_points = panel->max_data_points > 0 ? panel->max_data_points : context->width_px;
  input.panel_min_interval_ms = interval_ms (panel_interval);
  input.query_interval_ms = interval_ms (query_interval);
  input.scrape_interval_ms = interval_ms (settings->scrape_interval);
  input.interval_is_rate = is_rate_variable (wanted);
  input.interval_factor = oriel_json_number (target->json, "intervalFactor", 0);
  input.utc_offset_ms = oriel_time_zone_offset_at (context->time.zone, range->to_ms);
  oriel_plan_step (&input, &step);
  return step;
}

static char *
key_of (const OrielDataSource *source, const OrielQuery *query)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *bare = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  /* Equal requests of different letters are one request. */
  json_object_iter_init_ordered (&iter, query->target);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (strcmp (name, "refId") != 0)
      json_object_set_member (bare, name, json_node_ref (member));
  json_node_take_object (node, bare);
  text = oriel_json_to_text (node, FALSE);

  return g_strdup_printf ("%p %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %s",
                          (const void *) source, query->range.from_ms, query->range.to_ms,
                          query->step_ms, query->max_data_points, text);
}

static gboolean
has_another_of_type (const OrielDataSources *sources, OrielDataSource *source)
{
  const char *type = oriel_data_source_get_settings (source)->type;

  for (guint i = 0; i < oriel_data_sources_get_n (sources); i++)
    {
      OrielDataSource *other = oriel_data_sources_get (sources, i);

      if (other != source && g_strcmp0 (oriel_data_source_get_settings (other)->type, type) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Where there is a choice, a source that stands in for the one that `ref` names is told of. */
static void
tell_of_stand_in (const OrielDataSourceRef *ref,
                  OrielDataSource *source,
                  const OrielPlanContext *context,
                  GPtrArray *notices)
{
  const OrielDataSourceSettings *settings = oriel_data_source_get_settings (source);
  g_autofree char *uid = resolve_part (ref->uid, context);
  g_autofree char *name = resolve_part (ref->name, context);
  const char *found[] = { settings->uid != NULL ? settings->uid : settings->name, settings->name,
                          NULL };
  g_autofree char *text = NULL;

  if ((uid == NULL && name == NULL) || (uid != NULL && g_strv_contains (found, uid)) ||
      (name != NULL && g_strv_contains (found, name)) ||
      !has_another_of_type (context->sources, source))
    return;

  text = g_strdup_printf (_ ("There is no data source “%s”; “%s” was asked instead."),
                          name != NULL ? name : uid, settings->name);
  if (!g_ptr_array_find_with_equal_func (notices, text, g_str_equal, NULL))
    g_ptr_array_add (notices, g_steal_pointer (&text));
}

/* A target of Prometheus in which nothing was written yet. */
static gboolean
asks_nothing (const OrielTarget *target, const OrielDataSource *source)
{
  return strcmp (oriel_data_source_get_settings (source)->type, "prometheus") == 0 &&
         *oriel_json_string (target->json, "expr", "") == '\0';
}

/* NULL: there is nothing to ask. */
static OrielPlannedQuery *
plan_query (const OrielPanel *panel,
            const OrielTarget *target,
            const OrielPlanContext *context,
            OrielPanelPlan *plan)
{
  OrielPlannedQuery *planned = g_new0 (OrielPlannedQuery, 1);
  OrielDataSource *source;
  OrielStep step;
  OrielBuiltins builtins;
  OrielQuery *query;
  gboolean is_prometheus;

  planned->ref_id = g_strdup (target->ref_id);
  if (g_strcmp0 (target->source.type, "__expr__") == 0 ||
      g_strcmp0 (target->source.uid, "__expr__") == 0)
    {
      planned->error = g_strdup (_ ("Server-side expressions are not supported yet."));
      return planned;
    }

  source = oriel_plan_find_source (reference_of (panel, target), context, &planned->error);
  if (source == NULL)
    return planned;
  if (asks_nothing (target, source))
    {
      planned_query_free (planned);
      return NULL;
    }
  tell_of_stand_in (reference_of (panel, target), source, context, plan->notices);

  step = step_of (panel, target, source, context, &plan->range);
  plan->interval_ms = step.interval_ms;
  builtins = (OrielBuiltins){
    .range = plan->range,
    .raw_from = context->raw_from,
    .raw_to = context->raw_to,
    .zone = context->time.zone,
    .interval_ms = step.step_ms,
    .rate_interval_ms = step.rate_interval_ms,
  };

  query = g_new0 (OrielQuery, 1);
  query->ref_id = g_strdup (target->ref_id);
  query->range = step.aligned;
  query->step_ms = step.step_ms;
  query->interval_ms = step.interval_ms;
  query->max_data_points =
    panel->max_data_points > 0 ? panel->max_data_points : MAX (context->width_px, 1);
  query->utc_offset_ms = oriel_time_zone_offset_at (context->time.zone, plan->range.to_ms);
  is_prometheus = strcmp (oriel_data_source_get_settings (source)->type, "prometheus") == 0;
  query->target = interpolate_target (target->json, context->variables, &builtins, is_prometheus);
  if (is_prometheus)
    {
      add_adhoc_filters (query->target, source, context, &builtins);
      add_groups (query->target, source, context);
    }
  if (oriel_json_boolean (query->target, "exemplar", FALSE) &&
      has_exemplars_before (plan, query->target))
    json_object_set_boolean_member (query->target, "exemplar", FALSE);

  planned->source = oriel_data_source_ref (source);
  planned->query = query;
  planned->key = key_of (source, query);
  return planned;
}

/* Applies the panel's own range. Both options do nothing when the dashboard's range is absolute. */
static void
override_range (OrielPanelPlan *plan, const OrielPanel *panel, const OrielPlanContext *context)
{
  g_autoptr (GString) info = g_string_new (NULL);
  gboolean relative = context->raw_from != NULL && oriel_time_is_relative (context->raw_from);
  double shift_ms;

  plan->range = context->range;
  if (!relative)
    return;

  if (panel->time_from != NULL && *panel->time_from != '\0')
    {
      g_autofree char *from = g_strdup_printf ("now-%s", panel->time_from);
      gint64 from_ms;

      if (oriel_time_parse (from, FALSE, &context->time, &from_ms))
        {
          g_autofree char *words = oriel_time_range_describe (from, "now", &context->time);

          plan->range = (OrielTimeSpan){ from_ms, context->time.now_ms };
          g_string_append (info, words);
        }
    }

  if (panel->time_shift != NULL && oriel_interval_parse (panel->time_shift, &shift_ms) &&
      shift_ms > 0 && shift_ms < 1e14)
    {
      plan->range.from_ms -= (gint64) shift_ms;
      plan->range.to_ms -= (gint64) shift_ms;
      g_string_append_printf (info, _ ("%stimeshift -%s"), info->len > 0 ? " " : "",
                              panel->time_shift);
    }

  if (info->len > 0 && !panel->hide_time_override)
    plan->time_info = g_strdup (info->str);
}

static char *
fingerprint_of (const OrielPanelPlan *plan)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plan->queries->len; i++)
    {
      const OrielPlannedQuery *planned = g_ptr_array_index (plan->queries, i);

      g_string_append (text, planned->ref_id != NULL ? planned->ref_id : "");
      g_string_append_c (text, '\x1f');
      g_string_append (text, planned->key != NULL ? planned->key : planned->error);
      g_string_append_c (text, '\x1e');
    }

  return g_string_free (text, FALSE);
}

static gboolean
shows_another_panel (const OrielDataSourceRef *ref)
{
  return g_strcmp0 (ref->uid, SPECIAL_DASHBOARD) == 0 ||
         g_strcmp0 (ref->name, SPECIAL_DASHBOARD) == 0;
}

/* The panel whose data a target shows; NULL when there is none. */
static const OrielPanel *
shown_panel (const OrielTarget *target, const OrielPlanContext *context)
{
  gint64 id = oriel_json_int (target->json, "panelId", -1);

  if (context->dashboard == NULL || id < 0 || id > G_MAXINT)
    return NULL;

  return oriel_dashboard_find_panel (context->dashboard, (int) id);
}

static void
plan_error (OrielPanelPlan *plan, const OrielTarget *target, const char *message)
{
  OrielPlannedQuery *planned = g_new0 (OrielPlannedQuery, 1);

  planned->ref_id = g_strdup (target->ref_id);
  planned->error = g_strdup (message);
  g_ptr_array_add (plan->queries, planned);
}

static void
add_query (OrielPanelPlan *plan, OrielPlannedQuery *planned)
{
  if (planned != NULL)
    g_ptr_array_add (plan->queries, planned);
}

/* Plans the visible targets of `panel`; `may_follow` is FALSE for a panel that another one shows,
 * so that panels that show each other come to an end. */
static void
plan_targets (OrielPanelPlan *plan,
              const OrielPanel *panel,
              const OrielPlanContext *context,
              gboolean may_follow)
{
  guint n = panel->targets != NULL ? MIN (panel->targets->len, MAX_TARGETS) : 0;

  if (panel->snapshot_frames != NULL)
    {
      /* The data is in the dashboard: its targets only say what was asked once. */
      g_clear_pointer (&plan->frames, g_ptr_array_unref);
      plan->frames = g_ptr_array_ref (panel->snapshot_frames);
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      const OrielTarget *target = g_ptr_array_index (panel->targets, i);
      const OrielPanel *shown;

      if (target->hidden)
        continue;
      if (!shows_another_panel (reference_of (panel, target)))
        {
          add_query (plan, plan_query (panel, target, context, plan));
          continue;
        }

      shown = shown_panel (target, context);
      if (shown != NULL && shown != panel && may_follow)
        plan_targets (plan, shown, context, FALSE);
      else
        plan_error (plan, target, _ ("The panel whose data this one shows is not here."));
    }
}

OrielPanelPlan *
oriel_panel_plan_new (const OrielPanel *panel, const OrielPlanContext *context)
{
  OrielPanelPlan *plan = g_new0 (OrielPanelPlan, 1);

  plan->notices = g_ptr_array_new_with_free_func (g_free);
  plan->queries = g_ptr_array_new_with_free_func (planned_query_free);
  override_range (plan, panel, context);
  plan_targets (plan, panel, context, TRUE);
  plan->fingerprint = fingerprint_of (plan);
  return plan;
}
