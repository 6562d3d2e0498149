/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-filter-bar.h. One list is asked for at a time: that which is open. */

#include "config.h"

#include "app/dashboard/oriel-filter-bar.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-filter-pill.h"
#include "app/widgets/oriel-wrap-layout.h"
#include "base/oriel-json.h"

/* More filters than this are counted, not shown: nobody has written them by hand. */
#define MAX_PILLS 50

struct _OrielFilterBar
{
  GtkWidget parent_instance;

  OrielSession *session; /* weak */
  char *name;            /* of the variable; nullable */
  gboolean allow_custom, may_group;
  GPtrArray *pills; /* of OrielFilterPill, borrowed */
  char **others;    /* texts of the filters that have no pill; nullable */
  GtkWidget *note;  /* how many those are */
  GtkWidget *add;
  GCancellable *cancellable; /* of what is asked for now; nullable */
};

G_DEFINE_FINAL_TYPE (OrielFilterBar, oriel_filter_bar, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a list was asked for. */
typedef struct
{
  OrielFilterPill *pill; /* weak */
  OrielSession *session;
  OrielLabelQueryKind kind;
} Ask;

static void
stop_asking (OrielFilterBar *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* --- lists --- */

static void
answered_cb (GObject *object G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Ask *ask = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) options = oriel_session_ask_labels_finish (ask->session, result, &error);
  gboolean stale = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (ask->pill && !stale)
    oriel_filter_pill_offer (ask->pill, ask->kind, options, error ? error->message : NULL);
  g_clear_weak_pointer (&ask->pill);
  g_object_unref (ask->session);
  g_free (ask);
}

static void
wanted_cb (OrielFilterBar *self, int kind, OrielFilterPill *pill)
{
  g_autoptr (OrielFilter) filter = oriel_filter_pill_dup_filter (pill);
  Ask *ask;

  stop_asking (self);
  if (!self->session)
    return;

  ask = g_new0 (Ask, 1);
  ask->session = g_object_ref (self->session);
  ask->kind = (OrielLabelQueryKind) kind;
  g_set_weak_pointer (&ask->pill, pill);
  self->cancellable = g_cancellable_new ();
  oriel_session_ask_labels_async (self->session, self->name, ask->kind, filter->key,
                                  self->cancellable, answered_cb, ask);
}

static void
needless_cb (OrielFilterBar *self, int kind G_GNUC_UNUSED, OrielFilterPill *pill G_GNUC_UNUSED)
{
  stop_asking (self);
}

/* --- filters --- */

/* The filters that are complete, as texts. Free with g_strfreev(). */
static char **
texts_of (OrielFilterBar *self)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; i < self->pills->len; i++)
    {
      g_autoptr (OrielFilter) filter =
        oriel_filter_pill_dup_filter (g_ptr_array_index (self->pills, i));
      g_autofree char *text =
        oriel_filter_is_complete (filter) ? oriel_filter_to_text (filter) : NULL;

      if (text)
        g_strv_builder_add (texts, text);
    }
  if (self->others)
    g_strv_builder_addv (texts, (const char **) self->others);

  return g_strv_builder_end (texts);
}

static gboolean
shows (OrielFilterBar *self, const char *const *values)
{
  g_auto (GStrv) texts = texts_of (self);

  return g_strv_equal ((const char *const *) texts, values);
}

static void
changed_cb (OrielFilterBar *self)
{
  g_auto (GStrv) texts = texts_of (self);
  const OrielVariableState *state =
    self->session ? oriel_variables_find (oriel_session_get_variables (self->session), self->name)
                  : NULL;

  if (state && !g_strv_equal ((const char *const *) texts, (const char *const *) state->values))
    g_signal_emit (self, signals[CHOSEN], 0, texts);
}

static void
drop_pill (OrielFilterBar *self, OrielFilterPill *pill)
{
  g_ptr_array_remove (self->pills, pill);
  gtk_widget_unparent (GTK_WIDGET (pill));
}

static void
removed_cb (OrielFilterBar *self, OrielFilterPill *pill)
{
  g_object_ref (pill); /* its signal still runs */
  stop_asking (self);
  gtk_widget_grab_focus (self->add);
  drop_pill (self, pill);
  changed_cb (self);
  g_object_unref (pill);
}

static OrielFilterPill *
add_pill (OrielFilterBar *self)
{
  GtkWidget *pill = oriel_filter_pill_new (self->allow_custom, self->may_group);

  g_signal_connect_object (pill, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pill, "needless", G_CALLBACK (needless_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pill, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pill, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_before (pill, GTK_WIDGET (self), self->note);
  g_ptr_array_add (self->pills, pill);
  return ORIEL_FILTER_PILL (pill);
}

static void
add_clicked_cb (OrielFilterBar *self)
{
  oriel_filter_pill_start (add_pill (self));
}

/* --- the widget --- */

static void
oriel_filter_bar_dispose (GObject *object)
{
  OrielFilterBar *self = ORIEL_FILTER_BAR (object);
  GtkWidget *child;

  stop_asking (self);
  g_clear_weak_pointer (&self->session);
  g_ptr_array_set_size (self->pills, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (oriel_filter_bar_parent_class)->dispose (object);
}

static void
oriel_filter_bar_finalize (GObject *object)
{
  OrielFilterBar *self = ORIEL_FILTER_BAR (object);

  g_ptr_array_unref (self->pills);
  g_strfreev (self->others);
  g_free (self->name);

  G_OBJECT_CLASS (oriel_filter_bar_parent_class)->finalize (object);
}

static void
oriel_filter_bar_class_init (OrielFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = oriel_filter_bar_dispose;
  object_class->finalize = oriel_filter_bar_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  gtk_widget_class_set_layout_manager_type (widget_class, ORIEL_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
oriel_filter_bar_init (OrielFilterBar *self)
{
  self->pills = g_ptr_array_new ();
  self->note = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_widget_add_css_class (self->note, "filters-note");
  gtk_widget_set_visible (self->note, FALSE);
  gtk_widget_set_parent (self->note, GTK_WIDGET (self));
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add, "add-filter");
  gtk_widget_set_parent (self->add, GTK_WIDGET (self));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
oriel_filter_bar_new (void)
{
  return g_object_new (ORIEL_TYPE_FILTER_BAR, NULL);
}

static void
keep_others (OrielFilterBar *self, const char *const *values, guint n_shown)
{
  guint n = g_strv_length ((char **) values) - n_shown;
  g_autofree char *text = g_strdup_printf (ngettext ("%u more filter", "%u more filters", n), n);

  g_strfreev (self->others);
  self->others = n > 0 ? g_strdupv ((char **) values + n_shown) : NULL;
  gtk_label_set_label (GTK_LABEL (self->note), text);
  gtk_widget_set_visible (self->note, n > 0);
}

/* One pill for each filter, as far as they go those that are there. */
static void
show_filters (OrielFilterBar *self, const char *const *values)
{
  guint n = MIN (g_strv_length ((char **) values), MAX_PILLS);

  keep_others (self, values, n);

  while (self->pills->len > n)
    drop_pill (self, g_ptr_array_index (self->pills, self->pills->len - 1));
  while (self->pills->len < n)
    add_pill (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (OrielFilter) filter = oriel_filter_parse (values[i]);

      if (filter)
        oriel_filter_pill_set_filter (g_ptr_array_index (self->pills, i), filter);
    }
}

void
oriel_filter_bar_update (OrielFilterBar *self,
                         OrielSession *session,
                         const OrielVariableState *state)
{
  const OrielVariable *definition = state->definition;
  const char *title =
    definition->label && *definition->label ? definition->label : definition->name;
  g_autofree char *adds = g_strdup_printf (_ ("Add a filter to %s"), title);

  g_set_weak_pointer (&self->session, session);
  if (g_strcmp0 (self->name, definition->name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (definition->name);
    }
  self->allow_custom = definition->allow_custom_value;
  self->may_group = oriel_json_boolean (definition->json, "enableGroupBy", FALSE);
  gtk_widget_set_tooltip_text (self->add, adds);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, adds,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (!shows (self, (const char *const *) state->values))
    show_filters (self, (const char *const *) state->values);
}
