/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel's field config, compiled once and applied to every field: see oriel-overrides.h.
 * Source of the rules: Grafana's applyFieldOverrides. */

#include "config.h"

#include "field/oriel-overrides.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-field-properties.h"
#include "field/oriel-field-scope.h"
#include "field/oriel-matchers.h"
#include "field/oriel-names.h"
#include "field/oriel-reducers.h"

#define CUSTOM_PREFIX "custom."

/* One property that an override sets: a standard one or a custom path. */
typedef struct
{
  const OrielFieldProperty *property; /* NULL: custom */
  OrielFieldConfig *config;           /* of a standard one: its value */
  char *path;                         /* of a custom one */
  JsonNode *value;                    /* nullable; owned */
} Setting;

/* One override. */
typedef struct
{
  OrielFieldMatcher *matcher;
  gboolean nested;     /* of nested frames, not of the series */
  GPtrArray *settings; /* of Setting */
} Rule;

struct _OrielFieldConfigSource
{
  OrielFieldConfig *defaults;
  gboolean empty_color; /* the defaults have a colour without a mode, which means none */
  JsonNode *thresholds; /* nullable: of the defaults, where variables stand in them */
  GPtrArray *rules;     /* of Rule */
  char **custom_ids;    /* nullable: all */
};

/* One call of oriel_field_config_apply(). */
typedef struct
{
  const OrielFieldConfigSource *source; /* nullable */
  const char *panel_type;               /* nullable */
  OrielReplaceFunc replace;             /* nullable */
  gpointer replace_data;
  OrielFieldConfig *defaults; /* with what the panel type adds */

  GPtrArray *frames; /* as given */
  gboolean nested;
  OrielNameScope scope;
  gboolean has_global_range;
  OrielRange global_range;
  int series_index;
} Application;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  oriel_field_config_unref (setting->config);
  g_clear_pointer (&setting->value, json_node_unref);
  g_free (setting->path);
  g_free (setting);
}

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  oriel_field_matcher_free (rule->matcher);
  g_ptr_array_unref (rule->settings);
  g_free (rule);
}

static void
report (GPtrArray *issues, gboolean is_matcher, const char *id)
{
  char *text;

  if (issues == NULL)
    return;

  text = g_strdup_printf (is_matcher ? _ ("field override: matcher “%s” is not known")
                                     : _ ("field override: property “%s” is not known"),
                          id != NULL ? id : "");
  if (g_ptr_array_find_with_equal_func (issues, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (issues, text);
}

/* TRUE when a step's value comes from a variable. */
static gboolean
has_value_expressions (JsonNode *thresholds)
{
  JsonArray *steps = oriel_json_array (oriel_json_node_object (thresholds), "steps");

  for (guint i = 0; i < oriel_json_array_length (steps); i++)
    if (oriel_json_member (oriel_json_array_object (steps, i), "valueExpr") != NULL)
      return TRUE;

  return FALSE;
}

/* A setting, or NULL for a property that is not known. */
static Setting *
setting_new (JsonObject *object, GPtrArray *issues)
{
  const char *id = oriel_json_string (object, "id", NULL);
  JsonNode *value = oriel_json_member (object, "value");
  const OrielFieldProperty *property = oriel_field_property_find (id);
  Setting *setting;

  if (property == NULL && (id == NULL || !g_str_has_prefix (id, CUSTOM_PREFIX)))
    {
      report (issues, FALSE, id);
      return NULL;
    }

  setting = g_new0 (Setting, 1);
  setting->property = property;
  if (property == NULL)
    setting->path = g_strdup (id + strlen (CUSTOM_PREFIX));
  else
    setting->config = oriel_field_property_parse (property, value);
  if (value != NULL &&
      (property == NULL || (strcmp (id, "thresholds") == 0 && has_value_expressions (value))))
    setting->value = oriel_json_copy_deep (value);

  return setting;
}

static Rule *
rule_new (JsonObject *object, GPtrArray *issues)
{
  JsonObject *matcher_json = oriel_json_object (object, "matcher");
  const char *id = oriel_json_string (matcher_json, "id", NULL);
  const char *scope = oriel_json_string (matcher_json, "scope", "series");
  OrielFieldMatcher *matcher;
  JsonArray *properties = oriel_json_array (object, "properties");
  Rule *rule;

  /* Fields of annotations and exemplars are not drawn from here. */
  if (strcmp (scope, "series") != 0 && strcmp (scope, "nested") != 0)
    return NULL;

  matcher = oriel_field_matcher_new (id, oriel_json_member (matcher_json, "options"));
  if (matcher == NULL)
    {
      report (issues, TRUE, id);
      return NULL;
    }

  rule = g_new0 (Rule, 1);
  rule->matcher = matcher;
  rule->nested = strcmp (scope, "nested") == 0;
  rule->settings = g_ptr_array_new_with_free_func (setting_free);
  for (guint i = 0; i < oriel_json_array_length (properties); i++)
    {
      Setting *setting = setting_new (oriel_json_array_object (properties, i), issues);

      if (setting != NULL)
        g_ptr_array_add (rule->settings, setting);
    }

  return rule;
}

OrielFieldConfigSource *
oriel_field_config_source_from_json (JsonObject *object, GPtrArray *issues)
{
  OrielFieldConfigSource *source = g_new0 (OrielFieldConfigSource, 1);
  JsonObject *defaults = oriel_json_object (object, "defaults");
  JsonArray *overrides = oriel_json_array (object, "overrides");
  JsonNode *thresholds = oriel_json_member (defaults, "thresholds");
  g_autoptr (OrielFieldConfig) read = oriel_field_config_from_json (defaults);

  source->defaults = oriel_field_config_copy (read);
  source->empty_color =
    oriel_json_object (defaults, "color") != NULL && source->defaults->color_mode == NULL;
  if (thresholds != NULL && has_value_expressions (thresholds))
    source->thresholds = oriel_json_copy_deep (thresholds);

  source->rules = g_ptr_array_new_with_free_func (rule_free);
  for (guint i = 0; i < oriel_json_array_length (overrides); i++)
    {
      Rule *rule = rule_new (oriel_json_array_object (overrides, i), issues);

      if (rule != NULL)
        g_ptr_array_add (source->rules, rule);
    }

  return source;
}

void
oriel_field_config_source_set_custom (OrielFieldConfigSource *source, const char *const *ids)
{
  g_strfreev (source->custom_ids);
  source->custom_ids = g_strdupv ((char **) ids);
}

void
oriel_field_config_source_free (OrielFieldConfigSource *source)
{
  if (source == NULL)
    return;

  oriel_field_config_unref (source->defaults);
  g_clear_pointer (&source->thresholds, json_node_unref);
  g_ptr_array_unref (source->rules);
  g_strfreev (source->custom_ids);
  g_free (source);
}

/* What Grafana's panels give where the dashboard says nothing. */
static const struct
{
  const char *panel_type;
  const char *color_mode;
} panel_colors[] = {
  { "barchart", "palette-classic" },
  { "candlestick", "palette-classic" },
  { "graph", "palette-classic" },
  { "histogram", "palette-classic" },
  { "piechart", "palette-classic" },
  { "grafana-piechart-panel", "palette-classic" },
  { "state-timeline", "continuous-GrYlRd" },
  { "timeseries", "palette-classic" },
  { "trend", "palette-classic" },
  { "xychart", "palette-classic" },
};

static OrielThresholds *
standard_thresholds (void)
{
  g_autoptr (JsonNode) node =
    json_from_string ("{\"mode\":\"absolute\",\"steps\":[{\"value\":null,\"color\":\"green\"},"
                      "{\"value\":80,\"color\":\"red\"}]}",
                      NULL);

  return oriel_thresholds_from_json (json_node_get_object (node));
}

static const char *
default_color_mode (const char *panel_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (panel_colors); i++)
    if (strcmp (panel_colors[i].panel_type, panel_type) == 0)
      return panel_colors[i].color_mode;

  return "thresholds";
}

/* The text with the field's own words and the dashboard's variables replaced. Takes `text`. */
static char *
take_replaced (const Application *application,
               char *text,
               const OrielField *field,
               const OrielFrame *frame)
{
  char *replaced;

  if (text == NULL || strpbrk (text, "$[") == NULL)
    return text;

  if (application->panel_type != NULL)
    {
      replaced = oriel_field_replace (text, field, frame, &application->scope);
      g_free (text);
      text = replaced;
    }
  if (application->replace != NULL)
    {
      replaced = application->replace (text, application->replace_data);
      g_free (text);
      text = replaced;
    }

  return text;
}

/* Thresholds whose steps take their values from variables; a step whose variable is no number
 * keeps the value beside it. The first step has none. */
static OrielThresholds *
resolve_thresholds (const Application *application, JsonNode *json)
{
  g_autoptr (JsonNode) copy = oriel_json_copy_deep (json);
  JsonArray *steps = oriel_json_array (json_node_get_object (copy), "steps");
  OrielThresholds *thresholds;

  for (guint i = 1; application->replace != NULL && i < oriel_json_array_length (steps); i++)
    {
      JsonObject *step = oriel_json_array_object (steps, i);
      const char *expression = oriel_json_string (step, "valueExpr", NULL);
      g_autofree char *text = NULL;
      double value;

      if (expression == NULL)
        continue;
      text = application->replace (expression, application->replace_data);
      value = *g_strstrip (text) != '\0' ? oriel_number_from_string (text) : NAN;
      if (isfinite (value))
        json_object_set_double_member (step, "value", value);
    }

  thresholds = oriel_thresholds_from_json (json_node_get_object (copy));
  if (thresholds != NULL && application->replace != NULL)
    oriel_thresholds_sort (thresholds);
  return thresholds;
}

static gboolean
has_base_step (const OrielThresholds *thresholds)
{
  const OrielThreshold *first = (const OrielThreshold *) (gpointer) thresholds->steps->data;

  return thresholds->steps->len > 0 && first->value == -INFINITY;
}

/* Thresholds of a data source that lack a base take the panel's. */
static void
borrow_base_step (OrielFieldConfig *config, const OrielFieldConfig *defaults)
{
  OrielThresholds *own = config->thresholds;
  OrielThreshold base;

  if (own == NULL || own->mode != ORIEL_THRESHOLDS_ABSOLUTE || has_base_step (own))
    return;
  if (defaults->thresholds == NULL || defaults->thresholds->mode != ORIEL_THRESHOLDS_ABSOLUTE ||
      !has_base_step (defaults->thresholds))
    return;

  base = g_array_index (defaults->thresholds->steps, OrielThreshold, 0);
  base.color = g_strdup (base.color);
  g_array_prepend_val (own->steps, base);
}

/* A label for all axes is none of the axis along which times and names lie. */
static gboolean
is_for_type (const char *name, OrielFieldType type)
{
  return strcmp (name, "axisLabel") != 0 ||
         (type != ORIEL_FIELD_TIME && type != ORIEL_FIELD_STRING);
}

/* Fills members that `custom` lacks: those that are listed by their paths, or all. */
static void
fill_custom (OrielFieldConfig *config, JsonObject *defaults, char **ids, OrielFieldType type)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (config->custom == NULL && (defaults != NULL || ids != NULL))
    config->custom = json_object_new ();
  if (defaults == NULL)
    return;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const char *path = ids[i] + strlen (CUSTOM_PREFIX);
      JsonNode *value = oriel_json_path (defaults, path);

      if (value != NULL && oriel_json_path (config->custom, path) == NULL)
        oriel_field_config_set_custom (config, path, value);
    }
  if (ids != NULL)
    return;

  json_object_iter_init_ordered (&iter, defaults);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (oriel_json_member (config->custom, name) == NULL && is_for_type (name, type))
      json_object_set_member (config->custom, name, oriel_json_copy_deep (node));
}

/* Makes sense of combinations that mean nothing. */
static void
validate_config (OrielFieldConfig *config, gboolean empty_color)
{
  gboolean has_color = config->color_mode != NULL || config->color_fixed != NULL ||
                       config->color_series_by != NULL ||
                       oriel_json_member (config->rest, "color") != NULL;

  if (!has_color && config->thresholds != NULL && !empty_color)
    config->color_mode = g_strdup ("thresholds");
  else if (has_color && (config->color_mode == NULL || *config->color_mode == '\0'))
    {
      g_autoptr (OrielFieldConfig) none = oriel_field_config_new ();

      oriel_field_property_take (oriel_field_property_find ("color"), config, none);
    }

  if (!oriel_is_null (config->min) && !oriel_is_null (config->max) && config->min > config->max)
    {
      double min = config->min;

      config->min = config->max;
      config->max = min;
    }
}

static void
apply_defaults (const Application *application,
                OrielFieldConfig *config,
                const OrielField *field,
                const OrielFrame *frame)
{
  g_autoptr (OrielFieldConfig) defaults = oriel_field_config_copy (application->defaults);
  gboolean names_itself = config->display_name != NULL;
  char **ids = application->source != NULL ? application->source->custom_ids : NULL;

  if (config->links != NULL && defaults->links != NULL)
    {
      /* The data source's links come first. */
      oriel_field_property_take (oriel_field_property_find ("links"), defaults, config);
      json_array_unref (config->links);
      config->links = g_steal_pointer (&defaults->links);
    }

  borrow_base_step (config, defaults);
  fill_custom (config, defaults->custom, ids, field->type);
  oriel_field_properties_fill (config, defaults, field->type);
  if (!names_itself)
    config->display_name = take_replaced (application, config->display_name, field, frame);
  validate_config (config, application->source != NULL && application->source->empty_color &&
                             application->panel_type == NULL);
}

static gboolean
is_known_custom (const OrielFieldConfigSource *source, const char *path)
{
  g_autofree char *id = NULL;

  if (source->custom_ids == NULL)
    return TRUE;

  id = g_strconcat (CUSTOM_PREFIX, path, NULL);
  return g_strv_contains ((const char *const *) source->custom_ids, id);
}

static void
apply_setting (const Application *application,
               const Setting *setting,
               OrielMatchTarget *target,
               OrielFieldConfig *config)
{
  g_autoptr (OrielFieldConfig) value = NULL;

  if (setting->property == NULL)
    {
      if (is_known_custom (application->source, setting->path))
        oriel_field_config_set_custom (config, setting->path, setting->value);
      return;
    }

  value = oriel_field_config_copy (setting->config);
  if (setting->value != NULL)
    {
      oriel_thresholds_free (value->thresholds);
      value->thresholds = resolve_thresholds (application, setting->value);
    }
  if (value->display_name != NULL)
    value->display_name =
      take_replaced (application, value->display_name, target->field, target->frame);

  oriel_field_property_take (setting->property, config, value);

  /* Later rules may ask for the name that this one gave. */
  oriel_match_target_clear (target);
}

static void
apply_rules (const Application *application,
             OrielField *field,
             const OrielFrame *frame,
             OrielFieldConfig *config)
{
  g_auto (OrielMatchTarget) target = { field, frame, &application->scope, NULL };
  GPtrArray *rules = application->source != NULL ? application->source->rules : NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const Rule *rule = g_ptr_array_index (rules, i);

      if (rule->nested != application->nested || !oriel_field_matcher_test (rule->matcher, &target))
        continue;
      for (guint j = 0; j < rule->settings->len; j++)
        apply_setting (application, g_ptr_array_index (rule->settings, j), &target, config);
    }
}

static void
widen_range (OrielRange *range, const OrielField *field)
{
  gboolean nulls_are_zero = oriel_field_null_mode (field) == ORIEL_NULLS_AS_ZERO;
  const OrielColumn *column = field->column;

  for (gsize i = 0; i < column->n_rows; i++)
    {
      double value = column->numbers[i];

      if (nulls_are_zero && oriel_is_null (value) && !oriel_is_undefined (value))
        value = 0;
      if (range->min > value)
        range->min = value;
      if (range->max < value)
        range->max = value;
    }
}

/* The range of all number fields. */
static OrielRange
find_global_range (GPtrArray *frames)
{
  OrielRange range = { INFINITY, -INFINITY, 0 };

  for (guint i = 0; i < frames->len; i++)
    {
      const OrielFrame *frame = g_ptr_array_index (frames, i);

      for (guint j = 0; j < frame->fields->len; j++)
        if (oriel_frame_field (frame, j)->column->type == ORIEL_FIELD_NUMBER)
          widen_range (&range, oriel_frame_field (frame, j));
    }

  if (range.min == INFINITY)
    range.min = oriel_null ();
  if (range.max == -INFINITY)
    range.max = oriel_null ();
  return range;
}

/* The range of one field; 0 to 100 when it has no rows. */
static OrielRange
find_field_range (const OrielField *field)
{
  const char *const ids[] = { "min", "max" };
  OrielReduced ends[2];

  if (field->column->n_rows == 0)
    return (OrielRange){ 0, 100, 100 };

  oriel_reduce (field, oriel_field_null_mode (field), ids, 2, ends);
  return (OrielRange){ ends[0].number, ends[1].number, 0 };
}

static double
null_as_zero (double value)
{
  return oriel_is_null (value) ? 0 : value;
}

static OrielRange
make_range (double min, double max)
{
  return (OrielRange){ min, max, null_as_zero (max) - null_as_zero (min) };
}

static OrielRange
calculate_range (Application *application, const OrielField *field)
{
  const OrielFieldConfig *config = field->config;
  gboolean has_min = !oriel_is_null (config->min), has_max = !oriel_is_null (config->max);
  OrielRange found;

  if (has_min && has_max)
    {
      found = make_range (config->min, config->max);
      if (!application->has_global_range)
        {
          application->has_global_range = TRUE;
          application->global_range = found;
        }
      return found;
    }

  if (field->column->type != ORIEL_FIELD_NUMBER)
    return (OrielRange){ oriel_null (), oriel_null (), oriel_null () };

  if (config->field_min_max)
    found = find_field_range (field);
  else
    {
      if (!application->has_global_range)
        {
          application->has_global_range = TRUE;
          application->global_range = find_global_range (application->frames);
        }
      found = application->global_range;
    }

  return make_range (has_min ? config->min : found.min, has_max ? config->max : found.max);
}

/* A column of unknown type becomes one of the type that its values show. */
static void
settle_type (OrielField *field)
{
  g_autoptr (JsonArray) values = NULL;
  OrielFieldType type = ORIEL_FIELD_OTHER;
  OrielColumn *column = field->column;

  if (column->type != ORIEL_FIELD_OTHER)
    return;

  for (gsize i = 0; i < column->n_rows && type == ORIEL_FIELD_OTHER; i++)
    if (column->nodes[i] != NULL)
      {
        type = oriel_field_type_guess (field->name, column->nodes[i]);
        break;
      }
  if (type == ORIEL_FIELD_OTHER)
    return;

  values = json_array_sized_new ((guint) column->n_rows);
  for (gsize i = 0; i < column->n_rows; i++)
    {
      if (column->nodes[i] != NULL)
        json_array_add_element (values, oriel_json_copy_deep (column->nodes[i]));
      else
        json_array_add_null_element (values);
    }

  field->column = oriel_column_from_json (type, values, column->n_rows);
  field->type = type;
  oriel_column_unref (column);
}

static GPtrArray *apply_to_frames (const Application *parent, GPtrArray *frames, gboolean nested);

/* Frames in cells (sparklines of tables) take what their field's config says. */
static void
apply_to_cells (const Application *application, OrielField *field)
{
  const OrielColumn *column = field->column;
  g_autoptr (GPtrArray) inner = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (GPtrArray) applied = NULL;
  OrielFrame **cells = g_new0 (OrielFrame *, column->n_rows);
  OrielColumn *replaced;
  guint used = 0;

  for (gsize i = 0; i < column->n_rows; i++)
    {
      OrielFrame *copy;

      if (column->frames[i] == NULL)
        continue;
      copy = oriel_frame_copy_shallow (column->frames[i]);
      g_ptr_array_add (inner, copy);
      for (guint j = 0; j < copy->fields->len; j++)
        {
          OrielField *cell_field = oriel_frame_field (copy, j);
          OrielFieldConfig *config = oriel_field_config_copy (cell_field->config);
          g_autoptr (OrielFieldConfig) outer = oriel_field_config_copy (field->config);

          oriel_field_properties_fill (config, outer, ORIEL_FIELD_NUMBER);
          oriel_field_config_unref (cell_field->config);
          cell_field->config = config;
        }
    }

  applied = apply_to_frames (application, inner, FALSE);
  for (gsize i = 0; i < column->n_rows; i++)
    if (column->frames[i] != NULL)
      cells[i] = oriel_frame_ref (g_ptr_array_index (applied, used++));

  replaced = oriel_column_new_take (ORIEL_FIELD_FRAME, cells, column->n_rows);
  oriel_column_unref (field->column);
  field->column = replaced;
}

/* The sub-tables of rows have fields of their own, which overrides of scope “nested” pick. */
static void
apply_to_lists (const Application *application, OrielField *field)
{
  const OrielColumn *column = field->column;
  GPtrArray **lists = g_new0 (GPtrArray *, column->n_rows);
  OrielColumn *replaced;

  for (gsize i = 0; i < column->n_rows; i++)
    if (column->lists[i] != NULL)
      lists[i] = apply_to_frames (application, column->lists[i], TRUE);

  replaced = oriel_column_new_take (ORIEL_FIELD_NESTED, lists, column->n_rows);
  oriel_column_unref (field->column);
  field->column = replaced;
}

static void
apply_to_field (Application *application, OrielField *field, const OrielFrame *frame)
{
  OrielFieldConfig *config = oriel_field_config_copy (field->config);

  /* Matchers look at the field as it is being made. */
  oriel_field_config_unref (field->config);
  field->config = config;

  apply_defaults (application, config, field, frame);
  apply_rules (application, field, frame, config);
  settle_type (field);

  field->range = calculate_range (application, field);
  field->series_index = application->series_index;
  if (field->type != ORIEL_FIELD_TIME)
    application->series_index++;
  if (field->column->type == ORIEL_FIELD_FRAME)
    apply_to_cells (application, field);
  else if (field->column->type == ORIEL_FIELD_NESTED)
    apply_to_lists (application, field);
}

static GPtrArray *
apply_to_frames (const Application *parent, GPtrArray *frames, gboolean nested)
{
  Application application = *parent;
  GPtrArray *applied = g_ptr_array_new_full (frames->len, (GDestroyNotify) oriel_frame_unref);

  application.frames = frames;
  application.nested = nested;
  application.has_global_range = FALSE;
  application.series_index = 0;
  oriel_name_scope_init (&application.scope, (OrielFrame *const *) frames->pdata, frames->len);

  for (guint i = 0; i < frames->len; i++)
    {
      OrielFrame *copy = oriel_frame_copy_shallow (g_ptr_array_index (frames, i));

      g_ptr_array_add (applied, copy);
      for (guint j = 0; j < copy->fields->len; j++)
        apply_to_field (&application, oriel_frame_field (copy, j), copy);
    }

  oriel_frames_set_display_names ((OrielFrame *const *) applied->pdata, applied->len);
  return applied;
}

/* The source's defaults, thresholds resolved, with what the panel type adds. */
static OrielFieldConfig *
complete_defaults (const Application *application)
{
  const OrielFieldConfigSource *source = application->source;
  OrielFieldConfig *defaults =
    source != NULL ? oriel_field_config_copy (source->defaults) : oriel_field_config_new ();

  if (source != NULL && source->thresholds != NULL)
    {
      oriel_thresholds_free (defaults->thresholds);
      defaults->thresholds = resolve_thresholds (application, source->thresholds);
    }
  if (application->panel_type == NULL)
    return defaults;

  if (defaults->color_mode == NULL)
    defaults->color_mode = g_strdup (default_color_mode (application->panel_type));
  if (defaults->thresholds == NULL)
    defaults->thresholds = standard_thresholds ();

  return defaults;
}

GPtrArray *
oriel_field_config_apply (const OrielFieldConfigSource *source,
                          GPtrArray *frames,
                          const char *panel_type,
                          OrielReplaceFunc replace,
                          gpointer user_data)
{
  Application application = {
    .source = source,
    .panel_type = panel_type,
    .replace = replace,
    .replace_data = user_data,
  };
  g_autoptr (OrielFieldConfig) defaults = complete_defaults (&application);

  application.defaults = defaults;
  return apply_to_frames (&application, frames, FALSE);
}
