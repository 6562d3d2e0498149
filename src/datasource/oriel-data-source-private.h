/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the types of sources share: the struct that each of them begins with. */

#pragma once

#include "datasource/oriel-data-source.h"

G_BEGIN_DECLS

struct _OrielDataSource
{
  const OrielDataSourceClass *klass;
  OrielDataSourceSettings settings;
  OrielHttp *http;
  gpointer state; /* the type's own; nullable */
  GDestroyNotify free_state;
};

/* The types, one row each. */
extern const OrielDataSourceClass oriel_prometheus_class;

G_END_DECLS
