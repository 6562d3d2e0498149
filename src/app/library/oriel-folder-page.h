/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dashboards of a folder as a list that follows the folder. */

#pragma once

#include "app/widgets/oriel-page.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_FOLDER_PAGE (oriel_folder_page_get_type ())
G_DECLARE_FINAL_TYPE (OrielFolderPage, oriel_folder_page, ORIEL, FOLDER_PAGE, OrielPage)

/* A page for `folder`; its URI ends in a slash, by which restored tabs know folders. */
OrielPage *oriel_folder_page_new (GFile *folder);

G_END_DECLS
