/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The options of a variable as a filtered list. The list is: All, matches, the text itself. One
 * worker at a time matches; the newest text that came meanwhile is next. */

#include "config.h"

#include "app/dashboard/oriel-option-model.h"

#include "app/widgets/oriel-worker.h"
#include "dashboard/oriel-options-filter.h"
#include "dashboard/oriel-variables.h"

struct _OrielOptionItem
{
  GObject parent_instance;

  OrielOptionKind kind;
  char *text;
  char *value;
};

G_DEFINE_FINAL_TYPE (OrielOptionItem, oriel_option_item, G_TYPE_OBJECT)

static void
oriel_option_item_finalize (GObject *object)
{
  OrielOptionItem *self = ORIEL_OPTION_ITEM (object);

  g_free (self->text);
  g_free (self->value);

  G_OBJECT_CLASS (oriel_option_item_parent_class)->finalize (object);
}

static void
oriel_option_item_class_init (OrielOptionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oriel_option_item_finalize;
}

static void
oriel_option_item_init (OrielOptionItem *self G_GNUC_UNUSED)
{
}

static OrielOptionItem *
new_item (OrielOptionKind kind, const char *text, const char *value)
{
  OrielOptionItem *self = g_object_new (ORIEL_TYPE_OPTION_ITEM, NULL);

  self->kind = kind;
  self->text = g_strdup (text);
  self->value = g_strdup (value);
  return self;
}

OrielOptionKind
oriel_option_item_get_kind (OrielOptionItem *self)
{
  return self->kind;
}

const char *
oriel_option_item_get_text (OrielOptionItem *self)
{
  return self->text;
}

const char *
oriel_option_item_get_value (OrielOptionItem *self)
{
  return self->value;
}

/* What a worker filters with; made once for a list of options, used by one worker at a time. */
typedef struct
{
  GPtrArray *options;
  OrielOptionsFilter *filter; /* nullable until the first text */
} Matcher;

struct _OrielOptionModel
{
  GObject parent_instance;

  Matcher *matcher; /* nullable; an atomic box */
  gboolean has_all, allow_custom;
  char *text;

  guint *matches; /* nullable: all options */
  guint n_matches;
  gboolean shows_all;
  char *custom; /* nullable: the text as a value of its own */

  gboolean filtering, filter_again;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OrielOptionModel,
                               oriel_option_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
matcher_clear (gpointer data)
{
  Matcher *matcher = data;

  g_clear_pointer (&matcher->filter, oriel_options_filter_free);
  g_ptr_array_unref (matcher->options);
}

static void
matcher_release (gpointer data)
{
  if (data)
    g_atomic_rc_box_release_full (data, matcher_clear);
}

static GType
get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return ORIEL_TYPE_OPTION_ITEM;
}

static guint
count (OrielOptionModel *self)
{
  return (self->shows_all ? 1 : 0) + self->n_matches + (self->custom ? 1 : 0);
}

static guint
get_n_items (GListModel *model)
{
  return count (ORIEL_OPTION_MODEL (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  OrielOptionModel *self = ORIEL_OPTION_MODEL (model);
  const OrielVariableOption *option;
  guint index;

  if (position >= count (self))
    return NULL;
  if (self->shows_all && position == 0)
    return new_item (ORIEL_OPTION_ALL, ORIEL_ALL_TEXT, ORIEL_ALL_VALUE);

  index = position - (self->shows_all ? 1 : 0);
  if (index >= self->n_matches)
    return new_item (ORIEL_OPTION_CUSTOM, self->custom, self->custom);

  option = g_ptr_array_index (self->matcher->options, self->matches ? self->matches[index] : index);
  return new_item (ORIEL_OPTION_VALUE, option->text, option->value);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

/* Shows `matches` (taken; NULL: all options) for `text`. `is_known`: an option is that text. */
static void
show_matches (OrielOptionModel *self,
              guint *matches,
              guint n_matches,
              const char *text,
              gboolean is_known)
{
  guint before = count (self);

  g_free (self->matches);
  self->matches = matches;
  self->n_matches = n_matches;
  self->shows_all =
    self->has_all && (*text == '\0' || g_str_match_string (text, ORIEL_ALL_TEXT, TRUE));
  g_clear_pointer (&self->custom, g_free);
  if (self->allow_custom && *text != '\0' && !is_known)
    self->custom = g_strdup (text);

  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, count (self));
}

typedef struct
{
  Matcher *matcher;
  char *text;
  guint *matches;
  guint n_matches;
  gboolean is_known;
} Match;

static void
match_free (gpointer data)
{
  Match *match = data;

  matcher_release (match->matcher);
  g_free (match->text);
  g_free (match->matches);
  g_free (match);
}

static void
match_in_thread (GTask *task,
                 gpointer source G_GNUC_UNUSED,
                 gpointer task_data,
                 GCancellable *cancellable G_GNUC_UNUSED)
{
  Match *match = task_data;
  Matcher *matcher = match->matcher;
  const guint *found;

  if (!matcher->filter)
    matcher->filter = oriel_options_filter_new (matcher->options);
  found = oriel_variable_options_filter (matcher->filter, match->text, &match->n_matches);
  match->matches = g_memdup2 (found, match->n_matches * sizeof (guint));

  /* What equals the text is among the first, best matches. */
  for (guint i = 0; i < match->n_matches && !match->is_known; i++)
    {
      const OrielVariableOption *option = g_ptr_array_index (matcher->options, found[i]);

      match->is_known =
        g_strcmp0 (option->text, match->text) == 0 || g_strcmp0 (option->value, match->text) == 0;
    }
  g_task_return_boolean (task, TRUE);
}

static void filter (OrielOptionModel *self);

static void
matched_cb (GObject *source, GAsyncResult *result, gpointer user_data G_GNUC_UNUSED)
{
  OrielOptionModel *self = ORIEL_OPTION_MODEL (source);
  Match *match = g_task_get_task_data (G_TASK (result));

  self->filtering = FALSE;
  if (match->matcher == self->matcher && !self->filter_again)
    show_matches (self, g_steal_pointer (&match->matches), match->n_matches, match->text,
                  match->is_known);
  if (self->filter_again)
    filter (self);
}

static void
filter (OrielOptionModel *self)
{
  g_autoptr (GTask) task = NULL;
  Match *match;

  self->filter_again = self->filtering;
  if (self->filtering || !self->matcher)
    return;
  if (*self->text == '\0')
    {
      show_matches (self, NULL, self->matcher->options->len, "", FALSE);
      return;
    }

  self->filtering = TRUE;
  match = g_new0 (Match, 1);
  match->matcher = g_atomic_rc_box_acquire (self->matcher);
  match->text = g_strdup (self->text);
  task = g_task_new (self, NULL, matched_cb, NULL);
  g_task_set_source_tag (task, filter);
  g_task_set_task_data (task, match, match_free);
  oriel_worker_run (task, match_in_thread);
}

static void
oriel_option_model_finalize (GObject *object)
{
  OrielOptionModel *self = ORIEL_OPTION_MODEL (object);

  matcher_release (self->matcher);
  g_free (self->text);
  g_free (self->matches);
  g_free (self->custom);

  G_OBJECT_CLASS (oriel_option_model_parent_class)->finalize (object);
}

static void
oriel_option_model_class_init (OrielOptionModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oriel_option_model_finalize;
}

static void
oriel_option_model_init (OrielOptionModel *self)
{
  self->text = g_strdup ("");
}

OrielOptionModel *
oriel_option_model_new (void)
{
  return g_object_new (ORIEL_TYPE_OPTION_MODEL, NULL);
}

void
oriel_option_model_set_options (OrielOptionModel *self,
                                GPtrArray *options,
                                gboolean has_all,
                                gboolean allow_custom)
{
  guint before = count (self);

  /* Until the new options are matched there is nothing to show of the old ones. */
  g_clear_pointer (&self->matches, g_free);
  g_clear_pointer (&self->custom, g_free);
  self->n_matches = 0;
  self->shows_all = FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);

  matcher_release (self->matcher);
  self->matcher = g_atomic_rc_box_new0 (Matcher);
  self->matcher->options = g_ptr_array_ref (options);
  self->has_all = has_all;
  self->allow_custom = allow_custom;
  filter (self);
}

void
oriel_option_model_set_text (OrielOptionModel *self, const char *text)
{
  if (g_str_equal (self->text, text))
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  filter (self);
}

gboolean
oriel_option_model_is_filtering (OrielOptionModel *self)
{
  return self->filtering;
}
