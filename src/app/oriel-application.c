/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application. Command lines wait until the state was read, so that a window opens at its
 * old size and place; that read is the only thing before the first frame. */

#include "config.h"

#include "app/oriel-application.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-dashboard-file.h"
#include "app/oriel-style.h"
#include "app/settings/oriel-preferences.h"
#include "app/window/oriel-about.h"
#include "app/window/oriel-first-sight.h"
#include "app/window/oriel-window.h"
#include "datasource/demo/oriel-demo.h"
#include "draw/oriel-fonts.h"

struct _OrielApplication
{
  AdwApplication parent_instance;

  OrielState *state;
  OrielConnections *connections;
  gboolean state_is_loaded;
  GQueue waiting; /* of GApplicationCommandLine: came before the state */
};

G_DEFINE_FINAL_TYPE (OrielApplication, oriel_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the demonstration dashboard"), NULL },
  { "source", 's', 0, G_OPTION_ARG_STRING_ARRAY, NULL, N_ ("Use a Prometheus server for this run"),
    N_ ("NAME=URL") },
  { "provisioning", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, NULL,
    N_ ("Use the data sources of a Grafana provisioning file for this run"), N_ ("FILE") },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_ ("[FILE…]") },
  { NULL },
};

static GFile *
state_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "oriel", "state.json", NULL);

  return g_file_new_for_path (path);
}

static GFile *
connections_file (void)
{
  g_autofree char *path =
    g_build_filename (g_get_user_config_dir (), "oriel", "connections.ini", NULL);

  return g_file_new_for_path (path);
}

static OrielWindow *
ensure_window (OrielApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  for (; window; window = gtk_window_get_transient_for (window))
    if (ORIEL_IS_WINDOW (window))
      return ORIEL_WINDOW (window);

  return oriel_window_new (self);
}

static void
show_files (OrielApplication *self, GFile **files, guint n_files)
{
  gboolean is_new = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;
  OrielWindow *window = ensure_window (self);

  if (is_new && oriel_preferences_get_restore_tabs ())
    oriel_window_restore (window);
  for (guint i = 0; i < n_files; i++)
    oriel_window_open (window, files[i]);

  if (is_new && (n_files > 0 || oriel_window_has_tabs (window)))
    oriel_first_sight_wait (GTK_WINDOW (window));
  else
    gtk_window_present (GTK_WINDOW (window));
}

/* Data sources of the command line; what can't be used is said on its standard error. */
static void
add_sources (OrielApplication *self, GApplicationCommandLine *command_line, GVariantDict *dict)
{
  g_autofree const char **sources = NULL;
  g_autofree const char **files = NULL;

  g_variant_dict_lookup (dict, "source", "^a&s", &sources);
  for (guint i = 0; sources && sources[i]; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!oriel_connections_add_argument (self->connections, sources[i], &error))
        g_application_command_line_printerr (command_line, "oriel: %s\n", error->message);
    }

  g_variant_dict_lookup (dict, "provisioning", "^a&ay", &files);
  for (guint i = 0; files && files[i]; i++)
    {
      g_autoptr (GFile) file =
        g_application_command_line_create_file_for_arg (command_line, files[i]);
      g_autoptr (GError) error = NULL;

      if (!oriel_connections_add_provisioned (self->connections, file, &error))
        g_application_command_line_printerr (command_line, "oriel: %s\n", error->message);
    }
}

/* What a command line asks for. */
static void
run_command_line (OrielApplication *self, GApplicationCommandLine *command_line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree const char **arguments = NULL;

  add_sources (self, command_line, dict);
  if (g_variant_dict_contains (dict, "demo"))
    g_ptr_array_add (files, g_file_new_for_uri (oriel_demo_dashboards ()[0]));
  if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &arguments))
    for (guint i = 0; arguments[i]; i++)
      g_ptr_array_add (files,
                       g_application_command_line_create_file_for_arg (command_line, arguments[i]));

  show_files (self, (GFile **) files->pdata, files->len);
}

static void
state_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielApplication *self = user_data;
  g_autoptr (GError) error = NULL;
  GApplicationCommandLine *command_line;

  if (!oriel_state_load_finish (ORIEL_STATE (source), result, &error))
    g_message ("The state could not be read, starting afresh: %s", error->message);

  self->state_is_loaded = TRUE;
  while ((command_line = g_queue_pop_head (&self->waiting)))
    {
      run_command_line (self, command_line);
      g_object_unref (command_line);
    }
  g_application_release (G_APPLICATION (self));
}

static int
oriel_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  OrielApplication *self = ORIEL_APPLICATION (application);

  if (self->state_is_loaded)
    run_command_line (self, command_line);
  else
    g_queue_push_tail (&self->waiting, g_object_ref (command_line));

  return 0;
}

/* A dashboard that will be shown is read while GTK starts. */
static void
begin_ahead (GVariantDict *dict)
{
  g_autofree const char **arguments = NULL;
  g_autoptr (GFile) file = NULL;

  if (g_variant_dict_contains (dict, "demo"))
    file = g_file_new_for_uri (oriel_demo_dashboards ()[0]);
  else if (g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &arguments) && arguments[0])
    file = g_file_new_for_commandline_arg (arguments[0]);

  if (file)
    oriel_dashboard_file_begin_ahead (file);
}

static int
oriel_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  if (!g_variant_dict_contains (dict, "version"))
    {
      begin_ahead (dict);
      return -1;
    }

  g_print ("%s %s\n", "oriel", ORIEL_VERSION);
  return 0;
}

static void
oriel_application_activate (GApplication *application)
{
  show_files (ORIEL_APPLICATION (application), NULL, 0);
}

static void
oriel_application_open (GApplication *application,
                        GFile **files,
                        int n_files,
                        const char *hint G_GNUC_UNUSED)
{
  show_files (ORIEL_APPLICATION (application), files, (guint) n_files);
}

static void
quit_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer user_data)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (user_data))))
    {
      gtk_window_close (windows->data);
      if (gtk_application_get_windows (GTK_APPLICATION (user_data)) == windows)
        return;
    }
}

static void
about_cb (GSimpleAction *action G_GNUC_UNUSED,
          GVariant *parameter G_GNUC_UNUSED,
          gpointer user_data)
{
  oriel_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
open_uri_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  show_files (user_data, &file, 1);
}

static void
open_demo_cb (GSimpleAction *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED,
              gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (oriel_demo_dashboards ()[0]);

  show_files (user_data, &file, 1);
}

static void
help_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GtkWindow) window = GTK_WINDOW (source);

  if (!gtk_show_uri_full_finish (window, result, NULL))
    oriel_window_say_from (GTK_WIDGET (window), _ ("Help needs a program that reads it, as Yelp. "
                                                   "Ctrl+? shows the keys."));
}

static void
help_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window)
    gtk_show_uri_full (g_object_ref (window), "help:oriel", GDK_CURRENT_TIME, NULL, help_shown_cb,
                       NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "help", .activate = help_cb },
  { .name = "open-uri", .activate = open_uri_cb, .parameter_type = "s" },
  { .name = "open-demo", .activate = open_demo_cb },
};

typedef struct
{
  const char *action;
  const char *keys[3];
} Accelerator;

static const Accelerator accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.help", { "F1" } },
  { "win.open", { "<Control>o" } },
  { "win.close-tab", { "<Control>w" } },
  { "win.palette", { "<Control>k", "<Control>f" } },
  { "win.show-help-overlay", { "<Control>question", "<Control><Shift>slash" } },
  { "win.connections", { "<Control>comma" } },
  { "win.fullscreen", { "F11" } },
  { "win.primary-menu", { "F10" } },
  { "dashboard.refresh", { "<Control>r", "F5" } },
  { "dashboard.range-back", { "<Alt>Left" } },
  { "dashboard.range-forward", { "<Alt>Right" } },
  { "dashboard.time-picker", { "<Control><Shift>r" } },
  { "win.reopen-tab", { "<Control><Shift>t" } },
};

static void
set_accelerators (OrielApplication *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].keys);
}

static void
oriel_application_startup (GApplication *application)
{
  OrielApplication *self = ORIEL_APPLICATION (application);
  g_autoptr (GFile) file = state_file ();
  g_autoptr (GFile) connections = connections_file ();

  oriel_style_init ();
  G_APPLICATION_CLASS (oriel_application_parent_class)->startup (application);

  oriel_style_attach (gdk_display_get_default ());
  oriel_fonts_load (); /* before GTK looks for a font, and long since done by then */
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accelerators (self);
  oriel_preferences_attach (GTK_APPLICATION (self));

  /* A text that may be copied is first of all one to read. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);

  self->state = oriel_state_new (file);
  self->connections = oriel_connections_new (connections);
  oriel_connections_load (self->connections);
  g_application_hold (application);
  oriel_state_load_async (self->state, NULL, state_loaded_cb, self);
}

static void
oriel_application_shutdown (GApplication *application)
{
  OrielApplication *self = ORIEL_APPLICATION (application);

  if (self->state)
    oriel_state_flush (self->state);

  G_APPLICATION_CLASS (oriel_application_parent_class)->shutdown (application);
}

static void
oriel_application_finalize (GObject *object)
{
  OrielApplication *self = ORIEL_APPLICATION (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->state);
  g_clear_object (&self->connections);

  G_OBJECT_CLASS (oriel_application_parent_class)->finalize (object);
}

static void
oriel_application_class_init (OrielApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = oriel_application_finalize;
  application_class->startup = oriel_application_startup;
  application_class->shutdown = oriel_application_shutdown;
  application_class->activate = oriel_application_activate;
  application_class->open = oriel_application_open;
  application_class->command_line = oriel_application_command_line;
  application_class->handle_local_options = oriel_application_handle_local_options;
}

static void
oriel_application_init (OrielApplication *self)
{
  g_queue_init (&self->waiting);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
    G_APPLICATION (self), _ ("Opens Grafana dashboards from files and draws them natively."));
}

OrielApplication *
oriel_application_new (void)
{
  OrielApplication *self =
    g_object_new (ORIEL_TYPE_APPLICATION, "application-id", ORIEL_APPLICATION_ID, "flags",
                  G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN, NULL);

  /* Nothing is loaded because of its name alone. */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);
  return self;
}

OrielApplication *
oriel_application_get (void)
{
  return ORIEL_APPLICATION (g_application_get_default ());
}

OrielState *
oriel_application_get_state (OrielApplication *self)
{
  return self->state;
}

OrielConnections *
oriel_application_get_connections (OrielApplication *self)
{
  return self->connections;
}
