/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotations and exemplars over plots: where they are drawn, which are one mark, what is told of
 * them. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "viz/oriel-viz.h"

#define START 1760422200000
#define MINUTE 60000
#define SPAN_MINUTES 100

static JsonObject *
parse (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, quoted, -1, 1000000, NULL);

  g_assert_nonnull (node);
  return json_object_ref (json_node_get_object (node));
}

static GPtrArray *
frames_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
}

/* Events at minutes; a negative end is none. */
typedef struct
{
  double from, to;
  const char *color, *title, *text;
} Event;

static OrielFrame *
events_new (const Event *events, gsize n)
{
  gint64 *times = g_new (gint64, n);
  gint64 *ends = g_new (gint64, n);
  const char **texts[3];
  static const char *const names[] = { "color", "title", "text" };
  OrielFrame *frame = oriel_frame_new (NULL, "query", n);
  g_autoptr (OrielColumn) time_column = NULL;
  g_autoptr (OrielColumn) end_column = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i] = g_new (const char *, n);
  for (gsize i = 0; i < n; i++)
    {
      times[i] = START + (gint64) (events[i].from * MINUTE);
      ends[i] = events[i].to < 0 ? ORIEL_TIME_NULL : START + (gint64) (events[i].to * MINUTE);
      texts[0][i] = events[i].color;
      texts[1][i] = events[i].title;
      texts[2][i] = events[i].text;
    }
  time_column = oriel_column_new_take (ORIEL_FIELD_TIME, times, n);
  end_column = oriel_column_new_take (ORIEL_FIELD_TIME, ends, n);
  oriel_frame_add_field (frame, "time", NULL, NULL, time_column);
  oriel_frame_add_field (frame, "timeEnd", NULL, NULL, end_column);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (OrielColumn) column = oriel_column_new_strings (texts[i], n, NULL, NULL);

      oriel_frame_add_field (frame, names[i], NULL, NULL, column);
    }
  return frame;
}

static OrielMarkers *
markers_of (OrielFrame *frame, const char *options)
{
  g_autoptr (GPtrArray) frames = frames_new ();
  g_autoptr (JsonObject) json = parse (options);
  const OrielMarkersInput input = {
    .events = frames,
    .options = json,
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + SPAN_MINUTES * MINUTE },
  };

  g_ptr_array_add (frames, frame);
  return oriel_markers_new (&input);
}

/* A scene with a plot of 1000 × 100 px at (50, 20): 10 px a minute. */
static OrielScene *
scene_new (void)
{
  OrielScene *scene = oriel_scene_new (1100, 200);
  const OrielScenePlot plot = {
    .rect = { 50, 20, 1000, 100 },
    .x_min = START,
    .x_max = START + SPAN_MINUTES * MINUTE,
    .x_is_time = TRUE,
  };

  oriel_scene_set_plot (scene, &plot);
  return scene;
}

static guint
count (const OrielScene *scene, OrielItemKind kind)
{
  guint n, found = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    found += items[i].kind == kind;
  return found;
}

static guint
count_hits (const OrielScene *scene)
{
  guint n;

  oriel_scene_get_hit_areas (scene, &n);
  return n;
}

static char *
titles_at (const OrielMarkers *markers, const OrielScene *scene, double x, double y, guint *n)
{
  const OrielHit *hit = oriel_scene_hit_area_at (scene, x, y);
  g_autoptr (GPtrArray) tips = NULL;
  GString *titles = g_string_new (NULL);

  if (hit == NULL)
    return g_string_free (titles, FALSE);

  tips = oriel_markers_tips (markers, hit, NULL, 3, n);
  for (guint i = 0; i < tips->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? "," : "",
                            ((OrielMarkTip *) g_ptr_array_index (tips, i))->title);
  return g_string_free (titles, FALSE);
}

static void
check_titles (const OrielMarkers *markers,
              const OrielScene *scene,
              double x,
              const char *wanted,
              guint wanted_n)
{
  guint n = 0;
  g_autofree char *titles = titles_at (markers, scene, x, 122, &n);

  g_assert_cmpstr (titles, ==, wanted);
  g_assert_cmpuint (n, ==, wanted_n);
}

/* A moment is a line and a triangle, a region two lines, a fill and a bar; what is beyond the range
 * is not drawn, and what reaches over its edge is cut. */
static void
test_geometry (void)
{
  static const Event events[] = {
    { 10, -1, "red", "point", "" },       { 20, 40, NULL, "region", "" },
    { -50, -20, "red", "outside", "" },   { 90, 200, "blue", "over the edge", "" },
    { 30, 30, "green", "no region", "" },
  };
  OrielMarkers *markers = markers_of (events_new (events, G_N_ELEMENTS (events)), "{}");
  g_autoptr (OrielScene) filled = scene_new ();
  g_autoptr (OrielScene) lines = scene_new ();
  g_autoptr (OrielScene) none = scene_new ();

  oriel_markers_draw (markers, ORIEL_MARKS_FILLED, filled);
  oriel_markers_draw (markers, ORIEL_MARKS_LINES, lines);
  oriel_markers_draw (markers, ORIEL_MARKS_NONE, none);
  g_assert_cmpuint (count_hits (filled), ==, 4);
  g_assert_cmpuint (count (filled, ORIEL_ITEM_RECT), ==, 4); /* two fills, two bars */
  g_assert_cmpuint (count (lines, ORIEL_ITEM_RECT), ==, 2);
  g_assert_cmpuint (count_hits (none), ==, 0);
  check_titles (markers, filled, 150, "point", 1);
  check_titles (markers, filled, 252, "region", 1);
  check_titles (markers, filled, 350, "no region", 1); /* lies over the bar */
  check_titles (markers, filled, 1040, "over the edge", 1);
  check_titles (markers, filled, 200, "", 0);
  oriel_markers_free (markers);
}

static void
test_not_of_time (void)
{
  static const Event events[] = { { 10, -1, "red", "point", "" } };
  OrielMarkers *markers = markers_of (events_new (events, 1), "{}");
  g_autoptr (OrielScene) without = oriel_scene_new (100, 100);
  g_autoptr (OrielScene) numbers = oriel_scene_new (100, 100);
  const OrielScenePlot plot = { .rect = { 0, 0, 100, 100 }, .x_min = 0, .x_max = 1 };

  oriel_scene_set_plot (numbers, &plot);
  oriel_markers_draw (markers, ORIEL_MARKS_FILLED, without);
  oriel_markers_draw (markers, ORIEL_MARKS_FILLED, numbers);
  g_assert_cmpuint (count_hits (without) + count_hits (numbers), ==, 0);
  oriel_markers_free (markers);
}

/* On one pixel in one colour there is one mark, however many events; close together only where the
 * panel wants that. */
static void
test_clusters (void)
{
  static const Event events[] = {
    { 10, -1, "red", "a", "" },       { 10.001, -1, "red", "b", "" },
    { 10.002, -1, "blue", "c", "" },  { 12, -1, "blue", "d", "" },
    { 13, 20, "blue", "region", "" }, { 14, -1, "blue", "e", "" },
    { 16.5, -1, "blue", "f", "" },
  };
  OrielMarkers *apart = markers_of (events_new (events, G_N_ELEMENTS (events)), "{}");
  OrielMarkers *clustered =
    markers_of (events_new (events, G_N_ELEMENTS (events)), "{'annotations':{'clustering':24}}");
  g_autoptr (OrielScene) pixels = scene_new ();
  g_autoptr (OrielScene) clusters = scene_new ();

  oriel_markers_draw (apart, ORIEL_MARKS_FILLED, pixels);
  g_assert_cmpuint (count_hits (pixels), ==, 6);
  check_titles (apart, pixels, 148, "c", 1);
  check_titles (apart, pixels, 170, "d", 1);

  oriel_markers_draw (clustered, ORIEL_MARKS_FILLED, clusters);
  g_assert_cmpuint (count_hits (clusters), ==, 3); /* a to e, the region, f */
  check_titles (clustered, clusters, 160, "a,b,c", 5);
  check_titles (clustered, clusters, 215, "f", 1);
  oriel_markers_free (apart);
  oriel_markers_free (clustered);
}

/* Cost follows pixels. */
static void
test_many (void)
{
  guint n_events = 20000;
  g_autofree Event *events = g_new0 (Event, n_events);
  OrielMarkers *markers;
  g_autoptr (OrielScene) scene = scene_new ();
  guint n = 0;
  g_autofree char *titles = NULL;

  for (guint i = 0; i < n_events; i++)
    events[i] = (Event){ i * (double) SPAN_MINUTES / n_events, -1, "red", "x", "" };
  markers = markers_of (events_new (events, n_events), "{}");
  oriel_markers_draw (markers, ORIEL_MARKS_FILLED, scene);
  g_assert_cmpuint (count_hits (scene), <=, 1001);
  titles = titles_at (markers, scene, 500, 122, &n);
  g_assert_cmpstr (titles, ==, "x,x,x");
  g_assert_cmpuint (n, ==, 20);
  oriel_markers_free (markers);
}

/* Each query has a line of its own, where the panel wants that, and labels make room for them. */
static void
test_lanes (void)
{
  static const Event events[] = { { 10, -1, "red", "a", "" } };
  g_autoptr (GPtrArray) frames = frames_new ();
  g_autoptr (JsonObject) options = parse ("{'annotations':{'multiLane':true}}");
  const OrielMarkersInput input = {
    .events = frames,
    .options = options,
    .theme = oriel_theme_get (TRUE),
    .zone = oriel_time_zone_utc (),
  };
  g_autoptr (OrielScene) scene = scene_new ();
  OrielMarkers *markers;
  const OrielHitArea *areas;
  guint n;

  for (int i = 0; i < 3; i++)
    g_ptr_array_add (frames, events_new (events, 1));
  markers = oriel_markers_new (&input);
  oriel_markers_draw (markers, ORIEL_MARKS_FILLED, scene);
  areas = oriel_scene_get_hit_areas (scene, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (areas[2].rect.y - areas[0].rect.y, ==, 14);
  g_assert_cmpfloat (oriel_markers_lanes_px (markers), ==, 14);
  g_assert_cmpfloat (oriel_markers_lanes_px (NULL), ==, 0);
  oriel_markers_free (markers);
}

static void
test_options (void)
{
  static const Event events[] = { { 10, 20, "red", "a", "" } };
  static const struct
  {
    const char *options;
    guint n_paths, n_rects; /* lines; fills and bars */
  } cases[] = {
    { "{}", 2, 2 },
    { "{'annotations':{'multiLane':true}}", 0, 1 },
    { "{'annotations':{'multiLane':true,'lines':{'width':1},'regions':{'opacity':0.5}}}", 2, 2 },
    { "{'annotations':{'lines':{'width':0},'regions':{'opacity':0}}}", 0, 1 },
    { "{'annotations':{'lines':{'width':-1e9},'regions':{'opacity':'x'},'clustering':'y'}}", 0, 2 },
    { "{'annotations':7}", 2, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      OrielMarkers *markers = markers_of (events_new (events, 1), cases[i].options);
      g_autoptr (OrielScene) scene = scene_new ();

      oriel_markers_draw (markers, ORIEL_MARKS_FILLED, scene);
      g_assert_cmpuint (count (scene, ORIEL_ITEM_PATH), ==, cases[i].n_paths);
      g_assert_cmpuint (count (scene, ORIEL_ITEM_RECT), ==, cases[i].n_rects);
      oriel_markers_free (markers);
    }
}

static void
test_words (void)
{
  static const Event events[] = {
    { 10, -1, "red", "", "<b>x</b>" },
    { 20, 40, NULL, "An incident", "" },
    { 500, -1, "red", "later", "" },
  };
  OrielMarkers *markers = markers_of (events_new (events, G_N_ELEMENTS (events)), "{}");
  g_autoptr (GString) text = g_string_new ("Chart");
  const OrielHit hit = { .kind = ORIEL_HIT_MARK, .frame = 0, .row = 1, .x_value = NAN };
  const OrielHit foreign = { .kind = ORIEL_HIT_MARK, .frame = 7, .row = 1, .x_value = NAN };
  const OrielHit sample = { .kind = ORIEL_HIT_SAMPLE };
  g_autoptr (GPtrArray) tips = oriel_markers_tips (markers, &hit, NULL, 5, NULL);
  g_autoptr (GPtrArray) no_tips = oriel_markers_tips (markers, &foreign, NULL, 5, NULL);
  g_autoptr (GPtrArray) other_tips = oriel_markers_tips (markers, &sample, NULL, 5, NULL);
  const OrielMarkTip *tip = g_ptr_array_index (tips, 0);

  oriel_markers_describe (markers, ORIEL_MARKS_LINES, text);
  g_assert_cmpstr (text->str, ==,
                   "Chart\n2 annotations:\n2025-10-14 06:20:00: query\n"
                   "2025-10-14 06:30:00 – 2025-10-14 06:50:00: An incident");
  g_assert_cmpstr (tip->title, ==, "An incident");
  g_assert_cmpstr (tip->when, ==, "2025-10-14 06:30:00 – 2025-10-14 06:50:00");
  g_assert_cmpstr (tip->source, ==, "query");
  g_assert_null (tip->text);
  g_assert_cmpuint (no_tips->len + other_tips->len, ==, 0);
  oriel_markers_free (markers);
}

/* --- exemplars --- */

static OrielFrame *
exemplars_new (void)
{
  g_autoptr (JsonObject) json = parse (
    "{'schema':{'name':'exemplar','meta':{'dataTopic':'annotations','custom':{'resultType':"
    "'exemplar'}},'fields':[{'name':'Time','type':'time'},{'name':'Value','type':'number'},"
    "{'name':'le','type':'string'},{'name':'trace_id','type':'string','config':{'links':[{'title':"
    "'Open','url':'http://t/${__value.raw}'}]}}]},'data':{'values':[[1760425200000,1760425200000,"
    "1760425260000,null],[0.4,0.4,900,1],['0.5','0.5','+Inf',''],['abc','dup','',null]]}}");

  return oriel_frame_from_json (json, NULL);
}

/* Two series of the range; the second is on a scale of its own. */
static OrielVizModel *
chart_new (const char *type, const char *series)
{
  g_autoptr (JsonObject) json = parse (series);
  g_autoptr (GPtrArray) frames = frames_new ();
  g_autoptr (GPtrArray) exemplars = frames_new ();
  const OrielVizInput input = {
    .frames = frames,
    .theme = oriel_theme_get (FALSE),
    .zone = oriel_time_zone_utc (),
    .range = { START, START + SPAN_MINUTES * MINUTE },
  };
  const OrielMarkersInput marks = {
    .annotations = exemplars,
    .theme = input.theme,
    .zone = input.zone,
    .range = input.range,
  };
  OrielVizModel *model;

  g_ptr_array_add (frames, oriel_frame_from_json (json, NULL));
  g_ptr_array_add (exemplars, exemplars_new ());
  model = oriel_viz_find (type)->prepare (&input);
  model->markers = oriel_markers_new (&marks);
  return model;
}

#define SERIES(labels)                                                                             \
  "{'schema':{'fields':[{'name':'Time','type':'time'},{'name':'v','type':'number','config':{'min'" \
  ":0,'max':1},'labels'"                                                                           \
  ":" labels "}]},'data':{'values':[[1760422200000,1760428200000],[0,1]]}}"

static guint
find_exemplars (const OrielScene *scene, OrielRect *rects, guint limit)
{
  guint n, found = 0;
  const OrielHitArea *areas = oriel_scene_get_hit_areas (scene, &n);

  for (guint i = 0; i < n; i++)
    if (areas[i].hit.kind == ORIEL_HIT_EXEMPLAR && found < limit)
      rects[found++] = areas[i].rect;
  return found;
}

/* One hangs from its value, on whole px, its double is not drawn, and one beyond the plot is at its
 * edge. */
static void
test_exemplars_of_series (void)
{
  OrielVizModel *model = chart_new ("timeseries", SERIES ("{}"));
  g_autoptr (OrielScene) scene = oriel_viz_layout (model, 600, 300, NULL);
  const OrielRect *plot = &oriel_scene_get_plot (scene)->rect;
  g_autofree char *words = oriel_viz_describe (model);
  OrielRect rects[4];

  g_assert_cmpuint (find_exemplars (scene, rects, 4), ==, 2);
  g_assert_cmpfloat_with_epsilon (rects[0].x + 4, plot->x + round (plot->width / 2), 1e-6);
  g_assert_cmpfloat_with_epsilon (rects[0].y, plot->y + round (plot->height * 0.6), 1e-6);
  g_assert_cmpfloat_with_epsilon (rects[1].y, plot->y, 1e-6);
  g_assert_nonnull (strstr (words, "\n4 exemplars"));
  oriel_viz_model_free (model);
}

static guint
corners_of_last_path (const OrielScene *scene)
{
  guint n, corners = 0;
  const OrielItem *items = oriel_scene_get_items (scene, &n);

  for (guint i = 0; i < n; i++)
    if (items[i].kind == ORIEL_ITEM_PATH)
      corners = items[i].path.n_commands;
  return corners;
}

static gboolean
choose_all (const OrielFrame *frame G_GNUC_UNUSED,
            gsize row G_GNUC_UNUSED,
            OrielColor *color G_GNUC_UNUSED,
            gpointer data G_GNUC_UNUSED)
{
  return TRUE;
}

/* Each query far from the others, so that none is left out for another. */
static double
place_apart (const OrielFrame *frame, gsize row, double value, gpointer data)
{
  return value + (double) row + (frame != NULL ? 10. * (*(guint *) data)++ : 0);
}

/* Queries are told apart by shape: the first has diamonds, the second crosses; the seventh begins
 * anew. */
static void
test_exemplar_shapes (void)
{
  static const guint corners[] = { 4, 12, 3, 4, 5, 12, 4 };

  for (guint n = 1; n <= G_N_ELEMENTS (corners); n++)
    {
      g_autoptr (GPtrArray) frames = frames_new ();
      const OrielMarkersInput input = {
        .annotations = frames,
        .theme = oriel_theme_get (TRUE),
        .zone = oriel_time_zone_utc (),
        .range = { START, START + SPAN_MINUTES * MINUTE },
      };
      g_autoptr (OrielScene) scene = oriel_scene_new (400, 400);
      guint calls = 0;
      const OrielExemplarLook look = {
        .plot = { 0, 0, 400, 400 },
        .x_min = START,
        .x_max = START + SPAN_MINUTES * MINUTE,
        .place = place_apart,
        .choose = choose_all,
        .data = &calls,
      };
      OrielMarkers *markers;

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (frames, exemplars_new ());
      markers = oriel_markers_new (&input);
      oriel_markers_draw_exemplars (markers, scene, &look);
      g_assert_cmpuint (corners_of_last_path (scene), ==, corners[n - 1] + 1);
      oriel_markers_free (markers);
    }
}

/* Of a series that is hidden there are no exemplars either. */
static void
test_exemplars_of_hidden_series (void)
{
  gboolean hidden[] = { TRUE };
  const OrielVizState state = { .hidden = hidden, .n_hidden = 1, .sort_field = -1 };
  OrielVizModel *model = chart_new ("timeseries", SERIES ("{'le':'0.5'}"));
  g_autoptr (OrielScene) all = oriel_viz_layout (model, 600, 300, NULL);
  g_autoptr (OrielScene) none = oriel_viz_layout (model, 600, 300, &state);
  OrielRect rects[4];

  g_assert_cmpuint (find_exemplars (all, rects, 4), ==, 2);
  g_assert_cmpuint (find_exemplars (none, rects, 4), ==, 0);
  oriel_viz_model_free (model);
}

/* In the middle of their bucket; what no bucket holds is not shown. */
static void
test_exemplars_of_heatmap (void)
{
  OrielVizModel *model = chart_new (
    "heatmap",
    "{'schema':{'meta':{'type':'heatmap-rows'},'fields':[{'name':'Time','type':'time'},"
    "{'name':'0.5','type':'number','labels':{'le':'0.5'}},{'name':'1','type':'number','labels':"
    "{'le':'1'}}]},'data':{'values':[[1760422200000,1760425200000,1760428200000],[1,2,3],[4,5,6]]}"
    "}");
  g_autoptr (OrielScene) scene = oriel_viz_layout (model, 600, 300, NULL);
  const OrielRect *plot = &oriel_scene_get_plot (scene)->rect;
  OrielRect rects[4];

  g_assert_cmpuint (find_exemplars (scene, rects, 4), ==, 1);
  g_assert_cmpfloat_with_epsilon (rects[0].y + 4, plot->y + plot->height * 0.75, 1e-6);
  oriel_viz_model_free (model);
}

static void
test_exemplar_words (void)
{
  OrielVizModel *model = chart_new ("timeseries", SERIES ("{}"));
  const OrielHit hit = { .kind = ORIEL_HIT_EXEMPLAR, .frame = 0, .row = 0 };
  g_autoptr (OrielDashboard) dashboard = oriel_dashboard_read (NULL, "{\"panels\":[]}", -1, NULL);
  g_autoptr (OrielVariables) variables = oriel_variables_new (dashboard);
  const OrielInterpolation how = { .variables = variables };
  g_autoptr (GPtrArray) tips = oriel_markers_tips (model->markers, &hit, &how, 5, NULL);
  const OrielMarkTip *tip = g_ptr_array_index (tips, 0);
  const OrielLink *link = g_ptr_array_index (tip->links, 0);

  g_assert_cmpstr (tip->when, ==, "2025-10-14 07:00:00");
  g_assert_cmpuint (tip->names->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (tip->names, 0), ==, "trace_id");
  g_assert_cmpstr (g_ptr_array_index (tip->values, 0), ==, "abc");
  g_assert_cmpstr (g_ptr_array_index (tip->names, 1), ==, "Value");
  g_assert_cmpstr (g_ptr_array_index (tip->values, 1), ==, "0.400");
  g_assert_cmpstr (g_ptr_array_index (tip->names, 2), ==, "le");
  g_assert_cmpuint (tip->links->len, ==, 1);
  g_assert_cmpstr (link->title, ==, "Open");
  g_assert_cmpstr (link->href, ==, "http://t/abc");
  oriel_viz_model_free (model);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viz/markers/geometry", test_geometry);
  g_test_add_func ("/viz/markers/not-of-time", test_not_of_time);
  g_test_add_func ("/viz/markers/clusters", test_clusters);
  g_test_add_func ("/viz/markers/many", test_many);
  g_test_add_func ("/viz/markers/lanes", test_lanes);
  g_test_add_func ("/viz/markers/options", test_options);
  g_test_add_func ("/viz/markers/words", test_words);
  g_test_add_func ("/viz/markers/exemplars-of-series", test_exemplars_of_series);
  g_test_add_func ("/viz/markers/exemplar-shapes", test_exemplar_shapes);
  g_test_add_func ("/viz/markers/exemplars-of-hidden-series", test_exemplars_of_hidden_series);
  g_test_add_func ("/viz/markers/exemplars-of-heatmap", test_exemplars_of_heatmap);
  g_test_add_func ("/viz/markers/exemplar-words", test_exemplar_words);
  return g_test_run ();
}
