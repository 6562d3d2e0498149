/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing of a folder. */

#include "config.h"

#include "app/library/oriel-folder-item.h"

#include "dashboard/oriel-dashboard.h"

struct _OrielFolderItem
{
  GObject parent_instance;

  GFileInfo *info;
  char *title; /* nullable */
  gboolean broken;
};

G_DEFINE_FINAL_TYPE (OrielFolderItem, oriel_folder_item, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
oriel_folder_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielFolderItem *self = ORIEL_FOLDER_ITEM (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, self->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
oriel_folder_item_finalize (GObject *object)
{
  OrielFolderItem *self = ORIEL_FOLDER_ITEM (object);

  g_clear_object (&self->info);
  g_free (self->title);

  G_OBJECT_CLASS (oriel_folder_item_parent_class)->finalize (object);
}

static void
oriel_folder_item_class_init (OrielFolderItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = oriel_folder_item_get_property;
  object_class->finalize = oriel_folder_item_finalize;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
oriel_folder_item_init (OrielFolderItem *self G_GNUC_UNUSED)
{
}

OrielFolderItem *
oriel_folder_item_new (GFileInfo *info)
{
  OrielFolderItem *self = g_object_new (ORIEL_TYPE_FOLDER_ITEM, NULL);

  self->info = g_object_ref (info);
  return self;
}

GFile *
oriel_folder_item_get_file (OrielFolderItem *self)
{
  return G_FILE (g_file_info_get_attribute_object (self->info, "standard::file"));
}

const char *
oriel_folder_item_get_name (OrielFolderItem *self)
{
  return g_file_info_get_display_name (self->info);
}

const char *
oriel_folder_item_get_title (OrielFolderItem *self)
{
  return self->title;
}

void
oriel_folder_item_set_title (OrielFolderItem *self, const char *title)
{
  if (g_strcmp0 (self->title, title) == 0)
    return;

  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

gboolean
oriel_folder_item_is_broken (OrielFolderItem *self)
{
  return self->broken;
}

void
oriel_folder_item_set_broken (OrielFolderItem *self)
{
  self->broken = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

gboolean
oriel_folder_item_is_folder (OrielFolderItem *self)
{
  return g_file_info_get_file_type (self->info) == G_FILE_TYPE_DIRECTORY;
}

gboolean
oriel_folder_item_is_dashboard (OrielFolderItem *self)
{
  return !oriel_folder_item_is_folder (self) &&
         oriel_dashboard_is_file_name (oriel_folder_item_get_name (self));
}

gboolean
oriel_folder_item_matches (OrielFolderItem *self, const char *words)
{
  return *words == '\0' || g_str_match_string (words, oriel_folder_item_get_name (self), TRUE) ||
         (self->title && g_str_match_string (words, self->title, TRUE));
}
