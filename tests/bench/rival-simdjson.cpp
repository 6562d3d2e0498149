/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "rival-simdjson.h"

#include <simdjson.h>
#include <vector>

using namespace simdjson;

double
rival_simdjson (const char *text, size_t length)
{
  static ondemand::parser parser;
  padded_string_view view (text, length, length + SIMDJSON_PADDING);
  ondemand::document document = parser.iterate (view);
  double sum = 0;

  for (auto series : document["data"]["result"].get_array ())
    {
      std::vector<double> out;
      std::string_view labels = series["metric"].raw_json_token ();

      (void) labels;
      for (auto sample : series["values"].get_array ())
        {
          int place = 0;

          for (auto part : sample.get_array ())
            out.push_back (place++ ? double (part.get_double_in_string ())
                                   : double (part.get_double ()));
        }
      sum += out.back ();
    }

  return sum;
}
