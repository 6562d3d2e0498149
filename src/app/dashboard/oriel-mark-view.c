/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written about marks. Texts of annotations are HTML from anywhere: of it only what a label
 * can show stays, built anew from parsed blocks. */

#include "config.h"

#include "app/dashboard/oriel-mark-view.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-description.h"
#include "app/widgets/oriel-wrap-layout.h"

#define TEXT_CHARACTERS 56
#define VALUE_CHARACTERS 48

/* Lines of a text: of one event, of one that can be read at leisure, of one among several. */
#define LINES 10
#define PINNED_LINES 30
#define SHORT_LINES 3

typedef struct
{
  gboolean pinned;
  gboolean is_one; /* there is one mark, not several */
  OrielMarkLinkFunc func;
  gpointer user_data;
} Making;

static GtkWidget *
new_label (const Making *making, const char *text, int max_characters)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), max_characters);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (label), making->pinned);
  return label;
}

/* On several lines, but not on so many that the page is too low for them. */
static void
wrap (const Making *making, GtkWidget *label)
{
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), !making->is_one  ? SHORT_LINES
                                          : making->pinned ? PINNED_LINES
                                                           : LINES);
}

static void
append_line (GtkWidget *box, const Making *making, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (!text || !*text)
    return;

  label = new_label (making, text, TEXT_CHARACTERS);
  wrap (making, label);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
append_html (GtkWidget *box, const Making *making, const char *html)
{
  g_autofree char *markup = html ? oriel_description_html_to_markup (html) : NULL;
  GtkWidget *label;

  if (!markup || !*markup)
    return;

  label = new_label (making, NULL, TEXT_CHARACTERS);
  wrap (making, label);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_box_append (GTK_BOX (box), label);
}

static void
append_tags (GtkWidget *box, char *const *tags)
{
  GtkWidget *line = NULL;

  for (guint i = 0; tags[i]; i++)
    {
      GtkWidget *tag;

      if (!*tags[i])
        continue;
      if (!line)
        {
          line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
          gtk_widget_set_layout_manager (line, g_object_new (ORIEL_TYPE_WRAP_LAYOUT, NULL));
          gtk_box_append (GTK_BOX (box), line);
        }

      tag = gtk_label_new (tags[i]);
      gtk_label_set_ellipsize (GTK_LABEL (tag), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (tag), 24);
      gtk_widget_add_css_class (tag, "mark-tag");
      gtk_widget_set_halign (tag, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (line), tag);
    }
}

static void
append_pairs (GtkWidget *box, const Making *making, const OrielMarkTip *tip)
{
  GtkWidget *grid;

  if (tip->names->len == 0)
    return;

  grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (guint i = 0; i < tip->names->len; i++)
    {
      GtkWidget *name = new_label (making, g_ptr_array_index (tip->names, i), VALUE_CHARACTERS);
      GtkWidget *value = new_label (making, g_ptr_array_index (tip->values, i), VALUE_CHARACTERS);

      gtk_widget_add_css_class (name, "dim-label");
      gtk_label_set_xalign (GTK_LABEL (value), 1);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_grid_attach (GTK_GRID (grid), name, 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, (int) i, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);
}

/* --- links --- */

typedef struct
{
  OrielMarkLinkFunc func;
  gpointer user_data;
  char *url;
} Target;

static void
target_free (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  Target *target = data;

  g_free (target->url);
  g_free (target);
}

static void
clicked_cb (GtkButton *button G_GNUC_UNUSED, Target *target)
{
  target->func (target->url, target->user_data);
}

/* A query of another source is shown, but leads nowhere as long as such sources are not asked. */
static GtkWidget *
new_link (const Making *making, const OrielLink *link)
{
  GtkWidget *button = gtk_button_new_with_label (link->title);
  Target *target = g_new0 (Target, 1);

  target->func = making->func;
  target->user_data = making->user_data;
  target->url = g_strdup (link->href);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), target, target_free, 0);
  if (link->source_uid || g_str_equal (link->href, "about:blank"))
    {
      gtk_widget_set_sensitive (button, FALSE);
      gtk_widget_set_tooltip_text (button, _ ("Traces of other sources are not shown yet"));
    }
  return button;
}

static void
append_links (GtkWidget *box, const Making *making, const GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    gtk_box_append (GTK_BOX (box), new_link (making, g_ptr_array_index (links, i)));
}

/* --- the whole --- */

static void
append_tip (GtkWidget *box, const Making *making, const OrielMarkTip *tip)
{
  if (!making->is_one)
    append_line (box, making, tip->when, "numeric");
  if (tip->names->len == 0)
    append_line (box, making, tip->title, "heading");
  append_html (box, making, tip->text);
  append_tags (box, tip->tags);
  append_pairs (box, making, tip);
  append_links (box, making, tip->links);
  if (tip->names->len == 0)
    append_line (box, making, tip->source, "dim-label");
}

GtkWidget *
oriel_mark_view_new (const OrielTips *tips,
                     gboolean pinned,
                     OrielMarkLinkFunc func,
                     gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const Making making = { pinned, tips->marks->len == 1, func, user_data };

  for (guint i = 0; i < tips->marks->len; i++)
    {
      if (i > 0)
        gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      append_tip (box, &making, g_ptr_array_index (tips->marks, i));
    }

  return box;
}

/* --- as text --- */

static void
add_part (GString *text, const char *part)
{
  if (part && *part)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", part);
}

static void
add_html (GString *text, const char *html)
{
  g_autofree char *markup = html ? oriel_description_html_to_markup (html) : NULL;
  g_autofree char *plain = NULL;

  if (markup && pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL))
    add_part (text, plain);
}

static void
add_tip (GString *text, const OrielMarkTip *tip)
{
  g_autofree char *tags = g_strjoinv (", ", tip->tags);

  add_part (text, tip->when);
  add_part (text, tip->title);
  add_html (text, tip->text);
  add_part (text, tags);
  for (guint i = 0; i < tip->names->len; i++)
    g_string_append_printf (text, "\n%s\t%s", (const char *) g_ptr_array_index (tip->names, i),
                            (const char *) g_ptr_array_index (tip->values, i));
  if (tip->names->len == 0)
    add_part (text, tip->source);
}

char *
oriel_mark_view_text (const OrielTips *tips)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tips->marks->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      add_tip (text, g_ptr_array_index (tips->marks, i));
    }

  return g_string_free (text, FALSE);
}
