/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog for one connection. What is typed becomes settings only when it is checked or
 * saved; a secret that is left empty keeps the one in the keyring. */

#include "config.h"

#include "app/settings/oriel-connection-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/oriel-application.h"
#include "app/settings/oriel-secrets.h"

#define ORIEL_TYPE_CONNECTION_DIALOG (oriel_connection_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OrielConnectionDialog,
                      oriel_connection_dialog,
                      ORIEL,
                      CONNECTION_DIALOG,
                      AdwWindow)

struct _OrielConnectionDialog
{
  AdwWindow parent_instance;

  GtkWidget *save_button;
  GtkEditable *name_row, *url_row, *uid_row;
  GtkSwitch *default_switch;
  AdwComboRow *auth_row;
  GtkEditable *user_row, *secret_row;
  GtkEditable *headers_row, *secret_header_row, *secret_header_value_row;
  GtkEditable *ca_row, *certificate_row, *key_row;
  GtkSwitch *verify_switch;
  GtkEditable *interval_row, *parameters_row;
  GtkSwitch *get_switch;
  AdwActionRow *check_row;
  GtkSpinner *check_spinner;
  GtkWidget *check_button;
  GtkWidget *remove_group;

  OrielConnection *connection; /* nullable: a new one */
  OrielConnection *tried;      /* nullable: the one that is being checked */
  char *secret_id;
  char *tried_secret_id; /* of secrets that were typed for a check and are not kept */
};

G_DEFINE_FINAL_TYPE (OrielConnectionDialog, oriel_connection_dialog, ADW_TYPE_WINDOW)

static OrielConnections *
get_connections (void)
{
  return oriel_application_get_connections (oriel_application_get ());
}

/* --- between widgets and settings --- */

/* The text, or NULL when it is empty. */
static char *
dup_text (GtkEditable *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
set_text (GtkEditable *row, const char *text)
{
  gtk_editable_set_text (row, text ? text : "");
}

/* The address; `localhost:9090` is one of HTTP, as browsers and curl take it. NULL when there is
 * none. */
static char *
dup_url (GtkEditable *row)
{
  g_autofree char *text = dup_text (row);

  return text && !strstr (text, "://") ? g_strconcat ("http://", text, NULL)
                                       : g_steal_pointer (&text);
}

/* `A: b; C: d` as a list; NULL when there is none. */
static char **
dup_headers (GtkEditable *row)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (row), ";", 50);
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]) && strchr (parts[i], ':'))
      {
        g_strv_builder_add (headers, parts[i]);
        n++;
      }

  return n > 0 ? g_strv_builder_end (headers) : NULL;
}

static char **
dup_secret_headers (OrielConnectionDialog *self)
{
  g_autofree char *name = dup_text (self->secret_header_row);

  return name ? g_strdupv ((char *[]){ name, NULL }) : NULL;
}

static OrielConnection *
new_connection (OrielConnectionDialog *self, const char *secret_id)
{
  OrielDataSourceSettings settings = {
    .name = dup_text (self->name_row),
    .uid = dup_text (self->uid_row),
    .type = g_strdup ("prometheus"),
    .url = dup_url (self->url_row),
    .is_default = gtk_switch_get_active (self->default_switch),
    .scrape_interval = dup_text (self->interval_row),
    .http_method = g_strdup (gtk_switch_get_active (self->get_switch) ? "GET" : "POST"),
    .query_parameters = dup_text (self->parameters_row),
    .http = {
      .auth = (OrielAuthKind) adw_combo_row_get_selected (self->auth_row),
      .user = dup_text (self->user_row),
      .secret_id = g_strdup (secret_id),
      .headers = dup_headers (self->headers_row),
      .secret_headers = dup_secret_headers (self),
      .ca_file = dup_text (self->ca_row),
      .client_certificate_file = dup_text (self->certificate_row),
      .client_key_file = dup_text (self->key_row),
      .skip_verify = gtk_switch_get_active (self->verify_switch),
    },
  };

  return oriel_connection_new_take (&settings);
}

static void
fill (OrielConnectionDialog *self, const OrielDataSourceSettings *settings)
{
  const OrielHttpSettings *http = &settings->http;
  g_autofree char *headers = http->headers ? g_strjoinv ("; ", http->headers) : NULL;

  set_text (self->name_row, settings->name);
  set_text (self->url_row, settings->url);
  set_text (self->uid_row, settings->uid);
  gtk_switch_set_active (self->default_switch, settings->is_default);
  adw_combo_row_set_selected (self->auth_row, (guint) http->auth);
  set_text (self->user_row, http->user);
  set_text (self->headers_row, headers);
  set_text (self->secret_header_row, http->secret_headers ? http->secret_headers[0] : NULL);
  set_text (self->ca_row, http->ca_file);
  set_text (self->certificate_row, http->client_certificate_file);
  set_text (self->key_row, http->client_key_file);
  gtk_switch_set_active (self->verify_switch, http->skip_verify);
  set_text (self->interval_row, settings->scrape_interval);
  set_text (self->parameters_row, settings->query_parameters);
  gtk_switch_set_active (self->get_switch, g_strcmp0 (settings->http_method, "GET") == 0);
}

/* --- secrets --- */

static void
stored_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  GtkApplication *application = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog;

  if (oriel_secrets_store_finish (result, &error))
    return;

  dialog = adw_message_dialog_new (gtk_application_get_active_window (application),
                                   _ ("The Keyring Can’t Be Reached"), error->message);
  adw_message_dialog_format_body (
    ADW_MESSAGE_DIALOG (dialog),
    _ ("The secret is used until Oriel is closed, then it has to be given again.\n\n%s"),
    error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
store_secret (OrielConnectionDialog *self, const char *what, GtkEditable *row)
{
  const char *value = gtk_editable_get_text (row);
  g_autofree char *label =
    g_strdup_printf (_ ("Oriel: %s of %s"), what, gtk_editable_get_text (self->name_row));

  if (*value)
    oriel_secrets_store_async (self->secret_id, what, label, value, NULL, stored_cb,
                               oriel_application_get ());
}

static const char *
auth_secret_name (OrielConnectionDialog *self)
{
  switch ((OrielAuthKind) adw_combo_row_get_selected (self->auth_row))
    {
    case ORIEL_AUTH_BASIC:
      return ORIEL_HTTP_SECRET_PASSWORD;
    case ORIEL_AUTH_BEARER:
      return ORIEL_HTTP_SECRET_TOKEN;
    case ORIEL_AUTH_NONE:
    default:
      return NULL;
    }
}

static void
try_secret (OrielConnectionDialog *self, const char *what, GtkEditable *row)
{
  const char *value = gtk_editable_get_text (row);

  if (*value)
    oriel_http_remember_secret (self->tried_secret_id, what, value);
  else
    oriel_http_copy_secret (self->secret_id, self->tried_secret_id, what);
}

/* Lets a check use what was typed, or else what is kept; the connection goes on with its own. */
static void
try_secrets (OrielConnectionDialog *self)
{
  const char *what = auth_secret_name (self);
  g_autofree char *header = dup_text (self->secret_header_row);

  if (what)
    try_secret (self, what, self->secret_row);
  if (header)
    try_secret (self, header, self->secret_header_value_row);
}

static void
store_secrets (OrielConnectionDialog *self)
{
  const char *what = auth_secret_name (self);
  g_autofree char *header = dup_text (self->secret_header_row);

  if (what)
    store_secret (self, what, self->secret_row);
  if (header)
    store_secret (self, header, self->secret_header_value_row);
}

/* --- what people do --- */

static gboolean
is_usable_url (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;

  return scheme && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https")) &&
         g_uri_get_host (uri) && *g_uri_get_host (uri) && !g_uri_get_userinfo (uri);
}

static void
mark (GtkEditable *row, gboolean bad)
{
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

/* What a check found is not true of what was typed since; why an address is none is said here. */
static void
forget_check (OrielConnectionDialog *self, gboolean bad_url)
{
  if (self->tried)
    g_signal_handlers_disconnect_by_data (self->tried, self);
  g_clear_object (&self->tried);

  gtk_spinner_set_spinning (self->check_spinner, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->check_row), "error");
  adw_action_row_set_subtitle (
    self->check_row,
    bad_url ? _ ("The URL is to begin with http:// or https://, without a user or password in it")
            : "");
}

static void
changed_cb (OrielConnectionDialog *self)
{
  guint auth = adw_combo_row_get_selected (self->auth_row);
  g_autofree char *name = dup_text (self->name_row);
  g_autofree char *url = dup_url (self->url_row);
  gboolean good_url = url && is_usable_url (url);

  mark (self->url_row, url && !good_url);
  forget_check (self, url && !good_url);
  gtk_widget_set_visible (GTK_WIDGET (self->user_row), auth == ORIEL_AUTH_BASIC);
  gtk_widget_set_visible (GTK_WIDGET (self->secret_row), auth != ORIEL_AUTH_NONE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row),
                                 auth == ORIEL_AUTH_BEARER ? _ ("Token") : _ ("Password"));
  gtk_widget_set_sensitive (self->save_button, name && good_url);
  gtk_widget_set_sensitive (self->check_button, good_url);
}

static void
tried_changed_cb (OrielConnectionDialog *self)
{
  OrielHealth health = oriel_connection_get_health (self->tried);
  g_autofree char *text = g_markup_escape_text (oriel_connection_get_message (self->tried), -1);

  gtk_spinner_set_spinning (self->check_spinner, health == ORIEL_HEALTH_CHECKING);
  adw_action_row_set_subtitle (self->check_row,
                               health == ORIEL_HEALTH_CHECKING ? _ ("Asking…") : text);
  if (health == ORIEL_HEALTH_BAD)
    gtk_widget_add_css_class (GTK_WIDGET (self->check_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->check_row), "error");
}

static void
check_cb (OrielConnectionDialog *self)
{
  forget_check (self, FALSE);
  try_secrets (self);
  self->tried = new_connection (self, self->tried_secret_id);
  g_signal_connect_object (self->tried, "changed", G_CALLBACK (tried_changed_cb), self,
                           G_CONNECT_SWAPPED);
  oriel_connection_check (self->tried);
}

static void
save_cb (OrielConnectionDialog *self)
{
  g_autoptr (OrielConnection) connection = new_connection (self, self->secret_id);

  store_secrets (self);
  oriel_connections_put (get_connections (), connection, self->connection);
  oriel_connection_check (connection);
  gtk_window_close (GTK_WINDOW (self));
}

static void
remove_response_cb (OrielConnectionDialog *self, const char *response)
{
  if (!g_str_equal (response, "remove"))
    return;

  oriel_connections_remove (get_connections (), self->connection);
  gtk_window_close (GTK_WINDOW (self));
}

static void
remove_cb (OrielConnectionDialog *self)
{
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (self), _ ("Remove the Connection?"), NULL);

  adw_message_dialog_format_body (
    ADW_MESSAGE_DIALOG (dialog),
    _ ("Dashboards no longer find “%s”, and its secrets are removed from the keyring."),
    oriel_connection_get_settings (self->connection)->name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  /* A response closes this dialog before the other is gone, which still knows it as its parent. */
  g_object_set_data_full (G_OBJECT (dialog), "parent", g_object_ref (self), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- the dialog --- */

static void
oriel_connection_dialog_dispose (GObject *object)
{
  OrielConnectionDialog *self = ORIEL_CONNECTION_DIALOG (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->tried);
  if (self->tried_secret_id)
    oriel_http_forget_secrets (self->tried_secret_id);
  g_clear_pointer (&self->tried_secret_id, g_free);
  g_clear_pointer (&self->secret_id, g_free);

  G_OBJECT_CLASS (oriel_connection_dialog_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (class, OrielConnectionDialog, name)

static void
bind_template (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (
    class, "/io/github/oriel/Oriel/settings/oriel-connection-dialog.ui");
  BIND (save_button);
  BIND (name_row);
  BIND (url_row);
  BIND (uid_row);
  BIND (default_switch);
  BIND (auth_row);
  BIND (user_row);
  BIND (secret_row);
  BIND (headers_row);
  BIND (secret_header_row);
  BIND (secret_header_value_row);
  BIND (ca_row);
  BIND (certificate_row);
  BIND (key_row);
  BIND (verify_switch);
  BIND (interval_row);
  BIND (parameters_row);
  BIND (get_switch);
  BIND (check_row);
  BIND (check_spinner);
  BIND (check_button);
  BIND (remove_group);
  gtk_widget_class_bind_template_callback (class, changed_cb);
  gtk_widget_class_bind_template_callback (class, check_cb);
  gtk_widget_class_bind_template_callback (class, save_cb);
  gtk_widget_class_bind_template_callback (class, remove_cb);
}

#undef BIND

static void
oriel_connection_dialog_class_init (OrielConnectionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oriel_connection_dialog_dispose;
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
oriel_connection_dialog_init (OrielConnectionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
oriel_connection_dialog_show (GtkWindow *parent, OrielConnection *connection)
{
  OrielConnectionDialog *self =
    g_object_new (ORIEL_TYPE_CONNECTION_DIALOG, "transient-for", parent, NULL);

  if (connection)
    {
      self->connection = g_object_ref (connection);
      self->secret_id = g_strdup (oriel_connection_get_settings (connection)->http.secret_id);
      fill (self, oriel_connection_get_settings (connection));
    }
  if (!self->secret_id)
    self->secret_id = g_uuid_string_random ();
  self->tried_secret_id = g_uuid_string_random ();
  gtk_widget_set_visible (self->remove_group, connection != NULL);
  gtk_window_set_title (GTK_WINDOW (self),
                        connection ? _ ("Change Connection") : _ ("Add Connection"));
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  gtk_window_present (GTK_WINDOW (self));
}
