/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what the dashboards of a folder are called, one file after the other, on a worker. */

#pragma once

#include "app/library/oriel-folder-item.h"

G_BEGIN_DECLS

typedef struct _OrielTitleReader OrielTitleReader;

/* Called when a title was found. */
typedef void (*OrielTitleReaderFunc) (gpointer user_data);

OrielTitleReader *oriel_title_reader_new (OrielTitleReaderFunc func,
                                          gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/* Frees it; what is not read yet stays unread. */
void oriel_title_reader_free (OrielTitleReader *reader);

/* Reads the title of `item`, in its turn. A file that is no dashboard gets none. */
void oriel_title_reader_add (OrielTitleReader *reader, OrielFolderItem *item);

G_END_DECLS
