/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog for a dashboard's inputs: data sources as a choice, constants as a text. */

#include "config.h"

#include "app/dashboard/oriel-inputs-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/oriel-application.h"
#include "base/oriel-json.h"

typedef struct
{
  GtkWidget *widget; /* weak */
  OrielDashboard *dashboard;
  JsonObject *known;
  GPtrArray *rows; /* of GtkWidget, one an input, borrowed from the dialog */
  OrielInputsFunc func;
  gpointer user_data;
} Question;

static void
question_free (Question *question)
{
  g_clear_weak_pointer (&question->widget);
  oriel_dashboard_unref (question->dashboard);
  json_object_unref (question->known);
  g_ptr_array_unref (question->rows);
  g_free (question);
}

static OrielDataSources *
get_sources (void)
{
  return oriel_connections_get_sources (
    oriel_application_get_connections (oriel_application_get ()));
}

static gboolean
is_source (const OrielInput *input)
{
  return g_strcmp0 (input->type, "datasource") == 0;
}

/* How a dashboard names a source. */
static const char *
source_value (OrielDataSource *source)
{
  const OrielDataSourceSettings *settings = oriel_data_source_get_settings (source);

  return settings->uid ? settings->uid : settings->name;
}

/* The sources of the input's type. */
static GPtrArray *
sources_for (const OrielInput *input)
{
  GPtrArray *found = g_ptr_array_new ();
  OrielDataSources *sources = get_sources ();

  for (guint i = 0; i < oriel_data_sources_get_n (sources); i++)
    {
      OrielDataSource *source = oriel_data_sources_get (sources, i);
      const char *type = oriel_data_source_get_settings (source)->type;

      if (!input->plugin_id || g_strcmp0 (type, input->plugin_id) == 0)
        g_ptr_array_add (found, source);
    }

  return found;
}

static void
finish (Question *question)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OrielDashboard) filled = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < question->dashboard->inputs->len; i++)
    {
      const OrielInput *input = g_ptr_array_index (question->dashboard->inputs, i);
      const char *value = oriel_json_string (question->known, input->name, NULL);

      if (value)
        g_hash_table_insert (values, input->name, (char *) value);
    }

  filled = oriel_dashboard_with_inputs (question->dashboard, values, &error);
  if (!filled)
    g_warning ("The inputs could not be filled in: %s", error->message);
  if (question->widget)
    question->func (question->user_data, filled ? filled : question->dashboard);
  question_free (question);
}

static void
take_answer (Question *question, const OrielInput *input, GtkWidget *row)
{
  if (is_source (input))
    {
      g_autoptr (GPtrArray) sources = sources_for (input);
      guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

      if (selected < sources->len)
        json_object_set_string_member (question->known, input->name,
                                       source_value (g_ptr_array_index (sources, selected)));
    }
  else
    {
      json_object_set_string_member (question->known, input->name,
                                     gtk_editable_get_text (GTK_EDITABLE (row)));
    }
}

static void
response_cb (AdwMessageDialog *dialog G_GNUC_UNUSED,
             const char *response G_GNUC_UNUSED,
             Question *question)
{
  for (guint i = 0; i < question->dashboard->inputs->len; i++)
    take_answer (question, g_ptr_array_index (question->dashboard->inputs, i),
                 g_ptr_array_index (question->rows, i));
  oriel_state_touch (oriel_application_get_state (oriel_application_get ()));
  finish (question);
}

static GtkWidget *
source_row (const OrielInput *input)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) sources = sources_for (input);

  for (guint i = 0; i < sources->len; i++)
    gtk_string_list_append (names,
                            oriel_data_source_get_settings (g_ptr_array_index (sources, i))->name);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  if (sources->len == 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("No connection of this type yet"));
  return row;
}

static GtkWidget *
input_row (const OrielInput *input)
{
  GtkWidget *row = is_source (input) ? source_row (input) : adw_entry_row_new ();
  g_autofree char *title =
    g_markup_escape_text (input->label && *input->label ? input->label : input->name, -1);

  if (!is_source (input) && input->value)
    gtk_editable_set_text (GTK_EDITABLE (row), input->value);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return row;
}

static void
ask (Question *question)
{
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_root (question->widget)), _ ("What Does This Dashboard Ask?"),
    _ ("It was exported without its servers. Say once which ones it means."));
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < question->dashboard->inputs->len; i++)
    {
      GtkWidget *row = input_row (g_ptr_array_index (question->dashboard->inputs, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (question->rows, row);
    }

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "show", _ ("_Show the Dashboard"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "show");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "show");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "show",
                                              ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* An input with a single possible source, or a constant with a value, needs no question. */
static gboolean
answer_alone (Question *question, const OrielInput *input)
{
  g_autoptr (GPtrArray) sources = NULL;

  if (json_object_has_member (question->known, input->name))
    return TRUE;
  if (!is_source (input))
    return FALSE;

  sources = sources_for (input);
  if (sources->len != 1)
    return FALSE;
  json_object_set_string_member (question->known, input->name,
                                 source_value (g_ptr_array_index (sources, 0)));
  return TRUE;
}

gboolean
oriel_inputs_are_needed (const OrielDashboard *dashboard)
{
  return dashboard->inputs && dashboard->inputs->len > 0;
}

void
oriel_inputs_ask (GtkWidget *widget,
                  OrielDashboard *dashboard,
                  JsonObject *known,
                  OrielInputsFunc func,
                  gpointer user_data)
{
  Question *question = g_new0 (Question, 1);
  gboolean complete = TRUE;

  g_set_weak_pointer (&question->widget, widget);
  question->dashboard = oriel_dashboard_ref (dashboard);
  question->known = json_object_ref (known);
  question->rows = g_ptr_array_new ();
  question->func = func;
  question->user_data = user_data;

  for (guint i = 0; i < dashboard->inputs->len; i++)
    complete = answer_alone (question, g_ptr_array_index (dashboard->inputs, i)) && complete;

  if (complete)
    finish (question);
  else
    ask (question);
}
