/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dashboard file that is being followed. Editors save in several steps, so that a change is
 * read a moment after the last event; only the newest reading counts. */

#include "config.h"

#include "app/dashboard/oriel-dashboard-file.h"

#define SETTLE_MS 80

struct _OrielDashboardFile
{
  GObject parent_instance;

  GFile *file;
  GFileMonitor *monitor;
  guint settle_source;
  GCancellable *reading;
  OrielDashboard *dashboard;
  char *failure; /* nullable: why the newest reading gave nothing */
};

/* The file that is being read before anyone asks for it; nullable. */
static OrielDashboardFile *ahead;

G_DEFINE_FINAL_TYPE (OrielDashboardFile, oriel_dashboard_file, G_TYPE_OBJECT)

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Says what the newest reading gave. */
static void
tell (OrielDashboardFile *self)
{
  if (self->failure)
    g_signal_emit (self, signals[FAILED], 0, self->failure);
  else
    g_signal_emit (self, signals[LOADED], 0);
}

static void
read_in_thread (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  OrielDashboard *dashboard = oriel_dashboard_read_file (task_data, cancellable, &error);

  if (dashboard)
    g_task_return_pointer (task, dashboard, (GDestroyNotify) oriel_dashboard_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  OrielDashboardFile *self = ORIEL_DASHBOARD_FILE (source);
  g_autoptr (GError) error = NULL;
  OrielDashboard *dashboard = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reading);
  g_clear_pointer (&self->failure, g_free);
  if (dashboard)
    {
      g_clear_pointer (&self->dashboard, oriel_dashboard_unref);
      self->dashboard = dashboard;
    }
  else
    {
      self->failure = g_strdup (error->message);
    }
  tell (self);
}

static void
read_now (OrielDashboardFile *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, read_now);
  g_task_set_task_data (task, g_object_ref (self->file), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
settled_cb (gpointer user_data)
{
  OrielDashboardFile *self = user_data;

  self->settle_source = 0;
  read_now (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (OrielDashboardFile *self,
            GFile *file G_GNUC_UNUSED,
            GFile *other G_GNUC_UNUSED,
            GFileMonitorEvent event)
{
  /* While a file is away it is being replaced, or gone: its picture stays. */
  if (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED ||
      event == G_FILE_MONITOR_EVENT_MOVED_OUT)
    return;

  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
oriel_dashboard_file_dispose (GObject *object)
{
  OrielDashboardFile *self = ORIEL_DASHBOARD_FILE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (self->monitor)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (oriel_dashboard_file_parent_class)->dispose (object);
}

static void
oriel_dashboard_file_finalize (GObject *object)
{
  OrielDashboardFile *self = ORIEL_DASHBOARD_FILE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->dashboard, oriel_dashboard_unref);
  g_free (self->failure);

  G_OBJECT_CLASS (oriel_dashboard_file_parent_class)->finalize (object);
}

static void
oriel_dashboard_file_class_init (OrielDashboardFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = oriel_dashboard_file_dispose;
  object_class->finalize = oriel_dashboard_file_finalize;

  signals[LOADED] =
    g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
oriel_dashboard_file_init (OrielDashboardFile *self G_GNUC_UNUSED)
{
}

/* The one that was begun ahead, or a new one. */
OrielDashboardFile *
oriel_dashboard_file_new (GFile *file)
{
  OrielDashboardFile *self;

  if (ahead && g_file_equal (ahead->file, file))
    return g_steal_pointer (&ahead);

  self = g_object_new (ORIEL_TYPE_DASHBOARD_FILE, NULL);
  self->file = g_object_ref (file);
  return self;
}

void
oriel_dashboard_file_begin_ahead (GFile *file)
{
  g_clear_object (&ahead);
  ahead = oriel_dashboard_file_new (file);
  oriel_dashboard_file_load (ahead);
}

void
oriel_dashboard_file_load (OrielDashboardFile *self)
{
  if (!self->monitor)
    {
      /* What can't be watched (resources, some networks) is read once. */
      self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (self->monitor)
        g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self,
                                 G_CONNECT_SWAPPED);
    }
  read_now (self);
}

static gboolean
tell_cb (gpointer user_data)
{
  tell (user_data);
  return G_SOURCE_REMOVE;
}

void
oriel_dashboard_file_follow (OrielDashboardFile *self)
{
  if (self->dashboard || self->failure)
    g_idle_add_full (G_PRIORITY_HIGH, tell_cb, g_object_ref (self), g_object_unref);
  else if (!self->reading)
    oriel_dashboard_file_load (self);
}

OrielDashboard *
oriel_dashboard_file_get_dashboard (OrielDashboardFile *self)
{
  return self->dashboard;
}
