/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The popover of the time picker. What is typed is checked at each key: the note under an entry
 * says the instant it means, or that it can't be read. */

#include "config.h"

#include "app/dashboard/oriel-time-popover.h"

#include <glib/gi18n.h>

#include "app/oriel-application.h"
#include "base/oriel-date-format.h"
#include "base/oriel-json.h"

#define ZONE_TABLE "/usr/share/zoneinfo/zone1970.tab"
#define MAX_PASTED_BYTES 4096

struct _OrielTimePopover
{
  GtkPopover parent_instance;

  GtkStack *stack;
  GtkBox *columns;
  GtkEntry *from_entry, *to_entry;
  GtkLabel *from_note, *to_note;
  GtkCalendar *from_calendar, *to_calendar;
  GtkWidget *apply_button;
  GtkWidget *recent_box;
  GtkListBox *recent_list;
  GtkSearchEntry *search;
  GtkListBox *quick_list;
  GtkListBoxRow *typed_row; /* offers what was typed into the search: 45m */
  GtkLabel *zone_label;
  GtkSearchEntry *zone_search;
  GtkListView *zone_list;

  GtkStringList *zones;
  GtkFilterListModel *shown_zones;
  GtkStringFilter *zone_filter;
  gboolean zones_asked;

  OrielTimeContext context;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (OrielTimePopover, oriel_time_popover, GTK_TYPE_POPOVER)

enum
{
  RANGE_CHOSEN,
  ZONE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- choosing --- */

static void
choose_range (OrielTimePopover *self, const char *from, const char *to)
{
  g_autofree char *own_from = g_strdup (from); /* rows that lend them go away */
  g_autofree char *own_to = g_strdup (to);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[RANGE_CHOSEN], 0, own_from, own_to);
}

static void
close_cb (OrielTimePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* --- absolute ranges --- */

static gboolean
check_entry (OrielTimePopover *self, GtkEntry *entry, GtkLabel *note, gboolean is_end, gint64 *ms)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  gboolean good = oriel_time_parse (text, is_end, &self->context, ms);
  g_autofree char *instant = good && oriel_time_is_relative (text)
                               ? oriel_date_format (*ms, self->context.zone, ORIEL_DATE_FORMAT_FULL)
                               : NULL;

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  gtk_label_set_label (note, good ? (instant ? instant : "")
                                  : _ ("Write a date, 2026-01-31 08:00:00, or now-6h"));
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  return good;
}

static void
entry_changed_cb (OrielTimePopover *self)
{
  gint64 from = 0;
  gint64 to = 0;
  gboolean good_from, good_to;

  if (self->filling)
    return;

  good_from = check_entry (self, self->from_entry, self->from_note, FALSE, &from);
  good_to = check_entry (self, self->to_entry, self->to_note, TRUE, &to);
  if (good_from && good_to && from > to)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->from_entry), "error");
      gtk_label_set_label (self->from_note, _ ("This is later than the end"));
    }
  gtk_widget_set_sensitive (self->apply_button, good_from && good_to && from <= to);
}

static void
apply_cb (OrielTimePopover *self)
{
  if (gtk_widget_get_sensitive (self->apply_button))
    choose_range (self, gtk_editable_get_text (GTK_EDITABLE (self->from_entry)),
                  gtk_editable_get_text (GTK_EDITABLE (self->to_entry)));
}

static void
day_chosen (OrielTimePopover *self, GtkCalendar *calendar, GtkEntry *entry, const char *time)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  g_autofree char *text = g_strdup_printf ("%s %s", day, time);

  if (!self->filling)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
from_day_cb (OrielTimePopover *self)
{
  day_chosen (self, self->from_calendar, self->from_entry, "00:00:00");
}

static void
to_day_cb (OrielTimePopover *self)
{
  day_chosen (self, self->to_calendar, self->to_entry, "23:59:59");
}

/* As Grafana copies ranges, so that one can be pasted there and from there. */
static void
copy_cb (OrielTimePopover *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "from",
                                 gtk_editable_get_text (GTK_EDITABLE (self->from_entry)));
  json_object_set_string_member (object, "to",
                                 gtk_editable_get_text (GTK_EDITABLE (self->to_entry)));
  json_node_set_object (node, object);
  text = oriel_json_to_text (node, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OrielTimePopover) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (JsonNode) node =
    text ? oriel_json_parse (NULL, text, -1, MAX_PASTED_BYTES, NULL) : NULL;
  JsonObject *object = oriel_json_node_object (node);
  const char *from = oriel_json_string (object, "from", NULL);
  const char *to = oriel_json_string (object, "to", NULL);

  if (!from || !to)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->from_entry), from);
  gtk_editable_set_text (GTK_EDITABLE (self->to_entry), to);
}

static void
paste_cb (OrielTimePopover *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb,
                                 g_object_ref (self));
}

/* --- quick and recent ranges --- */

static GtkListBoxRow *
range_row (const char *name, const char *from, const char *to)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_visible (mark, FALSE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "from", g_strdup (from), g_free);
  g_object_set_data_full (G_OBJECT (row), "to", g_strdup (to), g_free);
  return GTK_LIST_BOX_ROW (row);
}

static GtkLabel *
row_label (GtkListBoxRow *row)
{
  return GTK_LABEL (gtk_widget_get_first_child (gtk_list_box_row_get_child (row)));
}

static const char *
row_name (GtkListBoxRow *row)
{
  return gtk_label_get_label (row_label (row));
}

/* Says whether it is the range that is shown now. */
static void
mark_row (GtkListBoxRow *row, gboolean is_current)
{
  gtk_widget_set_visible (gtk_widget_get_last_child (gtk_list_box_row_get_child (row)), is_current);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, is_current, -1);
}

static void
mark_current (GtkListBox *list, const char *from, const char *to)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    mark_row (row, g_strcmp0 (g_object_get_data (G_OBJECT (row), "from"), from) == 0 &&
                     g_strcmp0 (g_object_get_data (G_OBJECT (row), "to"), to) == 0);
}

static void
row_activated_cb (OrielTimePopover *self, GtkListBoxRow *row)
{
  choose_range (self, g_object_get_data (G_OBJECT (row), "from"),
                g_object_get_data (G_OBJECT (row), "to"));
}

static gboolean
is_row_shown (GtkListBoxRow *row, gpointer user_data)
{
  OrielTimePopover *self = user_data;
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (row == self->typed_row)
    return g_object_get_data (G_OBJECT (row), "from") != NULL;
  return *words == '\0' || g_str_match_string (words, row_name (row), TRUE);
}

/* `45m` typed into the search means the last 45 minutes, as `now-45m` does. */
static void
offer_typed_range (OrielTimePopover *self, const char *words)
{
  double ms;
  g_autofree char *from = NULL;
  g_autofree char *name = NULL;
  gint64 at;

  if (g_str_has_prefix (words, "now-"))
    words += strlen ("now-");
  if (g_ascii_isdigit (*words) && oriel_interval_parse (words, &ms) && ms > 0)
    from = g_strconcat ("now-", words, NULL);
  if (from && !oriel_time_parse (from, FALSE, &self->context, &at))
    g_clear_pointer (&from, g_free);

  name = from ? oriel_time_range_describe (from, "now", &self->context) : g_strdup ("");
  gtk_label_set_label (row_label (self->typed_row), name);
  g_object_set_data_full (G_OBJECT (self->typed_row), "from", g_steal_pointer (&from), g_free);
}

static void
search_changed_cb (OrielTimePopover *self)
{
  offer_typed_range (self, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_list_box_invalidate_filter (self->quick_list);
}

static void
search_activate_cb (OrielTimePopover *self)
{
  GtkListBoxRow *row;

  search_changed_cb (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->quick_list, i)); i++)
    if (is_row_shown (row, self))
      {
        row_activated_cb (self, row);
        return;
      }
}

/* Grafana's menu: up to now, then what is over, then what still runs. */
static int
group_of (const OrielQuickRange *range)
{
  if (!g_str_has_prefix (range->from, "now-"))
    return 2;
  return g_str_equal (range->to, "now") ? 0 : 1;
}

static GtkWidget *
nothing_note (void)
{
  GtkWidget *note =
    gtk_label_new (_ ("No range is called so. A length of time can be typed, too: 45m, "
                      "36h, 10d"));

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 1);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_yalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_set_margin_start (note, 8);
  gtk_widget_set_margin_end (note, 8);
  gtk_widget_set_margin_top (note, 8);
  gtk_widget_set_visible (note, TRUE);
  return note;
}

static void
fill_quick_list (OrielTimePopover *self)
{
  gsize n;
  const OrielQuickRange *ranges = oriel_time_quick_ranges (&n);

  self->typed_row = range_row ("", NULL, "now");
  gtk_list_box_append (self->quick_list, GTK_WIDGET (self->typed_row));
  for (int group = 0; group < 3; group++)
    for (gsize i = 0; i < n; i++)
      if (group_of (&ranges[i]) == group)
        gtk_list_box_append (
          self->quick_list,
          GTK_WIDGET (range_row (_ (ranges[i].display), ranges[i].from, ranges[i].to)));
  gtk_list_box_set_filter_func (self->quick_list, is_row_shown, self, NULL);
  gtk_list_box_set_placeholder (self->quick_list, nothing_note ());
}

static void
fill_recent_list (OrielTimePopover *self)
{
  g_auto (GStrv) ranges =
    oriel_state_dup_ranges (oriel_application_get_state (oriel_application_get ()));
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recent_list))))
    gtk_list_box_remove (self->recent_list, row);

  for (guint i = 0; ranges[i] && ranges[i + 1] && n < 4; i += 2, n++)
    {
      g_autofree char *name = oriel_time_range_describe (ranges[i], ranges[i + 1], &self->context);

      gtk_list_box_append (self->recent_list,
                           GTK_WIDGET (range_row (name, ranges[i], ranges[i + 1])));
    }
  gtk_widget_set_visible (self->recent_box, n > 0);
}

/* --- zones --- */

static char *
offset_text (const OrielTimeZone *zone, gint64 at_ms)
{
  gint64 minutes = oriel_time_zone_offset_at (zone, at_ms) / 60000;

  return g_strdup_printf ("UTC%c%02d:%02d", minutes < 0 ? '-' : '+', (int) (ABS (minutes) / 60),
                          (int) (ABS (minutes) % 60));
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The third column of the system's table of zones, sorted. */
static void
add_zones (OrielTimePopover *self, const char *table)
{
  g_auto (GStrv) lines = g_strsplit (table, "\n", 2000);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", 4);

      if (*lines[i] != '#' && g_strv_length (columns) >= 3)
        g_ptr_array_add (names, g_strdup (columns[2]));
    }
  g_ptr_array_sort (names, compare_strings);
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (self->zones, g_list_model_get_n_items (G_LIST_MODEL (self->zones)), 0,
                          (const char *const *) names->pdata);
}

static void
zones_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OrielTimePopover) self = user_data;
  g_autofree char *table = NULL;

  /* Without the table the two zones that need none remain. */
  if (g_file_load_contents_finish (G_FILE (source), result, &table, NULL, NULL, NULL))
    add_zones (self, table);
}

static void
zones_cb (OrielTimePopover *self)
{
  if (!self->zones_asked)
    {
      g_autoptr (GFile) table = g_file_new_for_path (ZONE_TABLE);

      self->zones_asked = TRUE;
      g_file_load_contents_async (table, NULL, zones_loaded_cb, g_object_ref (self));
    }
  gtk_editable_set_text (GTK_EDITABLE (self->zone_search), "");
  gtk_stack_set_visible_child_name (self->stack, "zones");
  gtk_widget_grab_focus (GTK_WIDGET (self->zone_search));
}

static void
ranges_cb (OrielTimePopover *self)
{
  gtk_stack_set_visible_child_name (self->stack, "ranges");
}

static void
zone_search_changed_cb (OrielTimePopover *self)
{
  gtk_string_filter_set_search (self->zone_filter,
                                gtk_editable_get_text (GTK_EDITABLE (self->zone_search)));
}

static void
zone_activated_cb (OrielTimePopover *self, guint position)
{
  g_autoptr (GtkStringObject) item =
    g_list_model_get_item (G_LIST_MODEL (self->shown_zones), position);

  if (!item)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ZONE_CHOSEN], 0, gtk_string_object_get_string (item));
}

static void
zone_search_activate_cb (OrielTimePopover *self)
{
  zone_activated_cb (self, 0);
}

static void
zone_setup_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
               GtkListItem *item,
               gpointer user_data G_GNUC_UNUSED)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *offset = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (offset, "dim-label");
  gtk_widget_add_css_class (offset, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), offset);
  gtk_list_item_set_child (item, box);
}

static gboolean
is_own_zone (const char *name)
{
  return g_str_equal (name, "browser");
}

static void
zone_bind_cb (GtkSignalListItemFactory *factory G_GNUC_UNUSED,
              GtkListItem *item,
              OrielTimePopover *self)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const OrielTimeZone *zone = oriel_time_zone_get (name);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *offset = zone ? offset_text (zone, self->context.now_ms) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)),
                       is_own_zone (name) ? _ ("This computer’s zone") : name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), offset);
}

static void
build_zone_list (OrielTimePopover *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkExpression *name = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->zones = gtk_string_list_new ((const char *const[]){ "browser", "UTC", NULL });
  self->zone_filter = gtk_string_filter_new (name);
  self->shown_zones = gtk_filter_list_model_new (G_LIST_MODEL (self->zones),
                                                 GTK_FILTER (g_object_ref (self->zone_filter)));
  g_signal_connect (factory, "setup", G_CALLBACK (zone_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (zone_bind_cb), self, 0);
  gtk_list_view_set_factory (self->zone_list, factory);
  gtk_list_view_set_model (self->zone_list, GTK_SELECTION_MODEL (gtk_no_selection_new (
                                              g_object_ref (G_LIST_MODEL (self->shown_zones)))));
  g_object_unref (factory);
}

/* --- the popover --- */

static void
oriel_time_popover_map (GtkWidget *widget)
{
  OrielTimePopover *self = ORIEL_TIME_POPOVER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_stack_set_visible_child_name (self->stack, "ranges");
  fill_recent_list (self);
  GTK_WIDGET_CLASS (oriel_time_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
oriel_time_popover_dispose (GObject *object)
{
  OrielTimePopover *self = ORIEL_TIME_POPOVER (object);

  g_clear_object (&self->shown_zones);
  g_clear_object (&self->zone_filter);

  G_OBJECT_CLASS (oriel_time_popover_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_set_template_from_resource (
    class, "/io/github/oriel/Oriel/dashboard/oriel-time-picker.ui");
  gtk_widget_class_bind_template_child (class, OrielTimePopover, stack);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, columns);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, from_entry);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, to_entry);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, from_note);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, to_note);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, from_calendar);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, to_calendar);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, apply_button);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, recent_box);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, recent_list);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, search);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, quick_list);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, zone_label);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, zone_search);
  gtk_widget_class_bind_template_child (class, OrielTimePopover, zone_list);
}

static void
bind_callbacks (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (class, apply_cb);
  gtk_widget_class_bind_template_callback (class, from_day_cb);
  gtk_widget_class_bind_template_callback (class, to_day_cb);
  gtk_widget_class_bind_template_callback (class, copy_cb);
  gtk_widget_class_bind_template_callback (class, paste_cb);
  gtk_widget_class_bind_template_callback (class, row_activated_cb);
  gtk_widget_class_bind_template_callback (class, search_changed_cb);
  gtk_widget_class_bind_template_callback (class, search_activate_cb);
  gtk_widget_class_bind_template_callback (class, close_cb);
  gtk_widget_class_bind_template_callback (class, zones_cb);
  gtk_widget_class_bind_template_callback (class, ranges_cb);
  gtk_widget_class_bind_template_callback (class, zone_search_changed_cb);
  gtk_widget_class_bind_template_callback (class, zone_search_activate_cb);
  gtk_widget_class_bind_template_callback (class, zone_activated_cb);
}

static void
oriel_time_popover_class_init (OrielTimePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = oriel_time_popover_dispose;
  widget_class->map = oriel_time_popover_map;

  signals[RANGE_CHOSEN] = g_signal_new ("range-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[ZONE_CHOSEN] = g_signal_new ("zone-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
oriel_time_popover_init (OrielTimePopover *self)
{
  self->context.zone = oriel_time_zone_utc ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_quick_list (self);
  build_zone_list (self);
  self->filling = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a time range"), -1);
}

GtkWidget *
oriel_time_popover_new (void)
{
  return g_object_new (ORIEL_TYPE_TIME_POPOVER, NULL);
}

char *
oriel_time_end_to_entry (const char *text, gboolean round_up, const OrielTimeContext *context)
{
  gint64 ms;

  if (oriel_time_is_relative (text) || !oriel_time_parse (text, round_up, context, &ms))
    return g_strdup (text);

  return oriel_date_format (ms, context->zone, ORIEL_DATE_FORMAT_FULL);
}

static void
set_calendar (GtkCalendar *calendar,
              const char *text,
              gboolean round_up,
              const OrielTimeContext *context)
{
  OrielCalendar day;
  g_autoptr (GDateTime) date = NULL;
  gint64 ms;

  if (!oriel_time_parse (text, round_up, context, &ms))
    return;

  oriel_time_zone_split (context->zone, ms, &day);
  date = g_date_time_new_utc (day.year, day.month, day.day, 0, 0, 0);
  if (date)
    gtk_calendar_select_day (calendar, date);
}

void
oriel_time_popover_set_range (OrielTimePopover *self,
                              const char *from,
                              const char *to,
                              const OrielTimeContext *context)
{
  g_autofree char *from_text = oriel_time_end_to_entry (from, FALSE, context);
  g_autofree char *to_text = oriel_time_end_to_entry (to, TRUE, context);
  g_autofree char *offset = offset_text (context->zone, context->now_ms);
  g_autofree char *zone =
    g_strdup_printf ("%s  %s", oriel_time_zone_get_name (context->zone), offset);

  self->context = *context;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->from_entry), from_text);
  gtk_editable_set_text (GTK_EDITABLE (self->to_entry), to_text);
  set_calendar (self->from_calendar, from, FALSE, context);
  set_calendar (self->to_calendar, to, TRUE, context);
  self->filling = FALSE;
  entry_changed_cb (self);
  gtk_label_set_label (self->zone_label, zone);
  mark_current (self->quick_list, from, to);
}

void
oriel_time_popover_set_narrow (OrielTimePopover *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
