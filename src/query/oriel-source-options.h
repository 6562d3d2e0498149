/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The options of data source variables: the sources at hand. */

#pragma once

#include "dashboard/oriel-variables.h"
#include "datasource/oriel-data-source.h"

G_BEGIN_DECLS

/* Gives every variable of kind data source its options: names and uids of the sources of its
 * type, and `default` where one of them is the default. A variable whose type has no source keeps
 * what the dashboard stores. Main thread. */
void oriel_source_options_apply (OrielVariables *variables, const OrielDataSources *sources);

G_END_DECLS
