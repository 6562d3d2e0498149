/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dashboard as a value: life of its parts and look-ups.
 *
 * The public struct lives in an atomic reference-counted box; its parts are owned by it alone.
 */

#include "config.h"

#include "dashboard/oriel-dashboard-private.h"

#include "dashboard/oriel-annotation.h"
#include "dashboard/oriel-condition.h"
#include "frame/oriel-frame.h"

G_DEFINE_QUARK (oriel_dashboard_error, oriel_dashboard_error)

void
oriel_data_source_ref_copy (OrielDataSourceRef *to, const OrielDataSourceRef *from)
{
  to->type = g_strdup (from->type);
  to->uid = g_strdup (from->uid);
  to->name = g_strdup (from->name);
}

void
oriel_data_source_ref_clear (OrielDataSourceRef *ref)
{
  g_clear_pointer (&ref->type, g_free);
  g_clear_pointer (&ref->uid, g_free);
  g_clear_pointer (&ref->name, g_free);
}

static void
target_free (OrielTarget *target)
{
  g_free (target->ref_id);
  oriel_data_source_ref_clear (&target->source);
  json_object_unref (target->json);
  g_free (target);
}

static void
link_free (OrielPanelLink *link)
{
  g_free (link->title);
  g_free (link->url);
  g_free (link);
}

static void
input_free (OrielInput *input)
{
  g_free (input->name);
  g_free (input->label);
  g_free (input->type);
  g_free (input->plugin_id);
  g_free (input->value);
  g_free (input);
}

static void
issue_free (OrielIssue *issue)
{
  g_free (issue->where);
  g_free (issue->message);
  g_free (issue);
}

OrielPanel *
oriel_panel_new (JsonObject *json)
{
  OrielPanel *panel = g_new0 (OrielPanel, 1);

  panel->json = json_object_ref (json);
  panel->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) target_free);
  panel->links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_free);
  panel->children = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_panel_free);
  return panel;
}

void
oriel_panel_free (OrielPanel *panel)
{
  if (panel == NULL)
    return;

  g_free (panel->type);
  g_free (panel->old_type);
  g_free (panel->title);
  g_free (panel->description);
  oriel_data_source_ref_clear (&panel->source);
  g_ptr_array_unref (panel->targets);
  g_clear_pointer (&panel->transformations, json_array_unref);
  g_clear_pointer (&panel->options, json_object_unref);
  g_clear_pointer (&panel->field_config, json_object_unref);
  g_ptr_array_unref (panel->links);
  g_free (panel->interval);
  g_free (panel->time_from);
  g_free (panel->time_shift);
  g_free (panel->repeat);
  g_ptr_array_unref (panel->children);
  oriel_condition_free (panel->condition);
  g_clear_pointer (&panel->snapshot_frames, g_ptr_array_unref);
  json_object_unref (panel->json);
  g_free (panel);
}

OrielDashboard *
oriel_dashboard_new (JsonObject *json)
{
  OrielDashboard *self = g_atomic_rc_box_new0 (OrielDashboard);

  self->json = json_object_ref (json);
  self->week_start = -1;
  self->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_panel_free);
  self->variables = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_variable_free);
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_annotation_free);
  self->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) input_free);
  self->issues = g_ptr_array_new_with_free_func ((GDestroyNotify) issue_free);
  return self;
}

static void
clear_dashboard (gpointer box)
{
  OrielDashboard *self = box;

  g_free (self->uid);
  g_free (self->title);
  g_free (self->description);
  g_strfreev (self->tags);
  g_free (self->format);
  g_free (self->time_from);
  g_free (self->time_to);
  g_free (self->timezone);
  g_free (self->refresh);
  g_strfreev (self->refresh_intervals);
  g_ptr_array_unref (self->variables);
  g_ptr_array_unref (self->panels);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->annotations);
  g_ptr_array_unref (self->inputs);
  g_ptr_array_unref (self->issues);
  json_object_unref (self->json);
}

OrielDashboard *
oriel_dashboard_ref (OrielDashboard *dashboard)
{
  return g_atomic_rc_box_acquire (dashboard);
}

void
oriel_dashboard_unref (OrielDashboard *dashboard)
{
  if (dashboard != NULL)
    g_atomic_rc_box_release_full (dashboard, clear_dashboard);
}

void
oriel_dashboard_add_issue (OrielDashboard *dashboard,
                           const char *code,
                           int panel_id,
                           char *where,
                           const char *format,
                           ...)
{
  OrielIssue *issue = g_new0 (OrielIssue, 1);
  va_list args;

  va_start (args, format);
  issue->code = code;
  issue->panel_id = panel_id;
  issue->where = where != NULL ? where : g_strdup ("dashboard");
  issue->message = g_strdup_vprintf (format, args);
  va_end (args);

  g_ptr_array_add (dashboard->issues, issue);
}

OrielPanel *
oriel_panels_find (const GPtrArray *panels, int id)
{
  for (guint i = 0; i < panels->len; i++)
    {
      OrielPanel *panel = g_ptr_array_index (panels, i);
      OrielPanel *found = panel->id == id ? panel : oriel_panels_find (panel->children, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

OrielPanel *
oriel_dashboard_find_panel (const OrielDashboard *dashboard, int id)
{
  return oriel_panels_find (dashboard->panels, id);
}

OrielVariable *
oriel_dashboard_find_variable (const OrielDashboard *dashboard, const char *name)
{
  for (guint i = 0; i < dashboard->variables->len; i++)
    {
      OrielVariable *variable = g_ptr_array_index (dashboard->variables, i);

      if (g_strcmp0 (variable->name, name) == 0)
        return variable;
    }

  return NULL;
}
