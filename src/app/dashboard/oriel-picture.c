/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture of a panel's inside. See the header for what is shared between threads. */

#include "config.h"

#include "app/dashboard/oriel-picture.h"

#include <glib/gi18n.h>

#include "app/oriel-heap.h"
#include "app/widgets/oriel-worker.h"
#include "draw/oriel-paint.h"
#include "draw/oriel-pixels.h"
#include "viz/oriel-panel-frame.h"
#include "viz/oriel-panel-model.h"
#include "viz/table/oriel-table.h"

/* A panel larger than this in device pixels is painted smaller and scaled up. */
#define MAX_SIDE_PX 8192
#define CALM_MS 1000
#define MAX_SERIES_AT_ONCE 50 /* a tenth of a millisecond */

/* Events of one mark that are told one by one. */
#define MAX_MARKS 10

struct _OrielPictureContent
{
  gatomicrefcount ref_count;

  OrielDashboard *dashboard; /* keeps `panel` */
  const OrielPanel *panel;
  OrielPanelData *data;
  OrielVariables *variables;
  const OrielTimeZone *zone;
  gint64 now_ms;
  char *raw_from, *raw_to;
};

/* A model, shared by the pictures that were laid out from it. */
typedef struct
{
  gatomicrefcount ref_count;
  OrielVizModel *model;
  char *description;
  gboolean dark;
} SharedModel;

struct _OrielPicture
{
  gatomicrefcount ref_count;

  OrielPictureContent *content;
  SharedModel *model;
  OrielScene *scene;
  double width, height;
  double content_width, content_height;
  gboolean *hidden; /* nullable: per legend entry, `n_hidden` of them */
  guint n_hidden;
  guint page;
  cairo_surface_t *surface;
  GdkTexture *texture; /* made when first shown, by the main thread */
};

/* What a worker is given. */
typedef struct
{
  OrielPictureContent *content;
  SharedModel *model; /* nullable */
  OrielPictureView view;
} Request;

static int paints; /* atomic */
static guint trim_source;

/* --- content --- */

OrielPictureContent *
oriel_picture_content_new (OrielSession *session, const OrielPlacedPanel *placed)
{
  OrielPictureContent *content = g_new0 (OrielPictureContent, 1);
  const char *from, *to;

  g_atomic_ref_count_init (&content->ref_count);
  content->dashboard = oriel_dashboard_ref (oriel_session_get_dashboard (session));
  content->panel = placed->panel;
  content->data = oriel_session_dup_panel_data (session, placed->key);
  content->variables = oriel_session_dup_scope (session, placed->key);
  content->zone = oriel_session_get_zone (session);
  content->now_ms = oriel_session_get_now (session);
  oriel_session_get_raw_range (session, &from, &to);
  content->raw_from = g_strdup (from);
  content->raw_to = g_strdup (to);

  return content;
}

OrielPictureContent *
oriel_picture_content_ref (OrielPictureContent *content)
{
  g_atomic_ref_count_inc (&content->ref_count);
  return content;
}

void
oriel_picture_content_unref (OrielPictureContent *content)
{
  if (!content || !g_atomic_ref_count_dec (&content->ref_count))
    return;

  oriel_panel_data_unref (content->data);
  oriel_variables_unref (content->variables);
  oriel_dashboard_unref (content->dashboard);
  g_free (content->raw_from);
  g_free (content->raw_to);
  g_free (content);
}

/* Whether both show the same annotations of the dashboard; many types show none. */
static gboolean
same_events (const OrielPictureContent *a, const OrielPictureContent *b)
{
  return a->data->events == b->data->events ||
         oriel_viz_find (a->panel->type)->marks == ORIEL_MARKS_NONE;
}

/* While `b` is being asked, its data are still those of the variables of before. */
static gboolean
same_variables (const OrielPictureContent *a, const OrielPictureContent *b)
{
  return a->variables == b->variables || b->data->state == ORIEL_PANEL_LOADING;
}

gboolean
oriel_picture_content_equal (const OrielPictureContent *a, const OrielPictureContent *b)
{
  return a->panel == b->panel && a->data->frames == b->data->frames &&
         a->data->annotations == b->data->annotations && same_events (a, b) &&
         a->data->range.from_ms == b->data->range.from_ms &&
         a->data->range.to_ms == b->data->range.to_ms && same_variables (a, b) &&
         a->zone == b->zone;
}

const OrielPanelData *
oriel_picture_content_get_data (const OrielPictureContent *content)
{
  return content->data;
}

const OrielPanel *
oriel_picture_content_get_panel (const OrielPictureContent *content)
{
  return content->panel;
}

/* --- pictures --- */

static SharedModel *
shared_model_ref (SharedModel *model)
{
  g_atomic_ref_count_inc (&model->ref_count);
  return model;
}

static void
shared_model_unref (SharedModel *model)
{
  if (!g_atomic_ref_count_dec (&model->ref_count))
    return;

  oriel_viz_model_free (model->model);
  g_free (model->description);
  g_free (model);
}

OrielPicture *
oriel_picture_ref (OrielPicture *picture)
{
  g_atomic_ref_count_inc (&picture->ref_count);
  return picture;
}

void
oriel_picture_unref (OrielPicture *picture)
{
  if (!picture || !g_atomic_ref_count_dec (&picture->ref_count))
    return;

  g_clear_object (&picture->texture);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  oriel_scene_unref (picture->scene);
  g_free (picture->hidden);
  shared_model_unref (picture->model);
  oriel_picture_content_unref (picture->content);
  g_free (picture);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->model, shared_model_unref);
  oriel_picture_content_unref (request->content);
  g_clear_pointer (&request->view.hidden, g_hash_table_unref);
  g_free (request);
}

static SharedModel *
prepare (OrielPictureContent *content, gboolean dark)
{
  SharedModel *shared = g_new0 (SharedModel, 1);
  const OrielPanelLook look = {
    .variables = content->variables,
    .theme = oriel_theme_get (dark),
    .zone = content->zone,
    .raw_from = content->raw_from,
    .raw_to = content->raw_to,
    .now_ms = content->now_ms,
  };

  g_atomic_ref_count_init (&shared->ref_count);
  shared->dark = dark;
  shared->model = oriel_panel_model_new (content->panel, content->data, &look);
  shared->description = oriel_viz_describe (shared->model);

  return shared;
}

/* Which legend entries are in the set `hidden`: an array of `n`, or NULL. */
static gboolean *
hidden_entries (const OrielVizModel *model, GHashTable *hidden, guint *n)
{
  const OrielVizSeries *series;
  gboolean *flags;

  *n = 0;
  if (!hidden || g_hash_table_size (hidden) == 0 || !model->klass->series)
    return NULL;

  series = model->klass->series (model, n);
  flags = g_new0 (gboolean, *n + 1);
  for (guint i = 0; i < *n; i++)
    flags[i] = g_hash_table_contains (hidden, series[i].label);
  return flags;
}

static OrielScene *
lay_out (const OrielPicture *picture, const OrielPictureView *view)
{
  const OrielVizModel *model = picture->model->model;
  const OrielVizState state = {
    .hidden = picture->hidden,
    .n_hidden = picture->n_hidden,
    .scroll_x = view->scroll_x,
    .scroll_y = view->scroll_y,
    .sort_field = view->sort_field,
    .sort_descending = view->sort_descending,
    .page = view->page,
    .frame = view->frame,
    .window_width = view->window_width,
  };

  return oriel_viz_layout (model, view->width, view->height, &state);
}

/* After the layout, which settles what is shown. */
static void
measure_content (OrielPicture *picture)
{
  const OrielVizModel *model = picture->model->model;

  if (model->klass->content_width)
    picture->content_width = model->klass->content_width (model, picture->width);
  if (model->klass->content_height)
    picture->content_height = model->klass->content_height (model, picture->width);
}

static cairo_surface_t *
paint (const OrielScene *scene, const OrielPictureView *view)
{
  int width = CLAMP ((int) ceil (view->width * view->scale), 1, MAX_SIDE_PX);
  int height = CLAMP ((int) ceil (view->height * view->scale), 1, MAX_SIDE_PX);
  cairo_surface_t *surface = oriel_pixels_surface_new (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, width / view->width, height / view->height);
  oriel_scene_paint (scene, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_atomic_int_inc (&paints);

  return surface;
}

static void
draw_in_thread (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer task_data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  Request *request = task_data;
  const OrielPictureView *view = &request->view;
  OrielPicture *picture;

  if (!request->model)
    request->model = prepare (request->content, view->dark);
  if (g_task_return_error_if_cancelled (task))
    return;

  picture = g_new0 (OrielPicture, 1);
  g_atomic_ref_count_init (&picture->ref_count);
  picture->content = oriel_picture_content_ref (request->content);
  picture->model = shared_model_ref (request->model);
  picture->width = view->width;
  picture->height = view->height;
  picture->hidden = hidden_entries (picture->model->model, view->hidden, &picture->n_hidden);
  picture->page = view->page;
  picture->scene = lay_out (picture, view);
  measure_content (picture);
  picture->surface = paint (picture->scene, view);

  g_task_return_pointer (task, picture, (GDestroyNotify) oriel_picture_unref);
}

static gboolean
can_lend_model (const OrielPicture *older, const OrielPictureContent *content, gboolean dark)
{
  return older && older->content == content && older->model->dark == dark;
}

void
oriel_picture_draw_async (OrielPictureContent *content,
                          const OrielPictureView *view,
                          OrielPicture *older,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->content = oriel_picture_content_ref (content);
  request->view = *view;
  if (view->hidden)
    g_hash_table_ref (view->hidden);
  if (can_lend_model (older, content, view->dark))
    request->model = shared_model_ref (older->model);

  g_task_set_source_tag (task, oriel_picture_draw_async);
  g_task_set_task_data (task, request, request_free);
  oriel_worker_run (task, draw_in_thread);
}

static gboolean
trim_cb (gpointer user_data G_GNUC_UNUSED)
{
  trim_source = 0;
  oriel_pixels_trim ();
  oriel_heap_trim_soon ();
  return G_SOURCE_REMOVE;
}

/* Gives back what pictures left, once no more are drawn. */
static void
trim_soon (void)
{
  g_clear_handle_id (&trim_source, g_source_remove);
  trim_source = g_timeout_add_full (G_PRIORITY_LOW, CALM_MS, trim_cb, NULL, NULL);
}

OrielPicture *
oriel_picture_draw_finish (GAsyncResult *result, GError **error)
{
  trim_soon ();
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
oriel_picture_has_pixels (const OrielPicture *picture)
{
  return picture->texture != NULL || picture->surface != NULL;
}

/* The texture takes over the surface's pixels. */
static GdkTexture *
get_texture (OrielPicture *picture)
{
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface = picture->surface;
  int stride, height;

  if (picture->texture || !surface)
    return picture->texture;

  stride = cairo_image_surface_get_stride (surface);
  height = cairo_image_surface_get_height (surface);
  bytes = g_bytes_new_with_free_func (
    cairo_image_surface_get_data (surface), (gsize) stride * (gsize) height,
    (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
  picture->texture = gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                             GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);

  return picture->texture;
}

static void
append_surface (const OrielPicture *picture, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

  cairo_scale (cr, picture->width / cairo_image_surface_get_width (picture->surface),
               picture->height / cairo_image_surface_get_height (picture->surface));
  cairo_set_source_surface (cr, picture->surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
}

void
oriel_picture_snapshot (OrielPicture *picture, GtkSnapshot *snapshot, GskRenderer *renderer)
{
  graphene_rect_t bounds =
    GRAPHENE_RECT_INIT (0, 0, (float) picture->width, (float) picture->height);

  if (picture->surface && GSK_IS_CAIRO_RENDERER (renderer))
    append_surface (picture, snapshot, &bounds);
  else if (oriel_picture_has_pixels (picture))
    gtk_snapshot_append_texture (snapshot, get_texture (picture), &bounds);
}

void
oriel_picture_drop_pixels (OrielPicture *picture)
{
  g_clear_object (&picture->texture);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
}

const OrielScene *
oriel_picture_get_scene (const OrielPicture *picture)
{
  return picture->scene;
}

void
oriel_picture_get_size (const OrielPicture *picture, double *width, double *height)
{
  *width = picture->width;
  *height = picture->height;
}

const char *
oriel_picture_get_description (const OrielPicture *picture)
{
  return picture->model->description;
}

void
oriel_picture_get_content_size (const OrielPicture *picture, double *width, double *height)
{
  *width = picture->content_width;
  *height = picture->content_height;
}

const OrielVizSeries *
oriel_picture_get_series (const OrielPicture *picture, guint *n)
{
  const OrielVizModel *model = picture->model->model;

  *n = 0;
  return model->klass->series ? model->klass->series (model, n) : NULL;
}

OrielPictureContent *
oriel_picture_get_content (const OrielPicture *picture)
{
  return picture->content;
}

/* What of the state says which series there are to be found. */
static OrielVizState
finding_state (const OrielPicture *picture)
{
  return (OrielVizState){ .hidden = picture->hidden,
                          .n_hidden = picture->n_hidden,
                          .sort_field = -1,
                          .page = picture->page };
}

gboolean
oriel_picture_hit (const OrielPicture *picture, double x, double y, OrielHit *hit)
{
  const OrielVizModel *model = picture->model->model;
  const OrielHit *area = oriel_scene_hit_area_at (picture->scene, x, y);
  const OrielVizState state = finding_state (picture);

  if (area)
    {
      *hit = *area;
      return TRUE;
    }

  return model->klass->hit && model->klass->hit (model, picture->scene, &state, x, y, hit);
}

/* --- tips --- */

typedef struct
{
  OrielPicture *picture;
  OrielTipPlace place;
} TipsRequest;

static void
tips_request_free (gpointer data)
{
  TipsRequest *request = data;

  oriel_picture_unref (request->picture);
  g_free (request);
}

static void
tips_clear (gpointer data)
{
  OrielTips *tips = data;

  g_free (tips->title);
  g_array_unref (tips->rows);
  g_clear_pointer (&tips->marks, g_ptr_array_unref);
  oriel_picture_unref (tips->picture);
}

OrielTips *
oriel_tips_ref (OrielTips *tips)
{
  return g_atomic_rc_box_acquire (tips);
}

void
oriel_tips_unref (OrielTips *tips)
{
  if (tips)
    g_atomic_rc_box_release_full (tips, tips_clear);
}

/* Largest first; what has no value last. */
static int
compare_tips (gconstpointer a, gconstpointer b)
{
  double value_a = ((const OrielVizTip *) a)->numeric;
  double value_b = ((const OrielVizTip *) b)->numeric;

  if (isnan (value_a) || isnan (value_b))
    return isnan (value_a) - isnan (value_b);
  return (value_a < value_b) - (value_a > value_b);
}

static OrielTips *
find_tips (OrielPicture *picture, const OrielTipPlace *place)
{
  const OrielVizModel *model = picture->model->model;
  const OrielVizState state = finding_state (picture);
  OrielTips *tips;
  char *title = NULL;
  OrielRect lit;
  GArray *rows = oriel_viz_tips (model, picture->scene, &state, place, &title, &lit);

  if (!rows)
    {
      g_free (title);
      return NULL;
    }

  if (!model->tips.is_set)
    g_array_sort (rows, compare_tips);
  tips = g_atomic_rc_box_new0 (OrielTips);
  tips->title = title;
  tips->rows = rows;
  tips->picture = oriel_picture_ref (picture);
  tips->lit = lit;
  tips->max_width = model->tips.max_width;
  tips->max_height = model->tips.max_height;
  return tips;
}

static void
tips_in_thread (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer task_data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  TipsRequest *request = task_data;

  g_task_return_pointer (task, find_tips (request->picture, &request->place),
                         (GDestroyNotify) oriel_tips_unref);
}

gboolean
oriel_picture_tips_now (OrielPicture *picture, const OrielTipPlace *place, OrielTips **tips)
{
  const OrielVizModel *model = picture->model->model;
  guint n = 0;

  if (model->klass->series)
    model->klass->series (model, &n);
  if (n == 0 || n > MAX_SERIES_AT_ONCE)
    return FALSE;

  *tips = find_tips (picture, place);
  return TRUE;
}

void
oriel_picture_tips_async (OrielPicture *picture,
                          const OrielTipPlace *place,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  TipsRequest *request = g_new0 (TipsRequest, 1);

  request->picture = oriel_picture_ref (picture);
  request->place = *place;
  g_task_set_source_tag (task, oriel_picture_tips_async);
  g_task_set_task_data (task, request, tips_request_free);
  oriel_worker_run (task, tips_in_thread);
}

OrielTips *
oriel_picture_tips_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Of one event or exemplar its moment, of several their number. */
static char *
marks_title (const GPtrArray *marks, guint n)
{
  const OrielMarkTip *first = g_ptr_array_index (marks, 0);

  if (n > 1)
    return g_strdup_printf (ngettext ("%u annotation", "%u annotations", n), n);
  if (first->names->len > 0)
    return g_strdup_printf ("%s · %s", first->title, first->when);
  return g_strdup (first->when);
}

char *
oriel_picture_inspect (OrielPicture *picture, const OrielHit *hit)
{
  return oriel_table_inspect (picture->model->model, hit);
}

OrielTips *
oriel_picture_mark_tips (OrielPicture *picture, const OrielHit *hit)
{
  const OrielPictureContent *content = picture->content;
  const OrielBuiltins builtins = {
    .range = content->data->range,
    .raw_from = content->raw_from,
    .raw_to = content->raw_to,
    .zone = content->zone,
    .dashboard_title = content->dashboard->title,
    .dashboard_uid = content->dashboard->uid,
  };
  const OrielInterpolation how = { .variables = content->variables, .builtins = &builtins };
  guint n;
  GPtrArray *marks = oriel_markers_tips (picture->model->model->markers, hit, &how, MAX_MARKS, &n);
  OrielTips *tips;

  if (marks->len == 0)
    {
      g_ptr_array_unref (marks);
      return NULL;
    }

  tips = g_atomic_rc_box_new0 (OrielTips);
  tips->title = marks_title (marks, n);
  tips->rows = g_array_new (FALSE, TRUE, sizeof (OrielVizTip));
  tips->marks = marks;
  tips->n_marks = n;
  tips->picture = oriel_picture_ref (picture);
  return tips;
}

/* --- export --- */

typedef struct
{
  OrielPicture *picture;
  char *title;
  OrielExportFormat format;
  double scale;
} ExportRequest;

static void
export_request_free (gpointer data)
{
  ExportRequest *request = data;

  oriel_picture_unref (request->picture);
  g_free (request->title);
  g_free (request);
}

static void
export_in_thread (GTask *task,
                  gpointer source G_GNUC_UNUSED,
                  gpointer task_data,
                  GCancellable *cancellable G_GNUC_UNUSED)
{
  ExportRequest *request = task_data;
  const OrielPicture *picture = request->picture;
  const OrielTheme *theme = oriel_theme_get (picture->model->dark);
  const OrielRect inner = oriel_panel_frame_inner (TRUE, picture->model->model->klass->fills,
                                                   picture->width, picture->height);
  const OrielPanelChrome chrome = {
    .title = request->title,
    .time_info = picture->content->data->time_info,
    .has_data = TRUE,
    .in_dashboard = TRUE,
  };
  g_autoptr (OrielScene) scene =
    oriel_panel_frame_layout (picture->model->model, &chrome, theme, picture->width + 2 * inner.x,
                              picture->height + inner.y + inner.x, NULL);
  GError *error = NULL;
  GBytes *bytes =
    oriel_export_scene (scene, request->format, theme->canvas, request->scale, &error);

  if (bytes)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
oriel_picture_export_async (OrielPicture *picture,
                            const char *title,
                            OrielExportFormat format,
                            double scale,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ExportRequest *request = g_new0 (ExportRequest, 1);

  request->picture = oriel_picture_ref (picture);
  request->title = g_strdup (title);
  request->format = format;
  request->scale = scale;
  g_task_set_source_tag (task, oriel_picture_export_async);
  g_task_set_task_data (task, request, export_request_free);
  oriel_worker_run (task, export_in_thread);
}

GBytes *
oriel_picture_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
oriel_picture_count_paints (void)
{
  return (guint) g_atomic_int_get (&paints);
}
