/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/oriel-json.h"
#include "field/oriel-names.h"
#include "oracle-frame.h"

static void
test_legend (void)
{
  const OrielLabel pairs[] = { { "job", "api" }, { "empty", "" } };
  g_autoptr (OrielLabels) labels = oriel_labels_new (pairs, G_N_ELEMENTS (pairs));
  const char *const cases[][2] = {
    { "{{job}} up", "api up" }, { "{{ job }}/{{empty}}", "api/empty" },
    { "plain", "plain" },       { "{{missing}}", "missing" },
    { "{{job", "{{job" },       { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = oriel_legend_format (cases[i][0], labels);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static OrielFrame *
series_new (const char *frame_name, const char *label, const char *value)
{
  const OrielLabel pair = { label, value };
  g_autoptr (OrielLabels) labels = oriel_labels_new (&pair, 1);
  g_autoptr (OrielColumn) column = oriel_column_new_take (ORIEL_FIELD_NUMBER, NULL, 0);
  OrielFrame *frame = oriel_frame_new ("A", frame_name, 0);

  oriel_frame_add_field (frame, "Value", labels, NULL, column);
  return frame;
}

static void
test_display_names (void)
{
  g_autoptr (OrielFrame) a = series_new (NULL, "job", "api");
  g_autoptr (OrielFrame) b = series_new (NULL, "job", "web");
  g_autoptr (OrielFrame) c = series_new ("other", "code", "200");
  OrielFrame *two[] = { a, b };
  OrielFrame *three[] = { a, b, c };

  oriel_frames_set_display_names (two, 2);
  g_assert_cmpstr (oriel_frame_field (b, 0)->display_name, ==, "web");

  oriel_frames_set_display_names (three, 3);
  g_assert_cmpstr (oriel_frame_field (b, 0)->display_name, ==, "{job=\"web\"}");
  g_assert_cmpstr (oriel_frame_field (c, 0)->display_name, ==, "other {code=\"200\"}");
}

static void
test_equal_names_are_numbered (void)
{
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, 0);
  g_autoptr (OrielColumn) column = oriel_column_new_take (ORIEL_FIELD_NUMBER, NULL, 0);

  for (guint i = 0; i < 3; i++)
    oriel_frame_add_field (frame, i == 1 ? "other" : "cpu", NULL, NULL, column);

  oriel_frames_set_display_names (&frame, 1);
  g_assert_cmpstr (oriel_frame_field (frame, 0)->display_name, ==, "cpu 1");
  g_assert_cmpstr (oriel_frame_field (frame, 1)->display_name, ==, "other");
  g_assert_cmpstr (oriel_frame_field (frame, 2)->display_name, ==, "cpu 2");
}

/* What the names of a record are made with. */
typedef struct
{
  GPtrArray *frames;
  OrielNameScope scope;
} Names;

typedef char *(*NameFunc) (const Names *names, const OrielFrame *frame, const OrielField *field);

static char *
name_with_all (const Names *names, const OrielFrame *frame, const OrielField *field)
{
  return oriel_field_display_name_in (field, frame, &names->scope);
}

static char *
name_in_frame (const Names *names, const OrielFrame *frame, const OrielField *field)
{
  return oriel_field_display_name_in (field, frame, NULL);
}

static char *
name_alone (const Names *names, const OrielFrame *frame, const OrielField *field)
{
  return oriel_field_display_name_in (field, NULL, NULL);
}

static char *
name_cached (const Names *names, const OrielFrame *frame, const OrielField *field)
{
  return g_strdup (field->display_name);
}

static char *
name_unique (const Names *names, const OrielFrame *frame, const OrielField *field)
{
  return oriel_field_unique_name (field, frame);
}

static gboolean
check_field_names (JsonObject *record,
                   GString *why,
                   const Names *names,
                   const char *member,
                   NameFunc name_of)
{
  JsonArray *expected = oriel_json_array (record, member);

  for (guint i = 0; expected != NULL && i < names->frames->len; i++)
    {
      OrielFrame *frame = g_ptr_array_index (names->frames, i);
      JsonArray *row = json_array_get_array_element (expected, i);

      for (guint j = 0; j < frame->fields->len; j++)
        {
          g_autofree char *name = name_of (names, frame, oriel_frame_field (frame, j));

          if (!oracle_same_text (why, member, name, oriel_json_array_string (row, j)))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_frame_names (JsonObject *record, GString *why, GPtrArray *frames, gboolean indexed)
{
  const char *member = indexed ? "frameNameIndexed" : "frameName";
  JsonArray *expected = oriel_json_array (record, member);

  for (guint i = 0; i < frames->len; i++)
    {
      g_autofree char *name =
        oriel_frame_display_name (g_ptr_array_index (frames, i), indexed ? (int) i : -1);

      if (!oracle_same_text (why, member, name, oriel_json_array_string (expected, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_names (JsonObject *record, GString *why, gpointer user_data)
{
  g_autoptr (GPtrArray) frames = oracle_frames (oriel_json_array (record, "frames"));
  g_autoptr (OrielLabels) common =
    oriel_labels_from_json (oriel_json_object (record, "commonLabels"));
  Names names = { .frames = frames };

  oriel_name_scope_init (&names.scope, (OrielFrame *const *) frames->pdata, frames->len);
  oriel_frames_set_display_names ((OrielFrame *const *) frames->pdata, frames->len);

  if (!check_field_names (record, why, &names, "withAll", name_with_all) ||
      !check_field_names (record, why, &names, "frameOnly", name_in_frame) ||
      !check_field_names (record, why, &names, "fieldOnly", name_alone) ||
      !check_field_names (record, why, &names, "cached", name_cached) ||
      !check_field_names (record, why, &names, "unique", name_unique) ||
      !check_frame_names (record, why, frames, FALSE) ||
      !check_frame_names (record, why, frames, TRUE))
    return FALSE;

  names.scope.common = common;
  return check_field_names (record, why, &names, "withCommon", name_with_all);
}

static gboolean
same_labels (GString *why, const char *what, const OrielLabels *ours, JsonObject *theirs)
{
  g_autoptr (OrielLabels) expected = oriel_labels_from_json (theirs);
  g_autoptr (GString) our_text = g_string_new (NULL);
  g_autoptr (GString) their_text = g_string_new (NULL);

  /* In their order, which formatting would lose. */
  for (guint i = 0; i < ours->n; i++)
    g_string_append_printf (our_text, "%s=%s,", ours->items[i].name, ours->items[i].value);
  for (guint i = 0; i < expected->n; i++)
    g_string_append_printf (their_text, "%s=%s,", expected->items[i].name,
                            expected->items[i].value);

  return oracle_same_text (why, what, our_text->str, their_text->str);
}

static gboolean
check_parse (JsonObject *record, GString *why, gpointer user_data)
{
  g_autoptr (OrielLabels) labels = oriel_labels_parse (oriel_json_string (record, "text", NULL));

  return same_labels (why, "labels", labels, oriel_json_object (record, "labels"));
}

static gboolean
check_format (JsonObject *record, GString *why, gpointer user_data)
{
  JsonNode *node = json_object_get_member (record, "labels");
  g_autoptr (OrielLabels) labels =
    oracle_is_undefined (node) ? NULL : oriel_labels_from_json (oriel_json_node_object (node));
  g_autofree char *text = oriel_labels_format (labels, NULL, FALSE);
  g_autofree char *with_default = oriel_labels_format (labels, "none", FALSE);
  g_autofree char *without = oriel_labels_format (labels, NULL, TRUE);

  return oracle_same_text (why, "text", text, oriel_json_string (record, "text", NULL)) &&
         oracle_same_text (why, "withDefault", with_default,
                           oriel_json_string (record, "withDefault", NULL)) &&
         oracle_same_text (why, "withoutName", without,
                           oriel_json_string (record, "withoutName", NULL));
}

static gboolean
check_label_sets (JsonObject *record, GString *why, gpointer user_data)
{
  JsonArray *array = oriel_json_array (record, "sets");
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_labels_unref);
  g_autoptr (OrielLabels) common = NULL;
  g_autoptr (OrielLabels) with = oriel_labels_from_json (oriel_json_object (record, "matchWith"));

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (sets, oriel_labels_from_json (oriel_json_array_object (array, i)));

  common = oriel_labels_common ((OrielLabels *const *) sets->pdata, sets->len);
  if (!same_labels (why, "common", common, oriel_json_object (record, "common")))
    return FALSE;

  for (guint i = 0; i < sets->len; i++)
    {
      OrielLabels *set = g_ptr_array_index (sets, i);
      g_autoptr (OrielLabels) unique = oriel_labels_without (set, common);
      JsonObject *expected = oriel_json_array_object (oriel_json_array (record, "unique"), i);
      gboolean match = json_array_get_boolean_element (oriel_json_array (record, "match"), i);

      if (!same_labels (why, "unique", unique, expected))
        return FALSE;
      if (oriel_labels_include (set, with) != match)
        {
          g_string_append_printf (why, "match %u", i);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_legend (JsonObject *record, GString *why, gpointer user_data)
{
  g_autoptr (OrielLabels) labels = oriel_labels_from_json (oriel_json_object (record, "labels"));
  g_autofree char *text = oriel_legend_format (oriel_json_string (record, "format", ""), labels);

  return oracle_same_text (why, "text", text, oriel_json_string (record, "text", NULL));
}

static gboolean
check_facets (JsonObject *record, GString *why, gpointer user_data)
{
  g_autoptr (GPtrArray) frames = oracle_frames (oriel_json_array (record, "frames"));
  g_autoptr (GPtrArray) facets =
    oriel_frames_facets ((OrielFrame *const *) frames->pdata, frames->len);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < facets->len; i++)
    {
      const OrielFacet *facet = g_ptr_array_index (facets, i);
      JsonArray *values = json_array_new ();

      for (guint j = 0; j < facet->values->len; j++)
        json_array_add_string_element (values, g_ptr_array_index (facet->values, j));
      json_object_set_array_member (object, facet->name, values);
    }

  json_node_take_object (node, object);
  return oracle_same_json (why, "facets", node, json_object_get_member (record, "facets"));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "names", check_names },
    { "parseLabels", check_parse },
    { "formatLabels", check_format },
    { "labels", check_label_sets },
    { "legend", check_legend },
    { "facets", check_facets },
    { NULL, NULL },
  };

  oracle_run ("frame-names", kinds, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/field/frame-names/legend", test_legend);
  g_test_add_func ("/field/frame-names/display-names", test_display_names);
  g_test_add_func ("/field/frame-names/numbered", test_equal_names_are_numbered);
  g_test_add_func ("/field/frame-names/oracle", test_oracle);

  return g_test_run ();
}
