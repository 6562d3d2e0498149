/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values at one place of a chart, pinned, and what is said of annotations. Rows are widgets
 * that are used again for the next place. */

#include "config.h"

#include "app/dashboard/oriel-tooltip.h"

#include <glib/gi18n.h>

#include "app/dashboard/oriel-mark-view.h"
#include "app/widgets/oriel-swatch.h"

#define HEAD_PX 44
#define MAX_PINNED_ROWS 500
#define SEARCH_FROM_ROWS 12

typedef struct
{
  GtkWidget *box;
  OrielSwatch *swatch;
  GtkLabel *label;
  GtkLabel *value;
} Row;

struct _OrielTooltip
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *title;
  GtkWidget *buttons;
  GtkWidget *search;
  GtkScrolledWindow *scroll;
  GtkWidget *list;
  GtkWidget *marks; /* nullable: what stands in the list's place for annotations and exemplars */
  GtkLabel *more;

  GArray *rows;    /* of Row */
  OrielTips *tips; /* nullable: what is shown */
  gboolean pinned;
};

G_DEFINE_FINAL_TYPE (OrielTooltip, oriel_tooltip, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  LINK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static Row *
ensure_row (OrielTooltip *self, guint index)
{
  while (self->rows->len <= index)
    {
      Row row = {
        .box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8),
        .swatch = ORIEL_SWATCH (oriel_swatch_new ()),
        .label = GTK_LABEL (gtk_label_new (NULL)),
        .value = GTK_LABEL (gtk_label_new (NULL)),
      };

      gtk_label_set_ellipsize (row.label, PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_max_width_chars (row.label, 48);
      gtk_label_set_xalign (row.label, 0);
      gtk_widget_set_hexpand (GTK_WIDGET (row.label), TRUE);
      gtk_widget_add_css_class (GTK_WIDGET (row.label), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (row.value), "numeric");
      gtk_box_append (GTK_BOX (row.box), GTK_WIDGET (row.swatch));
      gtk_box_append (GTK_BOX (row.box), GTK_WIDGET (row.label));
      gtk_box_append (GTK_BOX (row.box), GTK_WIDGET (row.value));
      gtk_box_append (GTK_BOX (self->list), row.box);
      g_array_append_val (self->rows, row);
    }

  return &g_array_index (self->rows, Row, index);
}

static void
mark_label (GtkLabel *label, gboolean is_under)
{
  gtk_widget_remove_css_class (GTK_WIDGET (label), is_under ? "dim-label" : "heading");
  gtk_widget_add_css_class (GTK_WIDGET (label), is_under ? "heading" : "dim-label");
}

static void
fill_row (OrielTooltip *self, guint index, const OrielVizTip *tip)
{
  Row *row = ensure_row (self, index);

  oriel_swatch_set_color (row->swatch, tip->color);
  oriel_swatch_set_part (row->swatch, tip->part);
  mark_label (row->label, tip->is_under);
  gtk_label_set_label (row->label, tip->label);
  gtk_label_set_label (row->value, tip->value);
  gtk_label_set_selectable (row->label, self->pinned);
  gtk_label_set_selectable (row->value, self->pinned);
  gtk_widget_set_visible (row->box, TRUE);
}

static gboolean
matches (const OrielVizTip *tip, const char *words)
{
  return *words == '\0' || g_str_match_string (words, tip->label, TRUE) ||
         strstr (tip->label, words) != NULL;
}

static void
say_more (OrielTooltip *self, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->more), n > 0);
  gtk_label_set_label (self->more, text);
}

/* Shows the rows that match the search, at most `limit`. */
static void
fill_rows (OrielTooltip *self, guint limit)
{
  const char *words = self->pinned ? gtk_editable_get_text (GTK_EDITABLE (self->search)) : "";
  guint shown = 0;
  guint found = 0;

  for (guint i = 0; self->tips && i < self->tips->rows->len; i++)
    {
      const OrielVizTip *tip = &g_array_index (self->tips->rows, OrielVizTip, i);

      if (!matches (tip, words))
        continue;
      if (found++ < limit)
        fill_row (self, shown++, tip);
    }
  for (guint i = shown; i < self->rows->len; i++)
    gtk_widget_set_visible (g_array_index (self->rows, Row, i).box, FALSE);
  say_more (self, found - shown);
}

static void
link_cb (const char *url, gpointer user_data)
{
  g_signal_emit (user_data, signals[LINK], 0, url);
}

/* What is said of marks is made anew each time: the pointer moves from one to the next, not along
 * them. */
static void
fill_marks (OrielTooltip *self)
{
  GtkWidget *old = g_steal_pointer (&self->marks);

  if (old)
    gtk_box_remove (GTK_BOX (self->box), old);
  gtk_widget_set_visible (GTK_WIDGET (self->scroll), !self->tips->marks);
  if (!self->tips->marks)
    return;

  self->marks = oriel_mark_view_new (self->tips, self->pinned, link_cb, self);
  gtk_box_insert_child_after (GTK_BOX (self->box), self->marks, GTK_WIDGET (self->scroll));
  say_more (self, self->tips->n_marks - self->tips->marks->len);
}

static void
search_changed_cb (OrielTooltip *self)
{
  fill_rows (self, MAX_PINNED_ROWS);
}

static void
copy_cb (OrielTooltip *self)
{
  g_autofree char *text = oriel_tooltip_dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
close_cb (OrielTooltip *self)
{
  oriel_tooltip_hide (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
key_cb (OrielTooltip *self,
        guint key,
        guint code G_GNUC_UNUSED,
        GdkModifierType modifiers G_GNUC_UNUSED)
{
  if (key != GDK_KEY_Escape)
    return FALSE;

  close_cb (self);
  return TRUE;
}

static GtkWidget *
icon_button (OrielTooltip *self, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_head (OrielTooltip *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption-heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "numeric");

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->buttons), icon_button (self, "edit-copy-symbolic",
                                                        _ ("Copy values"), G_CALLBACK (copy_cb)));
  gtk_box_append (GTK_BOX (self->buttons), icon_button (self, "window-close-symbolic",
                                                        _ ("Close values"), G_CALLBACK (close_cb)));

  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), self->buttons);
  return head;
}

static void
build (OrielTooltip *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->search = gtk_search_entry_new ();
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->more = GTK_LABEL (gtk_label_new (NULL));
  self->scroll = GTK_SCROLLED_WINDOW (scroll);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search series"), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (self->scroll, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->scroll, TRUE);
  gtk_scrolled_window_set_propagate_natural_width (self->scroll, TRUE);
  gtk_scrolled_window_set_child (self->scroll, self->list);
  gtk_label_set_xalign (self->more, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");

  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), self->search);
  gtk_box_append (GTK_BOX (self->box), scroll);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->more));
  gtk_widget_add_css_class (self->box, "values");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
oriel_tooltip_dispose (GObject *object)
{
  OrielTooltip *self = ORIEL_TOOLTIP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (oriel_tooltip_parent_class)->dispose (object);
}

static void
oriel_tooltip_finalize (GObject *object)
{
  OrielTooltip *self = ORIEL_TOOLTIP (object);

  g_array_unref (self->rows);
  g_clear_pointer (&self->tips, oriel_tips_unref);

  G_OBJECT_CLASS (oriel_tooltip_parent_class)->finalize (object);
}

static void
oriel_tooltip_class_init (OrielTooltipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oriel_tooltip_dispose;
  G_OBJECT_CLASS (klass)->finalize = oriel_tooltip_finalize;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  signals[LINK] = g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "values");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLTIP);
}

static void
oriel_tooltip_init (OrielTooltip *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  build (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Values at the pointer"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
oriel_tooltip_new (void)
{
  return g_object_new (ORIEL_TYPE_TOOLTIP, NULL);
}

void
oriel_tooltip_show (OrielTooltip *self, OrielTips *tips, gboolean pinned, int max_height)
{
  gboolean many = tips->rows->len > SEARCH_FROM_ROWS;

  self->pinned = pinned;
  g_clear_pointer (&self->tips, oriel_tips_unref);
  self->tips = oriel_tips_ref (tips);
  gtk_label_set_label (self->title, tips->title ? tips->title : "");
  gtk_label_set_selectable (self->title, pinned);
  gtk_widget_set_visible (self->buttons, pinned);
  gtk_widget_set_visible (self->search, pinned && many);
  if (!pinned)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_scrolled_window_set_max_content_height (self->scroll, max_height - HEAD_PX);
  gtk_scrolled_window_set_policy (self->scroll, GTK_POLICY_NEVER,
                                  pinned ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);

  fill_rows (self, MAX_PINNED_ROWS);
  fill_marks (self);
  gtk_widget_set_can_target (GTK_WIDGET (self), pinned);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

gboolean
oriel_tooltip_is_pinned (OrielTooltip *self)
{
  return self->pinned && gtk_widget_get_visible (GTK_WIDGET (self));
}

void
oriel_tooltip_take_focus (OrielTooltip *self)
{
  gtk_widget_child_focus (self->buttons, GTK_DIR_TAB_FORWARD);
}

int
oriel_tooltip_get_max_width (OrielTooltip *self)
{
  return self->tips ? (int) self->tips->max_width : 0;
}

void
oriel_tooltip_hide (OrielTooltip *self)
{
  self->pinned = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

char *
oriel_tooltip_dup_text (OrielTooltip *self)
{
  GString *text = g_string_new (gtk_label_get_label (self->title));

  if (self->tips && self->tips->marks)
    {
      g_string_free (text, TRUE);
      return oriel_mark_view_text (self->tips);
    }

  g_string_append_c (text, '\n');
  for (guint i = 0; self->tips && i < self->tips->rows->len; i++)
    {
      const OrielVizTip *tip = &g_array_index (self->tips->rows, OrielVizTip, i);

      g_string_append_printf (text, "%s\t%s\n", tip->label, tip->value);
    }

  return g_string_free (text, FALSE);
}
