/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what the dashboards of a folder are called. */

#include "config.h"

#include "app/library/oriel-title-reader.h"

#include "app/widgets/oriel-worker.h"
#include "dashboard/oriel-dashboard.h"

#define MAX_WAITING 20000

struct _OrielTitleReader
{
  OrielTitleReaderFunc func; /* NULL: nobody listens any more */
  gpointer user_data;
  GCancellable *cancellable;
  GQueue waiting; /* of OrielFolderItem, references */
  gboolean reading;
};

static void read_next (OrielTitleReader *self);

static void
clear (gpointer data)
{
  OrielTitleReader *self = data;

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->cancellable);
}

static void
read_in_thread (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer task_data,
                GCancellable *cancellable)
{
  GFile *file = oriel_folder_item_get_file (task_data);
  GError *error = NULL;
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read_file (file, cancellable, &error);

  if (dashboard)
    g_task_return_pointer (task, g_strdup (dashboard->title), g_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  OrielTitleReader *self = user_data;
  OrielFolderItem *item = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_task_propagate_pointer (G_TASK (result), &error);

  self->reading = FALSE;
  if (self->func && title && *title)
    {
      oriel_folder_item_set_title (item, title);
      self->func (self->user_data);
    }
  else if (self->func && error)
    {
      oriel_folder_item_set_broken (item);
    }
  if (self->func)
    read_next (self);
  g_rc_box_release_full (self, clear);
}

static void
read_next (OrielTitleReader *self)
{
  g_autoptr (GTask) task = NULL;
  OrielFolderItem *item = self->reading ? NULL : g_queue_pop_head (&self->waiting);

  if (!item)
    return;

  self->reading = TRUE;
  task = g_task_new (NULL, self->cancellable, read_cb, g_rc_box_acquire (self));
  g_task_set_source_tag (task, read_next);
  g_task_set_task_data (task, item, g_object_unref);
  oriel_worker_run (task, read_in_thread);
}

OrielTitleReader *
oriel_title_reader_new (OrielTitleReaderFunc func, gpointer user_data)
{
  OrielTitleReader *self = g_rc_box_new0 (OrielTitleReader);

  self->func = func;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->waiting);
  return self;
}

void
oriel_title_reader_free (OrielTitleReader *reader)
{
  reader->func = NULL;
  g_cancellable_cancel (reader->cancellable);
  g_rc_box_release_full (reader, clear);
}

void
oriel_title_reader_add (OrielTitleReader *reader, OrielFolderItem *item)
{
  if (g_queue_get_length (&reader->waiting) >= MAX_WAITING)
    return;

  g_queue_push_tail (&reader->waiting, g_object_ref (item));
  read_next (reader);
}
