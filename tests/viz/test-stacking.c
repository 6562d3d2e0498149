/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stacking, scale keys and legend values: own cases, and the oracle's records of Grafana's. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "oracle.h"
#include "viz/oriel-legend.h"
#include "viz/timeseries/oriel-stacking.h"

#define MAX_FIELDS 64

/* A frame's number fields as inputs of the stacking. */
typedef struct
{
  OrielFrame *frame;
  guint n;
  OrielStackInput inputs[MAX_FIELDS];
  char *keys[MAX_FIELDS];
  double *out[MAX_FIELDS], *totals[MAX_FIELDS];
} Stack;

static OrielStackInput
input_of (const OrielField *field, char **key)
{
  OrielSeriesOptions options;

  oriel_series_options_read (&options, field->config);
  *key = oriel_series_scale_key (field->config, oriel_field_type_name (field->type));
  return (OrielStackInput){
    .values = field->column->numbers,
    .n_rows = field->column->n_rows,
    .mode = options.stack_mode,
    .group = options.stack_group,
    .scale_key = *key,
    .draw_style = options.draw_style,
    .draw_variant = options.draw_style == ORIEL_DRAW_BARS   ? options.bar_alignment
                    : options.draw_style == ORIEL_DRAW_LINE ? (int) options.join
                                                            : 0,
    .transform = options.transform,
    .hidden = options.hide_viz,
  };
}

static gboolean
stack_init (Stack *stack, JsonObject *object)
{
  memset (stack, 0, sizeof *stack);
  stack->frame = oriel_frame_from_json (object, NULL);
  if (stack->frame == NULL)
    return FALSE;

  for (guint i = 1; i < stack->frame->fields->len && stack->n < MAX_FIELDS; i++)
    {
      stack->inputs[stack->n] =
        input_of (oriel_frame_field (stack->frame, i), &stack->keys[stack->n]);
      stack->out[stack->n] = g_new (double, stack->frame->n_rows + 1);
      stack->totals[stack->n] = g_new (double, stack->frame->n_rows + 1);
      stack->n++;
    }
  return TRUE;
}

static void
stack_clear (Stack *stack)
{
  for (guint i = 0; i < stack->n; i++)
    {
      g_free (stack->keys[i]);
      g_free (stack->out[i]);
      g_free (stack->totals[i]);
    }
  oriel_frame_unref (stack->frame);
}

static gboolean
same_groups (GString *why, const GArray *ours, JsonArray *theirs)
{
  gboolean same = oracle_same_number (why, "groups", ours->len, oriel_json_array_length (theirs));

  for (guint g = 0; same && g < ours->len; g++)
    {
      const OrielStackGroup *group = &g_array_index (ours, OrielStackGroup, g);
      JsonObject *other = json_array_get_object_element (theirs, g);
      JsonArray *series = json_object_get_array_member (other, "series");

      same =
        oracle_same_number (why, "direction", group->direction,
                            (double) json_object_get_int_member (other, "dir")) &&
        oracle_same_number (why, "members", group->series->len, json_array_get_length (series));
      for (guint i = 0; same && i < group->series->len; i++)
        same = oracle_same_number (why, "member", g_array_index (group->series, guint, i) + 1,
                                   (double) json_array_get_int_element (series, i));
    }
  return same;
}

static gboolean
same_columns (GString *why,
              const char *what,
              double *const *ours,
              const Stack *stack,
              JsonArray *theirs)
{
  gboolean same = TRUE;

  for (guint i = 0; same && i < stack->n; i++)
    {
      JsonArray *column = json_array_get_array_element (theirs, i + 1);

      for (guint row = 0; same && row < json_array_get_length (column); row++)
        same = oracle_same_number (why, what, ours[i][row],
                                   oracle_number (json_array_get_element (column, row)));
    }
  return same;
}

static gboolean
check_stack (JsonObject *record, GString *why, gpointer data)
{
  Stack stack;
  g_autoptr (GArray) groups = NULL;
  gboolean same;

  if (!stack_init (&stack, json_object_get_object_member (record, "frame")))
    return FALSE;

  groups = oriel_stack_groups (stack.inputs, stack.n);
  oriel_stack_values (stack.inputs, stack.n, stack.frame->n_rows, groups, stack.out, stack.totals);
  same =
    same_groups (why, groups, json_object_get_array_member (record, "groups")) &&
    same_columns (why, "data", stack.out, &stack, json_object_get_array_member (record, "data")) &&
    same_columns (why, "totals", stack.totals, &stack,
                  json_object_get_array_member (record, "totals"));
  stack_clear (&stack);
  return same;
}

static gboolean
check_scale_key (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (OrielFieldConfig) config =
    oriel_field_config_from_json (json_object_get_object_member (record, "config"));
  g_autofree char *key =
    oriel_series_scale_key (config, oriel_json_string (record, "type", "number"));
  /* A limit of null is no limit; that it is spelled in the key changes nothing. */
  g_autoptr (GString) theirs = g_string_new (oriel_json_string (record, "key", ""));

  g_string_replace (theirs, "/null-", "/na-", 0);
  return oracle_same_text (why, "key", key, theirs->str);
}

static OrielFrame *
read_field (JsonObject *object)
{
  JsonArray *values = json_object_get_array_member (object, "values");
  guint n = json_array_get_length (values);
  double *numbers = g_new (double, n + 1);
  g_autoptr (OrielColumn) column = NULL;
  g_autoptr (OrielFieldConfig) config =
    oriel_field_config_from_json (oriel_json_object (object, "config"));
  OrielFrame *frame = oriel_frame_new (NULL, NULL, n);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (values, i);

      numbers[i] = JSON_NODE_HOLDS_NULL (node) ? oriel_null () : oracle_number (node);
    }
  column = oriel_column_new_take (ORIEL_FIELD_NUMBER, numbers, n);
  oriel_frame_add_field (frame, "value", NULL, config, column);
  return frame;
}

/* Without a display a value is a text of one decimal, which the record holds letter by letter. */
static char *
spread_text (JsonObject *object)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0;; i++)
    {
      g_autofree char *member = g_strdup_printf ("%u", i);
      const char *letter = oriel_json_string (object, member, NULL);

      if (letter == NULL)
        return g_string_free (text, FALSE);
      g_string_append (text, letter);
    }
}

static gboolean
same_legend_value (JsonObject *theirs,
                   gboolean with_display,
                   const char *calc,
                   const OrielLegendValue *ours,
                   GString *why)
{
  char fixed[ORIEL_NUMBER_BUFFER];
  gboolean is_formatted = with_display || json_object_has_member (theirs, "text");
  g_autofree char *text = is_formatted
                            ? g_strconcat (oriel_json_string (theirs, "prefix", ""),
                                           oriel_json_string (theirs, "text", ""),
                                           oriel_json_string (theirs, "suffix", ""), NULL)
                            : spread_text (theirs);

  if (is_formatted)
    return oracle_same_text (why, calc, ours->text, text);
  if (isnan (ours->number))
    g_strlcpy (fixed, "-", sizeof fixed);
  else
    oriel_number_to_fixed (ours->number, 1, fixed);
  return oracle_same_text (why, calc, fixed, text);
}

static gboolean
check_legend_values (JsonObject *record, GString *why, gpointer data)
{
  g_autoptr (OrielFrame) frame = read_field (json_object_get_object_member (record, "field"));
  JsonArray *calcs = json_object_get_array_member (record, "calcs");
  JsonArray *result = oriel_json_array (record, "result");
  gboolean with_display = oriel_json_boolean (record, "withDisplay", FALSE);

  /* A calculation that is no number throws in Grafana when there is no display. */
  for (guint i = 0; result != NULL && i < json_array_get_length (calcs); i++)
    {
      const char *calc = json_array_get_string_element (calcs, i);
      OrielLegendValue ours;

      oriel_legend_value (oriel_frame_field (frame, 0), calc, oriel_theme_get (TRUE), NULL, &ours);
      if (!same_legend_value (json_array_get_object_element (result, i), with_display, calc, &ours,
                              why))
        return FALSE;
    }
  return TRUE;
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "stack", check_stack },
    { "scaleKey", check_scale_key },
    { "legendValues", check_legend_values },
    { NULL, NULL },
  };

  oracle_run ("stacking", kinds, NULL);
}

static void
test_groups (void)
{
  const double up[] = { 1, 2, NAN }, down[] = { -1, -2, -3 }, more[] = { 4, oriel_null (), 5 };
  OrielStackInput inputs[] = {
    { up, 3, ORIEL_STACK_NORMAL, "A", "k", ORIEL_DRAW_LINE, 0, ORIEL_TRANSFORM_NONE, FALSE },
    { down, 3, ORIEL_STACK_NORMAL, "A", "k", ORIEL_DRAW_LINE, 0, ORIEL_TRANSFORM_NONE, FALSE },
    { more, 3, ORIEL_STACK_NORMAL, "A", "k", ORIEL_DRAW_LINE, 0, ORIEL_TRANSFORM_NONE, FALSE },
  };
  double a[3], b[3], c[3];
  double *const out[] = { a, b, c };
  g_autoptr (GArray) groups = oriel_stack_groups (inputs, 3);

  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpint (g_array_index (groups, OrielStackGroup, 0).direction, ==, 1);
  g_assert_cmpint (g_array_index (groups, OrielStackGroup, 1).direction, ==, -1);
  oriel_stack_values (inputs, 3, 3, groups, out, NULL);
  g_assert_cmpfloat (c[0], ==, 5);
  g_assert_cmpfloat (c[1], ==, 2);
  g_assert_cmpfloat (a[2], ==, 0);
  g_assert_cmpfloat (c[2], ==, 5);
  g_assert_cmpfloat (b[1], ==, -2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/stacking/groups", test_groups);
  g_test_add_func ("/viz/stacking/oracle", test_oracle);
  return g_test_run ();
}
