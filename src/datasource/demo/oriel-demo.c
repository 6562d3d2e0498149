/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-demo.h.
 *
 * A query picks the metric's series by its filters, groups them by labels, and
 * computes each group at each step.
 */

#include "config.h"

#include "datasource/demo/oriel-demo.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-arena.h"
#include "base/oriel-json-share.h"
#include "base/oriel-json.h"
#include "datasource/demo/oriel-demo-fleet.h"
#include "datasource/demo/oriel-demo-resources.h"
#include "field/oriel-names.h"

#define MAX_POINTS 20000

static gint64 fixed_anchor_ms;

typedef enum
{
  CALC_SUM,
  CALC_AVERAGE,
  CALC_MAX,
  CALC_MIN,
} Calc;

typedef struct
{
  OrielLabels *labels;
  GArray *series; /* of OrielDemoSeries */
} Group;

/* A compiled query. */
typedef struct
{
  const OrielDemoMetric *metric;
  Calc calc;
  double parameter;
  GPtrArray *groups; /* of Group */
} Selection;

void
oriel_demo_set_anchor (gint64 anchor_ms)
{
  fixed_anchor_ms = anchor_ms;
}

/* The moment the demo was opened, on a whole minute so that pictures stay calm. */
static gint64
anchor (void)
{
  static gsize opened_ms;

  if (fixed_anchor_ms != 0)
    return fixed_anchor_ms;

  if (g_once_init_enter (&opened_ms))
    g_once_init_leave (&opened_ms, (gsize) (g_get_real_time () / 60000000 * 60000));

  return (gint64) opened_ms;
}

static void
group_free (gpointer data)
{
  Group *group = data;

  oriel_labels_unref (group->labels);
  g_array_unref (group->series);
  g_free (group);
}

static Calc
calc_from_name (const char *name)
{
  if (g_strcmp0 (name, "avg") == 0)
    return CALC_AVERAGE;
  if (g_strcmp0 (name, "max") == 0)
    return CALC_MAX;
  if (g_strcmp0 (name, "min") == 0)
    return CALC_MIN;

  return CALC_SUM;
}

static int
label_index (const OrielDemoMetric *metric, const char *label)
{
  for (int i = 0; metric->labels[i] != NULL; i++)
    if (g_strcmp0 (metric->labels[i], label) == 0)
      return i;

  return -1;
}

/* TRUE when the series passes every filter; filters on labels it has not are ignored. */
static gboolean
passes (const OrielDemoMetric *metric, const OrielDemoSeries *series, JsonObject *filters)
{
  for (int i = 0; metric->labels[i] != NULL; i++)
    {
      const char *pattern = oriel_json_string (filters, metric->labels[i], NULL);
      g_autofree char *whole = NULL;

      if (pattern == NULL || *pattern == '\0' || series->values[i] == NULL)
        continue;
      whole = g_strdup_printf ("^(?:%s)$", pattern);
      if (!g_regex_match_simple (whole, series->values[i], 0, 0))
        return FALSE;
    }

  return TRUE;
}

static OrielLabels *
labels_by (const OrielDemoMetric *metric, const OrielDemoSeries *series, JsonArray *by)
{
  OrielLabel items[ORIEL_DEMO_MAX_LABELS];
  guint n = 0;

  for (guint i = 0; i < oriel_json_array_length (by) && n < ORIEL_DEMO_MAX_LABELS; i++)
    {
      int index = label_index (metric, oriel_json_array_string (by, i));

      if (index >= 0 && series->values[index] != NULL)
        items[n++] = (OrielLabel){ metric->labels[index], series->values[index] };
    }

  return oriel_labels_new (items, n);
}

static void
add_to_group (GPtrArray *groups, OrielLabels *labels, const OrielDemoSeries *series)
{
  Group *group;

  for (guint i = 0; i < groups->len; i++)
    {
      group = g_ptr_array_index (groups, i);
      if (oriel_labels_equal (group->labels, labels))
        {
          g_array_append_val (group->series, *series);
          return;
        }
    }

  group = g_new0 (Group, 1);
  group->labels = oriel_labels_ref (labels);
  group->series = g_array_new (FALSE, FALSE, sizeof (OrielDemoSeries));
  g_array_append_val (group->series, *series);
  g_ptr_array_add (groups, group);
}

static gboolean
select_series (Selection *selection, JsonObject *target, GError **error)
{
  const char *name = oriel_json_string (target, "metric", "");
  JsonObject *filters = oriel_json_object (target, "filters");
  JsonArray *by = oriel_json_array (target, "by");
  g_autoptr (GArray) all = NULL;

  selection->metric = oriel_demo_metric_find (name);
  selection->groups = g_ptr_array_new_with_free_func (group_free);
  if (selection->metric == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The demo has no metric “%s”."),
                   name);
      return FALSE;
    }

  selection->calc = calc_from_name (oriel_json_string (target, "calc", NULL));
  selection->parameter = oriel_json_number (target, "parameter", 0);
  all = oriel_demo_metric_series (selection->metric);
  for (guint i = 0; i < all->len; i++)
    {
      const OrielDemoSeries *series = &g_array_index (all, OrielDemoSeries, i);
      g_autoptr (OrielLabels) labels = NULL;

      if (!passes (selection->metric, series, filters))
        continue;
      labels = labels_by (selection->metric, series, by);
      add_to_group (selection->groups, labels, series);
    }

  return TRUE;
}

static double
group_value (const Selection *selection, const Group *group, gint64 at_ms)
{
  double result = 0;

  for (guint i = 0; i < group->series->len; i++)
    {
      double value = selection->metric->value (&g_array_index (group->series, OrielDemoSeries, i),
                                               at_ms, anchor (), selection->parameter);

      if (i == 0)
        result = value;
      else if (selection->calc == CALC_MAX)
        result = MAX (result, value);
      else if (selection->calc == CALC_MIN)
        result = MIN (result, value);
      else
        result += value;
    }

  return selection->calc == CALC_AVERAGE ? result / MAX (group->series->len, 1) : result;
}

static const Group *
find_group (const Selection *selection, const OrielLabels *labels)
{
  for (guint i = 0; i < selection->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (selection->groups, i);

      if (oriel_labels_equal (group->labels, labels))
        return group;
    }

  return NULL;
}

/* The value of a group, in percent of the same group of `whole` where there is one. */
static double
value_at (const Selection *selection, const Selection *whole, const Group *group, gint64 at_ms)
{
  double value = group_value (selection, group, at_ms);
  const Group *of;

  if (whole == NULL)
    return value;

  of = find_group (whole, group->labels);
  return of != NULL ? 100 * value / group_value (whole, of, at_ms) : NAN;
}

static OrielFieldConfig *
config_named (const char *legend, const OrielLabels *labels)
{
  OrielFieldConfig *config = oriel_field_config_new ();

  if (legend != NULL && *legend != '\0')
    config->display_name_from_ds = oriel_legend_format (legend, labels);
  return config;
}

static OrielFrame *
series_frame (const OrielQuery *query,
              const Selection *selection,
              const Selection *whole,
              const Group *group,
              OrielColumn *times)
{
  const char *legend = oriel_json_string (query->target, "legendFormat", NULL);
  OrielFrame *frame = oriel_frame_new (query->ref_id, NULL, times->n_rows);
  double *values = g_new (double, times->n_rows);
  g_autoptr (OrielColumn) column = NULL;
  g_autoptr (OrielFieldConfig) config = config_named (legend, group->labels);

  for (gsize i = 0; i < times->n_rows; i++)
    values[i] = value_at (selection, whole, group, times->times[i]);

  column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, times->n_rows);
  oriel_frame_add_field (frame, "Time", NULL, NULL, times);
  oriel_frame_add_field (frame, "Value", group->labels, config, column);
  return frame;
}

static OrielColumn *
label_column (const Selection *selection, const char *label)
{
  guint n = selection->groups->len;
  OrielArena *arena = oriel_arena_new ();
  const char **texts = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const Group *group = g_ptr_array_index (selection->groups, i);
      const char *value = oriel_labels_get (group->labels, label);

      texts[i] = value != NULL ? oriel_arena_strndup (arena, value, -1) : NULL;
    }

  return oriel_column_new_strings (texts, n, arena, (GDestroyNotify) oriel_arena_free);
}

/* One row a group: labels, then the mean over the range. */
static OrielFrame *
table_frame (const OrielQuery *query,
             const Selection *selection,
             const Selection *whole,
             const OrielColumn *times)
{
  guint n = selection->groups->len;
  OrielFrame *frame = oriel_frame_new (query->ref_id, NULL, n);
  JsonArray *by = oriel_json_array (query->target, "by");
  double *values = g_new (double, n + 1);
  g_autoptr (OrielColumn) column = NULL;

  for (guint i = 0; i < oriel_json_array_length (by); i++)
    {
      const char *label = oriel_json_array_string (by, i);
      g_autoptr (OrielColumn) texts = NULL;

      if (label == NULL)
        continue;
      texts = label_column (selection, label);
      oriel_frame_add_field (frame, label, NULL, NULL, texts);
    }

  for (guint i = 0; i < n; i++)
    {
      const Group *group = g_ptr_array_index (selection->groups, i);
      double sum = 0;

      for (gsize t = 0; t < times->n_rows; t++)
        sum += value_at (selection, whole, group, times->times[t]);
      values[i] = sum / (double) MAX (times->n_rows, 1);
    }

  column = oriel_column_new_take (ORIEL_FIELD_NUMBER, values, n);
  oriel_frame_add_field (frame, "Value", NULL, NULL, column);
  return frame;
}

static OrielColumn *
time_column (const OrielQuery *query)
{
  gint64 step = MAX (query->step_ms, 1);
  gint64 n = (query->range.to_ms - query->range.from_ms) / step + 1;
  gint64 *times;

  n = CLAMP (n, 1, MAX_POINTS);
  times = g_new (gint64, n);
  for (gint64 i = 0; i < n; i++)
    times[i] = query->range.from_ms + i * step;

  return oriel_column_new_take (ORIEL_FIELD_TIME, times, (gsize) n);
}

static OrielAnswer *
answer_query (const OrielQuery *query, GError **error)
{
  JsonObject *of = oriel_json_object (query->target, "of");
  Selection selection = { NULL };
  Selection whole = { NULL };
  OrielAnswer *answer = NULL;
  g_autoptr (OrielColumn) times = time_column (query);

  if (select_series (&selection, query->target, error) &&
      (of == NULL || select_series (&whole, of, error)))
    {
      const Selection *divisor = of != NULL ? &whole : NULL;

      answer = g_new0 (OrielAnswer, 1);
      answer->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
      if (g_strcmp0 (oriel_json_string (query->target, "format", NULL), "table") == 0)
        g_ptr_array_add (answer->frames, table_frame (query, &selection, divisor, times));
      else
        for (guint i = 0; i < selection.groups->len; i++)
          g_ptr_array_add (answer->frames,
                           series_frame (query, &selection, divisor,
                                         g_ptr_array_index (selection.groups, i), times));
    }

  g_clear_pointer (&selection.groups, g_ptr_array_unref);
  g_clear_pointer (&whole.groups, g_ptr_array_unref);
  return answer;
}

static OrielQuery *
query_copy (const OrielQuery *query)
{
  OrielQuery *copy = g_memdup2 (query, sizeof *query);

  copy->ref_id = g_strdup (query->ref_id);
  copy->target = oriel_json_object_ref (query->target);
  return copy;
}

static void
query_free (gpointer data)
{
  OrielQuery *query = data;

  g_free (query->ref_id);
  oriel_json_object_unref (query->target);
  g_free (query);
}

static void
query_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  OrielAnswer *answer = answer_query (task_data, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) oriel_answer_free);
  else
    g_task_return_error (task, error);
}

static void
query_async (OrielDataSource *source,
             const OrielQuery *query,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, query_async);
  g_task_set_task_data (task, query_copy (query), query_free);
  g_task_run_in_thread (task, query_thread);
}

static OrielAnswer *
query_finish (OrielDataSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static OrielFrame *
values_frame (char **values)
{
  guint n = g_strv_length (values);
  OrielFrame *frame = oriel_frame_new (NULL, NULL, n);
  const char **texts = g_new0 (const char *, n + 1);
  g_autoptr (OrielColumn) column = NULL;

  for (guint i = 0; i < n; i++)
    texts[i] = values[i];

  column = oriel_column_new_strings (texts, n, values, (GDestroyNotify) g_strfreev);
  oriel_frame_add_field (frame, "text", NULL, NULL, column);
  oriel_frame_add_field (frame, "value", NULL, NULL, column);
  return frame;
}

static void
variable_async (OrielDataSource *source,
                JsonNode *query,
                const OrielTimeSpan *range,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  JsonObject *object = oriel_json_node_object (query);
  const char *label = oriel_json_string (object, "label", NULL);

  g_task_set_source_tag (task, variable_async);
  g_task_return_pointer (
    task,
    values_frame (oriel_demo_label_values (label, oriel_json_string (object, "cluster", NULL))),
    (GDestroyNotify) oriel_frame_unref);
}

static OrielFrame *
variable_finish (OrielDataSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
check_async (OrielDataSource *source,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, check_async);
  g_task_return_pointer (task, g_strdup ("Oriel demo"), g_free);
}

static char *
check_finish (OrielDataSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const OrielDataSourceClass oriel_demo_class = {
  .type = "oriel-demo",
  .is_local = TRUE,
  .events_from_series = TRUE,
  .query_async = query_async,
  .query_finish = query_finish,
  .variable_async = variable_async,
  .variable_finish = variable_finish,
  .check_async = check_async,
  .check_finish = check_finish,
};

const char *const *
oriel_demo_dashboards (void)
{
  static const char *const uris[] = {
    "resource:///io/github/oriel/demo/inference-gateway.json",
    "resource:///io/github/oriel/demo/gpu-fleet.json",
    NULL,
  };

  /* The linker drops the constructor of a static library's resource; this is its reference. */
  oriel_demo_get_resource ();
  return uris;
}

void
oriel_demo_add_source (OrielDataSources *sources)
{
  OrielDataSourceSettings settings = {
    .name = (char *) "Oriel demo",
    .uid = (char *) "oriel-demo",
    .type = (char *) "oriel-demo",
  };
  g_autoptr (OrielDataSource) source = NULL;
  g_autoptr (GError) error = NULL;

  if (oriel_data_sources_find (sources, settings.uid, NULL, settings.type) != NULL)
    return;

  source = oriel_data_source_new (&settings, &error);
  g_assert_no_error (error);
  oriel_data_sources_add (sources, source);
}
