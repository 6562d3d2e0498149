/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The data sources that the corpus' derived dashboards were made with. */

#pragma once

#include "dashboard/oriel-dashboard-migrate.h"

/* Of Grafana's own tests. */
static const OrielKnownSource standard_sources[] = {
  { "Default Test Datasource Name", "default-ds-uid", "prometheus", "v1", TRUE },
  { "Non Default Test Datasource Name", "non-default-test-ds-uid", "loki", "v1", FALSE },
  { "Existing Ref Name", "existing-ref", "prometheus", "v1", FALSE },
  { NULL, "existing-ref-uid", "prometheus", "v1", FALSE },
  { "Existing Target Name", "existing-target-uid", "elasticsearch", "v2", FALSE },
  { "-- Mixed --", "-- Mixed --", "mixed", "v1", FALSE },
  { "InfluxDB Test Datasource", "influx-uid", "influxdb", "v1", FALSE },
  { "CloudWatch Test Datasource", "cloudwatch-uid", "cloudwatch", "v1", FALSE },
  { "-- Grafana --", "-- Grafana --", "grafana", "v1", FALSE },
};

static const OrielKnownSource development_sources[] = {
  { "grafana-testdata-datasource", "testdata-type-uid", "grafana-testdata-datasource", "v1", TRUE },
  { "TestData", "testdata", "grafana-testdata-datasource", NULL, FALSE },
  { "Prometheus", "prometheus-uid", "prometheus", "v1", FALSE },
  { "Loki", "loki-uid", "loki", "v1", FALSE },
  { "Elasticsearch", "elasticsearch-uid", "elasticsearch", "v1", FALSE },
  { "-- Mixed --", "-- Mixed --", "mixed", "v1", FALSE },
};
