/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes, bits, packets, hashes, floating point operations. */

#include "config.h"

#include "field/oriel-unit-private.h"

static const OrielUnitRow computation_units[] = {
  UNIT ("flops", "FLOP/s", si, "FLOPS"),
  UNIT ("mflops", "MFLOP/s", si, "FLOPS", .place = 2),
  UNIT ("gflops", "GFLOP/s", si, "FLOPS", .place = 3),
  UNIT ("tflops", "TFLOP/s", si, "FLOPS", .place = 4),
  UNIT ("pflops", "PFLOP/s", si, "FLOPS", .place = 5),
  UNIT ("eflops", "EFLOP/s", si, "FLOPS", .place = 6),
  UNIT ("zflops", "ZFLOP/s", si, "FLOPS", .place = 7),
  UNIT ("yflops", "YFLOP/s", si, "FLOPS", .place = 8),
};

static const OrielUnitRow data_units[] = {
  UNIT ("bytes", "bytes(IEC)", binary, "B"),
  UNIT ("decbytes", "bytes(SI)", si, "B"),
  UNIT ("bits", "bits(IEC)", binary, "b"),
  UNIT ("decbits", "bits(SI)", si, "b"),
  UNIT ("kbytes", "kibibytes", binary, "B", .place = 1),
  UNIT ("deckbytes", "kilobytes", si, "B", .place = 1),
  UNIT ("mbytes", "mebibytes", binary, "B", .place = 2),
  UNIT ("decmbytes", "megabytes", si, "B", .place = 2),
  UNIT ("gbytes", "gibibytes", binary, "B", .place = 3),
  UNIT ("decgbytes", "gigabytes", si, "B", .place = 3),
  UNIT ("tbytes", "tebibytes", binary, "B", .place = 4),
  UNIT ("dectbytes", "terabytes", si, "B", .place = 4),
  UNIT ("pbytes", "pebibytes", binary, "B", .place = 5),
  UNIT ("decpbytes", "petabytes", si, "B", .place = 5),
};

static const OrielUnitRow data_rate_units[] = {
  UNIT ("pps", "packets/sec", si, "p/s"),
  UNIT ("binBps", "bytes/sec(IEC)", binary, "B/s"),
  UNIT ("Bps", "bytes/sec(SI)", si, "B/s"),
  UNIT ("binbps", "bits/sec(IEC)", binary, "b/s"),
  UNIT ("bps", "bits/sec(SI)", si, "b/s"),
  UNIT ("KiBs", "kibibytes/sec", binary, "B/s", .place = 1),
  UNIT ("Kibits", "kibibits/sec", binary, "b/s", .place = 1),
  UNIT ("KBs", "kilobytes/sec", si, "B/s", .place = 1),
  UNIT ("Kbits", "kilobits/sec", si, "b/s", .place = 1),
  UNIT ("MiBs", "mebibytes/sec", binary, "B/s", .place = 2),
  UNIT ("Mibits", "mebibits/sec", binary, "b/s", .place = 2),
  UNIT ("MBs", "megabytes/sec", si, "B/s", .place = 2),
  UNIT ("Mbits", "megabits/sec", si, "b/s", .place = 2),
  UNIT ("GiBs", "gibibytes/sec", binary, "B/s", .place = 3),
  UNIT ("Gibits", "gibibits/sec", binary, "b/s", .place = 3),
  UNIT ("GBs", "gigabytes/sec", si, "B/s", .place = 3),
  UNIT ("Gbits", "gigabits/sec", si, "b/s", .place = 3),
  UNIT ("TiBs", "tebibytes/sec", binary, "B/s", .place = 4),
  UNIT ("Tibits", "tebibits/sec", binary, "b/s", .place = 4),
  UNIT ("TBs", "terabytes/sec", si, "B/s", .place = 4),
  UNIT ("Tbits", "terabits/sec", si, "b/s", .place = 4),
  UNIT ("PiBs", "pebibytes/sec", binary, "B/s", .place = 5),
  UNIT ("Pibits", "pebibits/sec", binary, "b/s", .place = 5),
  UNIT ("PBs", "petabytes/sec", si, "B/s", .place = 5),
  UNIT ("Pbits", "petabits/sec", si, "b/s", .place = 5),
};

static const OrielUnitRow hash_rate_units[] = {
  UNIT ("Hs", "hashes/sec", si, "H/s"),
  UNIT ("KHs", "kilohashes/sec", si, "H/s", .place = 1),
  UNIT ("MHs", "megahashes/sec", si, "H/s", .place = 2),
  UNIT ("GHs", "gigahashes/sec", si, "H/s", .place = 3),
  UNIT ("THs", "terahashes/sec", si, "H/s", .place = 4),
  UNIT ("PHs", "petahashes/sec", si, "H/s", .place = 5),
  UNIT ("EHs", "exahashes/sec", si, "H/s", .place = 6),
};

const OrielUnitFamily oriel_units_data[] = {
  FAMILY ("Computation", computation_units),
  FAMILY ("Data", data_units),
  FAMILY ("Data rate", data_rate_units),
  FAMILY ("Hash rate", hash_rate_units),
  { NULL },
};
