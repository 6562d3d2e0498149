/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cell's whole value in a popover. */

#include "config.h"

#include "app/dashboard/oriel-cell-view.h"

#include <glib/gi18n.h>

#define WIDTH_PX 420
#define MAX_HEIGHT_PX 320
#define MARGIN_PX 6
#define MAX_BYTES (1024 * 1024) /* of a text that is shown; all of it is copied */

/* As many whole characters as are shown. */
static int
shown_length (const char *text)
{
  gsize length = strlen (text);

  if (length <= MAX_BYTES)
    return (int) length;

  length = MAX_BYTES;
  while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
    length--;
  return (int) length;
}

/* Lines that are too long are broken without a hyphen, which would be read as part of the value. */
static void
fill (GtkTextBuffer *buffer, const char *text)
{
  GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, NULL, "insert-hyphens", FALSE, NULL);
  GtkTextIter start, end;

  gtk_text_buffer_set_text (buffer, text, shown_length (text));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

static GtkWidget *
create_text (const char *name, const char *text)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), MARGIN_PX);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), MARGIN_PX);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  fill (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name ? name : _ ("Whole value"), -1);

  gtk_widget_set_size_request (scroll, WIDTH_PX, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), MAX_HEIGHT_PX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  return scroll;
}

static void
copy_cb (GtkWidget *button, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), text);
}

static GtkWidget *
create_head (const char *name, const char *text)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, MARGIN_PX);
  GtkWidget *title = gtk_label_new (name);
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_tooltip_text (copy, _ ("Copy the whole value"));
  g_signal_connect_data (copy, "clicked", G_CALLBACK (copy_cb), g_strdup (text),
                         (GClosureNotify) (GCallback) g_free, 0);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), copy);
  return head;
}

GtkWidget *
oriel_cell_view_new (const char *name, const char *text)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN_PX);

  gtk_box_append (GTK_BOX (box), create_head (name, text));
  gtk_box_append (GTK_BOX (box), create_text (name, text));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}
