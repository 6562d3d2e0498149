/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames as Grafana's Prometheus back end makes them. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-frames.h"
#include "datasource/prometheus/oriel-prometheus-server.h"
#include "datasource/prometheus/oriel-prometheus-transform.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json-share.h"
char *
oriel_prometheus_format_step (gint64 step_ms)
{
  gint64 hours = step_ms / 3600000;
  gint64 minutes = step_ms / 60000 % 60;
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (seconds, sizeof seconds, "%g", (double) (step_ms % 60000) / 1000);
  if (step_ms < 1000)
    return g_strdup_printf ("%" G_GINT64_FORMAT "ms", step_ms);
  if (hours > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "h%" G_GINT64_FORMAT "m%ss", hours, minutes,
                            seconds);
  if (minutes > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT "m%ss", minutes, seconds);
  return g_strdup_printf ("%ss", seconds);
}

char *
oriel_prometheus_executed (const OrielPrometheusTarget *target)
{
  g_autofree char *step = oriel_prometheus_format_step (target->step_ms);

  return g_strdup_printf ("Expr: %s\nStep: %s", target->expr, step);
}

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '\n')
        {
          g_string_append (out, "\\n");
          continue;
        }

      if (*text == '"' || *text == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

char *
oriel_prometheus_metric_text (const OrielLabels *labels, const char *except)
{
  const char *name = oriel_labels_get (labels, "__name__");
  GString *out = g_string_new (name);
  guint n = 0;

  for (guint i = 0; labels != NULL && i < labels->n; i++)
    {
      if (strcmp (labels->items[i].name, "__name__") == 0 ||
          g_strcmp0 (labels->items[i].name, except) == 0)
        continue;
      g_string_append (out, n++ == 0 ? "{" : ", ");
      g_string_append (out, labels->items[i].name);
      g_string_append_c (out, '=');
      append_quoted (out, labels->items[i].value);
    }

  if (n > 0)
    g_string_append_c (out, '}');
  else if (name == NULL)
    g_string_append (out, "{}");
  return g_string_free (out, FALSE);
}

/* Fills `{{ label }}` with values; a label that is not there leaves nothing. */
static char *
fill_template (const char *template, const OrielLabels *labels)
{
  GString *out = g_string_new (NULL);
  const char *at = template;

  for (;;)
    {
      const char *open = strstr (at, "{{");
      const char *close = open != NULL ? strstr (open, "}}") : NULL;
      g_autofree char *name = NULL;
      const char *value;

      if (close == NULL)
        break;

      name = g_strstrip (g_strndup (open + 2, (gsize) (close - open - 2)));
      value = *name != '\0' ? oriel_labels_get (labels, name) : NULL;
      g_string_append_len (out, at, open - at);
      g_string_append (out, value != NULL ? value : "");
      at = close + 2;
    }

  g_string_append (out, at);
  return g_string_free (out, FALSE);
}

/* The name the back end gives a series; NULL when the data source is to find one. */
static char *
legend_of (const OrielPrometheusTarget *target, const OrielLabels *labels)
{
  const char *template = target->legend != NULL ? target->legend : "";
  g_autofree char *legend = NULL;

  if (strcmp (template, "__auto") == 0)
    legend = labels->n > 0 ? g_strdup ("") : oriel_prometheus_metric_text (labels, NULL);
  else if (*template != '\0')
    legend = fill_template (template, labels);
  else
    legend = oriel_prometheus_metric_text (labels, NULL);

  if (strcmp (legend, "{}") == 0)
    return g_strdup (target->expr);
  return *legend != '\0' ? g_steal_pointer (&legend) : NULL;
}

static const struct
{
  const char *frame_type;
  const char *name;
} type_names[] = {
  [ORIEL_PROMETHEUS_NONE] = { NULL, NULL },
  [ORIEL_PROMETHEUS_MATRIX] = { "timeseries-multi", "matrix" },
  [ORIEL_PROMETHEUS_VECTOR] = { "numeric-multi", "vector" },
  [ORIEL_PROMETHEUS_SCALAR] = { "numeric-multi", "scalar" },
  [ORIEL_PROMETHEUS_STRING] = { "timeseries-multi", "string" },
  [ORIEL_PROMETHEUS_EXEMPLARS] = { NULL, "exemplar" },
};

static JsonObject *
meta_new (const OrielPrometheusTarget *target, OrielPrometheusResultType type, gboolean is_first)
{
  JsonObject *meta = json_object_new ();

  if (type_names[type].frame_type != NULL)
    json_object_set_string_member (meta, "type", type_names[type].frame_type);

  if (type_names[type].name != NULL)
    {
      JsonObject *custom = json_object_new ();

      json_object_set_string_member (custom, "resultType", type_names[type].name);
      json_object_set_object_member (meta, "custom", custom);
    }

  if (is_first)
    {
      g_autofree char *executed = oriel_prometheus_executed (target);

      json_object_set_string_member (meta, "executedQueryString", executed);
    }

  return meta;
}

/* What the frames of one answer have in common. */
typedef struct
{
  const OrielPrometheusTarget *target;
  OrielPrometheusResultType type;
  OrielFieldConfig *time_config;
  JsonObject *meta; /* of all but the first frame */
  GPtrArray *frames;
} Making;

/* Takes `frame` and says what it is. */
static OrielFrame *
take_frame (Making *making, OrielFrame *frame)
{
  if (making->frames->len == 0)
    frame->meta = meta_new (making->target, making->type, TRUE);
  else
    frame->meta = oriel_json_object_ref (making->meta);
  g_ptr_array_add (making->frames, frame);
  return frame;
}

static OrielFrame *
add_frame (Making *making, gsize n_rows)
{
  return take_frame (making, oriel_frame_new (making->target->ref_id, NULL, n_rows));
}

/* Cells have a type of their own and no result type. */
static void
add_cells (Making *making, const OrielPrometheusSeries *series)
{
  g_autofree char *legend = legend_of (making->target, series->labels);
  OrielFrame *frame =
    oriel_prometheus_make_cells (series, making->target->ref_id, making->time_config, legend);
  gboolean is_first = making->frames->len == 0;

  if (frame == NULL)
    return;

  frame->meta = meta_new (making->target, ORIEL_PROMETHEUS_NONE, is_first);
  json_object_set_string_member (frame->meta, "type", "heatmap-cells");
  g_ptr_array_add (making->frames, frame);
}

static void
add_float_frame (Making *making, const OrielPrometheusSeries *series)
{
  OrielFrame *frame = add_frame (making, series->times->n_rows);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  const char *name = oriel_labels_get (series->labels, "__name__");

  config->display_name_from_ds = legend_of (making->target, series->labels);
  oriel_frame_add_field (frame, "Time", NULL, making->time_config, series->times);
  oriel_frame_add_field (frame, name != NULL ? name : "Value", series->labels, config,
                         series->values);
}

static void
add_string_frame (Making *making, const OrielPrometheusResult *result)
{
  OrielFrame *frame = add_frame (making, 1);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_new ();
  g_autoptr (OrielLabels) labels = oriel_labels_new (NULL, 0);
  g_autoptr (OrielColumn) times =
    oriel_column_new_take (ORIEL_FIELD_TIME, g_memdup2 (&result->text_time_ms, sizeof (gint64)), 1);
  char *text = g_strdup (result->text);
  g_autoptr (OrielColumn) texts =
    oriel_column_new_strings (g_memdup2 (&text, sizeof text), 1, text, g_free);

  config->display_name_from_ds = legend_of (making->target, labels);
  oriel_frame_add_field (frame, "Time", NULL, making->time_config, times);
  oriel_frame_add_field (frame, "Value", labels, config, texts);
}

static void
add_notices (GPtrArray *texts, OrielNoticeSeverity severity, OrielFrame *frame)
{
  for (guint i = 0; i < texts->len; i++)
    oriel_frame_add_notice (frame, severity, g_ptr_array_index (texts, i));
}

void
oriel_prometheus_server_frames (const OrielPrometheusResult *result,
                                const OrielPrometheusTarget *target,
                                GPtrArray *frames)
{
  g_autoptr (OrielFieldConfig) time_config = oriel_field_config_new ();
  g_autoptr (JsonObject) meta = meta_new (target, result->type, FALSE);
  Making making = { target, result->type, time_config, meta, frames };
  guint first = frames->len;
  OrielFrame *exemplars;

  time_config->interval_ms = (double) target->step_ms;
  for (guint i = 0; i < result->series->len; i++)
    {
      const OrielPrometheusSeries *series = oriel_prometheus_result_series (result, i);

      add_cells (&making, series);
      if (series->values != NULL)
        add_float_frame (&making, series);
    }

  exemplars = oriel_prometheus_make_exemplars (result, target->ref_id, target->step_ms);
  if (exemplars != NULL)
    take_frame (&making, exemplars);

  if (result->type == ORIEL_PROMETHEUS_STRING && result->text != NULL)
    add_string_frame (&making, result);

  if (frames->len == first && result->warnings->len + result->infos->len > 0)
    add_frame (&making, 0);
  if (frames->len > first)
    {
      add_notices (result->warnings, ORIEL_NOTICE_WARNING, g_ptr_array_index (frames, first));
      add_notices (result->infos, ORIEL_NOTICE_INFO, g_ptr_array_index (frames, first));
    }
}
