/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where panels stand: rows, folded rows, repeats. */

#include "config.h"

#include <string.h>

#include "query/oriel-placement.h"

static OrielDashboard *
read_dashboard (const char *panels, const char *variables)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    g_strdup_printf ("{\"title\":\"t\",\"schemaVersion\":41,\"templating\":{\"list\":[%s]},"
                     "\"panels\":[%s]}",
                     variables, panels);
  OrielDashboard *dashboard = oriel_dashboard_read ("test", text, -1, &error);

  g_assert_no_error (error);
  return dashboard;
}

/* `id x,y wxh` of each, rows with a star. */
static char *
summary (GPtrArray *placed)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < placed->len; i++)
    {
      const OrielPlacement *p = g_ptr_array_index (placed, i);

      g_string_append_printf (
        out, "%s%d%s%s %d,%d %dx%d", i > 0 ? "; " : "", p->panel->id, p->panel->is_row ? "*" : "",
        p->panel->is_row || !p->repeated ? "" : oriel_placement_repeat_value (p), p->grid.x,
        p->grid.y, p->grid.width, p->grid.height);
    }

  return g_string_free (out, FALSE);
}

static gboolean
fold_all (const char *name, gboolean fallback, gpointer user_data)
{
  return GPOINTER_TO_INT (user_data);
}

#define PANEL(id, x, y, w, h, more)                                                                \
  "{\"id\":" #id ",\"type\":\"stat\",\"gridPos\":{\"x\":" #x ",\"y\":" #y ",\"w\":" #w             \
  ",\"h\":" #h "}" more "}"
#define ROW(id, y, more)                                                                           \
  "{\"id\":" #id ",\"type\":\"row\",\"title\":\"r\",\"gridPos\":{\"x\":0,\"y\":" #y                \
  ",\"w\":24,\"h\":1}" more "}"
#define VARIABLE                                                                                   \
  "{\"type\":\"custom\",\"name\":\"v\",\"query\":\"a,b,c\",\"multi\":true,"                        \
  "\"options\":[{\"text\":\"a\",\"value\":\"a\"},{\"text\":\"b\",\"value\":\"b\"},"                \
  "{\"text\":\"c\",\"value\":\"c\"}],"                                                             \
  "\"current\":{\"text\":[\"a\",\"b\",\"c\"],\"value\":[\"a\",\"b\",\"c\"]}}"

typedef struct
{
  const char *name;
  const char *panels;
  const char *variables;
  int fold; /* -1: as stored */
  const char *expected;
} Case;

static const Case cases[] = {
  { "plain", PANEL (1, 0, 0, 12, 8, "") "," PANEL (2, 12, 0, 12, 8, ""), "", -1,
    "1 0,0 12x8; 2 12,0 12x8" },
  { "an open row",
    PANEL (1, 0, 0, 24, 4, "") "," ROW (2, 4, "") "," PANEL (3, 0, 5, 24, 4, "") "," ROW (
      4,
      9,
      "") "," PANEL (5, 0, 10, 24, 4, ""),
    "", -1, "1 0,0 24x4; 2* 0,4 24x1; 3 0,5 24x4; 4* 0,9 24x1; 5 0,10 24x4" },
  { "folding moves up what follows",
    PANEL (1, 0, 0, 24, 4, "") "," ROW (2, 4, "") "," PANEL (3, 0, 5, 24, 4, "") "," ROW (
      4,
      9,
      "") "," PANEL (5, 0, 10, 24, 4, ""),
    "", TRUE, "1 0,0 24x4; 2* 0,4 24x1; 4* 0,5 24x1" },
  { "a row stored folded opens below itself",
    ROW (1, 0, ",\"collapsed\":true,\"panels\":[" PANEL (2, 0, 40, 12, 6, "") "]") "," ROW (3,
                                                                                            1,
                                                                                            ""),
    "", FALSE, "1* 0,0 24x1; 2 0,1 12x6; 3* 0,7 24x1" },
  { "repeated across",
    PANEL (1, 0, 0, 8, 4, ",\"repeat\":\"v\",\"repeatDirection\":\"h\"") "," PANEL (2,
                                                                                    0,
                                                                                    4,
                                                                                    24,
                                                                                    4,
                                                                                    ""),
    VARIABLE, -1, "1a 0,0 8x4; 1b 8,0 8x4; 1c 16,0 8x4; 2 0,4 24x4" },
  { "repeated across, two in a row",
    PANEL (1, 0, 0, 8, 4, ",\"repeat\":\"v\",\"repeatDirection\":\"h\",\"maxPerRow\":2") "," PANEL (
      2,
      0,
      4,
      24,
      4,
      ""),
    VARIABLE, -1, "1a 0,0 12x4; 1b 12,0 12x4; 1c 0,4 12x4; 2 0,8 24x4" },
  { "repeated down",
    PANEL (1, 4, 0, 8, 4, ",\"repeat\":\"v\",\"repeatDirection\":\"v\"") "," PANEL (2,
                                                                                    0,
                                                                                    4,
                                                                                    24,
                                                                                    4,
                                                                                    ""),
    VARIABLE, -1, "1a 4,0 8x4; 1b 4,4 8x4; 1c 4,8 8x4; 2 0,12 24x4" },
  { "a repeated row", ROW (1, 0, ",\"repeat\":\"v\"") "," PANEL (2, 0, 1, 12, 4, ""), VARIABLE, -1,
    "1* 0,0 24x1; 2 0,1 12x4; 1* 0,5 24x1; 2 0,6 12x4; 1* 0,10 24x1; 2 0,11 12x4" },
  { "five across share the page",
    PANEL (1, 0, 0, 8, 4, ",\"repeat\":\"v\",\"repeatDirection\":\"h\",\"maxPerRow\":5"),
    "{\"type\":\"custom\",\"name\":\"v\",\"query\":\"a,b,c,d,e\",\"multi\":true,"
    "\"includeAll\":true,\"current\":{\"text\":\"All\",\"value\":\"$__all\"}}",
    -1, "1a 0,0 4x4; 1b 4,0 4x4; 1c 9,0 4x4; 1d 14,0 4x4; 1e 19,0 4x4" },
  { "a panel that repeats over what its row repeats over stands once in each",
    ROW (1, 0, ",\"repeat\":\"v\"") "," PANEL (2, 0, 1, 12, 4, ",\"repeat\":\"v\""), VARIABLE, -1,
    "1* 0,0 24x1; 2 0,1 12x4; 1* 0,5 24x1; 2 0,6 12x4; 1* 0,10 24x1; 2 0,11 12x4" },
  { "nothing stands over a gap",
    PANEL (1, 0, 3, 12, 4, "") "," PANEL (2, 12, 0, 12, 4, "") "," PANEL (3, 0, 20, 24, 2, ""), "",
    -1, "2 12,0 12x4; 1 0,0 12x4; 3 0,4 24x2" },
  { "a panel below a folded row",
    ROW (1, 0, ",\"collapsed\":true,\"panels\":[" PANEL (2, 0, 1, 12, 6, "") "]") "," PANEL (3,
                                                                                             0,
                                                                                             1,
                                                                                             12,
                                                                                             4,
                                                                                             ""),
    "", -1, "1* 0,0 24x1; 3 0,1 12x4" },
  { "a repeat over an unknown variable stands once",
    PANEL (1, 0, 0, 8, 4, ",\"repeat\":\"nothing\""), "", -1, "1 0,0 8x4" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (OrielDashboard) dashboard = read_dashboard (c->panels, c->variables);
      g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
      g_autoptr (GPtrArray) placed = NULL;
      OrielPlacementState state = { .folded = fold_all, .user_data = GINT_TO_POINTER (c->fold) };
      g_autofree char *text = NULL;

      g_test_message ("%s", c->name);
      placed = oriel_placement_new (dashboard, variables, c->fold >= 0 ? &state : NULL);
      text = summary (placed);
      g_assert_cmpstr (text, ==, c->expected);
    }
}

static OrielVariables *
scope_of (const OrielPlacement *placement, OrielVariables *variables)
{
  return oriel_placement_scope (placement->panel, placement->scope, variables);
}

static void
test_scope (void)
{
  g_autoptr (OrielDashboard) dashboard =
    read_dashboard (PANEL (1, 0, 0, 8, 4, ",\"repeat\":\"v\",\"title\":\"of $v\""), VARIABLE);
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  g_autoptr (GPtrArray) placed = oriel_placement_new (dashboard, variables, NULL);
  g_autoptr (OrielVariables) scope = scope_of (g_ptr_array_index (placed, 1), variables);
  g_autofree char *title = oriel_variables_interpolate (scope, "of $v", NULL, NULL, NULL);

  g_assert_cmpstr (title, ==, "of b");
}

static void
test_limit (void)
{
  GString *panels = g_string_new (NULL);
  g_autoptr (OrielDashboard) dashboard = NULL;
  g_autoptr (OrielVariables) variables = NULL;
  g_autoptr (GPtrArray) placed = NULL;

  for (int i = 1; i <= 3000; i++)
    g_string_append_printf (panels,
                            "%s{\"id\":%d,\"type\":\"stat\",\"repeat\":\"v\",\"gridPos\":{\"x\":0,"
                            "\"y\":%d,\"w\":4,\"h\":4}}",
                            i > 1 ? "," : "", i, i);
  dashboard = read_dashboard (panels->str, VARIABLE);
  variables = oriel_variables_new (dashboard);
  placed = oriel_placement_new (dashboard, variables, NULL);
  g_assert_cmpuint (placed->len, <=, ORIEL_PLACEMENT_LIMIT);
  g_string_free (panels, TRUE);
}

#define V2_PANEL(id)                                                                               \
  "'p" #id "':{'kind':'Panel','spec':{'id':" #id ",'title':'P$v','vizConfig':{'kind':'VizConfig'," \
  "'group':'text','spec':{}}}}"
#define V2_ITEM(id, more)                                                                          \
  "{'kind':'AutoGridLayoutItem','spec':{'element':{'name':'p" #id "'}" more "}}"
#define V2_AUTO(items) "{'kind':'AutoGridLayout','spec':{'items':[" items "]}}"
#define V2_TAB(title, more, layout)                                                                \
  "{'kind':'TabsLayoutTab','spec':{'title':'" title "'" more ",'layout':" layout "}}"
#define V2_IF(kind, spec)                                                                          \
  ",'conditionalRendering':{'kind':'ConditionalRenderingGroup','spec':{'visibility':'show',"       \
  "'condition':'and','items':[{'kind':'ConditionalRendering" kind "','spec':{" spec "}}]}}"
#define V2_IF_V(value) V2_IF ("Variable", "'variable':'v','operator':'equals','value':'" value "'")

static OrielDashboard *
read_v2 (const char *layout)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quoted = g_strdup_printf ("{'title':'t','elements':{" V2_PANEL (1) "," V2_PANEL (
                                               2) "},'variables':[{'kind':"
                                                  "'CustomVariable','spec':{'name':'v','query':'a,"
                                                  "b,c','multi':true,'current':{'text':['a','b'],"
                                                  "'value':['a','b']}}}],'layout':%s}",
                                             layout);
  OrielDashboard *dashboard;

  g_strdelimit (quoted, "'", '"');
  dashboard = oriel_dashboard_read ("test", quoted, -1, &error);
  g_assert_no_error (error);
  return dashboard;
}

/* What the state of a page is in the cases below. */
typedef struct
{
  const char *tab; /* nullable: its name, made of repeat values and id */
  OrielHasData has_data;
} PageState;

static const char *
choose_tab (const char *bar, gpointer user_data)
{
  return ((const PageState *) user_data)->tab;
}

static OrielHasData
say_data (const char *name, gpointer user_data)
{
  return ((const PageState *) user_data)->has_data;
}

/* Kinds, ids, repeat values, titles of tabs with a star at the chosen one. */
static char *
page_summary (GPtrArray *placed)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < placed->len; i++)
    {
      const OrielPlacement *p = g_ptr_array_index (placed, i);

      g_string_append (out, i > 0 ? "; " : "");
      if (p->kind == ORIEL_PLACED_TABS)
        {
          for (guint k = 0; k < p->tabs->len; k++)
            g_string_append_printf (
              out, "%s%s%s", k > 0 ? "|" : "",
              ((OrielPlacedTab *) g_ptr_array_index (p->tabs, k))->panel->title,
              k == p->tab ? "*" : "");
          continue;
        }
      g_string_append_printf (out, "%s%d", p->kind == ORIEL_PLACED_ROW ? "row " : "", p->panel->id);
      for (const OrielScope *scope = p->scope; scope != NULL; scope = scope->outer)
        g_string_append_printf (out, " %s", scope->value);
      if (p->hidden)
        g_string_append (out, " hidden");
    }

  return g_string_free (out, FALSE);
}

static const struct
{
  const char *name;
  const char *layout;
  PageState state;
  const char *expected;
} pages[] = {
  { "the first tab is shown",
    "{'kind':'TabsLayout','spec':{'tabs':[" V2_TAB ("A", "", V2_AUTO (V2_ITEM (1, ""))) "," V2_TAB (
      "B",
      "",
      V2_AUTO (V2_ITEM (2, ""))) "]}}",
    { 0 },
    "A*|B; 1" },
  { "another tab is shown",
    "{'kind':'TabsLayout','spec':{'tabs':[" V2_TAB ("A", "", V2_AUTO (V2_ITEM (1, ""))) "," V2_TAB (
      "B",
      "",
      V2_AUTO (V2_ITEM (2, ""))) "]}}",
    { .tab = "\x1f"
             "4" },
    "A|B*; 2" },
  { "repeated tabs, one of them by its value",
    "{'kind':'TabsLayout','spec':{'tabs':[" V2_TAB ("A",
                                                    ",'repeat':{'mode':'variable','value':'v'}",
                                                    V2_AUTO (V2_ITEM (1, ""))) "]}}",
    { .tab = "\x1f"
             "b\x1f"
             "3" },
    "A|A*; 1 b" },
  { "a tab that is not shown",
    "{'kind':'TabsLayout','spec':{'tabs':[" V2_TAB (
      "A",
      V2_IF_V ("c"),
      V2_AUTO (V2_ITEM (1, ""))) "," V2_TAB ("B", "", V2_AUTO (V2_ITEM (2, ""))) "]}}",
    { 0 },
    "B*; 2" },
  { "no tab is shown",
    "{'kind':'TabsLayout','spec':{'tabs':[" V2_TAB ("A",
                                                    V2_IF_V ("c"),
                                                    V2_AUTO (V2_ITEM (1, ""))) "]}}",
    { 0 },
    "" },
  { "rows of one value, of those that repeat; one without a head",
    "{'kind':'RowsLayout','spec':{'rows':[{'kind':'RowsLayoutRow','spec':{'title':'R$v','repeat':{"
    "'mode':'variable','value':'v'}" V2_IF_V ("b") ",'layout':" V2_AUTO (
      V2_ITEM (1, "")) "}},{'kind':'RowsLayoutRow','spec':{'hideHeader':true,'collapse':true,"
                       "'layout':" V2_AUTO (V2_ITEM (2, "")) "}}]}}",
    { 0 },
    "row 3 b; 1 b; 2" },
  { "repeats within repeats",
    "{'kind':'RowsLayout','spec':{'rows':[{'kind':'RowsLayoutRow','spec':{'repeat':{'value':'v'},"
    "'layout':" V2_AUTO (V2_ITEM (1, ",'repeat':{'value':'v'}")) "}}]}}",
    { 0 },
    "row 3 a; 1 a; row 3 b; 1 b" },
  { "a panel whose data is not known",
    V2_AUTO (V2_ITEM (1, V2_IF ("Data", "'value':true")) "," V2_ITEM (2, "")),
    { 0 },
    "1; 2" },
  { "a panel without data is asked on",
    V2_AUTO (V2_ITEM (1, V2_IF ("Data", "'value':true")) "," V2_ITEM (2, "")),
    { .has_data = ORIEL_HAS_DATA_NO },
    "1 hidden; 2" },
  { "a panel that another thing hides is not",
    V2_AUTO (V2_ITEM (1, V2_IF_V ("c")) "," V2_ITEM (2, "")),
    { 0 },
    "2" },
};

static void
test_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (OrielDashboard) dashboard = read_v2 (pages[i].layout);
      g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
      OrielPlacementState state = { .chosen_tab = choose_tab,
                                    .has_data = say_data,
                                    .user_data = (gpointer) &pages[i].state };
      g_autoptr (GPtrArray) placed = oriel_placement_new (dashboard, variables, &state);
      g_autofree char *text = page_summary (placed);

      g_test_message ("%s", pages[i].name);
      g_assert_cmpstr (text, ==, pages[i].expected);
    }
}

/* A row's variables are seen within it, and before the dashboard's. */
static void
test_section_variables (void)
{
  g_autoptr (OrielDashboard) dashboard = read_v2 (
    "{'kind':'RowsLayout','spec':{'rows':[{'kind':'RowsLayoutRow','spec':{'variables':[{'kind':"
    "'TextVariable','spec':{'name':'v','query':'own'}}],'layout':" V2_AUTO (V2_ITEM (
      1, "")) "}},{'kind':'RowsLayoutRow','spec':{'layout':" V2_AUTO (V2_ITEM (2, "")) "}}]}}");
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  g_autoptr (GPtrArray) placed = oriel_placement_new (dashboard, variables, NULL);
  g_autoptr (OrielVariables) inside = scope_of (g_ptr_array_index (placed, 1), variables);
  g_autoptr (OrielVariables) outside = scope_of (g_ptr_array_index (placed, 3), variables);
  g_autofree char *inner = oriel_variables_interpolate (inside, "$v", NULL, NULL, NULL);
  g_autofree char *outer = oriel_variables_interpolate (outside, "$v", NULL, NULL, NULL);

  g_assert_cmpuint (placed->len, ==, 4);
  g_assert_cmpstr (inner, ==, "own");
  g_assert_cmpstr (outer, ==, "{a,b}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/placement/cases", test_cases);
  g_test_add_func ("/query/placement/scope", test_scope);
  g_test_add_func ("/query/placement/limit", test_limit);
  g_test_add_func ("/query/placement/pages", test_pages);
  g_test_add_func ("/query/placement/section-variables", test_section_variables);
  return g_test_run ();
}
