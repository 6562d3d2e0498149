/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-session.h.
 *
 * Everything that changes what panels show raises `generation` and schedules one
 * update. The update runs when the variables are known: it places the panels,
 * and starts a run for each visible one whose own generation is older. A run
 * belongs to its generation; starting another frees it, which cancels its asks.
 */

#include "config.h"

#include "query/oriel-session.h"

#include <string.h>

#include "dashboard/oriel-links.h"
#include "query/oriel-annotation-layers.h"
#include "query/oriel-panel-run.h"
#include "query/oriel-variable-loader.h"

/* Width that is planned with before a panel was laid out. */
#define DEFAULT_WIDTH_PX 800

typedef struct
{
  OrielSession *session;
  int key;
  guint placement; /* index in `placements` */
  gboolean visible;
  int width_px;
  guint generation;     /* of the last run that was started or found needless */
  char *fingerprint;    /* of `data`; NULL: must be asked */
  OrielPanelData *data; /* never NULL */
  OrielPanelRun *run;   /* nullable */
} Slot;

struct _OrielSession
{
  GObject parent_instance;

  OrielDashboard *dashboard;
  OrielDataSources *sources; /* borrowed */
  OrielVariables *variables; /* never changed in place */
  char *raw_from, *raw_to;
  const OrielTimeZone *zone;
  gint64 fixed_now_ms; /* 0: the clock */
  OrielTimeContext time;
  OrielTimeSpan range;

  GHashTable *folded;      /* row's placement name → GINT: a person's choice */
  GHashTable *chosen_tabs; /* bar's placement name → tab's */
  GHashTable *wanted;      /* of OrielPanel: shown whatever their conditions say */
  GPtrArray *placements;
  GArray *placed;   /* of OrielPlacedPanel: the placements that are not hidden */
  GPtrArray *slots; /* of Slot, parallel to `placements` */
  GHashTable *keys; /* placement name → key, for the session's life */
  int next_key;

  OrielPlanContext context; /* of the loader under way */
  OrielVariableLoader *loader;
  OrielScheduler *scheduler;
  OrielAnnotationLayers *annotations;
  guint spread; /* idle source: events go to the panels */
  guint generation;
  guint update; /* idle source */
  gboolean started;
};

G_DEFINE_FINAL_TYPE (OrielSession, oriel_session, G_TYPE_OBJECT)

enum
{
  VARIABLES_CHANGED,
  PANEL_CHANGED,
  LAYOUT_CHANGED,
  ANNOTATIONS_CHANGED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void schedule_update (OrielSession *self);
static void layers_changed (gpointer user_data);

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  oriel_panel_run_free (slot->run);
  oriel_panel_data_unref (slot->data);
  g_free (slot->fingerprint);
  g_free (slot);
}

static Slot *
find_slot (OrielSession *self, int key)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      if (slot->key == key)
        return slot;
    }

  return NULL;
}

static OrielPlacement *
placement_of (OrielSession *self, const Slot *slot)
{
  return g_ptr_array_index (self->placements, slot->placement);
}

static gboolean
is_folded (const char *name, gboolean fallback, gpointer user_data)
{
  OrielSession *self = user_data;
  gpointer choice;

  if (!g_hash_table_lookup_extended (self->folded, name, NULL, &choice))
    return fallback;

  return GPOINTER_TO_INT (choice);
}

static const char *
chosen_tab (const char *bar, gpointer user_data)
{
  OrielSession *self = user_data;

  return g_hash_table_lookup (self->chosen_tabs, bar);
}

static gboolean
is_wanted (const OrielPanel *panel, gpointer user_data)
{
  OrielSession *self = user_data;

  return g_hash_table_contains (self->wanted, panel);
}

static gboolean
has_rows (const GPtrArray *frames)
{
  for (guint i = 0; i < frames->len; i++)
    if (((const OrielFrame *) g_ptr_array_index (frames, i))->n_rows > 0)
      return TRUE;

  return FALSE;
}

/* What the queries of the panel of that name gave; not known before they answered. */
static OrielHasData
has_data (const char *name, gpointer user_data)
{
  OrielSession *self = user_data;
  gpointer key;
  Slot *slot;

  if (!g_hash_table_lookup_extended (self->keys, name, NULL, &key))
    return ORIEL_HAS_DATA_UNKNOWN;

  slot = find_slot (self, GPOINTER_TO_INT (key));
  if (slot == NULL || slot->data->state == ORIEL_PANEL_IDLE ||
      (slot->data->state == ORIEL_PANEL_LOADING && slot->data->answered_ms == 0))
    return ORIEL_HAS_DATA_UNKNOWN;

  return has_rows (slot->data->frames) ? ORIEL_HAS_DATA_YES : ORIEL_HAS_DATA_NO;
}

static int
key_of (OrielSession *self, const char *name)
{
  gpointer key;

  if (g_hash_table_lookup_extended (self->keys, name, NULL, &key))
    return GPOINTER_TO_INT (key);

  g_hash_table_insert (self->keys, g_strdup (name), GINT_TO_POINTER (self->next_key));
  return self->next_key++;
}

static Slot *
slot_new (OrielSession *self, int key)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->session = self;
  slot->key = key;
  slot->width_px = DEFAULT_WIDTH_PX;
  slot->data = oriel_panel_data_new (ORIEL_PANEL_IDLE);
  return slot;
}

/* The old slots by key, for those that stand again. Takes the slots. */
static GHashTable *
steal_slots (OrielSession *self)
{
  GHashTable *by_key = g_hash_table_new_full (NULL, NULL, NULL, slot_free);

  g_ptr_array_set_free_func (self->slots, NULL);
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      g_hash_table_insert (by_key, GINT_TO_POINTER (slot->key), slot);
    }
  g_ptr_array_set_size (self->slots, 0);
  g_ptr_array_set_free_func (self->slots, slot_free);
  return by_key;
}

static OrielPlacedPanel
placed_panel (OrielSession *self, guint index)
{
  const OrielPlacement *placement = g_ptr_array_index (self->placements, index);
  OrielPlacedPanel placed = {
    .key = ((Slot *) g_ptr_array_index (self->slots, index))->key,
    .kind = placement->kind,
    .panel = placement->panel,
    .grid = placement->grid,
    .repeat_value = oriel_placement_repeat_text (placement),
    .row_key = -1,
    .n_children = placement->n_children,
    .block = placement->block,
    .arrangement = placement->arrangement,
    .left = placement->left,
    .right = placement->right,
    .n_tabs = placement->tabs != NULL ? placement->tabs->len : 0,
    .tab = placement->tab,
  };

  if (placement->row >= 0)
    placed.row_key = ((Slot *) g_ptr_array_index (self->slots, placement->row))->key;

  return placed;
}

static void
fill_placed (OrielSession *self)
{
  g_array_set_size (self->placed, 0);
  for (guint i = 0; i < self->placements->len; i++)
    if (!((OrielPlacement *) g_ptr_array_index (self->placements, i))->hidden)
      {
        OrielPlacedPanel placed = placed_panel (self, i);

        g_array_append_val (self->placed, placed);
      }
}

static gboolean
same_grid (const OrielGridPos *a, const OrielGridPos *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

static gboolean
same_tabs (const OrielPlacement *a, const OrielPlacement *b)
{
  if (a->tabs == NULL || b->tabs == NULL)
    return a->tabs == b->tabs;
  if (a->tabs->len != b->tabs->len)
    return FALSE;

  for (guint i = 0; i < a->tabs->len; i++)
    if (strcmp (((OrielPlacedTab *) g_ptr_array_index (a->tabs, i))->name,
                ((OrielPlacedTab *) g_ptr_array_index (b->tabs, i))->name) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
same_placements (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const OrielPlacement *one = g_ptr_array_index (a, i);
      const OrielPlacement *other = g_ptr_array_index (b, i);

      if (g_strcmp0 (one->name, other->name) != 0 || !same_grid (&one->grid, &other->grid) ||
          one->hidden != other->hidden || one->tab != other->tab || !same_tabs (one, other))
        return FALSE;
    }

  return TRUE;
}

static void
place_panels (OrielSession *self)
{
  OrielPlacementState state = {
    .folded = is_folded,
    .chosen_tab = chosen_tab,
    .has_data = has_data,
    .is_wanted = is_wanted,
    .range = self->range,
    .user_data = self,
  };
  GPtrArray *placements = oriel_placement_new (self->dashboard, self->variables, &state);
  gboolean same = same_placements (self->placements, placements);
  g_autoptr (GHashTable) old = NULL;

  if (same)
    {
      /* Scopes may have another text; positions and keys have not changed. */
      g_ptr_array_unref (self->placements);
      self->placements = placements;
      fill_placed (self);
      return;
    }

  old = steal_slots (self);
  g_clear_pointer (&self->placements, g_ptr_array_unref);
  self->placements = placements;
  for (guint i = 0; i < placements->len; i++)
    {
      const OrielPlacement *placement = g_ptr_array_index (placements, i);
      int key = key_of (self, placement->name);
      gpointer slot = NULL;

      if (!g_hash_table_steal_extended (old, GINT_TO_POINTER (key), NULL, &slot))
        slot = slot_new (self, key);
      ((Slot *) slot)->placement = i;
      g_ptr_array_add (self->slots, slot);
    }
  fill_placed (self);
  if (self->annotations != NULL)
    layers_changed (self);
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

static void
resolve_time (OrielSession *self)
{
  self->time.now_ms = self->fixed_now_ms != 0 ? self->fixed_now_ms : g_get_real_time () / 1000;
  self->time.zone = self->zone;
  self->time.week_start = self->dashboard->week_start >= 0 ? self->dashboard->week_start : 0;
  self->time.fiscal_year_start_month = self->dashboard->fiscal_year_start_month;

  if (!oriel_time_range_resolve (self->raw_from, self->raw_to, &self->time, &self->range, NULL))
    {
      /* Only a dashboard's own texts come here unread; then Grafana's default range. */
      self->range.to_ms = self->time.now_ms;
      self->range.from_ms = self->range.to_ms - 6 * G_TIME_SPAN_HOUR / 1000;
    }
}

static OrielPlanContext
plan_context (OrielSession *self)
{
  return (OrielPlanContext){
    .dashboard = self->dashboard,
    .variables = self->variables,
    .sources = self->sources,
    .raw_from = self->raw_from,
    .raw_to = self->raw_to,
    .time = self->time,
    .range = self->range,
    .width_px = DEFAULT_WIDTH_PX,
  };
}

/* What is shown of `data` beside the annotations that its panel has now. */
static void
set_data (Slot *slot, OrielPanelData *data)
{
  OrielPanelData *shown = data->events == slot->data->events
                            ? oriel_panel_data_ref (data)
                            : oriel_panel_data_with_events (data, slot->data->events);

  oriel_panel_data_unref (slot->data);
  slot->data = shown;
  g_signal_emit (slot->session, signals[PANEL_CHANGED], 0, slot->key);
}

static gboolean
same_frames (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;

  return TRUE;
}

static void
set_events (Slot *slot, GPtrArray *events)
{
  OrielPanelData *data;

  if (same_frames (slot->data->events, events))
    return;

  data = oriel_panel_data_with_events (slot->data, events);
  oriel_panel_data_unref (slot->data);
  slot->data = data;
  g_signal_emit (slot->session, signals[PANEL_CHANGED], 0, slot->key);
}

/* Gives every panel the events that it shall show. */
static void
spread_events (OrielSession *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);
      const OrielPlacement *placement = placement_of (self, slot);
      g_autoptr (GPtrArray) events = NULL;

      if (placement->kind != ORIEL_PLACED_PANEL)
        continue;

      events = oriel_annotation_layers_for_panel (self->annotations, placement->panel->id);
      set_events (slot, events);
    }
}

static gboolean
spread_cb (gpointer user_data)
{
  OrielSession *self = user_data;

  self->spread = 0;
  spread_events (self);
  g_signal_emit (self, signals[ANNOTATIONS_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Many queries may be answered at one time. */
static void
layers_changed (gpointer user_data)
{
  OrielSession *self = user_data;

  if (self->spread == 0)
    self->spread = g_idle_add (spread_cb, self);
}

static void
ask_annotations (OrielSession *self)
{
  const OrielPlanContext context = plan_context (self);

  oriel_annotation_layers_ask (self->annotations, &context);
}

static void
run_done (OrielPanelRun *run, OrielPanelData *data, gpointer user_data)
{
  Slot *slot = user_data;
  OrielSession *self = slot->session;

  g_free (slot->fingerprint);
  slot->fingerprint = data->state == ORIEL_PANEL_DONE && data->error == NULL
                        ? g_strdup (oriel_panel_run_get_plan (run)->fingerprint)
                        : NULL;
  slot->run = NULL;
  oriel_panel_run_free (run);
  set_data (slot, data);
  if (oriel_condition_needs_data (placement_of (self, slot)->panel->condition))
    schedule_update (self);
}

static void
say_loading (Slot *slot)
{
  g_autoptr (OrielPanelData) loading = NULL;

  if (slot->data->state == ORIEL_PANEL_LOADING)
    return;

  loading = oriel_panel_data_with_state (slot->data, ORIEL_PANEL_LOADING, NULL);
  set_data (slot, loading);
}

static void
start_run (OrielSession *self, Slot *slot)
{
  const OrielPlacement *placement = placement_of (self, slot);
  g_autoptr (OrielVariables) scoped =
    oriel_placement_scope (placement->panel, placement->scope, self->variables);
  OrielPlanContext context = plan_context (self);
  OrielPanelRunInput input;
  OrielPanelPlan *plan;

  context.variables = scoped;
  context.width_px = slot->width_px;
  plan = oriel_panel_plan_new (placement->panel, &context);
  slot->generation = self->generation;

  if (slot->run == NULL && slot->fingerprint != NULL &&
      g_strcmp0 (slot->fingerprint, plan->fingerprint) == 0 && plan->queries->len > 0)
    {
      oriel_panel_plan_free (plan);
      return;
    }

  g_clear_pointer (&slot->run, oriel_panel_run_free);
  input = (OrielPanelRunInput){
    .dashboard = self->dashboard,
    .panel = placement->panel,
    .variables = scoped,
    .plan = plan,
    .previous = slot->data,
    .zone = self->zone,
    .raw_from = self->raw_from,
    .raw_to = self->raw_to,
    .now_ms = self->time.now_ms,
    .priority = placement->grid.y,
  };
  slot->run = oriel_panel_run_start (&input, self->scheduler, run_done, slot);
  if (plan->queries->len > 0)
    say_loading (slot);
}

static gboolean
update_cb (gpointer user_data)
{
  OrielSession *self = user_data;

  self->update = 0;
  place_panels (self);
  if (self->loader != NULL && oriel_variable_loader_is_busy (self->loader))
    return G_SOURCE_REMOVE;

  ask_annotations (self);
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);

      const OrielPlacement *placement = placement_of (self, slot);

      if ((slot->visible || placement->hidden) && slot->generation != self->generation &&
          placement->kind == ORIEL_PLACED_PANEL)
        start_run (self, slot);
    }

  /* What was asked for may all be there already; no panel says so then. */
  if (!oriel_session_is_busy (self))
    g_signal_emit (self, signals[SETTLED], 0);
  return G_SOURCE_REMOVE;
}

static void
schedule_update (OrielSession *self)
{
  if (self->started && self->update == 0)
    self->update = g_idle_add (update_cb, self);
}

static void
loaded (OrielVariables *variables, gboolean done, gpointer user_data)
{
  OrielSession *self = user_data;

  oriel_variables_unref (self->variables);
  self->variables = oriel_variables_ref (variables);
  g_signal_emit (self, signals[VARIABLES_CHANGED], 0);
  if (done)
    schedule_update (self);
}

static void
load_variables (OrielSession *self, OrielLoadReason reason, const char *changed)
{
  g_clear_pointer (&self->loader, oriel_variable_loader_free);
  self->generation++;
  oriel_annotation_layers_forget (self->annotations, TRUE);
  self->context = plan_context (self);
  self->loader =
    oriel_variable_loader_start (self->variables, &self->context, reason, changed, loaded, self);
  schedule_update (self);
}

static void
oriel_session_finalize (GObject *object)
{
  OrielSession *self = ORIEL_SESSION (object);

  g_clear_handle_id (&self->update, g_source_remove);
  g_clear_handle_id (&self->spread, g_source_remove);
  oriel_variable_loader_free (self->loader);
  g_ptr_array_unref (self->slots);
  oriel_annotation_layers_free (self->annotations);
  oriel_scheduler_free (self->scheduler);
  g_clear_pointer (&self->placements, g_ptr_array_unref);
  g_array_unref (self->placed);
  g_hash_table_unref (self->folded);
  g_hash_table_unref (self->chosen_tabs);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->keys);
  oriel_variables_unref (self->variables);
  oriel_dashboard_unref (self->dashboard);
  g_free (self->raw_from);
  g_free (self->raw_to);

  G_OBJECT_CLASS (oriel_session_parent_class)->finalize (object);
}

static void
oriel_session_class_init (OrielSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->finalize = oriel_session_finalize;

  signals[VARIABLES_CHANGED] = g_signal_new ("variables-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[PANEL_CHANGED] = g_signal_new ("panel-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[LAYOUT_CHANGED] =
    g_signal_new ("layout-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ANNOTATIONS_CHANGED] = g_signal_new ("annotations-changed", type, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] =
    g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
oriel_session_init (OrielSession *self)
{
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->chosen_tabs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->wanted = g_hash_table_new (NULL, NULL);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->placed = g_array_new (FALSE, TRUE, sizeof (OrielPlacedPanel));
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  self->scheduler = oriel_scheduler_new ();
  self->generation = 1;
}

OrielSession *
oriel_session_new (OrielDashboard *dashboard, OrielDataSources *sources)
{
  OrielSession *self = g_object_new (ORIEL_TYPE_SESSION, NULL);

  self->dashboard = oriel_dashboard_ref (dashboard);
  self->sources = sources;
  self->variables = oriel_variables_new (dashboard);
  self->annotations =
    oriel_annotation_layers_new (dashboard, self->scheduler, layers_changed, self);
  self->raw_from = g_strdup (dashboard->time_from);
  self->raw_to = g_strdup (dashboard->time_to);
  self->zone = oriel_time_zone_get (dashboard->timezone);
  if (self->zone == NULL)
    self->zone = oriel_time_zone_get (NULL);
  resolve_time (self);
  place_panels (self);
  return self;
}

OrielDashboard *
oriel_session_get_dashboard (OrielSession *self)
{
  return self->dashboard;
}

const OrielVariables *
oriel_session_get_variables (OrielSession *self)
{
  return self->variables;
}

void
oriel_session_choose (OrielSession *self, const char *name, const char *const *values)
{
  OrielVariables *changed = oriel_variables_copy (self->variables);

  if (!oriel_variables_choose (changed, name, values))
    {
      oriel_variables_unref (changed);
      return;
    }

  oriel_variables_unref (self->variables);
  self->variables = changed;
  if (!self->started)
    {
      g_signal_emit (self, signals[VARIABLES_CHANGED], 0);
      return;
    }
  load_variables (self, ORIEL_LOAD_CHANGED, name);
}

void
oriel_session_ask_labels_async (OrielSession *self,
                                const char *name,
                                OrielLabelQueryKind kind,
                                const char *label,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  const OrielVariableState *state = oriel_variables_find (self->variables, name);
  OrielPlanContext context = plan_context (self);
  g_autoptr (OrielVariables) seen = NULL;

  if (state == NULL)
    {
      g_task_report_new_error (NULL, callback, user_data, oriel_session_ask_labels_async,
                               G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", name);
      return;
    }

  seen = state->definition->section != NULL
           ? oriel_placement_scope (state->definition->section, NULL, self->variables)
           : oriel_variables_ref (self->variables);
  context.variables = seen;
  oriel_label_query_async (&context, state, kind, label, cancellable, callback, user_data);
}

GPtrArray *
oriel_session_ask_labels_finish (OrielSession *self, GAsyncResult *result, GError **error)
{
  return oriel_label_query_finish (result, error);
}

gboolean
oriel_session_set_range (OrielSession *self, const char *from, const char *to, GError **error)
{
  g_autofree char *new_from = g_strdup (from);
  g_autofree char *new_to = g_strdup (to);
  OrielTimeSpan span;

  if (!oriel_time_range_resolve (from, to, &self->time, &span, error))
    return FALSE;

  /* One of them may be the session's own, lent by its getter. */
  g_free (self->raw_from);
  g_free (self->raw_to);
  self->raw_from = g_steal_pointer (&new_from);
  self->raw_to = g_steal_pointer (&new_to);
  resolve_time (self);
  if (self->started)
    load_variables (self, ORIEL_LOAD_RANGE, NULL);
  return TRUE;
}

void
oriel_session_get_raw_range (OrielSession *self, const char **from, const char **to)
{
  *from = self->raw_from;
  *to = self->raw_to;
}

OrielTimeSpan
oriel_session_get_range (OrielSession *self)
{
  return self->range;
}

gboolean
oriel_session_set_zone (OrielSession *self, const char *name)
{
  const OrielTimeZone *zone =
    oriel_time_zone_get (name != NULL && *name != '\0' ? name : self->dashboard->timezone);

  if (zone == NULL)
    return FALSE;

  self->zone = zone;
  resolve_time (self);
  if (self->started)
    load_variables (self, ORIEL_LOAD_RANGE, NULL);
  return TRUE;
}

const OrielTimeZone *
oriel_session_get_zone (OrielSession *self)
{
  return self->zone;
}

void
oriel_session_set_now (OrielSession *self, gint64 now_ms)
{
  self->fixed_now_ms = now_ms;
  resolve_time (self);
}

gint64
oriel_session_get_now (OrielSession *self)
{
  return self->time.now_ms;
}

void
oriel_session_refresh (OrielSession *self)
{
  OrielLoadReason reason = self->started ? ORIEL_LOAD_RANGE : ORIEL_LOAD_ALL;

  self->started = TRUE;
  resolve_time (self);
  for (guint i = 0; i < self->slots->len; i++)
    g_clear_pointer (&((Slot *) g_ptr_array_index (self->slots, i))->fingerprint, g_free);
  oriel_annotation_layers_forget (self->annotations, FALSE);
  load_variables (self, reason, NULL);
}

void
oriel_session_cancel (OrielSession *self)
{
  g_clear_pointer (&self->loader, oriel_variable_loader_free);
  g_clear_handle_id (&self->update, g_source_remove);
  oriel_annotation_layers_cancel (self->annotations);
  if (self->spread != 0)
    {
      g_source_remove (self->spread);
      spread_cb (self);
    }

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (self->slots, i);
      g_autoptr (OrielPanelData) kept = NULL;

      if (slot->run == NULL)
        continue;
      g_clear_pointer (&slot->run, oriel_panel_run_free);
      kept = oriel_panel_data_with_state (
        slot->data, slot->data->answered_ms != 0 ? ORIEL_PANEL_DONE : ORIEL_PANEL_IDLE, NULL);
      set_data (slot, kept);
    }
}

const OrielPlacedPanel *
oriel_session_get_panels (OrielSession *self, guint *n)
{
  *n = self->placed->len;
  return (const OrielPlacedPanel *) self->placed->data;
}

void
oriel_session_set_visible (OrielSession *self, int key, gboolean visible, int width_px)
{
  Slot *slot = find_slot (self, key);

  if (slot == NULL)
    return;

  slot->visible = visible;
  if (width_px > 0)
    slot->width_px = width_px;
  if (visible && slot->generation != self->generation)
    schedule_update (self);
}

void
oriel_session_set_collapsed (OrielSession *self, int key, gboolean collapsed)
{
  Slot *slot = find_slot (self, key);

  if (slot == NULL || placement_of (self, slot)->kind != ORIEL_PLACED_ROW)
    return;

  g_hash_table_insert (self->folded, g_strdup (placement_of (self, slot)->name),
                       GINT_TO_POINTER (collapsed));
  place_panels (self);
  schedule_update (self);
}

gboolean
oriel_session_is_collapsed (OrielSession *self, int key)
{
  Slot *slot = find_slot (self, key);

  return slot != NULL && placement_of (self, slot)->folded;
}

static const OrielPlacedTab *
find_tab (OrielSession *self, int key, guint tab)
{
  Slot *slot = find_slot (self, key);
  GPtrArray *tabs = slot != NULL ? placement_of (self, slot)->tabs : NULL;

  return tabs != NULL && tab < tabs->len ? g_ptr_array_index (tabs, tab) : NULL;
}

void
oriel_session_choose_tab (OrielSession *self, int key, guint tab)
{
  Slot *slot = find_slot (self, key);
  const OrielPlacedTab *chosen = find_tab (self, key, tab);

  if (slot == NULL || chosen == NULL)
    return;

  g_hash_table_insert (self->chosen_tabs, g_strdup (placement_of (self, slot)->name),
                       g_strdup (chosen->name));
  place_panels (self);
  schedule_update (self);
}

static gboolean
is_within (const OrielPanel *panel, const OrielPanel *section)
{
  while (panel != NULL && panel != section)
    panel = panel->parent;

  return panel != NULL;
}

gboolean
oriel_session_shows_section (OrielSession *self, const OrielPanel *section)
{
  for (guint i = 0; i < self->placements->len; i++)
    {
      const OrielPlacement *placement = g_ptr_array_index (self->placements, i);
      const OrielPanel *panel = placement->panel;

      if (placement->tabs != NULL)
        panel = ((OrielPlacedTab *) g_ptr_array_index (placement->tabs, placement->tab))->panel;
      if (is_within (panel, section))
        return TRUE;
    }

  return FALSE;
}

/* Opens one row or bar that stands and leads to `section`; FALSE when none does. */
static gboolean
open_section (OrielSession *self, const OrielPanel *section)
{
  for (guint i = 0; i < self->placements->len; i++)
    {
      const OrielPlacement *placement = g_ptr_array_index (self->placements, i);
      int key = ((Slot *) g_ptr_array_index (self->slots, i))->key;

      if (placement->kind == ORIEL_PLACED_ROW && placement->panel == section)
        {
          oriel_session_set_collapsed (self, key, FALSE);
          return TRUE;
        }
      for (guint tab = 0; placement->tabs != NULL && tab < placement->tabs->len; tab++)
        if (((OrielPlacedTab *) g_ptr_array_index (placement->tabs, tab))->panel == section)
          {
            oriel_session_choose_tab (self, key, tab);
            return TRUE;
          }
    }

  return FALSE;
}

/* Opens what leads to the panel of that id, from the outside to the inside. */
static gboolean
reveal_in (OrielSession *self, const GPtrArray *panels, int panel_id)
{
  for (guint i = 0; i < panels->len; i++)
    {
      OrielPanel *panel = g_ptr_array_index (panels, i);
      gboolean is_section = panel->is_row || panel->is_tab;

      if (is_section ? oriel_panels_find (panel->children, panel_id) == NULL
                     : panel->id != panel_id)
        continue;

      g_hash_table_add (self->wanted, panel);
      place_panels (self);
      if (!is_section)
        return TRUE;
      open_section (self, panel);
      return reveal_in (self, panel->children, panel_id);
    }

  return FALSE;
}

gboolean
oriel_session_reveal (OrielSession *self, int panel_id)
{
  gboolean found = reveal_in (self, self->dashboard->panels, panel_id);

  schedule_update (self);
  return found;
}

OrielPanelData *
oriel_session_dup_panel_data (OrielSession *self, int key)
{
  Slot *slot = find_slot (self, key);

  return slot != NULL ? oriel_panel_data_ref (slot->data) : oriel_panel_data_new (ORIEL_PANEL_IDLE);
}

OrielVariables *
oriel_session_dup_scope (OrielSession *self, int key)
{
  Slot *slot = find_slot (self, key);

  const OrielPlacement *placement = slot != NULL ? placement_of (self, slot) : NULL;

  return placement != NULL
           ? oriel_placement_scope (placement->panel, placement->scope, self->variables)
           : oriel_variables_ref (self->variables);
}

static OrielBuiltins
builtins_now (OrielSession *self)
{
  return (OrielBuiltins){
    .range = self->range,
    .raw_from = self->raw_from,
    .raw_to = self->raw_to,
    .zone = self->zone,
    .dashboard_title = self->dashboard->title,
    .dashboard_uid = self->dashboard->uid,
  };
}

char *
oriel_session_link_href (OrielSession *self, int key, JsonObject *link)
{
  g_autoptr (OrielVariables) scoped = oriel_session_dup_scope (self, key);
  const OrielBuiltins builtins = builtins_now (self);
  const OrielInterpolation how = { .variables = scoped, .builtins = &builtins };

  return oriel_dashboard_link_href (link, &how);
}

char *
oriel_session_interpolate (OrielSession *self, int key, const char *text)
{
  g_autoptr (OrielVariables) scoped = oriel_session_dup_scope (self, key);
  const OrielBuiltins builtins = builtins_now (self);

  return oriel_variables_interpolate (scoped, text, &builtins, NULL, NULL);
}

char *
oriel_session_dup_tab_title (OrielSession *self, int key, guint tab)
{
  const OrielPlacedTab *found = find_tab (self, key, tab);
  const OrielBuiltins builtins = builtins_now (self);
  g_autoptr (OrielVariables) scoped = NULL;

  if (found == NULL)
    return g_strdup ("");

  scoped = oriel_placement_scope (found->panel, found->scope, self->variables);
  return oriel_variables_interpolate (scoped, found->panel->title, &builtins, NULL, NULL);
}

char *
oriel_session_dup_title (OrielSession *self, int key)
{
  Slot *slot = find_slot (self, key);

  return slot != NULL
           ? oriel_session_interpolate (self, key, placement_of (self, slot)->panel->title)
           : g_strdup ("");
}

char *
oriel_session_dup_description (OrielSession *self, int key)
{
  Slot *slot = find_slot (self, key);
  const char *text = slot != NULL ? placement_of (self, slot)->panel->description : NULL;

  return text != NULL && *text != '\0' ? oriel_session_interpolate (self, key, text) : NULL;
}

gboolean
oriel_session_is_busy (OrielSession *self)
{
  if (self->update != 0 || self->spread != 0 ||
      (self->loader != NULL && oriel_variable_loader_is_busy (self->loader)))
    return TRUE;

  for (guint i = 0; i < self->slots->len; i++)
    if (((Slot *) g_ptr_array_index (self->slots, i))->run != NULL)
      return TRUE;

  return oriel_annotation_layers_is_busy (self->annotations);
}

const OrielAnnotationLayers *
oriel_session_get_annotations (OrielSession *self)
{
  return self->annotations;
}

void
oriel_session_set_annotation (OrielSession *self, guint index, gboolean enabled)
{
  if (oriel_annotation_layers_set_enabled (self->annotations, index, enabled) && enabled)
    schedule_update (self);
}

guint
oriel_session_get_n_requests (OrielSession *self)
{
  return oriel_scheduler_get_n_sent (self->scheduler);
}

static gboolean
timeout_cb (gpointer user_data)
{
  gboolean *passed = user_data;

  *passed = TRUE;
  return G_SOURCE_CONTINUE;
}

gboolean
oriel_session_run_until_idle (OrielSession *self, guint timeout_ms)
{
  gboolean passed = FALSE;
  guint timer = timeout_ms > 0 ? g_timeout_add (timeout_ms, timeout_cb, &passed) : 0;

  while (!passed && oriel_session_is_busy (self))
    g_main_context_iteration (NULL, TRUE);

  g_clear_handle_id (&timer, g_source_remove);
  return !passed;
}
