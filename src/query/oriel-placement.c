/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-placement.h.
 *
 * The tree of panels is walked from top to bottom. Where a block begins is only known once the one
 * above it is placed, so that folding a row, or repeating it, only moves what comes after.
 */

#include "config.h"

#include "query/oriel-placement.h"

#include <string.h>

#define GRID_COLUMNS 24
#define GRID_STEP_PX 38
#define DEFAULT_MAX_PER_ROW 4

/* One value something is repeated for. */
typedef struct
{
  const char *variable; /* NULL: not repeated */
  const char *value;
  const char *text;
} Repeat;

typedef struct
{
  GPtrArray *placed;
  OrielVariables *variables;
  const OrielPlacementState *state;
  int top; /* grid y at which the next block begins */
  guint block;
} Placer;

/* What surrounds a panel. */
typedef struct
{
  OrielScope *scope; /* nullable, borrowed */
  int row;           /* index of the row's placement, or -1 */
} Surroundings;

static const OrielArrangement no_arrangement = { ORIEL_ARRANGE_ROWS };

static void place_children (Placer *placer,
                            GPtrArray *panels,
                            const OrielArrangement *arrangement,
                            const Surroundings *around);

static OrielScope *
scope_ref (OrielScope *scope)
{
  if (scope != NULL)
    g_atomic_ref_count_inc (&scope->ref_count);

  return scope;
}

static void
scope_unref (OrielScope *scope)
{
  while (scope != NULL && g_atomic_ref_count_dec (&scope->ref_count))
    {
      OrielScope *outer = scope->outer;

      g_free (scope->variable);
      g_free (scope->value);
      g_free (scope->text);
      g_free (scope);
      scope = outer;
    }
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrielScope, scope_unref)

/* The scope within `outer` of one repeat; `outer` itself when there is none. A reference. */
static OrielScope *
scope_enter (OrielScope *outer, const Repeat *repeat)
{
  OrielScope *scope;

  if (repeat->variable == NULL)
    return scope_ref (outer);

  scope = g_new0 (OrielScope, 1);
  g_atomic_ref_count_init (&scope->ref_count);
  scope->outer = scope_ref (outer);
  scope->variable = g_strdup (repeat->variable);
  scope->value = g_strdup (repeat->value);
  scope->text = g_strdup (repeat->text);
  return scope;
}

static void
tab_free (gpointer data)
{
  OrielPlacedTab *tab = data;

  g_free (tab->name);
  scope_unref (tab->scope);
  g_free (tab);
}

static void
placement_free (gpointer data)
{
  OrielPlacement *placement = data;

  g_free (placement->name);
  scope_unref (placement->scope);
  g_clear_pointer (&placement->tabs, g_ptr_array_unref);
  g_free (placement);
}

/* Id and repeat values, the outermost first. */
static char *
name_of (const char *prefix, const OrielPanel *panel, const OrielScope *scope)
{
  GString *name = g_string_new (NULL);

  for (; scope != NULL; scope = scope->outer)
    {
      g_string_prepend (name, scope->value);
      g_string_prepend_c (name, '\x1f');
    }
  g_string_prepend (name, prefix);
  g_string_append_printf (name, "\x1f%d", panel->id);
  return g_string_free (name, FALSE);
}

static gboolean
is_in_scope (const OrielScope *scope, const char *variable)
{
  for (; scope != NULL; scope = scope->outer)
    if (strcmp (scope->variable, variable) == 0)
      return TRUE;

  return FALSE;
}

static void
add_values (GArray *repeats, const char *name, const OrielVariableState *state)
{
  guint n_texts = state->texts != NULL ? g_strv_length (state->texts) : 0;

  if (g_strcmp0 (state->values[0], ORIEL_ALL_VALUE) == 0)
    for (guint i = 0; i < state->options->len && i < ORIEL_PLACEMENT_LIMIT; i++)
      {
        const OrielVariableOption *option = g_ptr_array_index (state->options, i);
        Repeat repeat = { name, option->value, option->text };

        g_array_append_val (repeats, repeat);
      }
  else
    for (guint i = 0; state->values[i] != NULL && i < ORIEL_PLACEMENT_LIMIT; i++)
      {
        Repeat repeat = { name, state->values[i],
                          i < n_texts ? state->texts[i] : state->values[i] };

        g_array_append_val (repeats, repeat);
      }
}

/* Kinds that have one value, which is no choice among several. */
static gboolean
can_repeat (const OrielVariableState *state)
{
  OrielVariableKind kind = state->definition->kind;

  return state->values != NULL && kind != ORIEL_VARIABLE_TEXTBOX && kind != ORIEL_VARIABLE_ADHOC &&
         kind != ORIEL_VARIABLE_SWITCH;
}

/* The values that the repeat of `panel` makes; one that is none when it can't: there is no such
 * variable, or a repeat around it has settled its value. Array of Repeat, which borrows from
 * `variables`. */
static GArray *
repeats_of (const OrielPanel *panel, OrielVariables *variables, const OrielScope *scope)
{
  GArray *repeats = g_array_new (FALSE, TRUE, sizeof (Repeat));
  const OrielVariableState *state = NULL;
  Repeat none = { NULL };

  if (panel->repeat != NULL && *panel->repeat != '\0' && !is_in_scope (scope, panel->repeat))
    state = oriel_variables_find (variables, panel->repeat);
  if (state != NULL && can_repeat (state))
    add_values (repeats, panel->repeat, state);
  if (repeats->len == 0)
    g_array_append_val (repeats, none);

  return repeats;
}

/* The variables that the repeat of `panel` is looked up in: its own view of them, which is only
 * made where it matters. A reference. */
static OrielVariables *
seen_by (Placer *placer, const OrielPanel *panel, const OrielScope *scope)
{
  return panel->repeat != NULL ? oriel_placement_scope (panel, scope, placer->variables)
                               : oriel_variables_ref (placer->variables);
}

static OrielPlacement *
place (Placer *placer,
       OrielPlacedKind kind,
       const OrielPanel *panel,
       OrielGridPos grid,
       OrielScope *scope)
{
  OrielPlacement *placement;

  if (placer->placed->len >= ORIEL_PLACEMENT_LIMIT)
    return NULL;

  placement = g_new0 (OrielPlacement, 1);
  placement->kind = kind;
  placement->panel = panel;
  placement->grid = grid;
  placement->row = -1;
  placement->scope = scope_ref (scope);
  placement->name = name_of (kind == ORIEL_PLACED_TABS ? "tabs" : "", panel, scope);
  placement->block = placer->block;
  placement->arrangement = &no_arrangement;
  placement->right = 1;
  g_ptr_array_add (placer->placed, placement);
  return placement;
}

/* Whether something is shown; `name` (nullable) is that of a panel whose data is known. */
static gboolean
is_shown (Placer *placer, const OrielPanel *panel, const OrielScope *scope, const char *name)
{
  const OrielPlacementState *state = placer->state;
  g_autoptr (OrielVariables) seen = NULL;
  OrielConditionContext context = { .range = state->range };

  if (panel->condition == NULL ||
      (state->is_wanted != NULL && state->is_wanted (panel, state->user_data)))
    return TRUE;

  seen = oriel_placement_scope (panel, scope, placer->variables);
  context.variables = seen;
  if (name != NULL && state->has_data != NULL)
    context.has_data = state->has_data (name, state->user_data);

  return oriel_condition_shows (panel->condition, &context);
}

/* Places a panel once for one value of its repeat; NULL when it is not shown. */
static OrielPlacement *
place_panel (Placer *placer,
             const OrielPanel *panel,
             OrielGridPos grid,
             const Repeat *repeat,
             const Surroundings *around)
{
  g_autoptr (OrielScope) scope = scope_enter (around->scope, repeat);
  OrielPlacement *placement = place (placer, ORIEL_PLACED_PANEL, panel, grid, scope);

  if (placement == NULL)
    return NULL;

  placement->row = around->row;
  placement->repeated = repeat->variable != NULL;
  placement->hidden = !is_shown (placer, panel, scope, placement->name);
  if (!placement->hidden)
    return placement;
  if (!oriel_condition_needs_data (panel->condition))
    g_ptr_array_set_size (placer->placed, (int) placer->placed->len - 1);

  return NULL;
}

/* The first grid row from which on all columns of `grid` are free. */
static int
free_row (const int *skyline, const OrielGridPos *grid)
{
  int y = 0;

  for (int x = grid->x; x < grid->x + grid->width; x++)
    y = MAX (y, skyline[x]);

  return y;
}

static void
raise_skyline (int *skyline, const OrielGridPos *grid)
{
  for (int x = grid->x; x < grid->x + grid->width; x++)
    skyline[x] = grid->y + grid->height;
}

/* Where the repeats of a panel stand. */
typedef struct
{
  OrielGridPos area;
  int columns;
} RepeatArea;

static RepeatArea
repeat_area (const OrielPanel *panel, guint n)
{
  int per_row = panel->max_per_row > 0 ? panel->max_per_row : DEFAULT_MAX_PER_ROW;
  RepeatArea area = { panel->grid, 1 };
  int lines;

  if (panel->repeat == NULL)
    return area;
  if (!panel->repeat_vertical)
    {
      if (!panel->repeat_within)
        {
          area.area.x = 0;
          area.area.width = GRID_COLUMNS;
        }
      area.columns = MIN ((int) n, CLAMP (per_row, 1, GRID_COLUMNS));
    }
  lines = ((int) n + area.columns - 1) / area.columns;
  area.area.height = panel->grid.height * lines;
  return area;
}

static void
place_repeats_in_grid (Placer *placer,
                       const OrielPanel *panel,
                       const RepeatArea *area,
                       const GArray *repeats,
                       const OrielArrangement *arrangement,
                       const Surroundings *around)
{
  const OrielGridPos *all = &area->area;

  for (guint i = 0; i < repeats->len; i++)
    {
      int column = (int) i % area->columns;
      double part = (double) all->width / area->columns;
      OrielGridPos grid = {
        .x = all->x + all->width * column / area->columns,
        .y = placer->top + all->y + (int) i / area->columns * panel->grid.height,
        .width = MAX (all->width / area->columns, 1),
        .height = panel->grid.height,
      };
      OrielPlacement *placement =
        place_panel (placer, panel, grid, &g_array_index (repeats, Repeat, i), around);

      if (placement == NULL)
        continue;
      placement->arrangement = arrangement;
      placement->left = (all->x + part * column) / GRID_COLUMNS;
      placement->right = (all->x + part * (column + 1)) / GRID_COLUMNS;
    }
}

/* Places panels by their positions. As in Grafana's grid they fall upwards until they meet another,
 * so what lies below repeats moves down, and nothing stands over a gap. */
static void
place_in_grid (Placer *placer,
               GPtrArray *panels,
               guint begin,
               guint end,
               const OrielArrangement *arrangement,
               const Surroundings *around)
{
  int skyline[GRID_COLUMNS] = { 0 };
  int height = 0;

  for (guint i = begin; i < end && placer->placed->len < ORIEL_PLACEMENT_LIMIT; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);
      g_autoptr (OrielVariables) seen = seen_by (placer, panel, around->scope);
      g_autoptr (GArray) repeats = repeats_of (panel, seen, around->scope);
      RepeatArea area = repeat_area (panel, repeats->len);

      area.area.y = free_row (skyline, &area.area);
      raise_skyline (skyline, &area.area);
      height = MAX (height, area.area.y + area.area.height);
      place_repeats_in_grid (placer, panel, &area, repeats, arrangement, around);
    }

  placer->top += height;
  placer->block++;
}

/* Places panels in lines; how many stand in one is known only with the width, so positions are
 * those of a page wide enough. */
static void
place_in_lines (Placer *placer,
                GPtrArray *panels,
                const OrielArrangement *arrangement,
                const Surroundings *around)
{
  int columns = CLAMP (arrangement->max_columns, 1, GRID_COLUMNS);
  int height = MAX ((int) (arrangement->row_px + GRID_STEP_PX - 1) / GRID_STEP_PX, 1);
  int n = 0;

  for (guint i = 0; i < panels->len && placer->placed->len < ORIEL_PLACEMENT_LIMIT; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);
      g_autoptr (OrielVariables) seen = seen_by (placer, panel, around->scope);
      g_autoptr (GArray) repeats = repeats_of (panel, seen, around->scope);

      for (guint j = 0; j < repeats->len; j++)
        {
          OrielGridPos grid = { n % columns * (GRID_COLUMNS / columns),
                                placer->top + n / columns * height, GRID_COLUMNS / columns,
                                height };
          OrielPlacement *placement =
            place_panel (placer, panel, grid, &g_array_index (repeats, Repeat, j), around);

          if (placement == NULL)
            continue;
          placement->arrangement = arrangement;
          n++;
        }
    }

  placer->top += (n + columns - 1) / columns * height;
  placer->block++;
}

static guint
count_panels (const GPtrArray *panels)
{
  guint n = 0;

  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      n += panel->is_row || panel->is_tab ? count_panels (panel->children) : 1;
    }

  return n;
}

/* The head of a row; NULL when the row has none, and is open. */
static OrielPlacement *
place_head (Placer *placer, const OrielPanel *row, OrielScope *scope, int outer_row)
{
  const OrielPlacementState *state = placer->state;
  OrielGridPos grid = { 0, placer->top, GRID_COLUMNS, 1 };
  OrielPlacement *placement;

  if (row->hide_header)
    return NULL;

  placement = place (placer, ORIEL_PLACED_ROW, row, grid, scope);
  if (placement == NULL)
    return NULL;

  placement->row = outer_row;
  placement->n_children = count_panels (row->children);
  placement->folded = row->collapsed;
  if (state->folded != NULL)
    placement->folded = state->folded (placement->name, row->collapsed, state->user_data);
  placer->top += 1;
  placer->block++;
  return placement;
}

static void
place_row (Placer *placer, const OrielPanel *row, const Surroundings *around)
{
  g_autoptr (OrielVariables) seen = seen_by (placer, row, around->scope);
  g_autoptr (GArray) repeats = repeats_of (row, seen, around->scope);

  for (guint i = 0; i < repeats->len && placer->placed->len < ORIEL_PLACEMENT_LIMIT; i++)
    {
      const Repeat *repeat = &g_array_index (repeats, Repeat, i);
      g_autoptr (OrielScope) scope = scope_enter (around->scope, repeat);
      Surroundings inner = { scope, around->row };
      OrielPlacement *head;

      if (!is_shown (placer, row, scope, NULL))
        continue;

      head = place_head (placer, row, scope, around->row);
      if (head != NULL)
        {
          head->repeated = repeat->variable != NULL;
          inner.row = (int) placer->placed->len - 1;
        }
      if (head == NULL || !head->folded)
        place_children (placer, row->children, &row->arrangement, &inner);
    }
}

static void
add_tabs (Placer *placer, GPtrArray *tabs, const OrielPanel *panel, const Surroundings *around)
{
  g_autoptr (OrielVariables) seen = seen_by (placer, panel, around->scope);
  g_autoptr (GArray) repeats = repeats_of (panel, seen, around->scope);

  for (guint i = 0; i < repeats->len; i++)
    {
      g_autoptr (OrielScope) scope =
        scope_enter (around->scope, &g_array_index (repeats, Repeat, i));
      OrielPlacedTab *tab;

      if (!is_shown (placer, panel, scope, NULL))
        continue;

      tab = g_new0 (OrielPlacedTab, 1);
      tab->panel = panel;
      tab->name = name_of ("", panel, scope);
      tab->scope = scope_ref (scope);
      g_ptr_array_add (tabs, tab);
    }
}

static guint
chosen_tab (Placer *placer, const OrielPlacement *bar)
{
  const OrielPlacementState *state = placer->state;
  const char *chosen =
    state->chosen_tab != NULL ? state->chosen_tab (bar->name, state->user_data) : NULL;

  for (guint i = 0; chosen != NULL && i < bar->tabs->len; i++)
    if (strcmp (((OrielPlacedTab *) g_ptr_array_index (bar->tabs, i))->name, chosen) == 0)
      return i;

  return 0;
}

static void
place_tabs (Placer *placer, GPtrArray *panels, const Surroundings *around)
{
  g_autoptr (GPtrArray) tabs = g_ptr_array_new_with_free_func (tab_free);
  OrielGridPos grid = { 0, placer->top, GRID_COLUMNS, 1 };
  Surroundings inner = *around;
  OrielPlacement *bar;
  OrielPlacedTab *tab;

  for (guint i = 0; i < panels->len && tabs->len < ORIEL_PLACEMENT_LIMIT; i++)
    add_tabs (placer, tabs, g_ptr_array_index (panels, i), around);
  if (tabs->len == 0)
    return;

  /* The bar is called by what is always there, so that the choice survives a condition. */
  bar = place (placer, ORIEL_PLACED_TABS, g_ptr_array_index (panels, 0), grid, around->scope);
  if (bar == NULL)
    return;

  bar->row = around->row;
  bar->tabs = g_steal_pointer (&tabs);
  bar->tab = chosen_tab (placer, bar);
  placer->top += 1;
  placer->block++;

  tab = g_ptr_array_index (bar->tabs, bar->tab);
  inner.scope = tab->scope;
  place_children (placer, tab->panel->children, &tab->panel->arrangement, &inner);
}

/* Panels and, in classic dashboards, rows between them. */
static void
place_mixed (Placer *placer,
             GPtrArray *panels,
             const OrielArrangement *arrangement,
             const Surroundings *around)
{
  guint begin = 0;

  while (begin < panels->len && placer->placed->len < ORIEL_PLACEMENT_LIMIT)
    {
      const OrielPanel *first = g_ptr_array_index (panels, begin);
      guint end = begin;

      if (first->is_row)
        {
          place_row (placer, first, around);
          begin++;
          continue;
        }

      while (end < panels->len && !((OrielPanel *) g_ptr_array_index (panels, end))->is_row)
        end++;
      place_in_grid (placer, panels, begin, end, arrangement, around);
      begin = end;
    }
}

static void
place_children (Placer *placer,
                GPtrArray *panels,
                const OrielArrangement *arrangement,
                const Surroundings *around)
{
  switch (arrangement->kind)
    {
    case ORIEL_ARRANGE_AUTO:
      place_in_lines (placer, panels, arrangement, around);
      break;
    case ORIEL_ARRANGE_TABS:
      place_tabs (placer, panels, around);
      break;
    case ORIEL_ARRANGE_ROWS:
    case ORIEL_ARRANGE_GRID:
    default:
      place_mixed (placer, panels, arrangement, around);
      break;
    }
}

GPtrArray *
oriel_placement_new (const OrielDashboard *dashboard,
                     OrielVariables *variables,
                     const OrielPlacementState *state)
{
  static const OrielPlacementState nothing = { 0 };
  Placer placer = { .variables = variables, .state = state != NULL ? state : &nothing };
  Surroundings page = { NULL, -1 };

  placer.placed = g_ptr_array_new_with_free_func (placement_free);
  place_children (&placer, dashboard->panels, &dashboard->arrangement, &page);
  return placer.placed;
}

/* Outermost first, so that what is nearer counts. */
static void
enter_sections (OrielVariables *variables, const OrielPanel *section)
{
  if (section == NULL)
    return;

  enter_sections (variables, section->parent);
  oriel_variables_enter_section (variables, section);
}

static void
enter_scopes (OrielVariables *variables, const OrielScope *scope)
{
  if (scope == NULL)
    return;

  enter_scopes (variables, scope->outer);
  oriel_variables_set_scoped (variables, scope->variable, scope->text, scope->value);
}

OrielVariables *
oriel_placement_scope (const OrielPanel *panel, const OrielScope *scope, OrielVariables *variables)
{
  gboolean is_section = panel->is_row || panel->is_tab;
  const OrielPanel *section = is_section ? panel : panel->parent;
  OrielVariables *scoped;

  if (!oriel_variables_has_sections (variables))
    section = NULL;
  if (section == NULL && scope == NULL)
    return oriel_variables_ref (variables);

  scoped = oriel_variables_copy (variables);
  enter_sections (scoped, section);
  enter_scopes (scoped, scope);
  return scoped;
}

const char *
oriel_placement_repeat_value (const OrielPlacement *placement)
{
  return placement->repeated ? placement->scope->value : NULL;
}

const char *
oriel_placement_repeat_text (const OrielPlacement *placement)
{
  return placement->repeated ? placement->scope->text : NULL;
}
