/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The time range of a dashboard's page. */

#include "config.h"

#include "app/dashboard/oriel-page-range.h"

#include "app/dashboard/oriel-range-history.h"
#include "app/oriel-application.h"
#include "app/window/oriel-window.h"

struct _OrielPageRange
{
  OrielTimePicker *picker;
  GActionMap *map;
  OrielSession *session; /* nullable */
  OrielRangeHistory *history;
  OrielPageRangeFunc changed;
  gpointer user_data;
};

typedef OrielPageRange Range;

static OrielTimeContext
time_context (Range *self)
{
  const OrielDashboard *dashboard = oriel_session_get_dashboard (self->session);

  return (OrielTimeContext){
    .now_ms = oriel_session_get_now (self->session),
    .zone = oriel_session_get_zone (self->session),
    .week_start = dashboard->week_start < 0 ? 0 : dashboard->week_start,
    .fiscal_year_start_month = dashboard->fiscal_year_start_month,
  };
}

static void
update_actions (Range *self)
{
  static const char *const names[] = { "range-forward", "range-back" };

  for (guint back = 0; back < G_N_ELEMENTS (names); back++)
    {
      GAction *action = g_action_map_lookup_action (self->map, names[back]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   oriel_range_history_can_go (self->history, back));
    }
}

static void
apply (Range *self, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;

  if (!oriel_session_set_range (self->session, from, to, &error))
    {
      oriel_window_say_from (GTK_WIDGET (self->picker), error->message);
      return;
    }

  oriel_page_range_update (self);
  self->changed (self->user_data);
}

static void
go_to (Range *self, const char *from, const char *to)
{
  const char *old_from, *old_to;
  g_autofree char *was_from = NULL;
  g_autofree char *was_to = NULL;

  if (!self->session)
    return;

  oriel_session_get_raw_range (self->session, &old_from, &old_to);
  was_from = g_strdup (old_from);
  was_to = g_strdup (old_to);
  if (g_str_equal (was_from, from) && g_str_equal (was_to, to))
    return;

  oriel_range_history_leave (self->history, was_from, was_to);
  apply (self, from, to);
}

static void
range_chosen_cb (Range *self, const char *from, const char *to)
{
  oriel_state_add_range (oriel_application_get_state (oriel_application_get ()), from, to);
  go_to (self, from, to);
}

static void
zone_chosen_cb (Range *self, const char *name)
{
  if (!self->session || !oriel_session_set_zone (self->session, name))
    return;

  oriel_session_refresh (self->session);
  oriel_page_range_update (self);
  self->changed (self->user_data);
}

/* Back (or forward) to a range that was left. */
static void
go_in_history (Range *self, gboolean back)
{
  const char *from, *to;
  g_autofree char *new_from = NULL;
  g_autofree char *new_to = NULL;

  if (!self->session)
    return;

  oriel_session_get_raw_range (self->session, &from, &to);
  if (oriel_range_history_go (self->history, back, from, to, &new_from, &new_to))
    apply (self, new_from, new_to);
}

/* --- actions --- */

static void
range_back_cb (GSimpleAction *action G_GNUC_UNUSED,
               GVariant *parameter G_GNUC_UNUSED,
               gpointer user_data)
{
  go_in_history (user_data, TRUE);
}

static void
range_forward_cb (GSimpleAction *action G_GNUC_UNUSED,
                  GVariant *parameter G_GNUC_UNUSED,
                  gpointer user_data)
{
  go_in_history (user_data, FALSE);
}

static void
zoom_out_cb (GSimpleAction *action G_GNUC_UNUSED,
             GVariant *parameter G_GNUC_UNUSED,
             gpointer user_data)
{
  oriel_page_range_zoom_out (user_data);
}

static void
earlier_cb (GSimpleAction *action G_GNUC_UNUSED,
            GVariant *parameter G_GNUC_UNUSED,
            gpointer user_data)
{
  oriel_page_range_shift (user_data, -1);
}

static void
later_cb (GSimpleAction *action G_GNUC_UNUSED,
          GVariant *parameter G_GNUC_UNUSED,
          gpointer user_data)
{
  oriel_page_range_shift (user_data, 1);
}

static void
time_picker_cb (GSimpleAction *action G_GNUC_UNUSED,
                GVariant *parameter G_GNUC_UNUSED,
                gpointer user_data)
{
  oriel_time_picker_popup (((Range *) user_data)->picker);
}

static const GActionEntry actions[] = {
  { .name = "range-back", .activate = range_back_cb },
  { .name = "range-forward", .activate = range_forward_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "earlier", .activate = earlier_cb },
  { .name = "later", .activate = later_cb },
  { .name = "time-picker", .activate = time_picker_cb },
};

/* --- the range --- */

OrielPageRange *
oriel_page_range_new (OrielTimePicker *picker,
                      GActionMap *map,
                      OrielPageRangeFunc changed,
                      gpointer user_data)
{
  Range *self = g_new0 (Range, 1);

  self->picker = g_object_ref (picker);
  self->map = g_object_ref (map);
  self->history = oriel_range_history_new ();
  self->changed = changed;
  self->user_data = user_data;
  g_signal_connect_swapped (picker, "range-chosen", G_CALLBACK (range_chosen_cb), self);
  g_signal_connect_swapped (picker, "zone-chosen", G_CALLBACK (zone_chosen_cb), self);
  g_action_map_add_action_entries (map, actions, G_N_ELEMENTS (actions), self);
  return self;
}

void
oriel_page_range_free (OrielPageRange *range)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_action_map_remove_action (range->map, actions[i].name);
  g_object_unref (range->map);
  g_signal_handlers_disconnect_by_data (range->picker, range);
  g_object_unref (range->picker);
  g_clear_object (&range->session);
  oriel_range_history_free (range->history);
  g_free (range);
}

void
oriel_page_range_set_session (OrielPageRange *range, OrielSession *session)
{
  g_set_object (&range->session, session);
}

void
oriel_page_range_update (OrielPageRange *range)
{
  const OrielTimeContext context = time_context (range);
  const char *from, *to;

  oriel_session_get_raw_range (range->session, &from, &to);
  oriel_time_picker_set_range (range->picker, from, to, &context);
  update_actions (range);
}

void
oriel_page_range_go_to (OrielPageRange *range, gint64 from_ms, gint64 to_ms)
{
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, from_ms);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, to_ms);

  go_to (range, from, to);
}

void
oriel_page_range_zoom_out (OrielPageRange *range)
{
  OrielTimeSpan span;
  gint64 half;

  if (!range->session)
    return;

  span = oriel_session_get_range (range->session);
  half = MAX ((span.to_ms - span.from_ms) / 2, 1);
  oriel_page_range_go_to (range, span.from_ms - half, span.to_ms + half);
}

void
oriel_page_range_shift (OrielPageRange *range, int direction)
{
  OrielTimeSpan span;
  gint64 step;

  if (!range->session)
    return;

  span = oriel_session_get_range (range->session);
  step = MAX ((span.to_ms - span.from_ms) / 2, 1) * direction;
  oriel_page_range_go_to (range, span.from_ms + step, span.to_ms + step);
}
