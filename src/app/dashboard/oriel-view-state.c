/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a dashboard is being looked at. See the header. */

#include "config.h"

#include "app/dashboard/oriel-view-state.h"

#include "base/oriel-json.h"

/* More bars of tabs than this are not gone through. */
#define MAX_CHOICES 100

static char **
strings_of (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      const char *text = oriel_json_array_string (array, i);

      if (text)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static void
apply_variables (JsonObject *view, OrielSession *session)
{
  JsonObject *variables = oriel_json_object (view, "variables");
  g_autoptr (GList) names = variables ? json_object_get_members (variables) : NULL;

  for (GList *name = names; name; name = name->next)
    {
      g_auto (GStrv) values = strings_of (oriel_json_array (variables, name->data));

      if (oriel_variables_find (oriel_session_get_variables (session), name->data))
        oriel_session_choose (session, name->data, (const char *const *) values);
    }
}

static void
apply_rows (JsonObject *view, OrielSession *session)
{
  JsonObject *rows = oriel_json_object (view, "collapsed");
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) folds = g_array_new (FALSE, FALSE, sizeof (gboolean));
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

  /* Folding makes a new list, so first all that shall be folded is noted. */
  for (guint i = 0; rows && i < n; i++)
    {
      g_autofree char *name = oriel_view_state_panel_name (&panels[i]);
      gboolean folded;

      if (panels[i].kind != ORIEL_PLACED_ROW || !json_object_has_member (rows, name))
        continue;
      folded = oriel_json_boolean (rows, name, FALSE);
      g_array_append_val (keys, panels[i].key);
      g_array_append_val (folds, folded);
    }
  for (guint i = 0; i < keys->len; i++)
    oriel_session_set_collapsed (session, g_array_index (keys, int, i),
                                 g_array_index (folds, gboolean, i));
}

/* Bars within a tab are there once it is shown, so they are looked for again after each choice. */
static void
apply_tabs (JsonObject *view, OrielSession *session)
{
  JsonObject *tabs = oriel_json_object (view, "tabs");
  guint i = 0, n;

  for (guint n_choices = 0; tabs && n_choices < MAX_CHOICES;)
    {
      const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);
      g_autofree char *name = i < n ? oriel_view_state_panel_name (&panels[i]) : NULL;
      gint64 tab;

      if (i >= n)
        return;

      tab = panels[i].kind == ORIEL_PLACED_TABS ? oriel_json_int (tabs, name, -1) : -1;
      if (tab >= 0 && tab < panels[i].n_tabs && tab != panels[i].tab)
        {
          oriel_session_choose_tab (session, panels[i].key, (guint) tab);
          n_choices++;
        }
      i++;
    }
}

static void
apply_annotations (JsonObject *view, OrielSession *session)
{
  JsonObject *switches = oriel_json_object (view, "annotations");
  const OrielAnnotationLayers *layers = oriel_session_get_annotations (session);

  for (guint i = 0; switches && i < oriel_annotation_layers_get_n (layers); i++)
    {
      const OrielAnnotation *annotation = oriel_annotation_layers_get (layers, i).annotation;

      if (!annotation->hidden && json_object_has_member (switches, annotation->name))
        oriel_session_set_annotation (
          session, i, oriel_json_boolean (switches, annotation->name, annotation->enabled));
    }
}

void
oriel_view_state_apply (JsonObject *view, OrielSession *session)
{
  const char *from = oriel_json_string (view, "from", NULL);
  const char *to = oriel_json_string (view, "to", NULL);
  const char *zone = oriel_json_string (view, "zone", NULL);

  if (zone)
    oriel_session_set_zone (session, zone);
  if (from && to)
    oriel_session_set_range (session, from, to, NULL);
  apply_variables (view, session);
  apply_annotations (view, session);
  apply_rows (view, session);
  apply_tabs (view, session);
}

/* Where nothing could be offered, nothing was chosen either. */
static gboolean
was_offered (const OrielVariableState *state)
{
  OrielVariableKind kind = state->definition->kind;

  return (kind != ORIEL_VARIABLE_QUERY && kind != ORIEL_VARIABLE_DATASOURCE) ||
         (state->options && state->options->len > 0);
}

/* `before`, nullable, is what was stored; of variables without options it stays true. */
static JsonObject *
store_variables (JsonObject *before, const OrielVariables *variables)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < oriel_variables_get_n (variables); i++)
    {
      const OrielVariableState *state = oriel_variables_get (variables, i);
      const char *name = state->definition->name;
      JsonArray *values;

      if (!was_offered (state))
        {
          values = oriel_json_array (before, name);
          if (values)
            json_object_set_array_member (object, name, json_array_ref (values));
          continue;
        }

      values = json_array_new ();
      for (guint j = 0; state->values && state->values[j]; j++)
        json_array_add_string_element (values, state->values[j]);
      json_object_set_array_member (object, name, values);
    }

  return object;
}

/* What is as the dashboard has it may change with it. */
static JsonObject *
store_annotations (const OrielAnnotationLayers *layers)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < oriel_annotation_layers_get_n (layers); i++)
    {
      const OrielAnnotationLayer layer = oriel_annotation_layers_get (layers, i);

      if (layer.enabled != layer.annotation->enabled)
        json_object_set_boolean_member (object, layer.annotation->name, layer.enabled);
    }

  return object;
}

static void
store_rows (JsonObject *view, OrielSession *session)
{
  JsonObject *rows = oriel_json_object (view, "collapsed");
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

  /* Rows that a repeat does not make now keep what was known of them. */
  if (!rows)
    {
      rows = json_object_new ();
      json_object_set_object_member (view, "collapsed", rows);
    }
  for (guint i = 0; i < n; i++)
    if (panels[i].kind == ORIEL_PLACED_ROW)
      {
        g_autofree char *name = oriel_view_state_panel_name (&panels[i]);

        json_object_set_boolean_member (rows, name,
                                        oriel_session_is_collapsed (session, panels[i].key));
      }
}

static void
store_tabs (JsonObject *view, OrielSession *session)
{
  JsonObject *tabs = oriel_json_object (view, "tabs");
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

  for (guint i = 0; i < n; i++)
    if (panels[i].kind == ORIEL_PLACED_TABS)
      {
        g_autofree char *name = oriel_view_state_panel_name (&panels[i]);

        if (!tabs)
          {
            tabs = json_object_new ();
            json_object_set_object_member (view, "tabs", tabs);
          }
        json_object_set_int_member (tabs, name, panels[i].tab);
      }
}

void
oriel_view_state_store (JsonObject *view, OrielSession *session)
{
  const char *from, *to;

  oriel_session_get_raw_range (session, &from, &to);
  json_object_set_string_member (view, "from", from);
  json_object_set_string_member (view, "to", to);
  json_object_set_string_member (view, "zone",
                                 oriel_time_zone_get_name (oriel_session_get_zone (session)));
  json_object_set_object_member (
    view, "variables",
    store_variables (oriel_json_object (view, "variables"), oriel_session_get_variables (session)));
  json_object_set_object_member (view, "annotations",
                                 store_annotations (oriel_session_get_annotations (session)));
  store_rows (view, session);
  store_tabs (view, session);
}

char *
oriel_view_state_panel_name (const OrielPlacedPanel *placed)
{
  return g_strdup_printf ("%d/%s", placed->panel->id,
                          placed->repeat_value ? placed->repeat_value : "");
}
