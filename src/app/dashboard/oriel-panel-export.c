/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A panel as data or picture for other programs; workers write, the main thread hands over. */

#include "config.h"

#include "app/dashboard/oriel-panel-export.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-frame-text.h"
#include "app/widgets/oriel-worker.h"
#include "app/window/oriel-window.h"

#define MAX_COPIED_ROWS 1000000

/* --- data --- */

typedef struct
{
  OrielPanelData *data;
  const OrielTimeZone *zone;
} CopyJob;

static void
copy_job_free (gpointer data)
{
  CopyJob *job = data;

  oriel_panel_data_unref (job->data);
  g_free (job);
}

static void
text_in_thread (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer task_data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  CopyJob *job = task_data;

  g_task_return_pointer (task, oriel_frames_to_text (job->data->frames, job->zone, MAX_COPIED_ROWS),
                         g_free);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (source)), text);
  oriel_window_say_from (GTK_WIDGET (source), _ ("Data copied"));
}

void
oriel_panel_copy_data (GtkWidget *widget, OrielPanelData *data, const OrielTimeZone *zone)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, text_cb, NULL);
  CopyJob *job = g_new0 (CopyJob, 1);

  job->data = oriel_panel_data_ref (data);
  job->zone = zone;
  g_task_set_source_tag (task, oriel_panel_copy_data);
  g_task_set_task_data (task, job, copy_job_free);
  oriel_worker_run (task, text_in_thread);
}

/* --- pictures --- */

static void
copied_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = oriel_picture_export_finish (result, &error);
  g_autoptr (GdkContentProvider) content = NULL;

  if (!bytes)
    {
      oriel_window_say_from (widget, error->message);
      return;
    }

  content = gdk_content_provider_new_for_bytes ("image/png", bytes);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
  oriel_window_say_from (widget, _ ("Picture copied"));
}

void
oriel_panel_copy_picture (GtkWidget *widget, OrielPicture *picture, const char *title)
{
  if (picture)
    oriel_picture_export_async (picture, title, ORIEL_EXPORT_PNG,
                                MAX (gtk_widget_get_scale_factor (widget), 2), NULL, copied_cb,
                                g_object_ref (widget));
}

typedef struct
{
  GtkWidget *widget;
  OrielPicture *picture;
  char *title;
  GFile *file;
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  g_object_unref (job->widget);
  oriel_picture_unref (job->picture);
  g_clear_object (&job->file);
  g_free (job->title);
  g_free (job);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SaveJob *job = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    oriel_window_say_from (job->widget, _ ("Picture saved"));
  else
    oriel_window_say_from (job->widget, error->message);
  save_job_free (job);
}

static void
exported_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  SaveJob *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = oriel_picture_export_finish (result, &error);

  if (!bytes)
    {
      oriel_window_say_from (job->widget, error->message);
      save_job_free (job);
      return;
    }

  g_file_replace_contents_bytes_async (job->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       saved_cb, job);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  SaveJob *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  OrielExportFormat format;

  if (response != GTK_RESPONSE_ACCEPT)
    {
      save_job_free (job);
    }
  else
    {
      job->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      name = g_file_get_basename (job->file);
      if (oriel_export_format_of (name, &format, &error))
        {
          oriel_picture_export_async (job->picture, job->title, format, 2, NULL, exported_cb, job);
        }
      else
        {
          oriel_window_say_from (job->widget, error->message);
          save_job_free (job);
        }
    }

  g_object_unref (dialog);
}

void
oriel_panel_save_picture (GtkWidget *widget, OrielPicture *picture, const char *title)
{
  GtkFileChooserNative *dialog;
  SaveJob *job;
  g_autofree char *name = g_strconcat (title, ".png", NULL);

  if (!picture)
    return;

  job = g_new0 (SaveJob, 1);
  job->widget = g_object_ref (widget);
  job->picture = oriel_picture_ref (picture);
  job->title = g_strdup (title);

  dialog =
    gtk_file_chooser_native_new (_ ("Save Picture"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_strdelimit (name, "/", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (save_response_cb), job);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
