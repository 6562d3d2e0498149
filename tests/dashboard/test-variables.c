/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of variables: choices, answers, order, copies. */

#include "config.h"

#include "dashboard/oriel-interpolation.h"
#include "dashboard/oriel-variable-options.h"
#include "dashboard/oriel-variables.h"

#include <string.h>

/* A set from the entries of `templating.list`, written with ' for ". */
static OrielVariables *
read_set (const char *list)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (list), "'", '"');
  g_autofree char *text = g_strdup_printf ("{\"title\":\"t\",\"panels\":[],\"schemaVersion\":39,"
                                           "\"templating\":{\"list\":[%s]}}",
                                           quoted);
  g_autoptr (GError) error = NULL;
  OrielDashboard *dashboard = oriel_dashboard_read ("test", text, -1, &error);
  OrielVariables *variables;

  g_assert_no_error (error);
  variables = oriel_variables_new (dashboard);
  oriel_dashboard_unref (dashboard);

  return variables;
}

static void
assert_list (char **ours, const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", ours);

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_chosen (const OrielVariables *variables,
               const char *name,
               const char *values,
               const char *texts)
{
  const OrielVariableState *state = oriel_variables_find (variables, name);

  g_assert_nonnull (state);
  assert_list (state->values, values);
  assert_list (state->texts, texts);
}

static void
choose (OrielVariables *variables, const char *name, const char *list)
{
  g_auto (GStrv) values = g_strsplit (list, "|", -1);

  g_assert_true (oriel_variables_choose (variables, name, (const char *const *) values));
}

static gboolean
answer (OrielVariables *variables, const char *name, const char *list)
{
  g_auto (GStrv) texts = g_strsplit (list, "|", -1);

  return oriel_variables_set_answer (variables, name, (const char *const *) texts, NULL);
}

static void
test_stored (void)
{
  g_autoptr (OrielVariables) set = read_set (
    "{'name':'a','type':'query','query':'q','refresh':1,'current':{'text':'A','value':'a'}},"
    "{'name':'m','type':'query','query':'q','multi':true,'includeAll':true,"
    " 'current':{'text':['All'],'value':['$__all']}},"
    "{'name':'old','type':'query','query':'q','includeAll':true,"
    " 'current':{'text':'All','value':'All'}},"
    "{'name':'c','type':'custom','query':'x, Why : y','current':{'text':'y','value':'y'}},"
    "{'name':'gone','type':'custom','query':'x,y','current':{'text':'z','value':'z'}},"
    "{'name':'k','type':'constant','query':'fix'},"
    "{'name':'t','type':'textbox','query':'start','current':{'text':'typed','value':'typed'}},"
    "{'name':'t0','type':'textbox','query':'start'},"
    "{'name':'i','type':'interval','query':'1m,5m','auto':true,"
    " 'current':{'text':'auto','value':'$__auto_interval_i'}},"
    "{'name':'never','type':'query','query':'q','refresh':0,'options':[{'text':'N','value':'n'}],"
    " 'current':{'text':'N','value':'n'}}");

  g_assert_cmpuint (oriel_variables_get_n (set), ==, 10);
  assert_chosen (set, "a", "a", "A");
  assert_chosen (set, "m", "$__all", "All");
  assert_chosen (set, "old", "$__all", "All");
  assert_chosen (set, "c", "y", "Why");
  assert_chosen (set, "gone", "x", "x");
  assert_chosen (set, "k", "fix", "fix");
  assert_chosen (set, "t", "typed", "typed");
  assert_chosen (set, "t0", "start", "start");
  assert_chosen (set, "i", "$__auto", "auto");
  assert_chosen (set, "never", "n", "N");
  g_assert_false (oriel_variables_find (set, "a")->loaded);
  g_assert_true (oriel_variables_find (set, "never")->loaded);
  g_assert_true (oriel_variables_find (set, "c")->loaded);
  g_assert_null (oriel_variables_find (set, "unknown"));
}

static void
test_choose (void)
{
  g_autoptr (OrielVariables) set = read_set (
    "{'name':'one','type':'custom','query':'A : a,B : b','current':{'value':'a'}},"
    "{'name':'many','type':'custom','query':'A : a,B : b,c','multi':true,'includeAll':true},"
    "{'name':'star','type':'custom','query':'a,b','includeAll':true,'allValue':'.*'},"
    "{'name':'no_all','type':'custom','query':'a,b','multi':true}");

  choose (set, "one", "b");
  assert_chosen (set, "one", "b", "B");
  choose (set, "one", "A");
  assert_chosen (set, "one", "a", "A");
  choose (set, "one", "free");
  assert_chosen (set, "one", "free", "free");
  choose (set, "one", "a|b");
  assert_chosen (set, "one", "a", "A");

  choose (set, "many", "a|c");
  assert_chosen (set, "many", "a|c", "A|c");
  choose (set, "many", "a|c|$__all");
  assert_chosen (set, "many", "$__all", "All");
  choose (set, "many", "$__all|b");
  assert_chosen (set, "many", "b", "B");
  choose (set, "many", "b|b|B");
  assert_chosen (set, "many", "b", "B");
  choose (set, "many", "All");
  assert_chosen (set, "many", "$__all", "All");
  choose (set, "many", "");
  assert_chosen (set, "many", "$__all", "All");

  choose (set, "star", ".*");
  assert_chosen (set, "star", "$__all", "All");
  choose (set, "no_all", "");
  assert_chosen (set, "no_all", "a", "a");
  choose (set, "no_all", "$__all");
  assert_chosen (set, "no_all", "a", "a");

  g_assert_false (oriel_variables_choose (set, "unknown", (const char *const[]){ "x", NULL }));
}

static void
test_answers (void)
{
  g_autoptr (OrielVariables) set = read_set (
    "{'name':'q','type':'query','query':'x','refresh':1,'sort':1,'current':{'value':'b'}},"
    "{'name':'m','type':'query','query':'x','refresh':1,'multi':true,'includeAll':true,"
    " 'current':{'value':['a','gone']}},"
    "{'name':'r','type':'query','query':'x','refresh':1,'regex':'/^$q-(.*)/'},"
    "{'name':'bad','type':'query','query':'x','refresh':1,'regex':'/(/'}");

  g_assert_false (answer (set, "q", "c|a|b|a"));
  assert_chosen (set, "q", "b", "b");
  g_assert_cmpuint (oriel_variables_find (set, "q")->options->len, ==, 3);
  g_assert_true (oriel_variables_find (set, "q")->loaded);
  g_assert_true (answer (set, "q", "x|c"));
  assert_chosen (set, "q", "c", "c");
  g_assert_true (answer (set, "q", ""));
  assert_chosen (set, "q", "", "");
  answer (set, "q", "b");

  g_assert_true (answer (set, "m", "a|b"));
  assert_chosen (set, "m", "a", "a");
  g_assert_true (answer (set, "m", "b|c"));
  assert_chosen (set, "m", "$__all", "All");
  g_assert_false (answer (set, "m", "b|c"));
  g_assert_true (answer (set, "m", "b|c|d"));

  answer (set, "r", "a-1|b-2|b-3");
  assert_chosen (set, "r", "2", "2");

  g_assert_false (answer (set, "bad", "a"));
  g_assert_nonnull (oriel_variables_find (set, "bad")->error);
  oriel_variables_set_error (set, "q", "no connection");
  g_assert_cmpstr (oriel_variables_find (set, "q")->error, ==, "no connection");
  answer (set, "q", "b");
  g_assert_null (oriel_variables_find (set, "q")->error);
}

/* What a command line or URL chose survives the first answer, not the second. */
static void
test_chosen_early (void)
{
  g_autoptr (OrielVariables) set =
    read_set ("{'name':'q','type':'query','query':'x','refresh':1,'current':{'value':'a'}}");

  choose (set, "q", "mine");
  g_assert_false (answer (set, "q", "a|b"));
  assert_chosen (set, "q", "mine", "mine");
  g_assert_true (answer (set, "q", "a|b"));
  assert_chosen (set, "q", "a", "a");
}

/* All does not step in for what was asked for, but stays what it is. */
static void
test_chosen_early_beside_all (void)
{
  g_autoptr (OrielVariables) set =
    read_set ("{'name':'q','type':'query','query':'x','refresh':1,'multi':true,"
              "'includeAll':true,'current':{'value':['$__all'],'text':['All']}},"
              "{'name':'r','type':'query','query':'x','refresh':1,'multi':true,'includeAll':true}");

  choose (set, "q", "mine");
  g_assert_false (answer (set, "q", "a|b"));
  assert_chosen (set, "q", "mine", "mine");
  choose (set, "r", "$__all");
  answer (set, "r", "a|b");
  assert_chosen (set, "r", "$__all", "All");
}

static void
test_static_options (void)
{
  g_autoptr (OrielVariables) set =
    read_set ("{'name':'q','type':'query','query':'x','refresh':1,'staticOptionsOrder':'after',"
              " 'staticOptions':[{'text':'None','value':''},{'text':'A','value':'a'}]}");
  GPtrArray *options;

  answer (set, "q", "b|a");
  options = oriel_variables_find (set, "q")->options;
  g_assert_cmpuint (options->len, ==, 3);
  g_assert_cmpstr (((OrielVariableOption *) options->pdata[0])->value, ==, "b");
  g_assert_cmpstr (((OrielVariableOption *) options->pdata[2])->text, ==, "None");
}

static void
test_copies (void)
{
  g_autoptr (OrielVariables) set = read_set ("{'name':'c','type':'custom','query':'a,b'}");
  g_autoptr (OrielVariables) copy = NULL;

  oriel_variables_set_scoped (set, "s", "S", "s");
  copy = oriel_variables_copy (set);
  choose (copy, "c", "b");
  assert_chosen (set, "c", "a", "a");
  assert_chosen (copy, "c", "b", "b");
  g_assert_true (oriel_variables_find (set, "c")->options ==
                 oriel_variables_find (copy, "c")->options);
  g_assert_nonnull (oriel_variables_get_scoped (copy, "s", TRUE, NULL));
}

static char *
order_names (const OrielVariables *set)
{
  g_autoptr (GArray) order = oriel_variables_order (set);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (
      out, "%s ", oriel_variables_get (set, g_array_index (order, guint, i))->definition->name);

  return g_string_free (out, FALSE);
}

static void
test_order (void)
{
  static const struct
  {
    const char *list, *order;
  } cases[] = {
    { "{'name':'a','query':'$b'},{'name':'b','query':'${c:regex}'},{'name':'c','query':'x'}",
      "c b a " },
    { "{'name':'a','query':'x','datasource':{'uid':'$ds'}},{'name':'ds','type':'datasource'}",
      "ds a " },
    { "{'name':'a','query':'x','regex':'/[[b]]/'},{'name':'b','query':'x'}", "b a " },
    { "{'name':'a','query':{'query':'f($b)','refId':'A'}},{'name':'b','query':'x'}", "b a " },
    { "{'name':'a','query':'$b'},{'name':'b','query':'$a'},{'name':'c','query':'$a'}", "b a c " },
    { "{'name':'a','query':'$a'},{'name':'b','query':'$unknown'}", "a b " },
    { "{'name':'a','query':'$b$c'},{'name':'b','query':'$c'},{'name':'c','query':'$b'}", "c b a " },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrielVariables) set = read_set (cases[i].list);
      g_autofree char *names = order_names (set);

      g_assert_cmpstr (names, ==, cases[i].order);
    }
}

/* A long chain must not need as deep a stack. */
static void
test_long_chain (void)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (OrielVariables) set = NULL;
  g_autoptr (GArray) order = NULL;
  const guint n = 1000; /* as many as a dashboard may have */

  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%s{'name':'v%u','query':'$v%u'}", i > 0 ? "," : "", i, i + 1);
  set = read_set (list->str);
  order = oriel_variables_order (set);

  g_assert_cmpuint (order->len, ==, n);
  g_assert_cmpuint (g_array_index (order, guint, 0), ==, n - 1);
}

static void
test_mentioned (void)
{
  g_autoptr (OrielVariables) set =
    read_set ("{'name':'a','query':'x'},{'name':'b','query':'x'},{'name':'ab','query':'x'}");
  g_auto (GStrv) names = oriel_variables_mentioned (set, "x $ab ${a.b:csv} [[a]] $b_ $$ ${");

  assert_list (names, "a|ab");
}

/* Choosing, validating and looking up stay fast for very long lists. */
/* What paths and formats make of values, of values that are none of the options too. */
static void
test_paths (void)
{
  static const struct
  {
    const char *text;
    const char *shown;
  } cases[] = {
    { "${m.0}", "a" },
    { "${m.0:text}", "A" },
    { "${m.1:text}", "lost" },
    { "${m.region:csv}", "eu,lost" },
    { "${m['region']:csv}", "eu,lost" },
    { "${s.region}", "gone" },
    { "${s.region:text}", "Gone" },
    { "${s[", "${s[" },
    { "${s.a/${m.0}", "${s.a/a" },
    { "${s.a]}", "${s.a]}" },
    { "${s:customqueryparam:my param:x-}", "my%20param=x-gone" },
  };
  g_autoptr (OrielVariables) set = read_set (
    "{'name':'m','type':'query','multi':true,'current':{'value':['a','lost'],'text':['A','lost']},"
    "'options':[{'text':'A','value':'a','properties':{'region':'eu'}}]},"
    "{'name':'s','type':'query','current':{'value':'gone','text':'Gone'},'options':[]}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ours = oriel_variables_interpolate (set, cases[i].text, NULL, NULL, NULL);

      g_assert_cmpstr (ours, ==, cases[i].shown);
    }
}

static void
test_many_options (void)
{
  const guint n = 50000;
  g_autoptr (OrielVariables) set =
    read_set ("{'name':'m','type':'query','query':'x','refresh':1,'multi':true,'includeAll':true,"
              " 'sort':7}");
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *interpolated = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, g_strdup_printf ("host-%u.example.org", (i * 7919) % n));
  g_ptr_array_add (texts, NULL);

  oriel_variables_set_answer (set, "m", (const char *const *) texts->pdata, NULL);
  oriel_variables_choose (set, "m", (const char *const *) texts->pdata);
  g_assert_cmpuint (g_strv_length (oriel_variables_find (set, "m")->values), ==, n);
  oriel_variables_set_answer (set, "m", (const char *const *) texts->pdata, NULL);
  interpolated = oriel_variables_interpolate (set, "${m:pipe}", NULL, NULL, NULL);
  g_assert_cmpuint (strlen (interpolated), >, n * 18);

  g_test_message ("%u options: %.0f ms", n, g_timer_elapsed (timer, NULL) * 1000);
}

/* Two values and no others, by the names of schema v2 or as classic options. */
static void
test_switches (void)
{
  g_autoptr (OrielVariables) set = read_set (
    "{'name':'new','type':'switch','enabledValue':'on','disabledValue':'off','current':'on'},"
    "{'name':'old','type':'switch','current':{'text':'1','value':'1'},"
    " 'options':[{'text':'1','value':'1'},{'text':'0','value':'0'}]},"
    "{'name':'bare','type':'switch'},"
    "{'name':'odd','type':'switch','current':{'value':'neither'}}");
  g_autofree char *text = NULL;
  g_autofree char *url = NULL;

  assert_chosen (set, "new", "on", "on");
  assert_chosen (set, "old", "1", "1");
  assert_chosen (set, "bare", "false", "false");
  assert_chosen (set, "odd", "neither", "neither");

  choose (set, "new", "off");
  choose (set, "old", "0");
  choose (set, "bare", "perhaps");
  choose (set, "odd", "true");
  assert_chosen (set, "new", "off", "off");
  assert_chosen (set, "old", "0", "0");
  assert_chosen (set, "bare", "false", "false");
  assert_chosen (set, "odd", "true", "true");

  text = oriel_variables_interpolate (set, "$new ${old:raw} ${bare:text} ${odd:doublequote}", NULL,
                                      NULL, NULL);
  g_assert_cmpstr (text, ==, "off 0 false \"true\"");
  url = oriel_variable_state_to_url (oriel_variables_find (set, "new"));
  g_assert_cmpstr (url, ==, "var-new=off");
}

/* Filters are chosen in the form that URLs have. */
static void
test_filters (void)
{
  g_autoptr (OrielVariables) set =
    read_set ("{'name':'f','type':'adhoc','filters':[{'key':'job','operator':'=','value':'a,b'},"
              "{'key':'zone','operator':'=|','value':'eu','values':['eu','us|x']},"
              "{'key':'','operator':'=','value':'x'},{'key':'k','operator':'=','value':''}]}");
  const OrielVariableState *state = oriel_variables_find (set, "f");
  static const char *const given[] = { "job,Job|!=|x,The x", "re|=~|a__gfp__b#dashboard", "nothing",
                                       "by|groupBy|", NULL };
  static const char *const none[] = { "", NULL };
  g_autofree char *url = oriel_variable_state_to_url (state);
  g_autofree char *text = oriel_variables_interpolate (set, "{$f}", NULL, NULL, NULL);
  g_autofree char *changed = NULL;
  g_autofree char *empty = NULL;

  g_assert_cmpuint (g_strv_length (state->values), ==, 2);
  g_assert_cmpstr (state->values[0], ==, "job|=|a__gfc__b");
  g_assert_cmpstr (state->values[1], ==, "zone|=__gfp__|eu|us__gfp__x");
  g_assert_cmpstr (state->texts[1], ==, "zone =| eu, us|x");
  g_assert_cmpstr (url, ==,
                   "var-f=job%7C%3D%7Ca__gfc__b&var-f=zone%7C%3D__gfp__%7Ceu%7Cus__gfp__x");
  g_assert_cmpstr (text, ==, "{job=\"a,b\",zone=~\"eu|us\\\\|x\"}");

  g_assert_true (oriel_variables_choose (set, "f", given));
  assert_list (state->texts, "job != x|re =~ a|b|by groupBy ");
  changed = oriel_variables_interpolate (set, "$f", NULL, NULL, NULL);
  g_assert_cmpstr (changed, ==, "job!=\"x\",re=~\"a\\\\|b\"");

  g_assert_true (oriel_variables_choose (set, "f", none));
  empty = oriel_variable_state_to_url (state);
  g_assert_cmpstr (empty, ==, "var-f=");
}

/* Labels to group by: none, several, or all that are offered; never validated. */
static void
test_groups (void)
{
  g_autoptr (OrielVariables) set =
    read_set ("{'name':'g','type':'groupby','current':{'text':['job'],'value':['job']}},"
              "{'name':'one','type':'groupby','multi':false,'current':{'value':'a'}},"
              "{'name':'d','type':'groupby','defaultValue':{'value':['x','y'],'text':['x','y']},"
              " 'current':{'value':'old'}},"
              "{'name':'fixed','type':'groupby','options':[{'text':'A','value':'a'},{'text':'B','"
              "value':'b'}]}");
  static const char *const labels[] = { "cluster", "zone", NULL }, *const none[] = { "", NULL };
  g_autofree char *chosen = NULL;
  g_autofree char *all = NULL;
  g_autofree char *query = NULL;
  g_autofree char *url = NULL;

  assert_chosen (set, "g", "job", "job");
  assert_chosen (set, "d", "x|y", "x|y");
  g_assert_false (oriel_variables_find (set, "g")->loaded);
  g_assert_true (oriel_variables_find (set, "fixed")->loaded);
  oriel_variables_set_answer (set, "g", labels, NULL);
  assert_chosen (set, "g", "job", "job");

  choose (set, "g", "job|zone|job");
  choose (set, "one", "b|c");
  assert_chosen (set, "g", "job|zone", "job|zone");
  assert_chosen (set, "one", "b", "b");
  chosen = oriel_variables_interpolate (set, "$g ${g:csv} $one ${fixed:csv}.", NULL, NULL, NULL);
  g_assert_cmpstr (chosen, ==, "{job,zone} job,zone b .");
  query = oriel_variables_interpolate (set, "$g", NULL, oriel_variables_format_prometheus, NULL);
  g_assert_cmpstr (query, ==, "(job|zone)");
  url = oriel_variable_state_to_url (oriel_variables_find (set, "g"));
  g_assert_cmpstr (url, ==, "var-g=job&var-g=zone");

  choose (set, "g", "$__all");
  all = oriel_variables_interpolate (set, "${g:csv} ${g:text} ${g:queryparam}", NULL, NULL, NULL);
  g_assert_cmpstr (all, ==, "cluster,zone All var-g=$__all");
  g_assert_true (oriel_variables_choose (set, "g", none));
  assert_chosen (set, "g", "", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dashboard/variables/stored", test_stored);
  g_test_add_func ("/dashboard/variables/choose", test_choose);
  g_test_add_func ("/dashboard/variables/answers", test_answers);
  g_test_add_func ("/dashboard/variables/chosen-early", test_chosen_early);
  g_test_add_func ("/dashboard/variables/chosen-early-beside-all", test_chosen_early_beside_all);
  g_test_add_func ("/dashboard/variables/static-options", test_static_options);
  g_test_add_func ("/dashboard/variables/copies", test_copies);
  g_test_add_func ("/dashboard/variables/order", test_order);
  g_test_add_func ("/dashboard/variables/long-chain", test_long_chain);
  g_test_add_func ("/dashboard/variables/mentioned", test_mentioned);
  g_test_add_func ("/dashboard/variables/paths", test_paths);
  g_test_add_func ("/dashboard/variables/many-options", test_many_options);
  g_test_add_func ("/dashboard/variables/switches", test_switches);
  g_test_add_func ("/dashboard/variables/filters", test_filters);
  g_test_add_func ("/dashboard/variables/groups", test_groups);

  return g_test_run ();
}
