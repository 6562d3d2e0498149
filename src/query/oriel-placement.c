/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-placement.h.
 *
 * The page is a list of sections: the panels before the first row, then one per
 * row. Within a section positions are relative to its top, so that folding one,
 * or repeating it, only moves where the next begins.
 */

#include "config.h"

#include "query/oriel-placement.h"

#define GRID_COLUMNS 24
#define DEFAULT_MAX_PER_ROW 4

/* One value a panel or row is repeated for. */
typedef struct
{
  const char *variable; /* NULL: not repeated */
  const char *value;
  const char *text;
} Scope;

typedef struct
{
  GPtrArray *placed;
  const OrielVariables *variables;
  OrielFoldedFunc folded;
  gpointer user_data;
  int top; /* grid y at which the next section begins */
} Placer;

static void
placement_free (gpointer data)
{
  OrielPlacement *placement = data;

  g_free (placement->name);
  g_free (placement->row_variable);
  g_free (placement->row_value);
  g_free (placement->row_text);
  g_free (placement->panel_variable);
  g_free (placement->panel_value);
  g_free (placement->panel_text);
  g_free (placement);
}

/* The values that a repeat over `name` makes; one unrepeated scope when it can't. Array of Scope
 * that borrows from the variables. */
static GArray *
scopes_of (const OrielVariables *variables, const char *name)
{
  GArray *scopes = g_array_new (FALSE, TRUE, sizeof (Scope));
  const OrielVariableState *state =
    name != NULL && *name != '\0' ? oriel_variables_find (variables, name) : NULL;
  Scope none = { NULL };

  if (state != NULL && state->values != NULL)
    {
      if (g_strcmp0 (state->values[0], ORIEL_ALL_VALUE) == 0)
        for (guint i = 0; i < state->options->len; i++)
          {
            const OrielVariableOption *option = g_ptr_array_index (state->options, i);
            Scope scope = { name, option->value, option->text };

            g_array_append_val (scopes, scope);
          }
      else
        for (guint i = 0; state->values[i] != NULL; i++)
          {
            gboolean has_text = state->texts != NULL && i < g_strv_length (state->texts);
            Scope scope = { name, state->values[i], has_text ? state->texts[i] : state->values[i] };

            g_array_append_val (scopes, scope);
          }
    }

  if (scopes->len == 0)
    g_array_append_val (scopes, none);

  return scopes;
}

static OrielPlacement *
place (Placer *placer,
       const OrielPanel *panel,
       OrielGridPos grid,
       const Scope *row,
       const Scope *own)
{
  OrielPlacement *placement;

  if (placer->placed->len >= ORIEL_PLACEMENT_LIMIT)
    return NULL;

  placement = g_new0 (OrielPlacement, 1);
  placement->panel = panel;
  placement->grid = grid;
  placement->row = -1;
  placement->row_variable = g_strdup (row->variable);
  placement->row_value = g_strdup (row->value);
  placement->row_text = g_strdup (row->text);
  placement->panel_variable = g_strdup (own->variable);
  placement->panel_value = g_strdup (own->value);
  placement->panel_text = g_strdup (own->text);
  placement->name =
    g_strdup_printf ("%d\x1f%s\x1f%s", panel->id, row->value != NULL ? row->value : "",
                     own->value != NULL ? own->value : "");
  g_ptr_array_add (placer->placed, placement);
  return placement;
}

/* Places one panel of a section, once for each value it is repeated for; returns by how many grid
 * rows it grew beyond its own height. */
static int
place_repeated (Placer *placer, const OrielPanel *panel, int y, int row_index, const Scope *row)
{
  g_autoptr (GArray) scopes = scopes_of (placer->variables, panel->repeat);
  int n = (int) scopes->len;
  int per_row = panel->max_per_row > 0 ? panel->max_per_row : DEFAULT_MAX_PER_ROW;
  OrielGridPos grid = panel->grid;

  grid.y = y;
  per_row = CLAMP (per_row, 1, GRID_COLUMNS);
  if (n > 1 || g_array_index (scopes, Scope, 0).variable != NULL)
    {
      if (!panel->repeat_vertical)
        {
          grid.width = MAX (GRID_COLUMNS / MIN (n, per_row), 1);
          grid.x = 0;
        }
    }

  for (int i = 0; i < n; i++)
    {
      OrielPlacement *placement =
        place (placer, panel, grid, row, &g_array_index (scopes, Scope, i));

      if (placement == NULL)
        break;
      placement->row = row_index;
      if (i + 1 == n)
        break;

      grid.x += grid.width;
      if (panel->repeat_vertical || grid.x + grid.width > GRID_COLUMNS)
        {
          grid.x = panel->repeat_vertical ? panel->grid.x : 0;
          grid.y += grid.height;
        }
    }

  return grid.y - y;
}

typedef struct
{
  int below; /* panels from this grid y on … */
  int by;    /* … move down by so much */
} Push;

/* Places the panels of one section with its top at `top`; returns the section's height. */
static int
place_panels (Placer *placer, GPtrArray *panels, int base, int top, int row_index, const Scope *row)
{
  g_autoptr (GArray) pushes = g_array_new (FALSE, FALSE, sizeof (Push));
  int height = 0;

  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);
      int pushed = 0;
      int grew;

      if (panel->is_row)
        continue;

      for (guint p = 0; p < pushes->len; p++)
        if (panel->grid.y >= g_array_index (pushes, Push, p).below)
          pushed += g_array_index (pushes, Push, p).by;

      grew = place_repeated (placer, panel, top + MAX (panel->grid.y - base, 0) + pushed, row_index,
                             row);
      if (grew > 0)
        {
          Push push = { panel->grid.y + panel->grid.height, grew };

          g_array_append_val (pushes, push);
        }
      height = MAX (height, panel->grid.y - base + panel->grid.height + pushed + grew);
    }

  return height;
}

static int
first_y (GPtrArray *panels)
{
  int y = G_MAXINT;

  for (guint i = 0; i < panels->len; i++)
    {
      const OrielPanel *panel = g_ptr_array_index (panels, i);

      if (!panel->is_row)
        y = MIN (y, panel->grid.y);
    }

  return y == G_MAXINT ? 0 : y;
}

static void
place_row (Placer *placer, const OrielPanel *row)
{
  g_autoptr (GArray) scopes = scopes_of (placer->variables, row->repeat);
  Scope none = { NULL };

  for (guint i = 0; i < scopes->len; i++)
    {
      const Scope *scope = &g_array_index (scopes, Scope, i);
      OrielGridPos grid = { 0, placer->top, GRID_COLUMNS, 1 };
      OrielPlacement *placement = place (placer, row, grid, scope, &none);
      int row_index = (int) placer->placed->len - 1;

      if (placement == NULL)
        return;

      placement->n_children = row->children != NULL ? row->children->len : 0;
      placement->folded = row->collapsed;
      if (placer->folded != NULL)
        placement->folded = placer->folded (placement->name, row->collapsed, placer->user_data);

      placer->top += 1;
      if (!placement->folded && row->children != NULL)
        placer->top += place_panels (placer, row->children, first_y (row->children), placer->top,
                                     row_index, scope);
    }
}

GPtrArray *
oriel_placement_new (const OrielDashboard *dashboard,
                     const OrielVariables *variables,
                     OrielFoldedFunc folded,
                     gpointer user_data)
{
  g_autoptr (GPtrArray) loose = g_ptr_array_new ();
  Placer placer = { .variables = variables, .folded = folded, .user_data = user_data };
  Scope none = { NULL };

  placer.placed = g_ptr_array_new_with_free_func (placement_free);

  for (guint i = 0; i < dashboard->panels->len; i++)
    {
      OrielPanel *panel = g_ptr_array_index (dashboard->panels, i);

      if (!panel->is_row)
        g_ptr_array_add (loose, panel);
    }

  placer.top = place_panels (&placer, loose, 0, 0, -1, &none);

  for (guint i = 0; i < dashboard->panels->len; i++)
    {
      OrielPanel *panel = g_ptr_array_index (dashboard->panels, i);

      if (panel->is_row)
        place_row (&placer, panel);
    }

  return placer.placed;
}

OrielVariables *
oriel_placement_scope (const OrielPlacement *placement, OrielVariables *variables)
{
  OrielVariables *scoped;

  if (placement->row_variable == NULL && placement->panel_variable == NULL)
    return oriel_variables_ref (variables);

  scoped = oriel_variables_copy (variables);
  if (placement->row_variable != NULL)
    oriel_variables_set_scoped (scoped, placement->row_variable, placement->row_text,
                                placement->row_value);
  if (placement->panel_variable != NULL)
    oriel_variables_set_scoped (scoped, placement->panel_variable, placement->panel_text,
                                placement->panel_value);
  return scoped;
}
