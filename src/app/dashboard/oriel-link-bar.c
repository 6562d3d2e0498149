/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The links of a dashboard. Where a link leads is asked when it is followed, so that it takes the
 * range and the variables along as they are then. */

#include "config.h"

#include "app/dashboard/oriel-link-bar.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-dashboard-link.h"
#include "app/widgets/oriel-wrap-layout.h"
#include "base/oriel-json.h"

#define MAX_LINKS 100
#define MAX_TITLE_CHARACTERS 40
#define MAX_MENU_PX 400

struct _OrielLinkBar
{
  GtkWidget parent_instance;

  OrielSession *session; /* nullable */
  char **uris;           /* nullable */
  GFile *file;           /* nullable */
  GCancellable *cancellable;
  char *titles; /* nullable: what is shown, to be compared with what shall be */
};

G_DEFINE_FINAL_TYPE (OrielLinkBar, oriel_link_bar, GTK_TYPE_WIDGET)

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A link of the list that a search for dashboards fills. */
typedef struct
{
  OrielLinkBar *bar; /* a reference */
  JsonObject *link;  /* a reference */
  GtkWidget *before; /* a reference: the widget that stands for the list meanwhile */
} Search;

static void
clear (OrielLinkBar *self)
{
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
}

static void
update_visible (OrielLinkBar *self)
{
  gboolean any = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child && !any;
       child = gtk_widget_get_next_sibling (child))
    any = gtk_widget_get_visible (child);
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void
follow (OrielLinkBar *self, JsonObject *link)
{
  g_autofree char *href = oriel_session_link_href (self->session, -1, link);

  g_signal_emit (self, signals[OPEN], 0, href);
}

static void
clicked_cb (OrielLinkBar *self, GtkWidget *button)
{
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);

  if (popover)
    gtk_popover_popdown (GTK_POPOVER (popover));
  follow (self, g_object_get_data (G_OBJECT (button), "link"));
}

static GtkWidget *
new_label (const char *title, const char *icon_name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_TITLE_CHARACTERS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* A button that follows `link`, which has a `url` and what is to be taken along. */
static GtkWidget *
new_button (OrielLinkBar *self, JsonObject *link, const char *title, const char *tooltip)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), new_label (title, "oriel-link-symbolic"));
  gtk_widget_set_tooltip_text (button, *tooltip ? tooltip : NULL);
  gtk_widget_add_css_class (button, "dashboard-link");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "link", json_object_ref (link),
                          (GDestroyNotify) json_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static char *
text_of (OrielLinkBar *self, JsonObject *link, const char *name)
{
  return oriel_session_interpolate (self->session, -1, oriel_json_string (link, name, ""));
}

static void
add_link (OrielLinkBar *self, JsonObject *link)
{
  g_autofree char *title = text_of (self, link, "title");
  g_autofree char *tooltip = text_of (self, link, "tooltip");
  const char *url = oriel_json_string (link, "url", "");

  if (*url)
    gtk_widget_set_parent (new_button (self, link, *title ? title : url, tooltip),
                           GTK_WIDGET (self));
}

/* --- other dashboards --- */

static void
search_free (Search *search)
{
  g_object_unref (search->bar);
  json_object_unref (search->link);
  g_object_unref (search->before);
  g_free (search);
}

/* The link to one of the dashboards that were found. */
static JsonObject *
link_to (JsonObject *list, const OrielDashboardName *name)
{
  JsonObject *link = json_object_new ();
  g_autofree char *escaped = g_uri_escape_string (name->uid, NULL, FALSE);
  g_autofree char *url = g_strconcat ("/d/", escaped, NULL);

  json_object_set_string_member (link, "url", url);
  json_object_set_boolean_member (link, "keepTime", oriel_json_boolean (list, "keepTime", FALSE));
  json_object_set_boolean_member (link, "includeVars",
                                  oriel_json_boolean (list, "includeVars", FALSE));
  return link;
}

static GtkWidget *
new_menu (OrielLinkBar *self, JsonObject *list, GtkWidget *content)
{
  g_autofree char *title = text_of (self, list, "title");
  GtkWidget *menu = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), MAX_MENU_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), content);
  gtk_popover_set_child (GTK_POPOVER (popover), scroll);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (menu), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (menu), *title ? title : _ ("Dashboards"));
  gtk_widget_add_css_class (menu, "dashboard-link");
  return menu;
}

static void
show_found (OrielLinkBar *self, Search *search, const GPtrArray *names)
{
  gboolean as_menu = oriel_json_boolean (search->link, "asDropdown", FALSE);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *place = search->before;
  const char *own = oriel_session_get_dashboard (self->session)->uid;

  g_object_ref_sink (content);
  for (guint i = 0; i < MIN (names->len, MAX_LINKS); i++)
    {
      const OrielDashboardName *name = g_ptr_array_index (names, i);
      g_autoptr (JsonObject) link = link_to (search->link, name);
      GtkWidget *button;

      if (g_strcmp0 (name->uid, own) == 0)
        continue;
      button = new_button (self, link, name->title, "");
      if (as_menu)
        {
          gtk_widget_add_css_class (button, "flat");
          gtk_box_append (GTK_BOX (content), button);
          continue;
        }
      gtk_widget_insert_after (button, GTK_WIDGET (self), place);
      place = button;
    }

  if (as_menu && gtk_widget_get_first_child (content))
    gtk_widget_insert_after (new_menu (self, search->link, content), GTK_WIDGET (self), place);
  g_object_unref (content);
  update_visible (self);
}

static void
found_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GPtrArray) names = oriel_dashboard_link_find_tagged_finish (result, NULL);

  if (names && gtk_widget_get_parent (search->before) == GTK_WIDGET (search->bar))
    show_found (search->bar, search, names);
  search_free (search);
}

static char **
tags_of (JsonObject *link)
{
  JsonArray *tags = oriel_json_array (link, "tags");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < oriel_json_array_length (tags); i++)
    if (oriel_json_array_string (tags, i))
      g_strv_builder_add (builder, oriel_json_array_string (tags, i));

  return g_strv_builder_end (builder);
}

/* An empty widget keeps the place until the list is known. */
static void
add_list (OrielLinkBar *self, JsonObject *link)
{
  g_auto (GStrv) tags = tags_of (link);
  Search *search = g_new0 (Search, 1);

  search->bar = g_object_ref (self);
  search->link = json_object_ref (link);
  search->before = g_object_ref_sink (gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_widget_set_visible (search->before, FALSE);
  gtk_widget_set_parent (search->before, GTK_WIDGET (self));
  oriel_dashboard_link_find_tagged_async ((const char *const *) tags,
                                          (const char *const *) self->uris, self->file,
                                          self->cancellable, found_cb, search);
}

/* --- the widget --- */

static void
oriel_link_bar_dispose (GObject *object)
{
  OrielLinkBar *self = ORIEL_LINK_BAR (object);

  clear (self);
  g_clear_object (&self->session);
  g_clear_object (&self->file);
  g_clear_pointer (&self->uris, g_strfreev);
  g_clear_pointer (&self->titles, g_free);

  G_OBJECT_CLASS (oriel_link_bar_parent_class)->dispose (object);
}

static void
oriel_link_bar_class_init (OrielLinkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oriel_link_bar_dispose;
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, ORIEL_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "links");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
oriel_link_bar_init (OrielLinkBar *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Links of the dashboard"), -1);
}

static void
rebuild (OrielLinkBar *self)
{
  const GPtrArray *links = oriel_session_get_dashboard (self->session)->links;

  clear (self);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < MIN (links->len, MAX_LINKS); i++)
    {
      JsonObject *link = g_ptr_array_index (links, i);

      if (g_str_equal (oriel_json_string (link, "type", "link"), "dashboards"))
        add_list (self, link);
      else
        add_link (self, link);
    }
  update_visible (self);
}

static char *
all_titles (OrielLinkBar *self)
{
  const GPtrArray *links = oriel_session_get_dashboard (self->session)->links;
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < MIN (links->len, MAX_LINKS); i++)
    {
      g_autofree char *title = text_of (self, g_ptr_array_index (links, i), "title");

      g_string_append_printf (all, "%s\n", title);
    }

  return g_string_free (all, FALSE);
}

/* An open list is not torn away by a variable that no title shows. */
void
oriel_link_bar_update (OrielLinkBar *self)
{
  g_autofree char *titles = all_titles (self);

  if (g_strcmp0 (titles, self->titles) == 0)
    return;

  g_free (self->titles);
  self->titles = g_steal_pointer (&titles);
  rebuild (self);
}

void
oriel_link_bar_set_session (OrielLinkBar *self,
                            OrielSession *session,
                            const char *const *uris,
                            GFile *file)
{
  g_set_object (&self->session, session);
  g_set_object (&self->file, file);
  g_strfreev (self->uris);
  self->uris = g_strdupv ((char **) uris);
  g_clear_pointer (&self->titles, g_free);
  oriel_link_bar_update (self);
}
