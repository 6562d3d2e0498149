/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing of a folder: a sub-folder, or a file and the title of the dashboard in it. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ORIEL_TYPE_FOLDER_ITEM (oriel_folder_item_get_type ())
G_DECLARE_FINAL_TYPE (OrielFolderItem, oriel_folder_item, ORIEL, FOLDER_ITEM, GObject)

/* Property "title" (nullable): what the dashboard is called, once that was read. */

/* What `info` tells of, as a GtkDirectoryList has it. */
OrielFolderItem *oriel_folder_item_new (GFileInfo *info) G_GNUC_WARN_UNUSED_RESULT;

/* The file; borrowed. */
GFile *oriel_folder_item_get_file (OrielFolderItem *self);

/* Name of the file, for people. */
const char *oriel_folder_item_get_name (OrielFolderItem *self);

const char *oriel_folder_item_get_title (OrielFolderItem *self);
void oriel_folder_item_set_title (OrielFolderItem *self, const char *title);

/* Whether it was found that there is no dashboard in it. Notifies "title". */
gboolean oriel_folder_item_is_broken (OrielFolderItem *self);
void oriel_folder_item_set_broken (OrielFolderItem *self);

gboolean oriel_folder_item_is_folder (OrielFolderItem *self);

/* Whether it may be a dashboard, by its name. */
gboolean oriel_folder_item_is_dashboard (OrielFolderItem *self);

/* Whether its name or its title has the beginnings of all `words`. */
gboolean oriel_folder_item_matches (OrielFolderItem *self, const char *words);

G_END_DECLS
